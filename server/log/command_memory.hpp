// Which command ids a session has already, as hashes, for the sessions that were written to lately. It answers "surely
// new" without touching the disk; a hit is checked against the log's own text, so a collision costs a look-up and never
// an answer.
//
// Thread    The log's worker only.
// Bounds    commands_max hashes in all (about 48 bytes each); beyond that the session unused for longest is forgotten
//           and read again when it is needed. One session alone is never forgotten for its own size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "protocol/values.hpp"
#include "server/log/commit_log.hpp"

namespace reprise {

// Stored in the file, so it may never change. FNV-1a, 64 bits. "" (a command that nobody sends again) is 0.
std::int64_t command_hash(std::string_view command_id);

// What the worker knows about a session that it has touched.
struct session_memory {
  std::int64_t id = 0;  // the row in `sessions`; 0 when the session has no commits yet
  log_position last;
  instant used_at = 0;                                         // as the log has it
  std::unordered_multimap<std::int64_t, seq_number> commands;  // by command_hash, without 0

  // The commits that may have this id.
  std::vector<seq_number> suspects(std::string_view command_id) const;
};

class command_memory {
 public:
  explicit command_memory(std::size_t commands_max) : commands_max_(commands_max) {}

  // Null when the session is not known (any more). The pointer holds until the next call of `keep` or `forget`.
  session_memory* find(const session_key& session);
  session_memory& keep(const session_key& session, session_memory memory);
  void forget(const session_key& session);

  // Adds a commit that follows `memory.last`; `memory` is one of those given out by `find` and `keep`.
  void follow(session_memory& memory, const stored_commit& commit);

 private:
  struct entry {
    session_key key;
    session_memory memory;
  };
  using entries = std::list<entry>;
  void drop(entries::iterator each);

  const std::size_t commands_max_;
  std::size_t held_ = 0;  // hashes, and one for each session
  entries newest_first_;
  std::unordered_map<session_key, entries::iterator> by_key_;
};

}  // namespace reprise
