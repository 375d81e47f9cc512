// What every commit log promises, asked of each: what is written for one implementation here holds for all. This file
// is about snapshots, history, the directory, and behaviour as a whole; commit_log_append_test.cpp is about commits.
#include <atomic>
#include <future>
#include <set>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "tests/log/commit_log_contract.hpp"

namespace reprise {
namespace {

const log_kind every_log[] = {
    {"memory", [] { return std::make_unique<opened_memory_log>(); }},
    {"sqlite", [] { return std::make_unique<opened_sqlite_log>(); }},
    {"redis", [] { return std::make_unique<opened_redis_log>(); }},
    {"faultless", [] { return std::make_unique<opened_faultless_log>(); }},
};
INSTANTIATE_TEST_SUITE_P(each, commit_log_contract, testing::ValuesIn(every_log),
                         [](const auto& kind) { return std::string(kind.param.name); });

// --- snapshots and history

TEST_P(commit_log_contract, a_session_loads_from_its_snapshot_and_only_what_followed_it) {
  const auto at = fill("lesson", 10);
  const stored_snapshot snapshot{7, std::string("state\0seven", 11)};
  EXPECT_TRUE(log.save_snapshot("lesson", at.epoch, snapshot));
  const auto loaded = load("lesson");
  EXPECT_EQ(loaded.snapshot, snapshot);
  EXPECT_EQ(loaded.commits, commits(8, 10));
  EXPECT_EQ(loaded.last, at);
}

TEST_P(commit_log_contract, an_older_snapshot_does_not_replace_a_newer_one) {
  const auto at = fill("lesson", 10);
  EXPECT_TRUE(log.save_snapshot("lesson", at.epoch, {5, "five"}));
  EXPECT_TRUE(log.save_snapshot("lesson", at.epoch, {3, "three"}));
  EXPECT_EQ(load("lesson").snapshot, (stored_snapshot{5, "five"}));
  EXPECT_TRUE(log.save_snapshot("lesson", at.epoch, {10, "ten"}));
  EXPECT_EQ(load("lesson").snapshot, (stored_snapshot{10, "ten"}));
  EXPECT_TRUE(load("lesson").commits.empty());
}

TEST_P(commit_log_contract, a_snapshot_of_what_the_log_does_not_hold_is_not_kept) {
  const auto at = fill("lesson", 2);
  EXPECT_FALSE(log.save_snapshot("lesson", "elsewhere", {1, "another epoch"}));
  EXPECT_FALSE(log.save_snapshot("lesson", at.epoch, {3, "the future"}));
  EXPECT_FALSE(log.save_snapshot("unknown2", at.epoch, {1, "no session"}));
  EXPECT_FALSE(load("lesson").snapshot);
}

TEST_P(commit_log_contract, P3_history_stays_readable_behind_a_snapshot) {
  const auto at = fill("lesson", 10);
  log.save_snapshot("lesson", at.epoch, {9, "nine"});
  const auto read = [&](seq_number after, std::size_t most) {
    return std::get<std::vector<stored_commit>>(log.read("lesson", after, most));
  };
  EXPECT_EQ(read(0, 1'000), commits(1, 10));
  EXPECT_EQ(read(3, 4), commits(4, 7));
  EXPECT_EQ(read(9, 5), commits(10, 10));
  EXPECT_TRUE(read(10, 5).empty());
  EXPECT_TRUE(read(~seq_number{0}, 5).empty());
  EXPECT_TRUE(read(0, 0).empty());
  EXPECT_TRUE(std::get<std::vector<stored_commit>>(log.read("unknown2", 0, 5)).empty());
}

TEST_P(commit_log_contract, the_newest_command_ids_are_loaded_oldest_first_and_bounded) {
  log_position at;
  for (seq_number next = 1; next <= recent_commands_max + 10; ++next) {
    // Every third commit is the clock's.
    at = add("lesson", at, {commit(next, next % 3 == 0 ? "" : "c" + std::to_string(next))});
  }
  for (; at.seq < 2 * recent_commands_max;) at = add("lesson", at, {commit(at.seq + 1, "d" + std::to_string(at.seq))});
  log.save_snapshot("lesson", at.epoch, {at.seq, "all"});

  const auto recent = load("lesson").recent_commands;
  ASSERT_EQ(recent.size(), recent_commands_max);
  EXPECT_EQ(recent.back(), (known_command{"d" + std::to_string(at.seq - 1), at.seq}));
  for (std::size_t i = 1; i < recent.size(); ++i) ASSERT_LT(recent[i - 1].seq, recent[i].seq);
  for (const auto& each : recent) ASSERT_FALSE(each.command_id.empty());
}

TEST_P(commit_log_contract, P16_a_trimmed_session_is_what_it_was_and_knows_all_its_commands) {
  log_position at;
  for (seq_number next = 1; next <= 10; ++next) at = add("lesson", at, {commit(next, "c" + std::to_string(next))});
  EXPECT_TRUE(log.trim("lesson", at.epoch, 3)) << "there is no snapshot that covers anything";
  EXPECT_EQ(load("lesson").commits.size(), 10U);
  log.save_snapshot("lesson", at.epoch, {8, "eight"});
  EXPECT_TRUE(log.trim("lesson", at.epoch, 3));

  const auto loaded = load("lesson");
  EXPECT_EQ(loaded.last, at);
  EXPECT_EQ(loaded.snapshot, (stored_snapshot{8, "eight"}));
  EXPECT_EQ(loaded.commits, (std::vector{commit(9, "c9"), commit(10, "c10")}));
  const auto newest = std::get<std::vector<stored_commit>>(log.read("lesson", 5, 100));
  EXPECT_EQ(newest.size(), 5U) << "three of those that the snapshot covers, and all since";
  const auto again = log.append("lesson", at, {commit(11, "c1")});
  ASSERT_TRUE(std::holds_alternative<overtaken>(again));
  EXPECT_EQ(std::get<overtaken>(again).known, (std::vector{known_command{"c1", 1}}));
  const auto behind = log.append("lesson", {at.epoch, 5}, {commit(6, "new")});
  ASSERT_TRUE(std::holds_alternative<overtaken>(behind));
  EXPECT_EQ(std::get<overtaken>(behind).commits, newest);
  EXPECT_EQ(add("lesson", at, {commit(11, "new")}).seq, 11U);
}

// --- the directory

TEST_P(commit_log_contract, the_first_claim_of_a_name_keeps_it) {
  EXPECT_TRUE(std::holds_alternative<not_found>(log.find("code:K7QF2M")));
  EXPECT_TRUE(std::holds_alternative<claimed>(log.claim("code:K7QF2M", "lesson")));
  const auto second = log.claim("code:K7QF2M", "other2");
  ASSERT_TRUE(std::holds_alternative<claimed_before>(second));
  EXPECT_EQ(std::get<claimed_before>(second).value, "lesson");
  EXPECT_EQ(std::get<found>(log.find("code:K7QF2M")).value, "lesson");
}

TEST_P(commit_log_contract, a_claim_sent_again_is_still_granted) {
  log.claim("code:K7QF2M", "lesson");
  EXPECT_TRUE(std::holds_alternative<claimed>(log.claim("code:K7QF2M", "lesson")));
}

TEST_P(commit_log_contract, a_name_that_is_about_a_session_is_claimed_like_any_other) {
  EXPECT_TRUE(std::holds_alternative<claimed>(log.claim_for("lesson", "code:K7QF2M")));
  EXPECT_TRUE(std::holds_alternative<claimed>(log.claim_for("lesson", "code:K7QF2M"))) << "said again";
  const auto second = log.claim_for("other2", "code:K7QF2M");
  ASSERT_TRUE(std::holds_alternative<claimed_before>(second));
  EXPECT_EQ(std::get<claimed_before>(second).value, "lesson");
  EXPECT_TRUE(log.release("code:K7QF2M", "lesson"));
  EXPECT_TRUE(std::holds_alternative<claimed>(log.claim_for("other2", "code:K7QF2M")));
}

TEST_P(commit_log_contract, only_its_holder_can_free_a_name) {
  log.claim("code:K7QF2M", "lesson");
  EXPECT_TRUE(log.release("code:K7QF2M", "other2"));
  EXPECT_TRUE(std::holds_alternative<found>(log.find("code:K7QF2M")));
  EXPECT_TRUE(log.release("code:K7QF2M", "lesson"));
  EXPECT_TRUE(std::holds_alternative<not_found>(log.find("code:K7QF2M")));
  EXPECT_TRUE(log.release("code:K7QF2M", "lesson"));
  EXPECT_TRUE(std::holds_alternative<claimed>(log.claim("code:K7QF2M", "other2")));
}

TEST_P(commit_log_contract, sessions_are_listed_newest_first) {
  const auto before = system_sources().now();
  const auto first = fill("first2", 3);
  const auto second = fill("second", 1);
  const auto grown = add("first2", first, {commit(4)});
  const auto listed = std::get<std::vector<session_summary>>(log.sessions());
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].key, "second");
  EXPECT_EQ(listed[0].last, second);
  EXPECT_EQ(listed[1].key, "first2");
  EXPECT_EQ(listed[1].last, grown);
  EXPECT_GE(listed[1].created_at, before);
  EXPECT_GE(listed[0].created_at, listed[1].created_at);
}

TEST_P(commit_log_contract, the_list_of_sessions_is_bounded) {
  for (std::size_t i = 0; i < sessions_listed_max + 5; ++i) {
    std::string key = "aaaa";
    for (auto rest = i, digit = std::size_t{0}; digit < 4; ++digit, rest /= 26) {
      key[digit] = static_cast<char>('a' + rest % 26);
    }
    opened->log().append(key, {}, {commit(1)}, [](const append_answer&) {});
  }
  EXPECT_EQ(std::get<std::vector<session_summary>>(log.sessions()).size(), sessions_listed_max);
}

// --- many callers, bugs, health, the end

TEST_P(commit_log_contract, racing_writers_make_one_unbroken_row_with_every_command_once) {
  constexpr int writers = 4;
  constexpr int commands_each = 50;
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&, writer] {
      blocking_log mine(opened->log());
      log_position at;
      for (int command = 0; command < commands_each; ++command) {
        const auto id = std::to_string(writer) + "-" + std::to_string(command);
        while (true) {
          const auto answer = mine.append("lesson", at, {commit(at.seq + 1, id)});
          if (const auto* done = std::get_if<appended>(&answer)) {
            at = done->last;
            break;
          }
          if (!std::holds_alternative<overtaken>(answer)) {
            ++refused;
            return;
          }
          at = std::get<overtaken>(answer).last;
        }
      }
    });
  }
  for (auto& each : threads) each.join();

  EXPECT_EQ(refused, 0);
  const auto loaded = load("lesson");
  std::set<std::string> ids;
  for (std::size_t i = 0; i < loaded.commits.size(); ++i) {
    ASSERT_EQ(loaded.commits[i].seq, i + 1);
    ids.insert(loaded.commits[i].command_id);
  }
  EXPECT_EQ(loaded.commits.size(), static_cast<std::size_t>(writers * commands_each));
  EXPECT_EQ(ids.size(), loaded.commits.size());
}

TEST_P(commit_log_contract, a_request_that_breaks_the_rules_is_a_bug_and_not_an_answer) {
  const auto ignore = [](const auto&) {};
  auto& raw = opened->log();
  EXPECT_THROW(raw.load("UPPER", ignore), std::logic_error);
  EXPECT_THROW(raw.load("abc", ignore), std::logic_error);
  EXPECT_THROW(raw.load(std::string(33, 'a'), ignore), std::logic_error);
  EXPECT_THROW(raw.append("lesson", {}, {}, ignore), std::logic_error);
  EXPECT_THROW(raw.append("lesson", {}, {commit(2)}, ignore), std::logic_error);
  EXPECT_THROW(raw.append("lesson", {}, {commit(1), commit(3)}, ignore), std::logic_error);
  EXPECT_THROW(raw.append("lesson", {}, {commit(1, "a"), commit(2, "a")}, ignore), std::logic_error);
  EXPECT_THROW(raw.append("lesson", {"", 4}, {commit(5)}, ignore), std::logic_error);
  EXPECT_THROW(raw.append("lesson", {}, {{1, "", std::string(commit_bytes_max + 1, 'x')}}, ignore), std::logic_error);
  EXPECT_THROW(raw.append("lesson", {}, commits(1, append_commits_max + 1), ignore), std::logic_error);
  EXPECT_THROW(raw.save_snapshot("lesson", "e", {0, ""}, ignore), std::logic_error);
  EXPECT_THROW(raw.claim("", "lesson", ignore), std::logic_error);
  EXPECT_THROW(raw.find(std::string(directory_bytes_max + 1, 'x'), ignore), std::logic_error);
  EXPECT_EQ(load("lesson").last, log_position{});
}

TEST_P(commit_log_contract, health_counts_what_was_done) {
  const auto at = add("lesson", {}, commits(1, 3));
  add("lesson", at, {commit(4)});
  log.append("lesson", at, {commit(4)});
  const auto health = opened->log().check();
  EXPECT_TRUE(health.writable);
  EXPECT_EQ(health.last_error, "");
  EXPECT_EQ(health.appends, 2U);
  EXPECT_EQ(health.commits, 4U);
  EXPECT_EQ(health.failures, 0U);
  EXPECT_GE(health.transactions, 1U);
}

TEST_P(commit_log_contract, everything_that_waits_is_answered_once_before_the_log_goes) {
  constexpr int requests = 500;
  std::atomic<int> answers = 0;
  for (int i = 0; i < requests; ++i) {
    opened->log().claim("name:" + std::to_string(i), "lesson", [&](const claim_answer&) { ++answers; });
  }
  opened.reset();
  EXPECT_EQ(answers, requests);
}

TEST_P(commit_log_contract, an_answer_may_ask_the_next_question) {
  std::promise<std::size_t> held;
  auto& raw = opened->log();
  raw.append("lesson", {}, {commit(1)}, [&](const append_answer&) {
    raw.load("lesson", [&](const load_answer& answer) { held.set_value(std::get<loaded_session>(answer).last.seq); });
  });
  EXPECT_EQ(held.get_future().get(), 1U);
}

}  // namespace
}  // namespace reprise
