// How often something has happened, counted by all servers on one log together: a bucket of tokens under each name, which
// fills up again by the log's own clock, so that no two servers have to agree on the time.
//
// A server that has its log to itself counts alone, and has none of these.
//
// Thread    As commit_log: any, never blocks; `then` is called once, on any thread, perhaps before the call returns.
// Kept      Nothing longer than until the bucket is full again, for a full one is as good as none.
// Failure   `unavailable`, and at once where the log is known to be away: nobody waits at a door for a count.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <variant>

#include "server/log/commit_log.hpp"

namespace reprise {

struct bucket_size {
  double burst = 1;
  double per_second = 1;
};

enum class counting {
  look,  // takes nothing
  take,  // takes one, where there is one
  tell   // takes one that a server has given already; there may be less than none then, down to a burst below
};

struct counted {
  bool was_there = false;  // one, when it was asked for
  double tokens = 0;       // left
};
using count_answer = std::variant<counted, unavailable>;

inline constexpr std::size_t counted_name_bytes_max = 128;

class shared_counts {
 public:
  virtual void count(std::string name, bucket_size of, counting how, commit_log::done<count_answer> then) = 0;

 protected:
  ~shared_counts() = default;
};

}  // namespace reprise
