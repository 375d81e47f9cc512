// What things are called in Redis. Pure; any thread.
//
//   reprise:{session}:commands   a hash: command id -> seq, 0 for one that was refused; "" -> what holds for the session
//                                (lua/parts/head.lua)
//   reprise:{session}:log        a stream; its entry n-0 is commit n (c: an entry as in redis_replies.hpp); and a channel: what
//                                was appended, whispers, "look"
//   reprise:{session}:snapshot   a hash: epoch, seq, bytes
//   reprise:directory:NAME       who holds the name
//   reprise:sessions             a sorted set: session, by its creation in microseconds
//   reprise:layout               how all this is laid out: the number redis_layout
//   reprise:count:NAME           a hash, gone when it is full again: tokens, at
//   reprise:{own_playbooks}:texts   a hash: name -> text
//   reprise:{own_playbooks}:marks   a hash: name -> mark of its text; "#" -> epoch
//
// The braces put all of one session into one slot of a cluster, and a text beside its mark. No session is called
// "own_playbooks": its key has no underscore.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/log/commit_log.hpp"

namespace reprise {

inline const std::string redis_layout_key = "reprise:layout";
inline const std::string redis_sessions_key = "reprise:sessions";
inline const std::string redis_texts_key = "reprise:{own_playbooks}:texts";
inline const std::string redis_text_marks_key = "reprise:{own_playbooks}:marks";

struct redis_session_keys {
  explicit redis_session_keys(const session_key& of) : stem("reprise:{" + of + "}:") {}
  const std::string stem;
  std::string log() const { return stem + "log"; }
  std::string commands() const { return stem + "commands"; }
  std::string snapshot() const { return stem + "snapshot"; }
  std::string channel() const { return log(); }
};

inline std::string redis_directory_key(const std::string& name) { return "reprise:directory:" + name; }
inline std::string redis_count_key(const std::string& name) { return "reprise:count:" + name; }

// The slot of a cluster that a key belongs to (CRC16, XMODEM, of what is in its braces; the cluster specification).
std::uint16_t redis_slot(std::string_view key);

}  // namespace reprise
