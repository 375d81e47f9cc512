// What a session costs as its log grows: opening it from its snapshot, and keeping more in it. For script/bench growth; the
// argument is how many commits there are.
#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>

#include "server/log/sqlite_log.hpp"
#include "tests/benchmark/benchmark_support.hpp"
#include "tests/support/blocking_log.hpp"

namespace reprise {
namespace {

constexpr std::size_t after_the_snapshot = 50;
constexpr std::size_t batch = 64;
constexpr std::size_t batches = 100;

// A log that has grown. Made once for each size.
class grown_log {
 public:
  explicit grown_log(std::size_t commits) {
    sqlite_log log({.folder = folder_.path()});
    blocking_log asked(log);
    while (at_.seq < commits) append(asked, std::min<std::size_t>(1'000, commits - at_.seq));
    asked.save_snapshot("lesson", at_.epoch, {at_.seq - after_the_snapshot, std::string(300'000, 's')});
  }

  void append(blocking_log& to, std::size_t count) {
    std::vector<stored_commit> commits;
    for (seq_number n = 1; n <= count; ++n) {
      const auto id = std::to_string(random_()) + "-" + std::to_string(random_());
      commits.push_back({at_.seq + n, id, std::string(300, 'x')});
    }
    at_ = std::get<appended>(to.append("lesson", at_, std::move(commits))).last;
  }
  const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  benchmark_folder folder_;
  std::mt19937_64 random_{1};
  log_position at_;
};

double seconds_since(std::chrono::steady_clock::time_point began) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

void growth_open(benchmark::State& bench) {
  const grown_log grown(static_cast<std::size_t>(bench.range(0)));
  for (auto _ : bench) {
    sqlite_log log({.folder = grown.folder()});
    blocking_log asked(log);
    const auto began = std::chrono::steady_clock::now();
    const auto loaded = std::get<loaded_session>(asked.load("lesson"));
    bench.SetIterationTime(seconds_since(began));
    if (loaded.commits.size() != after_the_snapshot) bench.SkipWithError("the snapshot was not used");
  }
}

// The first one after a start reads which commands the session has had.
void growth_first_append(benchmark::State& bench) {
  grown_log grown(static_cast<std::size_t>(bench.range(0)));
  for (auto _ : bench) {
    sqlite_log log({.folder = grown.folder()});
    blocking_log asked(log);
    asked.load("lesson");
    const auto began = std::chrono::steady_clock::now();
    grown.append(asked, 1);
    bench.SetIterationTime(seconds_since(began));
  }
}

void growth_append(benchmark::State& bench) {
  grown_log grown(static_cast<std::size_t>(bench.range(0)));
  sqlite_log log({.folder = grown.folder()});
  blocking_log asked(log);
  asked.load("lesson");
  grown.append(asked, 1);
  for (auto _ : bench) {
    const auto began = std::chrono::steady_clock::now();
    for (std::size_t at = 0; at < batches; ++at) grown.append(asked, batch);
    bench.SetIterationTime(seconds_since(began));
  }
  bench.SetItemsProcessed(bench.iterations() * static_cast<std::int64_t>(batch * batches));
}

void sizes(benchmark::internal::Benchmark* of) {
  for (std::int64_t commits = 100; commits <= 1'000'000; commits *= 10) of->Arg(commits);
  of->UseManualTime()->Iterations(5)->Unit(benchmark::kMicrosecond);
}
BENCHMARK(growth_open)->Apply(sizes);
BENCHMARK(growth_first_append)->Apply(sizes);
BENCHMARK(growth_append)->Apply(sizes);

}  // namespace
}  // namespace reprise
