// What the hub has done, for /metrics. Written by the shard's thread alone, read by any.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "protocol/refusals.hpp"

namespace reprise {

// One writer, so a plain load and store are enough: this costs what an ordinary number costs.
class tally {
 public:
  void add(std::uint64_t more = 1) { value_.store(value() + more, std::memory_order_relaxed); }
  void set(std::uint64_t value) { value_.store(value, std::memory_order_relaxed); }
  void less(std::uint64_t fewer = 1) { value_.store(value() - fewer, std::memory_order_relaxed); }
  std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

// How long things took: buckets[i] counts those of at most bounds_ms[i] and more than the bound before; the last bucket
// has no bound.
struct latency_tally {
  static constexpr std::array<std::int64_t, 12> bounds_ms{0, 1, 2, 5, 10, 20, 50, 100, 250, 500, 1'000, 5'000};
  std::array<tally, bounds_ms.size() + 1> buckets;
  tally total_ms;

  void add(std::int64_t ms) {
    std::size_t bucket = 0;
    while (bucket < bounds_ms.size() && ms > bounds_ms[bucket]) ++bucket;
    buckets[bucket].add();
    total_ms.add(ms > 0 ? static_cast<std::uint64_t>(ms) : 0);
  }
};

inline constexpr std::size_t refusal_codes = static_cast<std::size_t>(refusal_code::internal_error) + 1;

struct hub_counters {
  // Now
  tally sessions;  // loaded
  tally viewers;   // attached
  tally waiting;   // commands that are not answered yet

  // Since the start
  tally commands;                             // that came in, repeated ones included
  tally repeats;                              // answered from memory or from the log, not done again
  std::array<tally, refusal_codes> refusals;  // by code
  tally commits;                              // that this server appended
  tally commits_of_others;
  tally heard;           // news of other servers' commits that came at the right moment and needed no look at the log
  tally restored;        // sessions of which a log that had lost something was given back what it lacked
  tally histories_lost;  // sessions whose log went on without what had been acknowledged here
  tally appends;         // answered; commits / appends is how well group commit does
  tally overtaken;       // appends that others were faster than
  tally unavailable;     // appends and loads whose outcome is unknown
  tally reloads;         // after an append whose outcome was unknown
  latency_tally append_latency;
  tally deliveries;    // frames handed to viewers
  tally frames;        // encoded
  tally snapshots;     // sent to viewers, welcomes included
  tally resumes;       // welcomes without a snapshot
  tally conflations;   // outboxes that overflowed
  tally slow_readers;  // closed for that
  tally whispers;      // presence frames encoded
  tally sessions_loaded;
  tally sessions_unloaded;
  tally snapshots_kept;  // in the log
  tally load_ms;         // from the question to the log until a session could be used

  // The loop
  tally turns;
  tally busy_us;        // not waiting for events
  tally thread_cpu_us;  // of the shard's thread, by the kernel's account; refreshed about once a second
};

}  // namespace reprise
