// The clock as an actor: asks for `wake` when the state says that it has something to say. Once at a time, and never in a
// circle: a wake that changed nothing although one is due is not asked for again for a second, unless the state changes.
// Shard thread only.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>

#include "server/hub/surroundings.hpp"

namespace reprise {

// One alarm that belongs to an object and goes with it.
class own_alarm {
 public:
  explicit own_alarm(surroundings& world) : world_(world) {}
  own_alarm(const own_alarm&) = delete;
  own_alarm& operator=(const own_alarm&) = delete;
  ~own_alarm() { cancel(); }

  bool is_set() const { return handle_.number != 0; }
  instant at() const { return handle_.at; }
  void set(instant at, std::function<void()> what) {
    cancel();
    handle_ = world_.clock().set(at, [this, what = std::move(what)] {
      handle_ = {};
      const auto now_run = what;  // what it does may set this alarm anew
      now_run();
    });
  }
  void cancel() {
    if (is_set()) world_.clock().cancel(handle_);
    handle_ = {};
  }

 private:
  surroundings& world_;
  alarms::handle handle_;
};

class session_clock {
 public:
  // `wake` must lead to one call of woken().
  session_clock(surroundings& world, std::function<void()> wake)
      : world_(world), wake_(std::move(wake)), alarm_(world) {}

  // After every change of state: when it wants to be woken.
  void follow(std::optional<instant> next, seq_number state_is_at) {
    if (state_is_at != futile_at_) futile_at_ = 0, not_before_ = 0;
    next_ = next;
    seq_ = state_is_at;
    if (asked_) return;
    if (!next) return alarm_.cancel();
    const auto due = std::max(*next, not_before_);
    if (alarm_.is_set() && alarm_.at() == due) return;
    alarm_.set(due, [this] {
      asked_ = true;
      asked_at_ = seq_;
      wake_();
    });
  }

  // The wake has been decided and, if it changed anything, kept (or it was refused).
  void woken(std::optional<instant> next, seq_number state_is_at) {
    asked_ = false;
    if (state_is_at == asked_at_) {
      futile_at_ = state_is_at;
      not_before_ = world_.now() + pause_ms;
    }
    follow(next, state_is_at);
  }

  bool is_set() const { return asked_ || next_.has_value(); }

 private:
  static constexpr std::int64_t pause_ms = 1'000;

  surroundings& world_;
  const std::function<void()> wake_;
  own_alarm alarm_;
  std::optional<instant> next_;
  seq_number seq_ = 0;
  bool asked_ = false;
  seq_number asked_at_ = 0;
  seq_number futile_at_ = 0;
  instant not_before_ = 0;
};

}  // namespace reprise
