// The power goes at a moment drawn from a seed, while sessions are written to. Whatever was acknowledged before must be
// there when the file is opened again, in order, without a gap; whatever was not may be there or not, but whole.
//
// REPRISE_POWER_CUTS=500 makes a longer run; REPRISE_POWER_CUT_SEED=<seed> plays one cut again.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "server/log/log_unusable.hpp"
#include "server/log/sqlite_log.hpp"
#include "tests/log/data_folder.hpp"
#include "tests/support/blocking_log.hpp"
#include "tests/support/faulty_disk.hpp"

namespace reprise {
namespace {

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

stored_commit commit_of(const session_key& session, seq_number seq, std::size_t padding) {
  const auto id = session + "-" + std::to_string(seq);
  return {seq, id, id + std::string(padding, '.')};
}

// What the callers were told, and how far they asked.
struct witness {
  std::map<session_key, log_position> acknowledged;
  std::map<session_key, seq_number> asked;
  std::map<session_key, seq_number> snapshots;
  bool claimed_name = false;
  std::size_t appends = 0;
};

const std::vector<session_key> keys = {"lessona", "lessonb", "lessonc", "lessond"};

// Several appends in flight at once, so that batches form; until the power goes.
void write_until_dark(sqlite_log& log, std::mt19937_64& random, witness& seen) {
  blocking_log asked(log);
  seen.claimed_name = std::holds_alternative<claimed>(asked.claim("code:K7QF2M", "lessona"));
  for (bool dark = false; !dark;) {
    std::vector<std::pair<session_key, std::future<append_answer>>> answers;
    for (const auto& key : keys) {
      if (random() % 4 == 0) continue;
      const auto at = seen.acknowledged[key];
      std::vector<stored_commit> commits;
      const auto count = 1 + random() % 4;
      const auto padding = random() % 4 == 0 ? random() % 20'000 : random() % 400;
      for (seq_number n = 1; n <= count; ++n) commits.push_back(commit_of(key, at.seq + n, padding));
      seen.asked[key] = at.seq + count;
      const auto promise = std::make_shared<std::promise<append_answer>>();
      answers.emplace_back(key, promise->get_future());
      log.append(key, at, commits, [promise](append_answer answer) { promise->set_value(std::move(answer)); });
    }
    for (auto& [key, future] : answers) {
      const auto answer = future.get();
      if (const auto* done = std::get_if<appended>(&answer)) {
        seen.acknowledged[key] = done->last;
        ++seen.appends;
      } else {
        dark = true;
      }
    }
    const auto& key = keys[random() % keys.size()];
    const auto at = seen.acknowledged[key];
    if (random() % 10 == 0 && at.seq > 0 && asked.save_snapshot(key, at.epoch, {at.seq, "state"})) {
      seen.snapshots[key] = at.seq;
    }
  }
}

void expect_nothing_lost(const data_folder& folder, const witness& seen, std::uint64_t seed) {
  EXPECT_EQ(sqlite_database(folder.file(), "").text("PRAGMA integrity_check"), "ok");
  sqlite_log log({.folder = folder.path()});
  blocking_log asked(log);
  if (seen.claimed_name) {
    EXPECT_TRUE(std::holds_alternative<found>(asked.find("code:K7QF2M")));
  }
  for (const auto& key : keys) {
    const auto known = seen.acknowledged.count(key) ? seen.acknowledged.at(key) : log_position{};
    const auto tried = seen.asked.count(key) ? seen.asked.at(key) : 0;
    const auto loaded = std::get<loaded_session>(asked.load(key));
    const auto history = std::get<std::vector<stored_commit>>(asked.read(key, 0, 1'000'000));
    EXPECT_TRUE(known.seq == 0 || loaded.last.epoch == known.epoch);
    EXPECT_GE(loaded.last.seq, known.seq) << "acknowledged and lost: " << key << ", seed " << seed;
    EXPECT_TRUE(loaded.last.seq == known.seq || loaded.last.seq == tried) << "an append came apart, seed " << seed;
    ASSERT_EQ(history.size(), loaded.last.seq);
    for (seq_number seq = 1; seq <= history.size(); ++seq) {
      const auto& kept = history[seq - 1];
      const auto whole = commit_of(key, seq, 0);
      ASSERT_EQ(kept.seq, seq);
      ASSERT_EQ(kept.command_id, whole.command_id);
      ASSERT_EQ(kept.bytes.substr(0, whole.bytes.size()), whole.bytes);
      ASSERT_EQ(kept.bytes.find_first_not_of('.', whole.bytes.size()), std::string::npos);
    }
    if (seen.snapshots.count(key)) {
      ASSERT_TRUE(loaded.snapshot);
      EXPECT_GE(loaded.snapshot->seq, seen.snapshots.at(key));
    }
    // And it goes on from there.
    EXPECT_TRUE(std::holds_alternative<appended>(
        asked.append(key, loaded.last, {{loaded.last.seq + 1, "after-" + key, "light again"}})));
  }
}

// How many appends were acknowledged before the cut.
std::size_t cut_once(std::uint64_t seed) {
  data_folder folder;
  witness seen;
  std::mt19937_64 random(seed);
  {
    faulty_disk disk;
    // Some cuts hit the making of the file, the others any moment of work; 4,000 operations reach several checkpoints.
    disk.cut_power_at(1 + random() % (seed % 5 == 0 ? 60 : 4'000));
    try {
      sqlite_log log({.folder = folder.path(), .vfs = disk.vfs()});
      write_until_dark(log, random, seen);
    } catch (const log_unusable&) {
      EXPECT_FALSE(disk.has_power()) << "seed " << seed;
    }
    disk.restore(seed);
  }
  expect_nothing_lost(folder, seen, seed);
  return seen.appends;
}

TEST(power_cut, P16_nothing_acknowledged_is_lost) {
  if (const auto seed = from_environment("REPRISE_POWER_CUT_SEED", 0); seed != 0) {
    cut_once(seed);
    return;
  }
  std::size_t appends = 0;
  const auto cuts = from_environment("REPRISE_POWER_CUTS", 50);
  for (std::uint64_t seed = 1; seed <= cuts && !testing::Test::HasFailure(); ++seed) appends += cut_once(seed);
  EXPECT_GT(appends, cuts * 20) << "the cuts came too early to show anything";
}

// The test above would be worth nothing on a disk that loses nothing.
TEST(power_cut, the_faulty_disk_does_lose_what_was_not_synced) {
  data_folder folder;
  faulty_disk disk;
  {
    sqlite_database database(folder.file(), disk.vfs());
    database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE kept (n INTEGER)");
    database.run("INSERT INTO kept VALUES (1)");
    database.run("PRAGMA synchronous = OFF");
    for (int n = 2; n <= 50; ++n) database.run("INSERT INTO kept VALUES (" + std::to_string(n) + ")");
    disk.cut_power_now();
  }
  disk.restore(1);
  sqlite_database database(folder.file(), "");
  EXPECT_GE(database.number("SELECT count(*) FROM kept"), 1);
  EXPECT_LT(database.number("SELECT count(*) FROM kept"), 50);
}

}  // namespace
}  // namespace reprise
