#include "load-tests/loop.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <stdexcept>
#include <utility>

namespace reprise::load {
namespace {

constexpr std::size_t events_max = 512;
constexpr std::size_t read_bytes = 256 * 1024;
constexpr std::int64_t sleep_us_max = 100'000;
// In one turn; then the sockets have theirs.
constexpr int moments_max = 512;

}  // namespace

loop::loop(bool spin)
    : spin_(spin),
      poll_(::epoll_create1(EPOLL_CLOEXEC)),
      read_buffer_(read_bytes, '\0'),
      events_(events_max * sizeof(epoll_event)),
      busy_since_(now()) {
  if (poll_ < 0) throw std::runtime_error("epoll is not there");
}

loop::~loop() { ::close(poll_); }

std::int64_t loop::now() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void loop::watch(int handle, user* whose) {
  epoll_event wanted{};
  wanted.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  wanted.data.ptr = whose;
  if (::epoll_ctl(poll_, EPOLL_CTL_ADD, handle, &wanted) != 0) throw std::runtime_error("a socket cannot be watched");
}

void loop::at(std::int64_t due, user* whose, std::uint32_t what, std::uint32_t scene) {
  moments_.push({due, ++order_, whose, what, scene});
}

int loop::wait(std::int64_t until) {
  auto* const events = reinterpret_cast<epoll_event*>(events_.data());
  const auto left = spin_ ? 0 : std::clamp<std::int64_t>(until - now(), 0, sleep_us_max);
  // Milliseconds are too coarse for whoever means to be on time.
  const timespec most{0, left * 1'000};
  const int found = ::epoll_pwait2(poll_, events, static_cast<int>(events_max), &most, nullptr);
  if (found >= 0 || errno != ENOSYS) return found;
  return ::epoll_wait(poll_, events, static_cast<int>(events_max), static_cast<int>(left / 1'000));
}

void loop::run(const std::function<bool()>& is_over) {
  const auto* const events = reinterpret_cast<const epoll_event*>(events_.data());
  while (!is_over()) {
    const int found = wait(moments_.empty() ? now() + sleep_us_max : moments_.top().due);
    const auto began = now();
    for (int at = 0; at < found; ++at) static_cast<user*>(events[at].data.ptr)->on_ready();
    int called = 0;
    for (; called < moments_max && !moments_.empty() && moments_.top().due <= now(); ++called) {
      const auto next = moments_.top();
      moments_.pop();
      next.whose->on_moment(next.what, next.scene, next.due);
    }
    if (found > 0 || called > 0) busy_us_ += now() - began;
  }
}

std::int64_t loop::take_busy_permille() {
  const auto until = now();
  const auto all = std::max<std::int64_t>(1, until - busy_since_);
  const auto share = std::min<std::int64_t>(1'000, 1'000 * busy_us_ / all);
  busy_before_us_ += std::exchange(busy_us_, 0);
  busy_since_ = until;
  return share;
}

}  // namespace reprise::load
