// Wakes another thread once for all that a piece of work leaves for it, instead of once for each thing: what a turn of a
// shard asks of the log arrives there together and becomes one transaction, and the answers to it come back together and are
// one turn of the shard. Woken by the first of them, the other thread would begin with that one alone.
//
//   const together turn;   // the work
//   log.append(...);       // queued
//   log.append(...);       // queued
//                          // the end: the log's thread wakes and finds both
//
// Thread    Each thread has its own. Nest as you like: the outermost one counts.
// Failure   Whoever waits for another thread while one of these is alive calls wake_all() before; else it may wait for one that
//           has not been woken yet.
#pragma once

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace reprise {

class together {
 public:
  together() { ++here().depth; }
  together(const together&) = delete;
  together& operator=(const together&) = delete;
  ~together() {
    if (here().depth-- > 1) return;
    wake_all();
  }

  // Those who were to be woken at the end.
  static void wake_all() {
    for (const auto& [whom, wake] : std::exchange(here().later, {})) wake();
  }

  // For queues, after something was put in for `whom`, who outlives the work: wakes at the end of it, or now.
  static void wake(const void* whom, std::function<void()> how) {
    auto& all = here();
    if (all.depth == 0) return how();
    const auto is_same = [&](const auto& each) { return each.first == whom; };
    if (std::none_of(all.later.begin(), all.later.end(), is_same)) all.later.emplace_back(whom, std::move(how));
  }

 private:
  struct work {
    int depth = 0;
    std::vector<std::pair<const void*, std::function<void()>>> later;
  };
  static work& here() {
    thread_local work mine;
    return mine;
  }
};

}  // namespace reprise
