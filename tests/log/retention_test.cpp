// Forgetting: what every log that keeps sessions on a disk or in Redis promises about it, and what each of them leaves behind.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "server/log/redis_keys.hpp"
#include "tests/log/commit_log_contract.hpp"

namespace reprise {
namespace {

using namespace std::chrono_literals;

// Long enough for a slow machine to write twice within it.
constexpr auto kept_for = 3'000ms;

struct forgetful_sqlite_log : opened_log {
  commit_log& log() override { return log_; }
  data_folder folder_;
  sqlite_log log_{{.folder = folder_.path(), .kept_for = kept_for}};
};

struct forgetful_redis_log : opened_log {
  commit_log& log() override { return log_; }
  tests::redis_process redis_;
  redis_log log_{{.address = read_redis_address(redis_.url()).value(), .kept_for = kept_for}};
};

class retention : public commit_log_contract {};

const log_kind forgetful_logs[] = {
    {"sqlite", [] { return std::make_unique<forgetful_sqlite_log>(); }},
    {"redis", [] { return std::make_unique<forgetful_redis_log>(); }},
};
INSTANTIATE_TEST_SUITE_P(each, retention, testing::ValuesIn(forgetful_logs),
                         [](const auto& kind) { return std::string(kind.param.name); });

TEST_P(retention, a_session_that_nobody_uses_is_forgotten_with_all_that_is_known_of_it_and_the_others_stay) {
  const auto old = add("other2", {}, {commit(1, "a"), commit(2)});
  log.save_snapshot("other2", old.epoch, {2, "the state"});
  log.claim_for("other2", "code:K7QF2M");
  log.claim("agreed:key", "ours");
  auto at = add("lesson", {}, {commit(1)});
  // Until it has gone, the other is in use.
  do {
    std::this_thread::sleep_for(5ms);
    at = add("lesson", at, {commit(at.seq + 1)});
    ASSERT_TRUE(std::holds_alternative<std::size_t>(log.tidy()));
  } while (load("other2").last.seq != 0);
  EXPECT_FALSE(load("other2").snapshot);
  EXPECT_TRUE(std::get<std::vector<stored_commit>>(log.read("other2", 0, 10)).empty());
  const auto listed = std::get<std::vector<session_summary>>(log.sessions());
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].last, at);
  EXPECT_EQ(load("lesson").commits.size(), at.seq);

  // The code may outlive it by a little.
  while (std::holds_alternative<found>(log.find("code:K7QF2M"))) std::this_thread::sleep_for(5ms);
  EXPECT_TRUE(std::holds_alternative<found>(log.find("agreed:key"))) << "this is about no session";
  // Whoever has the key may begin anew, and is not taken for what was.
  const auto anew = add("other2", {}, {commit(1, "a")});
  EXPECT_NE(anew.epoch, old.epoch);
  EXPECT_EQ(load("other2").commits, (std::vector{commit(1, "a")}));
}

// --- SQLite --------------------------------------------------------------------------------------------------------

class sqlite_retention : public testing::Test {
 protected:
  sqlite_log_options options(std::chrono::milliseconds kept) {
    auto sources = system_sources();
    sources.now = [this] { return now; };
    return {.folder = folder.path(), .sources = sources, .kept_for = kept};
  }
  std::size_t tidied(sqlite_log& log) { return std::get<std::size_t>(blocking_log(log).tidy()); }

  static constexpr auto day = std::chrono::milliseconds(24h);
  data_folder folder;
  instant now = 1'700'000'000'000;
};

TEST_F(sqlite_retention, counts_from_when_a_session_was_last_written_to_and_0_is_for_ever) {
  sqlite_log log(options(400 * day));
  const auto at = std::get<appended>(blocking_log(log).append("lesson", {}, {commit(1)})).last;
  now += (399 * day).count();
  ASSERT_TRUE(std::holds_alternative<appended>(blocking_log(log).append("lesson", at, {commit(2)})));
  now += (399 * day).count();
  EXPECT_EQ(tidied(log), 0U);
  now += (2 * day).count();
  EXPECT_EQ(tidied(log), 1U);
  EXPECT_EQ(tidied(log), 0U);
}

TEST_F(sqlite_retention, nothing_is_forgotten_where_nobody_has_asked_for_it) {
  sqlite_log log(options(0ms));
  blocking_log(log).append("lesson", {}, {commit(1)});
  now += (40'000 * day).count();
  EXPECT_EQ(tidied(log), 0U);
  EXPECT_EQ(std::get<loaded_session>(blocking_log(log).load("lesson")).last.seq, 1U);
}

TEST_F(sqlite_retention, a_large_session_goes_whole_and_leaves_no_word_in_the_file) {
  const std::string words = "what somebody wrote in confidence";
  const auto in_file = [&] {
    std::stringstream all;
    for (const auto* each : {"reprise.sqlite", "reprise.sqlite-wal"}) {
      if (std::filesystem::exists(folder.path() / each)) all << std::ifstream(folder.path() / each).rdbuf();
    }
    return all.str();
  };
  {
    sqlite_log log(options(1 * day));
    blocking_log asked(log);
    log_position at;
    while (at.seq < 5'000) {
      std::vector<stored_commit> many;
      for (seq_number n = 1; n <= 1'000; ++n) many.push_back({at.seq + n, "c" + std::to_string(at.seq + n), words});
      at = std::get<appended>(asked.append("lesson", at, many)).last;
    }
    asked.save_snapshot("lesson", at.epoch, {at.seq, words});
    now += (2 * day).count();
    asked.append("other2", {}, {commit(1)});
  }
  EXPECT_THAT(in_file(), testing::HasSubstr(words));
  {
    sqlite_log log(options(1 * day));
    EXPECT_EQ(tidied(log), 1U);
    EXPECT_EQ(std::get<loaded_session>(blocking_log(log).load("other2")).last.seq, 1U);
  }
  EXPECT_THAT(in_file(), testing::Not(testing::HasSubstr(words)));
}

TEST_F(sqlite_retention, a_removal_that_was_interrupted_is_finished_and_its_commits_become_nobody_elses) {
  {
    sqlite_log log(options(1 * day));
    blocking_log(log).append("lesson", {}, commits(1, 10));
  }
  // As a stop leaves it after the first part.
  sqlite_database(folder.file(), "").run("UPDATE sessions SET key = 'removed 1', used_at = -1");
  sqlite_log log(options(1 * day));
  blocking_log asked(log);
  EXPECT_TRUE(std::get<std::vector<session_summary>>(asked.sessions()).empty());
  asked.append("other2", {}, {commit(1)});
  EXPECT_EQ(tidied(log), 0U) << "it was counted when it was put away";
  EXPECT_EQ(std::get<loaded_session>(asked.load("other2")).commits, commits(1, 1));
  EXPECT_EQ(sqlite_database(folder.file(), "").number("SELECT count(*) FROM commits"), 1);
}

// --- Redis ---------------------------------------------------------------------------------------------------------

class redis_retention : public testing::Test {
 protected:
  redis_log_options options(std::chrono::milliseconds kept) const {
    return {.address = read_redis_address(redis.url()).value(), .kept_for = kept};
  }
  std::string expires(const std::string& part) const { return redis.ask({"PEXPIRETIME", "reprise:{lesson}:" + part}); }
  // When all of it expires; the test fails where that is not at one moment.
  std::string all_expire() const {
    const auto at = expires("commands");
    for (const auto* part : {"log", "snapshot"}) EXPECT_EQ(expires(part), at) << part;
    return at;
  }

  static constexpr auto day = std::chrono::milliseconds(24h);
  const tests::redis_process redis;
};

const std::string never = "-1";

TEST_F(redis_retention, all_of_a_session_expires_at_one_moment_whatever_came_first) {
  redis_log log(options(400 * day));
  blocking_log asked(log);
  const auto before = system_sources().now();
  // Without a command id at first, and with a snapshot that comes later.
  auto at = std::get<appended>(asked.append("lesson", {}, {commit(1)})).last;
  at = std::get<appended>(asked.append("lesson", at, {commit(2, "a")})).last;
  EXPECT_TRUE(asked.save_snapshot("lesson", at.epoch, {2, "the state"}));
  const auto then = std::stoll(all_expire());
  EXPECT_GE(then, before + (400 * day).count());
  EXPECT_LE(then, system_sources().now() + (405 * day).count());
}

TEST_F(redis_retention, a_session_that_is_put_back_expires_too) {
  redis_log log(options(400 * day));
  const loaded_session held{.last = {"theepochofbefore", 2, mark_of(commit(2, "b").bytes)},
                            .snapshot = stored_snapshot{2, "the state"},
                            .commits = {commit(1), commit(2, "b")},
                            .recent_commands = {{"b", 2}}};
  ASSERT_TRUE(std::holds_alternative<appended>(blocking_log(log).restore("lesson", held)));
  EXPECT_NE(all_expire(), never);
}

TEST_F(redis_retention, sessions_of_before_and_of_another_setting_follow_the_one_that_holds_now) {
  const auto with = [&](std::chrono::milliseconds kept) {
    redis_log log(options(kept));
    EXPECT_TRUE(std::holds_alternative<std::size_t>(blocking_log(log).tidy()));
    return all_expire();
  };
  {
    redis_log log(options(0ms));
    const auto at = std::get<appended>(blocking_log(log).append("lesson", {}, {commit(1, "a")})).last;
    blocking_log(log).save_snapshot("lesson", at.epoch, {1, "the state"});
  }
  EXPECT_EQ(all_expire(), never);
  const auto long_time = std::stoll(with(400 * day));
  const auto short_time = std::stoll(with(30 * day));
  EXPECT_NEAR(static_cast<double>(long_time - short_time), static_cast<double>((370 * day).count()),
              static_cast<double>((5 * day).count()));
  EXPECT_EQ(with(0ms), never);
  EXPECT_THAT(redis.ask({"HGET", "reprise:{lesson}:commands", ""}), testing::ContainsRegex("^[a-z0-9]+ 1 "));
}

TEST_F(redis_retention, an_append_without_it_keeps_for_ever_what_was_to_expire) {
  log_position at;
  {
    redis_log log(options(400 * day));
    at = std::get<appended>(blocking_log(log).append("lesson", {}, {commit(1, "a")})).last;
    blocking_log(log).save_snapshot("lesson", at.epoch, {1, "the state"});
  }
  redis_log log(options(0ms));
  ASSERT_TRUE(std::holds_alternative<appended>(blocking_log(log).append("lesson", at, {commit(2)})));
  EXPECT_EQ(all_expire(), never);
}

TEST_F(redis_retention, a_name_that_is_said_again_lives_no_longer_than_it_would_have) {
  redis_log log(options(400 * day));
  blocking_log asked(log);
  ASSERT_TRUE(std::holds_alternative<claimed>(asked.claim_for("lesson", "code:K7HF3M")));
  const auto claimed_by = system_sources().now();
  const auto at_the_latest = claimed_by + (440 * day).count();
  const auto goes_at = [&] { return std::stoll(redis.ask({"PEXPIRETIME", redis_directory_key("code:K7HF3M")})); };
  // How long it lives is said in milliseconds from when Redis hears it, which may be as much later as saying it took.
  instant on_the_way = 0;
  const auto tidy = [&] {
    const auto before = system_sources().now();
    ASSERT_TRUE(std::holds_alternative<std::size_t>(asked.tidy()));
    on_the_way += system_sources().now() - before;
  };
  ASSERT_LE(goes_at(), at_the_latest);
  while (system_sources().now() < claimed_by + 500) std::this_thread::yield();
  tidy();
  EXPECT_LE(goes_at(), at_the_latest + on_the_way);
  // Where Redis has forgotten it, it is there again, for as long as it was to be.
  redis.ask({"DEL", redis_directory_key("code:K7HF3M")});
  tidy();
  EXPECT_LE(goes_at(), at_the_latest + on_the_way);
  EXPECT_GT(goes_at(), claimed_by);
  // Another server has claimed it anew; one that only remembers does not take that back.
  const auto later = std::to_string(at_the_latest + 3'600'000);
  redis.ask({"PEXPIREAT", redis_directory_key("code:K7HF3M"), later});
  tidy();
  EXPECT_EQ(std::to_string(goes_at()), later);
}

TEST_F(redis_retention, what_has_gone_is_struck_off_the_list_when_it_was_missed_twice) {
  redis_log log(options(400 * day));
  blocking_log asked(log);
  asked.append("lesson", {}, {commit(1)});
  asked.append("other2", {}, {commit(1)});
  for (const auto* part : {"commands", "log"}) redis.ask({"DEL", "reprise:{lesson}:" + std::string(part)});
  EXPECT_EQ(std::get<std::size_t>(asked.tidy()), 0U) << "a server may be about to put it back";
  EXPECT_EQ(redis.ask({"ZCARD", redis_sessions_key}), "2");
  EXPECT_EQ(std::get<std::size_t>(asked.tidy()), 1U);
  EXPECT_EQ(redis.ask({"ZRANGE", redis_sessions_key, "0", "-1"}), "other2\n");
}

}  // namespace
}  // namespace reprise
