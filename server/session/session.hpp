// The core of Reprise, and the page to read first.
//
// A session is a list of commits. Four pure functions carry it: no I/O, no clock, no randomness, no threads. The hub
// calls them on the thread that owns the session; tests and the simulation call the very same ones.
//
//   decide     refuses a command, or says what changes      (one file per noun: attempts.cpp, feedback.cpp, ...)
//   apply      makes one change; cannot fail; gives back the inverse
//   see        what a viewer may know of an entity: all, part or nothing
//   next_wake  when the clock next has something to say
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "protocol/changes.hpp"
#include "protocol/commands.hpp"
#include "protocol/refusals.hpp"
#include "server/session/see.hpp"
#include "server/session/state.hpp"

namespace reprise {

// member_command and server_command in one sum.
using any_command = boost::mp11::mp_append<member_command, server_command>;

// Defined once: a visit of so many alternatives costs a compiler seconds wherever it stands.
any_command any(member_command of);

std::string_view command_name(const any_command& of);

struct request {
  id<member> actor;  // 0: the server itself (organiser, newcomer, hub, clock)
  any_command command;
};

// What a decision may not find out for itself.
struct moment {
  instant now = 0;
  seq_number next = 1;     // the seq that the commit will have; ids derive from it
  std::uint64_t dice = 0;  // random, fresh for every decision
};

// An accepted command that changes nothing (renaming to the same name, sharing the same text again) gives an empty
// list: it is acknowledged and not stored.
result<changes> decide(const state& now, const request& asked, const moment& at);

// Precondition: `what` came from decide() on this state, or from its log. Returns the change that undoes this one.
change apply(state& to, const change& what);

// Nothing to say: nullopt. An instant in the past: now. Send command::wake at that time; decide() may find that there
// is nothing to do, which is an empty list.
std::optional<instant> next_wake(const state& of);

// Absence: a lost connection is noted as away by the hub after away_after_ms without one; from then the clock counts. What was
// waiting for that person is asked of others in the same commit (P4), and given back should they return. A server that
// has just begun gives everybody longer: they come back spread out, the last within back_within_ms
// (web-client/src/connection/backoff.ts).
inline constexpr std::int64_t away_after_ms = 5'000;
inline constexpr std::int64_t back_within_ms = 12'000;
inline constexpr std::int64_t left_after_ms = 60'000;

}  // namespace reprise
