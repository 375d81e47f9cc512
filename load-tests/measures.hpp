// What is measured while a run goes on: durations and counts, of the whole run and of the second that is going on.
// One thread, the loop's.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "load-tests/histogram.hpp"
#include "load-tests/result.hpp"

namespace reprise::load {

// What the server said about itself at /metrics.
struct server_sample {
  std::int64_t cpu_ms = 0;
  std::int64_t memory_kb = 0;
  std::int64_t files = 0;
  std::int64_t deliveries = 0;
};
server_sample read_metrics(std::string_view page);

class measures {
 public:
  void record(duration_kind what, std::int64_t us) {
    all_[static_cast<std::size_t>(what)].record(us);
    second_[static_cast<std::size_t>(what)].record(us);
  }
  // Something went wrong that nobody caused. The same reason is told once, with how often.
  void error(const std::string& reason);
  void complain(std::string what);
  void note(std::int64_t now_us, std::string what) {
    events_.push_back({(now_us - began_us_) / 1'000, std::move(what)});
  }

  void begin(std::int64_t now_us, std::int64_t now_ms_since_1970);
  // Everybody is there, and what is measured of commands and screens begins: their coming is another question.
  void begin_to_measure() {
    for (const auto what : {duration_kind::acknowledged, duration_kind::screens, duration_kind::shown})
      all_[static_cast<std::size_t>(what)].clear();
  }
  // A second has gone by; `busy` of the generator.
  void close_second(std::int64_t now_us, std::int64_t people, std::int64_t busy_permille, const server_sample& server);

  const second_result& last_second() const { return seconds_.back(); }
  bool has_seconds() const { return !seconds_.empty(); }
  const histogram& of(duration_kind what) const { return all_[static_cast<std::size_t>(what)]; }
  std::int64_t began_us() const { return began_us_; }
  std::int64_t errors() const { return errors_; }

  // What goes on between the two calls is the steady part: everybody is there, and commands flow. Processor times are the servers'.
  void steady_begins(std::int64_t now_us, std::int64_t server_cpu_us, std::int64_t busy_us);
  void steady_ends(std::int64_t now_us, std::int64_t server_cpu_us, std::int64_t busy_us);

  void fill(run_result& into) const;

  // Counted where they happen.
  std::uint64_t commands = 0;
  std::uint64_t acknowledged = 0;
  std::uint64_t too_late = 0;  // refused because the step or stage was over: people are too late, too
  std::uint64_t deliveries = 0;
  std::uint64_t wall_commands = 0;    // on a wall: what the last screen has,
  std::uint64_t wall_deliveries = 0;  // and screens that were told of it
  std::uint64_t cuts = 0;
  std::uint64_t resumes = 0;
  std::uint64_t resume_snapshots = 0;  // where a resume was meant to do
  std::uint64_t snapshots = 0;         // in the middle of a connection
  std::uint64_t words_looked_for = 0;
  std::uint64_t without_words = 0;  // acknowledged, with nothing in them that could be looked for
  std::uint64_t pages_loaded = 0;
  std::uint64_t lost = 0;

 private:
  std::int64_t growth_of(std::int64_t second_result::*what) const;

  std::array<histogram, duration_kinds> all_;
  std::array<histogram, duration_kinds> second_;
  std::map<std::string, std::uint64_t> reasons_;
  std::vector<std::string> complaints_;
  std::vector<event_result> events_;
  std::vector<second_result> seconds_;
  std::int64_t began_us_ = 0;
  std::int64_t began_at_ms_ = 0;
  std::int64_t errors_ = 0;
  std::int64_t errors_before_ = 0;
  std::uint64_t commands_before_ = 0;
  std::uint64_t deliveries_before_ = 0;
  server_sample server_before_;
  server_sample server_first_;
  server_sample server_last_;
  std::int64_t server_at_us_ = 0;
  steady_result steady_began_;  // the counts at that moment
  std::int64_t steady_busy_us_ = 0;
  steady_result steady_;
};

}  // namespace reprise::load
