// What a Redis promises to keep when it says that it has something, in words that an operator can act on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/log/redis_connection.hpp"

namespace reprise {

// What a Redis promises to keep when it says that it has something.
struct redis_durability {
  enum class file { none, unknown, snapshots_only, every_second, always };  // better and better
  std::string where;
  std::string redis_id;  // another one after each start
  file kept_in = file::unknown;
  std::string evicts_by;  // the policy by which it throws keys away when its memory is full; "" where it does not
  int replicas = 0;
  std::string version;
  bool answers = true;
  bool is_cluster = false;
  std::int64_t up_seconds = 0;  // when it was asked

  // Acknowledged means kept, whatever happens to Redis, short of the loss of its disk.
  bool keeps_everything() const { return kept_in == file::always && evicts_by.empty(); }
  // Replicas left aside, which come and go. Throwing away is worst: it needs no failure.
  bool keeps_less_than(const redis_durability& other) const;
  // For the operator: what may be lost, and what to do about it.
  std::string in_words() const;
};

// Throws redis_error where the connection fails. What the Redis does not tell this user stays unknown.
redis_durability ask_for_durability(redis_connection& of);
// Of a node of a cluster that cannot be asked.
redis_durability unanswered_durability(const std::string& where);

// Of several, one at least, the one that counts for all: where `replicas_wanted` are not there, nothing can be acknowledged; else
// the one that keeps least.
const redis_durability& weakest(const std::vector<redis_durability>& of, int replicas_wanted);

}  // namespace reprise
