// What things are called in Redis. Pure; any thread.
//
//   reprise:{session}:meta       a hash: epoch, seq, mark, created, redis, closed_until
//   reprise:{session}:log        a stream; its entry n-0 is commit n (i: command id, b: bytes, m: mark)
//   reprise:{session}:commands   a hash: command id -> seq, 0 for one that was refused
//   reprise:{session}:snapshot   a hash: epoch, seq, bytes
//   reprise:{session}:news       a channel: what was appended, whispers, "look"
//   reprise:directory:NAME       who holds the name
//   reprise:sessions             a sorted set: session, by its creation in microseconds
//
// The braces put all of one session into one slot of a cluster.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/log/commit_log.hpp"

namespace reprise {

inline const std::string redis_sessions_key = "reprise:sessions";

struct redis_session_keys {
  explicit redis_session_keys(const session_key& of) : stem("reprise:{" + of + "}:") {}
  const std::string stem;
  std::string meta() const { return stem + "meta"; }
  std::string log() const { return stem + "log"; }
  std::string commands() const { return stem + "commands"; }
  std::string snapshot() const { return stem + "snapshot"; }
  std::string channel() const { return stem + "news"; }
};

inline std::string redis_directory_key(const std::string& name) { return "reprise:directory:" + name; }

// The slot of a cluster that a key belongs to (CRC16, XMODEM, of what is in its braces; the cluster specification).
std::uint16_t redis_slot(std::string_view key);

}  // namespace reprise
