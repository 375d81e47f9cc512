// Things to do at given instants: one ordered queue for a whole thread, so that only one timer of the system is needed.
// One thread. No system calls: whoever owns it asks for `next` and calls `ring`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "protocol/values.hpp"

namespace reprise {

class alarms {
 public:
  // Names an alarm that was set; good for cancel() also after it rang.
  struct handle {
    instant at = 0;
    std::uint64_t number = 0;  // 0: none
    friend auto operator<=>(const handle&, const handle&) = default;
  };

  handle set(instant at, std::function<void()> what) {
    const handle made{at, ++numbered_};
    waiting_.emplace(made, std::move(what));
    return made;
  }
  void cancel(handle which) { waiting_.erase(which); }
  void clear() {
    while (!waiting_.empty()) waiting_.extract(waiting_.begin());  // what goes may cancel others
  }

  std::optional<instant> next() const {
    if (waiting_.empty()) return std::nullopt;
    return waiting_.begin()->first.at;
  }
  std::size_t size() const { return waiting_.size(); }

  // Does what is due at `now`, in the order of their instants. What these set anew for now or earlier waits for the
  // next call, so that nothing can keep the thread here.
  std::size_t ring(instant now) {
    const auto newest = numbered_;
    std::size_t rung = 0;
    auto at = waiting_.begin();
    while (at != waiting_.end() && at->first.at <= now) {
      if (at->first.number > newest) {
        ++at;
        continue;
      }
      const auto what = std::move(at->second);
      waiting_.erase(at);
      what();
      ++rung;
      at = waiting_.begin();
    }
    return rung;
  }

 private:
  std::map<handle, std::function<void()>> waiting_;
  std::uint64_t numbered_ = 0;
};

}  // namespace reprise
