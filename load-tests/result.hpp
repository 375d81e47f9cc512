// What a run found, as it is kept in a file, compared with another and drawn in a report. Numbers are whole: microseconds,
// thousandths, kilobytes.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "load-tests/histogram.hpp"
#include "load-tests/scenario.hpp"

namespace reprise::load {

struct bucket {
  std::int64_t us = 0;  // and less, down to the bucket before
  std::uint64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(bucket, (), (us, count))

struct duration_result {
  std::string name;
  std::uint64_t count = 0;
  std::int64_t mean_us = 0;
  std::int64_t p50_us = 0;
  std::int64_t p90_us = 0;
  std::int64_t p95_us = 0;
  std::int64_t p99_us = 0;
  std::int64_t p999_us = 0;
  std::int64_t max_us = 0;
  std::vector<bucket> buckets;
};
BOOST_DESCRIBE_STRUCT(duration_result, (),
                      (name, count, mean_us, p50_us, p90_us, p95_us, p99_us, p999_us, max_us, buckets))

// One second of the run.
struct second_result {
  std::int64_t at = 0;  // seconds since the first person came
  std::int64_t people = 0;
  std::int64_t commands = 0;
  std::int64_t deliveries = 0;
  std::int64_t errors = 0;
  std::int64_t acknowledged_p50_us = 0;
  std::int64_t acknowledged_p99_us = 0;
  std::int64_t screens_p50_us = 0;
  std::int64_t screens_p99_us = 0;
  std::int64_t busy_permille = 0;        // of the generator
  std::int64_t server_cpu_permille = 0;  // of one core
  std::int64_t server_memory_kb = 0;
  std::int64_t server_files = 0;
};
BOOST_DESCRIBE_STRUCT(second_result, (),
                      (at, people, commands, deliveries, errors, acknowledged_p50_us, acknowledged_p99_us,
                       screens_p50_us, screens_p99_us, busy_permille, server_cpu_permille, server_memory_kb,
                       server_files))

struct event_result {
  std::int64_t at_ms = 0;
  std::string what;
};
BOOST_DESCRIBE_STRUCT(event_result, (), (at_ms, what))

struct verdict_result {
  std::string what;  // "acknowledged p99"
  std::string unit;  // "us" or ""
  std::int64_t limit = 0;
  std::int64_t measured = 0;
  bool met = false;
};
BOOST_DESCRIBE_STRUCT(verdict_result, (), (what, unit, limit, measured, met))

struct counted_result {
  std::string name;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(counted_result, (), (name, count))

// The part of a run on a wall in which everybody is there and commands flow.
struct steady_result {
  std::int64_t us = 0;
  std::int64_t server_cpu_us = 0;  // of the processes that were named; 0 where none was
  std::int64_t commands = 0;       // that reached the last screen
  std::int64_t deliveries = 0;     // to screens
  std::int64_t busy_permille = 0;  // of the generator
};
BOOST_DESCRIBE_STRUCT(steady_result, (), (us, server_cpu_us, commands, deliveries, busy_permille))

struct run_result {
  std::int64_t version = 1;
  std::string scenario;
  std::string about;
  std::string target;
  std::string machine;
  std::int64_t began_at_ms = 0;  // since 1970
  std::int64_t seconds = 0;
  std::int64_t people = 0;
  std::int64_t sessions = 0;
  std::int64_t people_at_once = 0;
  std::int64_t speed_permille = 0;
  std::int64_t processes = 1;
  std::int64_t busy_permille = 0;
  std::int64_t busy_permille_max = 0;  // over five seconds
  bool overloaded = false;             // the generator, so that what it measured is its own slowness
  std::int64_t server_cpu_ms = 0;
  std::int64_t server_deliveries = 0;
  std::int64_t generator_cpu_ms = 0;
  steady_result steady;
  std::int64_t others_permille =
      0;  // of all cores here, what other programs took: times of a shared machine say little
  std::vector<counted_result> counts;
  std::vector<duration_result> durations;
  std::vector<second_result> each_second;
  std::vector<event_result> events;
  std::vector<std::string> complaints;  // the first of them, in words
  std::vector<verdict_result> verdicts;
  bool passed = false;

  std::int64_t count_of(std::string_view name) const;
  const duration_result* duration(std::string_view name) const;
};
BOOST_DESCRIBE_STRUCT(run_result, (),
                      (version, scenario, about, target, machine, began_at_ms, seconds, people, sessions,
                       people_at_once, speed_permille, processes, busy_permille, busy_permille_max, overloaded,
                       server_cpu_ms, server_deliveries, generator_cpu_ms, steady, others_permille, counts, durations,
                       each_second, events, complaints, verdicts, passed))

// The busy share from which a generator is no longer believed.
inline constexpr std::int64_t busy_permille_limit = 800;
// ... and from which share of other programs the machine is said to have been shared.
inline constexpr std::int64_t others_permille_limit = 250;

duration_result summary_of(std::string name, const histogram& of);
histogram histogram_of(const duration_result& of);

// Holds the limits against what was measured and fills in `verdicts` and `passed`. A limit on what was never measured is not met:
// a run in which nobody sent anything has shown nothing.
void judge(run_result& of, const std::vector<limit>& limits);

std::string to_text(const run_result& of);  // for a terminal
std::string in_words(std::int64_t us);      // "250 us", "12.3 ms", "4.56 s"

// One result of several processes that ran at the same time: histograms, counts and seconds are added up. Its limits are judged
// again by whoever has them.
run_result join(const std::vector<run_result>& parts);

// Before and after, with ratios.
std::string compare(const run_result& before, const run_result& after);

// What a file holds; nothing, and `why`, where it is no result.
std::optional<run_result> parse_result(std::string_view json, std::string& why);

}  // namespace reprise::load
