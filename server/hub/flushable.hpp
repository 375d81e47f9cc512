// Something that gathers during a turn of the loop and lets go at the turn's end: a connection what it has to write, a
// session the commands to decide.
// Shard thread only.
#pragma once

#include <cstddef>

namespace reprise {

class flushable {
 public:
  flushable() = default;
  flushable(const flushable&) = delete;
  flushable& operator=(const flushable&) = delete;

  // Called once at the end of a turn in which it was marked.
  virtual void flush() = 0;

 protected:
  ~flushable() = default;  // after flush_list::forget

 private:
  friend class flush_list;
  std::size_t place_ = 0;  // in the list, from 1; 0: not marked
};

}  // namespace reprise
