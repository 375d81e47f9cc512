// The outbox: what a delivery costs before the kernel is asked for anything, and with the kernel beside a bare send().
#include <arpa/inet.h>
#include <benchmark/benchmark.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "server/hub/outbox.hpp"

namespace reprise {
namespace {

constexpr std::size_t connections = 1'000;
constexpr std::size_t message_bytes = 300;

// One frame to each of 1,000 connections, `depth` frames gathered per turn of the loop.
void outbox_fan_out(benchmark::State& bench) {
  const auto depth = static_cast<std::size_t>(bench.range(0));
  std::vector<outbox> boxes(connections);
  const auto frame = std::make_shared<const std::string>(message_bytes, 'x');
  std::array<iovec, 64> parts{};
  for (auto _ : bench) {
    for (std::size_t at = 0; at < depth; ++at) {
      for (auto& each : boxes) benchmark::DoNotOptimize(each.push(frame));
    }
    for (auto& each : boxes) {
      benchmark::DoNotOptimize(each.gather(parts));
      each.consume(each.bytes());
    }
  }
  bench.SetItemsProcessed(bench.iterations() * static_cast<std::int64_t>(boxes.size() * depth));
}
BENCHMARK(outbox_fan_out)->Arg(1)->Arg(8);

// --- with the kernel -------------------------------------------------------------------------------------------------

// TCP connections over loopback, set as the server sets its own. A failure here ends the run: there is nothing to measure.
class tcp_pairs {
 public:
  tcp_pairs() {
    const int listener = check(::socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof here;
    check(::bind(listener, reinterpret_cast<sockaddr*>(&here), length));
    check(::listen(listener, 16));
    check(::getsockname(listener, reinterpret_cast<sockaddr*>(&here), &length));
    for (std::size_t made = 0; made < connections; ++made) {
      const int far = check(::socket(AF_INET, SOCK_STREAM, 0));
      check(::connect(far, reinterpret_cast<sockaddr*>(&here), length));
      const int near = check(::accept(listener, nullptr, nullptr));
      const int on = 1;
      check(::setsockopt(near, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on));
      near_.push_back(near);
      far_.push_back(far);
    }
    ::close(listener);
  }
  tcp_pairs(const tcp_pairs&) = delete;
  tcp_pairs& operator=(const tcp_pairs&) = delete;
  ~tcp_pairs() {
    for (const int each : near_) ::close(each);
    for (const int each : far_) ::close(each);
  }

  const std::vector<int>& near() const { return near_; }

  // Reads all that has come, everywhere.
  void drain(std::size_t bytes_each) const {
    std::array<char, 64 * 1024> into;
    for (const int each : far_) {
      for (std::size_t left = bytes_each; left > 0;) {
        left -= static_cast<std::size_t>(check(::recv(each, into.data(), into.size(), 0)));
      }
    }
  }

 private:
  template <class Result>
  static Result check(Result of) {
    if (of >= 0) return of;
    std::perror("outbox_benchmark");
    std::exit(1);
  }

  std::vector<int> near_;
  std::vector<int> far_;
};

template <class Deliver>
void measure_delivery(benchmark::State& bench, Deliver deliver) {
  const auto depth = static_cast<std::size_t>(bench.range(0));
  const tcp_pairs all;
  for (auto _ : bench) {
    deliver(all, depth);
    bench.PauseTiming();
    all.drain(depth * message_bytes);
    bench.ResumeTiming();
  }
  bench.SetItemsProcessed(bench.iterations() * static_cast<std::int64_t>(connections * depth));
}

// What nobody can be faster than who calls the kernel for every delivery.
void bare_send(benchmark::State& bench) {
  const std::string message(message_bytes, 'x');
  measure_delivery(bench, [&](const tcp_pairs& to, std::size_t depth) {
    for (std::size_t at = 0; at < depth; ++at) {
      for (const int each : to.near()) {
        benchmark::DoNotOptimize(::send(each, message.data(), message.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
      }
    }
  });
}
BENCHMARK(bare_send)->Arg(1)->Arg(8);

// The same through outboxes, written as a connection writes at the end of a turn.
void outbox_over_tcp(benchmark::State& bench) {
  std::vector<outbox> boxes(connections);
  const auto frame = std::make_shared<const std::string>(message_bytes, 'x');
  measure_delivery(bench, [&](const tcp_pairs& to, std::size_t depth) {
    for (std::size_t at = 0; at < depth; ++at) {
      for (auto& each : boxes) benchmark::DoNotOptimize(each.push(frame));
    }
    for (std::size_t at = 0; at < connections; ++at) {
      std::array<iovec, 64> parts;
      msghdr message{};
      message.msg_iov = parts.data();
      message.msg_iovlen = boxes[at].gather(parts);
      const auto sent = ::sendmsg(to.near()[at], &message, MSG_DONTWAIT | MSG_NOSIGNAL);
      boxes[at].consume(static_cast<std::size_t>(sent));
    }
  });
}
BENCHMARK(outbox_over_tcp)->Arg(1)->Arg(8);

}  // namespace
}  // namespace reprise
