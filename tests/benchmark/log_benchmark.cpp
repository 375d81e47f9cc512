// The SQLite log against bare SQLite, commits of 300 bytes, every one synced before it counts.
//
//   reprise_bench --benchmark_filter=log_ --benchmark_repetitions=5 --benchmark_enable_random_interleaving=true
//                 --benchmark_report_aggregates_only=true
//
// Goals (medians of items_per_second, and of the time to load):
//   log_sessions_at_once/300    at least 60 % of log_bare_sqlite/64
//   log_one_hot_session/300     at least 15,000 a second
//   log_load_from_snapshot      below 100 ms
#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/log/sqlite_log.hpp"
#include "server/log/together.hpp"
#include "tests/benchmark/benchmark_support.hpp"
#include "tests/support/blocking_log.hpp"

namespace reprise {
namespace {

// Enough for a second or so; one at a time, every commit waits for its own sync.
std::size_t commits_for(std::size_t at_once) { return at_once == 1 ? 5'000 : 60'000; }

constexpr std::size_t sessions_total = 300;

const std::string payload(300, 'x');

// What anybody would write by hand: one table, one prepared INSERT, `batch` of them in a transaction.
void log_bare_sqlite(benchmark::State& state) {
  const auto batch = static_cast<std::size_t>(state.range(0));
  const auto commits_total = commits_for(batch);
  for (auto _ : state) {
    benchmark_folder folder;
    sqlite_database database(folder.path() / "bare.sqlite", "");
    database.run(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE commits (session INTEGER NOT NULL, "
        "seq INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE (session, seq))");
    sqlite_statement begin(database, "BEGIN IMMEDIATE");
    sqlite_statement insert(database, "INSERT INTO commits VALUES (?1, ?2, ?3)");
    sqlite_statement commit(database, "COMMIT");
    const stopwatch watch(state);
    for (std::size_t i = 0; i < commits_total;) {
      begin.run();
      for (std::size_t n = 0; n < batch; ++n, ++i) {
        insert.bind(1, static_cast<std::int64_t>(i % sessions_total));
        insert.bind(2, static_cast<std::int64_t>(i / sessions_total)).bind_bytes(3, payload).run();
      }
      commit.run();
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(commits_total) * state.iterations());
}
BENCHMARK(log_bare_sqlite)->Arg(1)->Arg(64)->Arg(300)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);

// Every session has one append of one commit under way; the answers come back to a thread that sends the next.
void log_sessions_at_once(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const auto commits_total = commits_for(count);
  std::mt19937_64 random(1);
  for (auto _ : state) {
    benchmark_folder folder;
    sqlite_log log({.folder = folder.path()});
    std::mutex mutex;
    std::condition_variable wake;
    std::vector<std::pair<std::size_t, log_position>> answered;
    const auto append = [&](std::size_t session, const log_position& at) {
      log.append(key_of(session), at, {{at.seq + 1, random_id(random), payload}}, [&, session](append_answer answer) {
        const std::lock_guard lock(mutex);
        answered.emplace_back(session, std::get<appended>(answer).last);
        together::wake(&wake, [&] { wake.notify_one(); });
      });
    };
    const stopwatch watch(state);
    std::size_t sent = 0;
    std::size_t done = 0;
    {
      const together turn;
      for (; sent < count; ++sent) append(sent, {});
    }
    while (done < commits_total) {
      std::vector<std::pair<std::size_t, log_position>> now;
      {
        std::unique_lock lock(mutex);
        wake.wait(lock, [&] { return !answered.empty(); });
        now.swap(answered);
      }
      done += now.size();
      const together turn;
      for (const auto& [session, at] : now) {
        if (sent++ < commits_total) append(session, at);
      }
    }
    state.counters["commits_per_transaction"] =
        static_cast<double>(commits_total) / static_cast<double>(log.check().transactions);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(commits_total) * state.iterations());
}
BENCHMARK(log_sessions_at_once)
    ->Arg(1)
    ->Arg(64)
    ->Arg(300)
    ->UseManualTime()
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

// One session, one append under way, of as many commits as gathered meanwhile.
void log_one_hot_session(benchmark::State& state) {
  const auto batch = static_cast<std::size_t>(state.range(0));
  const auto commits_total = commits_for(batch);
  std::mt19937_64 random(1);
  for (auto _ : state) {
    benchmark_folder folder;
    sqlite_log log({.folder = folder.path()});
    blocking_log asked(log);
    log_position at;
    const stopwatch watch(state);
    while (at.seq < commits_total) {
      std::vector<stored_commit> commits;
      for (seq_number n = 1; n <= batch; ++n) commits.push_back({at.seq + n, random_id(random), payload});
      at = std::get<appended>(asked.append("lesson", at, std::move(commits))).last;
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(commits_total) * state.iterations());
}
BENCHMARK(log_one_hot_session)
    ->Arg(1)
    ->Arg(8)
    ->Arg(64)
    ->Arg(300)
    ->UseManualTime()
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

// 100,000 commits, a snapshot of 1 MB that leaves the last 200 to replay; opened anew, so nothing is remembered.
void log_load_from_snapshot(benchmark::State& state) {
  std::mt19937_64 random(1);
  benchmark_folder folder;
  {
    sqlite_log log({.folder = folder.path()});
    blocking_log asked(log);
    log_position at;
    while (at.seq < 100'000) {
      std::vector<stored_commit> commits;
      for (seq_number n = 1; n <= 1'000; ++n) commits.push_back({at.seq + n, random_id(random), payload});
      at = std::get<appended>(asked.append("lesson", at, std::move(commits))).last;
    }
    asked.save_snapshot("lesson", at.epoch, {at.seq - 200, std::string(1'000'000, 's')});
  }
  for (auto _ : state) {
    sqlite_log log({.folder = folder.path()});
    blocking_log asked(log);
    const stopwatch watch(state);
    const auto loaded = std::get<loaded_session>(asked.load("lesson"));
    if (loaded.commits.size() != 200) state.SkipWithError("the snapshot was not used");
  }
}
BENCHMARK(log_load_from_snapshot)->UseManualTime()->Iterations(10)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace reprise
