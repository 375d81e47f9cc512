// What a Redis promises to keep when it says that it has something, in words that an operator can act on.
#pragma once

#include <string>

#include "server/log/redis_connection.hpp"

namespace reprise {

// What a Redis promises to keep when it says that it has something.
struct redis_durability {
  enum class file { none, snapshots_only, every_second, always, unknown };
  file kept_in = file::unknown;
  int replicas = 0;
  std::string version;
  bool is_cluster = false;
  std::int64_t up_seconds = 0;  // when it was asked

  // Acknowledged means kept, whatever happens to Redis, short of the loss of its disk.
  bool keeps_everything() const { return kept_in == file::always; }
  // For the operator: what may be lost, and what to do about it.
  std::string in_words() const;
};

// Throws redis_error where the connection fails. What the Redis does not tell this user stays unknown.
redis_durability ask_for_durability(redis_connection& of);

}  // namespace reprise
