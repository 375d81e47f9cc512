#include "tests/support/network.hpp"

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include <exception>
#include <future>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>

#include "tests/support/program.hpp"

namespace reprise::tests {
namespace {

constexpr auto this_thread_is_in = "/proc/thread-self/ns/net";

int open_this_network() {
  const int handle = ::open(this_thread_is_in, O_RDONLY | O_CLOEXEC);
  if (handle < 0) throw std::system_error(errno, std::generic_category(), this_thread_is_in);
  return handle;
}

void make_a_network() {
  if (::unshare(CLONE_NEWNET) != 0) {
    throw std::system_error(errno, std::generic_category(),
                            "this test makes networks of its own, which root may (or who has CAP_SYS_ADMIN): unshare");
  }
  run({"ip", "link", "set", "lo", "up"});
}

void go_to(int network) {
  if (::setns(network, CLONE_NEWNET) != 0) throw std::system_error(errno, std::generic_category(), "setns");
}

// `port` is the other side's when it is what packets come from ("sport"), and ours when they go to it ("dport").
void lose_what_arrives_on(const std::string& cable, const std::string& which_port, std::uint16_t port) {
  std::string rules = "table inet " + cable;
  rules.append(" { chain arriving { type filter hook prerouting priority 0; iifname ").append(cable);
  rules.append(" tcp ").append(which_port).append(" ").append(std::to_string(port)).append(" drop; }; }");
  run({"nft", rules});
}

void lose_nothing_on(const std::string& cable) { run({"nft", "delete table inet " + cable}); }

}  // namespace

own_network::own_network() : before_(open_this_network()) {
  try {
    make_a_network();
  } catch (...) {
    ::close(before_);
    throw;
  }
}

own_network::~own_network() {
  try {
    go_to(before_);
  } catch (const std::system_error&) {
    std::terminate();  // what comes next would run in a network that is not there any more
  }
  ::close(before_);
}

machine::machine(int number) : number_(number), cable_("cable" + std::to_string(number)) {
  const auto here = std::to_string(::getpid());
  std::promise<int> made;
  std::thread([&] {
    try {
      make_a_network();
      tests::run({"ip", "link", "add", "cable", "type", "veth", "peer", "name", cable_, "netns", here});
      tests::run({"ip", "address", "add", address() + "/24", "dev", "cable"});
      tests::run({"ip", "link", "set", "cable", "up"});
      made.set_value(open_this_network());
    } catch (...) {
      made.set_exception(std::current_exception());
    }
  }).join();
  there_ = made.get_future().get();
  tests::run({"ip", "address", "add", other_address() + "/24", "dev", cable_});
  tests::run({"ip", "link", "set", cable_, "up"});
}

machine::~machine() { ::close(there_); }

std::string machine::address() const { return "10.77." + std::to_string(number_) + ".2"; }
std::string machine::other_address() const { return "10.77." + std::to_string(number_) + ".1"; }

void machine::run(const std::function<void()>& what) const {
  std::packaged_task<void()> task([&] {
    go_to(there_);
    what();
  });
  auto done = task.get_future();
  std::thread(std::move(task)).join();
  done.get();
}

void machine::lose_packets(std::uint16_t port) {
  lose_what_arrives_on(cable_, "dport", port);
  run([port] { lose_what_arrives_on("cable", "sport", port); });
}

void machine::lose_none() {
  lose_nothing_on(cable_);
  run([] { lose_nothing_on("cable"); });
}

}  // namespace reprise::tests
