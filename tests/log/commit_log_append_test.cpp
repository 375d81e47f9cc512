// What every commit log promises about commits: appending, being overtaken, having to load again.
#include <future>
#include <string>
#include <variant>
#include <vector>

#include "tests/log/commit_log_contract.hpp"

namespace reprise {
namespace {

// --- append and load

TEST_P(commit_log_contract, a_session_without_commits_loads_as_empty_and_is_not_created) {
  const auto loaded = load("unknown2");
  EXPECT_EQ(loaded.last, log_position{});
  EXPECT_FALSE(loaded.snapshot);
  EXPECT_TRUE(loaded.commits.empty());
  EXPECT_TRUE(loaded.recent_commands.empty());
  EXPECT_TRUE(std::get<std::vector<session_summary>>(log.sessions()).empty());
}

TEST_P(commit_log_contract, what_was_appended_is_loaded_in_order) {
  auto at = add("lesson", {}, {commit(1, "a"), commit(2, "b")});
  at = add("lesson", at, {commit(3, "c")});
  const auto loaded = load("lesson");
  EXPECT_EQ(loaded.last, at);
  EXPECT_EQ(loaded.last.seq, 3U);
  EXPECT_EQ(loaded.commits, (std::vector{commit(1, "a"), commit(2, "b"), commit(3, "c")}));
}

TEST_P(commit_log_contract, bytes_are_kept_exactly) {
  const std::vector<stored_commit> odd = {{1, "", ""},
                                          {2, "", std::string("\0a\0", 3)},
                                          {3, "", "\xff\xfe not UTF-8"},
                                          {4, "\xf0\x9f\x8e\xad '; DROP TABLE commits; --", "\xf0\x9f\x8e\xad"},
                                          {5, "", std::string(1'000'000, 'x')}};
  add("lesson", {}, odd);
  EXPECT_EQ(load("lesson").commits, odd);
}

TEST_P(commit_log_contract, sessions_do_not_see_each_other) {
  add("lesson", {}, {commit(1, "same-id")});
  add("other2", {}, {{1, "same-id", "other bytes"}});
  EXPECT_EQ(load("lesson").commits, std::vector{commit(1, "same-id")});
  EXPECT_EQ(load("other2").commits.front().bytes, "other bytes");
}

TEST_P(commit_log_contract, the_first_commit_makes_an_epoch_that_stays_and_is_no_other_sessions) {
  const auto first = add("lesson", {}, {commit(1)});
  const auto second = add("lesson", first, {commit(2)});
  const auto other = add("other2", {}, {commit(1)});
  EXPECT_FALSE(first.epoch.empty());
  EXPECT_LE(first.epoch.size(), 64U);
  EXPECT_EQ(first.epoch, second.epoch);
  EXPECT_EQ(first.epoch, load("lesson").last.epoch);
  EXPECT_NE(first.epoch, other.epoch);
}

TEST_P(commit_log_contract, appends_that_do_not_wait_for_each_other_are_carried_out_in_order) {
  const auto at = add("lesson", {}, {commit(1)});
  std::promise<append_answer> second;
  opened->log().append("lesson", at, {commit(2)}, [](const append_answer&) {});
  opened->log().append("lesson", {at.epoch, 2}, {commit(3)}, [&](append_answer answer) { second.set_value(answer); });
  EXPECT_TRUE(std::holds_alternative<appended>(second.get_future().get()));
  EXPECT_EQ(load("lesson").commits, commits(1, 3));
}

// --- overtaken

TEST_P(commit_log_contract, an_append_behind_the_log_is_told_what_came_first) {
  const auto at = add("lesson", {}, {commit(1)});
  const auto last = add("lesson", at, commits(2, 3));
  const auto answer = log.append("lesson", at, {{2, "mine", "too late"}});
  ASSERT_TRUE(std::holds_alternative<overtaken>(answer));
  EXPECT_EQ(std::get<overtaken>(answer).last, last);
  EXPECT_EQ(std::get<overtaken>(answer).commits, commits(2, 3));
  EXPECT_TRUE(std::get<overtaken>(answer).known.empty());
  EXPECT_EQ(load("lesson").commits, commits(1, 3));
}

TEST_P(commit_log_contract, whoever_begins_a_session_second_learns_its_epoch) {
  const auto at = add("lesson", {}, {commit(1)});
  const auto answer = log.append("lesson", {}, {{1, "mine", "too late"}});
  ASSERT_TRUE(std::holds_alternative<overtaken>(answer));
  EXPECT_EQ(std::get<overtaken>(answer).last, at);
}

TEST_P(commit_log_contract, P16_an_append_sent_again_is_not_doubled) {
  const auto at = add("lesson", {}, {commit(1, "a")});
  const std::vector mine = {commit(2, "b"), commit(3)};
  add("lesson", at, mine);
  const auto again = log.append("lesson", at, mine);
  ASSERT_TRUE(std::holds_alternative<overtaken>(again));
  EXPECT_EQ(std::get<overtaken>(again).commits, mine);
  EXPECT_EQ(std::get<overtaken>(again).known, (std::vector{known_command{"b", 2}}));
  EXPECT_EQ(load("lesson").commits.size(), 3U);
}

TEST_P(commit_log_contract, P16_a_known_command_is_not_done_again_at_the_right_position_either) {
  const auto at = add("lesson", {}, {commit(1, "a"), commit(2, "b")});
  const auto answer = log.append("lesson", at, {commit(3, "new"), commit(4, "a"), commit(5, "b")});
  ASSERT_TRUE(std::holds_alternative<overtaken>(answer));
  EXPECT_EQ(std::get<overtaken>(answer).last, at);
  EXPECT_TRUE(std::get<overtaken>(answer).commits.empty());
  EXPECT_EQ(std::get<overtaken>(answer).known, (std::vector{known_command{"a", 1}, known_command{"b", 2}}));
  EXPECT_EQ(load("lesson").last, at) << "not even the new one: an append is whole or nothing";
}

TEST_P(commit_log_contract, P16_a_command_is_known_however_long_ago_it_was) {
  auto at = add("lesson", {}, {commit(1, "long-ago")});
  for (seq_number next = 2; next <= 2 * recent_commands_max; next += append_commits_max) {
    std::vector<stored_commit> many;
    for (seq_number i = 0; i < append_commits_max; ++i)
      many.push_back(commit(next + i, "c" + std::to_string(next + i)));
    at = add("lesson", at, many);
  }
  const auto answer = log.append("lesson", at, {commit(at.seq + 1, "long-ago")});
  ASSERT_TRUE(std::holds_alternative<overtaken>(answer));
  EXPECT_EQ(std::get<overtaken>(answer).known, (std::vector{known_command{"long-ago", 1}}));
}

TEST_P(commit_log_contract, commits_without_a_command_id_are_never_taken_for_each_other) {
  const auto at = add("lesson", {}, {commit(1), commit(2)});
  EXPECT_EQ(add("lesson", at, {commit(3)}).seq, 3U);
}

// --- load again

TEST_P(commit_log_contract, a_caller_from_a_longer_log_must_load_again) {
  const auto at = add("lesson", {}, {commit(1)});
  EXPECT_TRUE(std::holds_alternative<load_again>(log.append("lesson", {at.epoch, 5}, {commit(6)})));
  EXPECT_TRUE(std::holds_alternative<load_again>(log.append("unknown2", {"elsewhere", 5}, {commit(6)})));
  EXPECT_EQ(load("lesson").last, at);
  EXPECT_EQ(load("unknown2").last, log_position{});
}

TEST_P(commit_log_contract, a_caller_from_another_epoch_must_load_again) {
  const auto at = add("lesson", {}, {commit(1)});
  EXPECT_TRUE(std::holds_alternative<load_again>(log.append("lesson", {"elsewhere", 1}, {commit(2)})));
  EXPECT_EQ(load("lesson").last, at);
}

TEST_P(commit_log_contract, a_caller_too_far_behind_must_load_again) {
  const auto at = fill("lesson", overtaken_commits_max + 2);
  EXPECT_TRUE(std::holds_alternative<load_again>(log.append("lesson", {at.epoch, 1}, {commit(2)})));
  const auto just_within = log.append("lesson", {at.epoch, 2}, {commit(3)});
  ASSERT_TRUE(std::holds_alternative<overtaken>(just_within));
  EXPECT_EQ(std::get<overtaken>(just_within).commits.size(), overtaken_commits_max);
}

}  // namespace
}  // namespace reprise
