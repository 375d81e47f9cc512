// Those that have something to do at the end of this turn of the loop. Shard thread only.
#pragma once

#include <vector>

#include "server/hub/flushable.hpp"

namespace reprise {

class flush_list {
 public:
  // Marking one that is marked already costs nothing.
  void mark(flushable& what) {
    if (what.place_ != 0) return;
    marked_.push_back(&what);
    what.place_ = marked_.size();
  }
  void forget(flushable& what) {
    if (what.place_ == 0) return;
    marked_[what.place_ - 1] = nullptr;
    what.place_ = 0;
  }
  bool empty() const { return marked_.empty(); }

  // What is marked meanwhile is flushed too.
  void flush_all() {
    for (std::size_t at = 0; at < marked_.size(); ++at) {
      auto* const what = marked_[at];
      if (!what) continue;
      what->place_ = 0;
      what->flush();
    }
    marked_.clear();
  }

 private:
  std::vector<flushable*> marked_;
};

}  // namespace reprise
