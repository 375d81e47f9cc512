// Something that gathers output during a turn of the loop and lets it go at the turn's end: a connection.
// Shard thread only.
#pragma once

#include <cstddef>

namespace reprise {

class flushable {
 public:
  flushable() = default;
  flushable(const flushable&) = delete;
  flushable& operator=(const flushable&) = delete;

  // Called once at the end of a turn in which it was marked (shard::mark).
  virtual void flush() = 0;

 protected:
  ~flushable() = default;  // after shard::forget

 private:
  friend class flush_list;
  std::size_t place_ = 0;  // in the list, from 1; 0: not marked
};

}  // namespace reprise
