// What a live session needs of the world around it. Two implementations: the shard, and the simulation, which plays
// many sessions, servers and faults in virtual time on one thread.
#pragma once

#include <cstdint>
#include <functional>

#include "server/hub/alarms.hpp"
#include "server/hub/counters.hpp"
#include "server/hub/flush_list.hpp"
#include "server/log/commit_log.hpp"

namespace reprise {

// Runs a function later, on the thread of whoever gave it. May be called on any thread and at any time: when that thread
// has ended, the function is dropped.
using poster = std::function<void(std::function<void()>)>;

class surroundings {
 public:
  virtual ~surroundings() = default;

  // Milliseconds since 1970. Does not jump when somebody sets the machine's clock (see shard.cpp).
  virtual instant now() const = 0;
  virtual std::uint64_t dice() = 0;
  virtual commit_log& log() = 0;
  virtual poster to_this_thread() = 0;
  virtual alarms& clock() = 0;
  virtual hub_counters& counters() = 0;
  // Flushed at the end of each turn, before anything is written to anybody.
  virtual flush_list& deciding() = 0;
};

}  // namespace reprise
