#include "server/log/redis_subscriber.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <utility>

namespace reprise {
namespace {

using namespace std::chrono_literals;
// A connection on which nothing comes is asked whether it still is one.
constexpr auto ping_after = 1'000ms;
constexpr auto silent_max = 3'000ms;
constexpr auto pause_min = 50ms;
constexpr auto pause_max = 250ms;

}  // namespace

redis_subscriber::redis_subscriber(parts of) : parts_(std::move(of)), thread_([this] { run(); }) {}

redis_subscriber::~redis_subscriber() { stop(); }

void redis_subscriber::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  woken_.ring();
  if (thread_.joinable()) thread_.join();
}

void redis_subscriber::add(const std::string& channel) {
  {
    const std::lock_guard lock(mutex_);
    wanted_.insert(channel);
  }
  woken_.ring();
}

void redis_subscriber::remove(const std::string& channel) {
  {
    const std::lock_guard lock(mutex_);
    wanted_.erase(channel);
  }
  woken_.ring();
}

void redis_subscriber::run() {
  for (;;) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
    }
    try {
      redis_connection connection(parts_.find(), parts_.address, parts_.patience);
      subscribed_.clear();
      parts_.connected();
      listen(connection);
      return;
    } catch (const redis_error&) {
      // The lane has the same trouble, and says so.
      pause();
    }
  }
}

void redis_subscriber::pause() {
  std::unique_lock lock(mutex_);
  pause_ = std::clamp<std::chrono::milliseconds>(pause_ * 2, pause_min, pause_max);
  stopped_.wait_for(lock, pause_, [this] { return stopping_; });
}

void redis_subscriber::listen(redis_connection& on) {
  auto heard_at = std::chrono::steady_clock::now();
  auto asked_at = heard_at;
  for (;;) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
    }
    bring_up_to_date(on);
    std::array<pollfd, 2> waits{{{.fd = on.descriptor(), .events = POLLIN, .revents = 0},
                                 {.fd = woken_.descriptor(), .events = POLLIN, .revents = 0}}};
    poll(waits.data(), waits.size(), static_cast<int>(ping_after.count()));
    if (waits[1].revents != 0) woken_.quiet();
    const auto now = std::chrono::steady_clock::now();
    if (waits[0].revents != 0) {
      on.read_what_is_there();
      heard_at = now;
      pause_ = 0ms;
      while (const auto reply = on.next_reply()) take(*reply);
    } else if (now - heard_at > silent_max) {
      throw redis_error("nothing is heard of Redis");
    } else if (now - heard_at >= ping_after && now - asked_at >= ping_after) {
      on.send(redis_command{"PING"});
      on.flush();
      asked_at = now;
    }
  }
}

void redis_subscriber::bring_up_to_date(redis_connection& on) {
  redis_command more{parts_.is_sharded ? "SSUBSCRIBE" : "SUBSCRIBE"};
  redis_command fewer{parts_.is_sharded ? "SUNSUBSCRIBE" : "UNSUBSCRIBE"};
  {
    const std::lock_guard lock(mutex_);
    std::set_difference(wanted_.begin(), wanted_.end(), subscribed_.begin(), subscribed_.end(),
                        std::back_inserter(more));
    std::set_difference(subscribed_.begin(), subscribed_.end(), wanted_.begin(), wanted_.end(),
                        std::back_inserter(fewer));
    subscribed_ = wanted_;
  }
  // In a cluster, the channels of one command must be of one slot: one command each.
  for (const auto* words : {&more, &fewer}) {
    for (std::size_t at = 1; at < words->size(); ++at) on.send(redis_command{words->front(), (*words)[at]});
  }
  if (more.size() > 1 || fewer.size() > 1) on.flush();
}

void redis_subscriber::take(const redis_reply& reply) {
  if (reply.is_error()) {
    const auto error = reply.text();
    const bool is_elsewhere = error.starts_with("MOVED ") || error.starts_with("CLUSTERDOWN");
    if (is_elsewhere && parts_.moved) parts_.moved();
    throw redis_error(reply.str());
  }
  const auto what = reply[0].text();
  if (what == "message" || what == "smessage") return parts_.heard(reply[1].text(), reply[2].text());
  if (what == "subscribe" || what == "ssubscribe") return parts_.gap(reply[1].str());
  if (what != "sunsubscribe") return;
  // Asked for by nobody: the slot has gone to another node.
  {
    const std::lock_guard lock(mutex_);
    if (!wanted_.contains(reply[1].str())) return;
  }
  subscribed_.erase(reply[1].str());
  if (parts_.moved) parts_.moved();
}

}  // namespace reprise
