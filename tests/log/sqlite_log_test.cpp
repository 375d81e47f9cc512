// What the SQLite log promises beyond the contract: it survives being closed, groups commits, and says clearly what is
// wrong with its file or its disk.
#include "server/log/sqlite_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "server/log/command_memory.hpp"
#include "server/log/log_unusable.hpp"
#include "tests/log/data_folder.hpp"
#include "tests/support/blocking_log.hpp"
#include "tests/support/faulty_disk.hpp"

namespace reprise {
namespace {

using testing::AllOf;
using testing::HasSubstr;

// Holds the log's worker at one answer, so that what is asked meanwhile is in the queue for certain.
class held_worker {
 public:
  explicit held_worker(commit_log& log) {
    std::promise<void> reached;
    log.find("held", [&reached, until = let_go_.get_future().share()](const find_answer&) {
      reached.set_value();
      until.wait();
    });
    reached.get_future().wait();
  }
  void let_go() { let_go_.set_value(); }

 private:
  std::promise<void> let_go_;
};

std::string why_unusable(const sqlite_log_options& options) {
  try {
    sqlite_log log(options);
  } catch (const log_unusable& refusal) {
    return refusal.what();
  }
  return "it was opened";
}

void run_sql(const std::filesystem::path& file, const std::string& sql) { sqlite_database(file, "").run(sql); }

std::string session_number(int i) {
  return std::string("lesson") + static_cast<char>('a' + i / 26 % 26) + static_cast<char>('a' + i % 26);
}

struct sqlite : testing::Test {
  data_folder folder;
};

// --- what is kept

TEST_F(sqlite, P16_everything_is_there_when_it_is_opened_again) {
  const std::vector<stored_commit> all = {{1, "a", "one"}, {2, "", "two"}, {3, "c", "three"}};
  log_position at;
  {
    sqlite_log log({.folder = folder.path()});
    blocking_log asked(log);
    at = std::get<appended>(asked.append("lesson", {}, all)).last;
    EXPECT_TRUE(asked.save_snapshot("lesson", at.epoch, {1, "state"}));
    asked.claim("code:K7QF2M", "lesson");
  }
  sqlite_log log({.folder = folder.path()});
  blocking_log asked(log);
  const auto loaded = std::get<loaded_session>(asked.load("lesson"));
  EXPECT_EQ(loaded.last, at);
  EXPECT_EQ(loaded.snapshot, (stored_snapshot{1, "state"}));
  EXPECT_EQ(loaded.commits, std::vector(all.begin() + 1, all.end()));
  EXPECT_EQ(loaded.recent_commands, (std::vector{known_command{"a", 1}, known_command{"c", 3}}));
  EXPECT_EQ(std::get<found>(asked.find("code:K7QF2M")).value, "lesson");

  const auto again = asked.append("lesson", at, {{4, "a", "sent again after the restart"}});
  ASSERT_TRUE(std::holds_alternative<overtaken>(again));
  EXPECT_EQ(std::get<overtaken>(again).known, (std::vector{known_command{"a", 1}}));
  EXPECT_TRUE(std::holds_alternative<appended>(asked.append("lesson", at, {{4, "d", "four"}})));
}

TEST_F(sqlite, a_log_that_was_lost_begins_another_epoch) {
  log_position at;
  {
    sqlite_log log({.folder = folder.path()});
    at = std::get<appended>(blocking_log(log).append("lesson", {}, {{1, "", "x"}})).last;
  }
  std::filesystem::remove(folder.file());
  sqlite_log log({.folder = folder.path()});
  const auto anew = std::get<appended>(blocking_log(log).append("lesson", {}, {{1, "", "y"}})).last;
  EXPECT_NE(anew.epoch, at.epoch);
  EXPECT_TRUE(std::holds_alternative<load_again>(blocking_log(log).append("lesson", at, {{2, "", "x"}})));
}

TEST_F(sqlite, nothing_is_left_to_recover_after_an_orderly_stop) {
  {
    sqlite_log log({.folder = folder.path()});
    blocking_log(log).append("lesson", {}, {{1, "", "x"}});
    EXPECT_TRUE(std::filesystem::exists(folder.file().string() + "-wal"));
  }
  EXPECT_FALSE(std::filesystem::exists(folder.file().string() + "-wal"));
}

TEST_F(sqlite, command_hashes_are_what_older_files_hold) {
  EXPECT_EQ(command_hash(""), 0);
  EXPECT_EQ(command_hash("a"), static_cast<std::int64_t>(0xaf63dc4c8601ec8cU));  // FNV-1a's published value
}

// --- group commit

TEST_F(sqlite, what_waits_becomes_one_transaction) {
  sqlite_log log({.folder = folder.path()});
  held_worker worker(log);
  const auto before = log.check();
  std::vector<std::future<append_answer>> answers;
  for (int i = 0; i < 200; ++i) {
    auto promise = std::make_shared<std::promise<append_answer>>();
    answers.push_back(promise->get_future());
    log.append(session_number(i), {}, {{1, "a", "x"}}, [promise](append_answer answer) { promise->set_value(answer); });
  }
  EXPECT_EQ(log.check().waiting, 201U);
  worker.let_go();
  for (auto& each : answers) EXPECT_TRUE(std::holds_alternative<appended>(each.get()));
  EXPECT_EQ(log.check().appends - before.appends, 200U);
  EXPECT_EQ(log.check().transactions - before.transactions, 1U);
}

TEST_F(sqlite, a_transaction_is_bounded) {
  sqlite_log log({.folder = folder.path(), .batch_requests_max = 10});
  held_worker worker(log);
  for (int i = 0; i < 100; ++i) log.append(session_number(i), {}, {{1, "a", "x"}}, [](const append_answer&) {});
  worker.let_go();
  blocking_log(log).find("the end of the queue");
  EXPECT_EQ(log.check().transactions, 10U);
}

TEST_F(sqlite, a_read_in_the_same_batch_sees_what_was_asked_before_it_and_not_after) {
  sqlite_log log({.folder = folder.path()});
  held_worker worker(log);
  std::vector<seq_number> seen;
  const auto look = [&] {
    log.load("lesson", [&](const load_answer& answer) { seen.push_back(std::get<loaded_session>(answer).last.seq); });
  };
  look();
  log.append("lesson", {}, {{1, "a", "x"}}, [](const append_answer&) {});
  look();
  log.append("lesson", {}, {{1, "a", "x"}}, [](const append_answer&) {});
  look();
  worker.let_go();
  blocking_log(log).find("the end of the queue");
  EXPECT_EQ(seen, (std::vector<seq_number>{0, 1, 1}));
}

TEST_F(sqlite, one_impossible_append_does_not_take_the_others_of_its_batch_with_it) {
  sqlite_log log({.folder = folder.path()});
  blocking_log asked(log);
  const auto at = std::get<appended>(asked.append("lesson", {}, {{1, "a", "x"}})).last;
  run_sql(folder.file(),
          "CREATE TRIGGER impossible BEFORE INSERT ON commits WHEN NEW.command_id = 'b' "
          "BEGIN SELECT RAISE(ABORT, 'made impossible'); END");

  held_worker worker(log);
  std::promise<append_answer> impossible;
  std::promise<append_answer> possible;
  log.append("lesson", at, {{2, "b", "x"}}, [&](append_answer answer) { impossible.set_value(answer); });
  log.append("other2", {}, {{1, "c", "x"}}, [&](append_answer answer) { possible.set_value(answer); });
  worker.let_go();
  EXPECT_TRUE(std::holds_alternative<unavailable>(impossible.get_future().get()));
  EXPECT_TRUE(std::holds_alternative<appended>(possible.get_future().get()));
}

TEST_F(sqlite, the_write_ahead_log_stays_short_under_unbroken_load) {
  sqlite_log log({.folder = folder.path()});
  blocking_log asked(log);
  log_position at;
  const std::string bytes(32'000, 'x');
  for (int i = 0; i < 60; ++i) {
    std::vector<stored_commit> many;
    for (seq_number n = 1; n <= 50; ++n) many.push_back({at.seq + n, "", bytes});
    at = std::get<appended>(asked.append("lesson", at, many)).last;
  }
  // 96 MB were written; the bound is wal_pages_max and the last transaction.
  EXPECT_LT(std::filesystem::file_size(folder.file().string() + "-wal"), 48U * 1024 * 1024);
}

// --- the disk

TEST_F(sqlite, a_full_disk_refuses_with_a_reason_while_reading_goes_on_and_recovers_by_itself) {
  faulty_disk disk;
  sqlite_log log({.folder = folder.path(), .vfs = disk.vfs()});
  blocking_log asked(log);
  const auto at = std::get<appended>(asked.append("lesson", {}, {{1, "a", "x"}})).last;

  disk.fill();
  const auto refused = asked.append("lesson", at, {{2, "b", "y"}});
  ASSERT_TRUE(std::holds_alternative<unavailable>(refused));
  EXPECT_THAT(std::get<unavailable>(refused).reason, AllOf(HasSubstr("disk full"), HasSubstr(folder.file().string())));
  EXPECT_FALSE(asked.save_snapshot("lesson", at.epoch, {1, "state"}));
  EXPECT_TRUE(std::holds_alternative<unavailable>(asked.claim("code:K7QF2M", "lesson")));
  EXPECT_FALSE(log.check().writable);
  EXPECT_THAT(log.check().last_error, HasSubstr("disk full"));
  EXPECT_EQ(std::get<loaded_session>(asked.load("lesson")).last, at);
  EXPECT_TRUE(std::holds_alternative<not_found>(asked.find("code:K7QF2M")));

  disk.free_space();
  EXPECT_TRUE(std::holds_alternative<appended>(asked.append("lesson", at, {{2, "b", "y"}})));
  EXPECT_TRUE(log.check().writable);
  EXPECT_EQ(std::get<loaded_session>(asked.load("lesson")).commits.size(), 2U);
}

TEST_F(sqlite, reads_that_wait_with_writes_are_answered_when_the_disk_is_full) {
  faulty_disk disk;
  sqlite_log log({.folder = folder.path(), .vfs = disk.vfs()});
  blocking_log asked(log);
  const auto at = std::get<appended>(asked.append("lesson", {}, {{1, "a", "x"}})).last;
  disk.fill();
  held_worker worker(log);
  std::promise<append_answer> append;
  std::promise<load_answer> load;
  log.append("lesson", at, {{2, "b", "y"}}, [&](append_answer answer) { append.set_value(answer); });
  log.load("lesson", [&](load_answer answer) { load.set_value(answer); });
  worker.let_go();
  EXPECT_TRUE(std::holds_alternative<unavailable>(append.get_future().get()));
  const auto loaded = load.get_future().get();
  EXPECT_EQ(std::get<loaded_session>(loaded).last, at) << "not what was rolled back";
}

TEST_F(sqlite, health_returns_without_any_work_once_there_is_room) {
  faulty_disk disk;
  sqlite_log log({.folder = folder.path(), .vfs = disk.vfs()});
  disk.fill();
  EXPECT_TRUE(std::holds_alternative<unavailable>(blocking_log(log).append("lesson", {}, {{1, "a", "x"}})));
  EXPECT_FALSE(log.check().writable);
  disk.free_space();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!log.check().writable) {
    ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "health never returned";
    std::this_thread::yield();
  }
  EXPECT_EQ(std::get<loaded_session>(blocking_log(log).load("lesson")).last.seq, 0U);
}

TEST_F(sqlite, P16_a_sync_that_fails_is_no_acknowledgement_and_asking_again_settles_it) {
  faulty_disk disk;
  log_position at;
  {
    sqlite_log log({.folder = folder.path(), .vfs = disk.vfs()});
    blocking_log asked(log);
    at = std::get<appended>(asked.append("lesson", {}, {{1, "a", "x"}})).last;
    disk.fail_syncs(1);
    const auto unknown = asked.append("lesson", at, {{2, "b", "y"}});
    ASSERT_TRUE(std::holds_alternative<unavailable>(unknown));
    EXPECT_THAT(std::get<unavailable>(unknown).reason, HasSubstr("disk"));
    EXPECT_TRUE(std::holds_alternative<appended>(asked.append("lesson", at, {{2, "b", "y"}})));
    disk.cut_power_now();
  }
  disk.restore(1);
  sqlite_log log({.folder = folder.path()});
  EXPECT_EQ(std::get<loaded_session>(blocking_log(log).load("lesson")).commits,
            (std::vector<stored_commit>{{1, "a", "x"}, {2, "b", "y"}}));
}

TEST_F(sqlite, another_program_that_holds_the_file_is_named_as_the_cause) {
  sqlite_log log({.folder = folder.path(), .lock_wait_max = std::chrono::milliseconds(20)});
  blocking_log asked(log);
  sqlite_database other(folder.file(), "");
  other.run("BEGIN IMMEDIATE");
  const auto refused = asked.append("lesson", {}, {{1, "a", "x"}});
  ASSERT_TRUE(std::holds_alternative<unavailable>(refused));
  EXPECT_THAT(std::get<unavailable>(refused).reason, HasSubstr("another program"));
  other.run("ROLLBACK");
  EXPECT_TRUE(std::holds_alternative<appended>(asked.append("lesson", {}, {{1, "a", "x"}})));
}

// --- opening

TEST_F(sqlite, two_logs_cannot_share_a_folder) {
  {
    sqlite_log log({.folder = folder.path()});
    EXPECT_THAT(why_unusable({.folder = folder.path()}),
                AllOf(HasSubstr(folder.path().string()), HasSubstr("process " + std::to_string(::getpid()))));
    EXPECT_TRUE(std::holds_alternative<appended>(blocking_log(log).append("lesson", {}, {{1, "", "x"}})));
  }
  EXPECT_EQ(why_unusable({.folder = folder.path()}), "it was opened");
}

TEST_F(sqlite, P7_nobody_else_on_the_machine_can_read_what_is_kept) {
  const auto private_folder = folder.path() / "data";
  sqlite_log log({.folder = private_folder});
  blocking_log(log).append("lesson", {}, {{1, "", "x"}});
  const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
  std::vector<std::filesystem::path> all = {private_folder};
  for (const auto& each : std::filesystem::directory_iterator(private_folder)) all.push_back(each.path());
  EXPECT_GE(all.size(), 5U) << "the folder, the database, its two companions, the lock";
  for (const auto& each : all) {
    EXPECT_EQ(std::filesystem::status(each).permissions() & others, std::filesystem::perms::none) << each;
  }
}

TEST_F(sqlite, a_missing_folder_is_made) {
  EXPECT_EQ(why_unusable({.folder = folder.path() / "some" / "where"}), "it was opened");
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "some" / "where" / "reprise.sqlite"));
}

TEST_F(sqlite, a_folder_that_cannot_be_is_refused_with_its_name) {
  std::ofstream(folder.path() / "file") << "in the way";
  EXPECT_THAT(why_unusable({.folder = folder.path() / "file" / "data"}),
              AllOf(HasSubstr("cannot be used"), HasSubstr("--data")));
}

TEST_F(sqlite, a_file_that_is_no_database_is_refused_with_what_to_do) {
  std::ofstream(folder.file()) << std::string(10'000, '?');
  EXPECT_THAT(why_unusable({.folder = folder.path()}),
              AllOf(HasSubstr("is damaged"), HasSubstr("integrity_check"), HasSubstr("backup")));
}

TEST_F(sqlite, a_damaged_page_is_found_at_the_start) {
  {
    sqlite_log log({.folder = folder.path()});
    blocking_log asked(log);
    log_position at;
    for (int i = 0; i < 20; ++i) {
      at = std::get<appended>(asked.append("lesson", at, {{at.seq + 1, "", std::string(3'000, 'x')}})).last;
    }
  }
  const auto size = std::filesystem::file_size(folder.file());
  std::fstream file(folder.file(), std::ios::in | std::ios::out | std::ios::binary);
  for (std::uintmax_t page = 2; page < size / 4096; ++page) {
    file.seekp(static_cast<std::streamoff>(page * 4096));
    file << std::string(64, '\x7f');
  }
  file.close();
  EXPECT_THAT(why_unusable({.folder = folder.path()}), AllOf(HasSubstr("is damaged"), HasSubstr("integrity_check")));
}

TEST_F(sqlite, damage_found_later_is_the_affair_of_the_session_that_it_hit) {
  sqlite_log log({.folder = folder.path()});
  blocking_log asked(log);
  const auto at = std::get<appended>(asked.append("lesson", {}, {{1, "a", "x"}})).last;
  asked.append("other2", {}, {{1, "a", "x"}});
  EXPECT_TRUE(asked.save_snapshot("lesson", at.epoch, {1, std::string(100'000, 'x')}));
  // The snapshot's first page stays, what it points to is overwritten.
  sqlite_database other(folder.file(), "");
  other.run("PRAGMA wal_checkpoint(TRUNCATE)");
  const auto pages = other.number("PRAGMA page_count");
  std::fstream file(folder.file(), std::ios::in | std::ios::out | std::ios::binary);
  for (auto page = pages - 20; page < pages; ++page) {
    file.seekp(page * 4096);
    file << std::string(4, '\xff');
  }
  file.close();
  other.run("BEGIN IMMEDIATE; UPDATE probe SET at = 0; INSERT INTO directory VALUES ('x', 'y'); COMMIT");

  held_worker worker(log);
  std::promise<load_answer> hit;
  std::promise<append_answer> unharmed;
  log.load("lesson", [&](load_answer answer) { hit.set_value(answer); });
  log.append("third2", {}, {{1, "a", "x"}}, [&](append_answer answer) { unharmed.set_value(answer); });
  worker.let_go();
  const auto answer = hit.get_future().get();
  ASSERT_TRUE(std::holds_alternative<unavailable>(answer));
  EXPECT_THAT(std::get<unavailable>(answer).reason, HasSubstr("is damaged"));
  EXPECT_TRUE(std::holds_alternative<appended>(unharmed.get_future().get()));
}

TEST_F(sqlite, a_file_of_another_program_is_left_alone) {
  run_sql(folder.file(), "CREATE TABLE recipes (name TEXT); INSERT INTO recipes VALUES ('soup')");
  EXPECT_THAT(why_unusable({.folder = folder.path()}), HasSubstr("another program"));
  EXPECT_EQ(sqlite_database(folder.file(), "").text("SELECT name FROM recipes"), "soup");
}

TEST_F(sqlite, a_file_of_a_newer_version_is_refused) {
  { sqlite_log log({.folder = folder.path()}); }
  run_sql(folder.file(), "PRAGMA user_version = 7");
  EXPECT_THAT(why_unusable({.folder = folder.path()}), AllOf(HasSubstr("newer Reprise"), HasSubstr("version 7")));
}

}  // namespace
}  // namespace reprise
