// What several benchmarks share: a folder on a real disk, the time of an iteration, and the names that clients and sessions have.
#pragma once

#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>

#include "server/hub/options.hpp"
#include "server/log/commit_log.hpp"

namespace reprise {

// In the current folder, because the usual temporary folder may be memory. Throws std::runtime_error where none can be made.
class benchmark_folder {
 public:
  benchmark_folder() {
    auto pattern = (std::filesystem::current_path() / "benchmark-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder can be made here");
    path_ = pattern;
  }
  benchmark_folder(const benchmark_folder&) = delete;
  benchmark_folder& operator=(const benchmark_folder&) = delete;
  ~benchmark_folder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The time until it goes out of scope is the iteration's; making and removing files is not.
class stopwatch {
 public:
  explicit stopwatch(benchmark::State& state) : state_(state) {}
  stopwatch(const stopwatch&) = delete;
  stopwatch& operator=(const stopwatch&) = delete;
  ~stopwatch() {
    state_.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count());
  }

 private:
  benchmark::State& state_;
  const std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

inline session_key key_of(std::size_t session) {
  session_key key = "lesson";
  for (int digit = 0; digit < 4; ++digit, session /= 26) key += static_cast<char>('a' + session % 26);
  return key;
}

// Command ids as clients make them: random, so that no order helps an index.
inline std::string random_id(std::mt19937_64& random) {
  return std::to_string(random()) + "-" + std::to_string(random());
}

// For whoever measures how fast the hub is, not how fast one person may be.
inline hub_options without_limits() {
  hub_options all;
  all.commands_per_second_max = 1e9;
  all.commands_burst_max = 1e9;
  return all;
}

}  // namespace reprise
