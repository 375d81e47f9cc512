// What a log that servers share promises beyond the contract of all logs: looking, being told, and being given back what was
// lost. The log in memory plays it for the simulation, so it must promise the same as Redis.
#include <condition_variable>
#include <mutex>

#include "tests/log/commit_log_contract.hpp"

namespace reprise {
namespace {

class shared_log_contract : public commit_log_contract {};

const log_kind shared_logs[] = {
    {"memory", [] { return std::make_unique<opened_memory_log>(); }},
    {"redis", [] { return std::make_unique<opened_redis_log>(); }},
    {"faultless", [] { return std::make_unique<opened_faultless_log>(); }},
};
INSTANTIATE_TEST_SUITE_P(each, shared_log_contract, testing::ValuesIn(shared_logs),
                         [](const auto& kind) { return std::string(kind.param.name); });

TEST_P(shared_log_contract, a_look_says_whether_anything_came) {
  EXPECT_TRUE(std::holds_alternative<appended>(log.look("lesson", {})));
  const auto at = add("lesson", {}, {commit(1, "a"), commit(2)});
  const auto nothing = log.look("lesson", at);
  ASSERT_TRUE(std::holds_alternative<appended>(nothing));
  EXPECT_EQ(std::get<appended>(nothing).last, at);
  const auto came = log.look("lesson", {at.epoch, 1});
  ASSERT_TRUE(std::holds_alternative<overtaken>(came));
  EXPECT_EQ(std::get<overtaken>(came).commits, commits(2, 2));
  EXPECT_EQ(std::get<overtaken>(came).last, at);
}

TEST_P(shared_log_contract, a_look_from_beyond_the_end_or_from_another_history_is_told_that_something_was_lost) {
  auto at = add("lesson", {}, commits(1, 3));
  const auto beyond = log.look("lesson", {at.epoch, 4});
  ASSERT_TRUE(std::holds_alternative<load_again>(beyond));
  EXPECT_TRUE(std::get<load_again>(beyond).lost_something);
  at.mark ^= 1U;
  const auto elsewhere = log.look("lesson", at);
  ASSERT_TRUE(std::holds_alternative<load_again>(elsewhere));
  EXPECT_TRUE(std::get<load_again>(elsewhere).lost_something);
  const auto another = log.look("lesson", {"someotherepoch", 3});
  ASSERT_TRUE(std::holds_alternative<load_again>(another));
  EXPECT_FALSE(std::get<load_again>(another).lost_something);
}

TEST_P(shared_log_contract, P16_a_log_that_was_begun_again_without_what_was_acknowledged_is_told_from_another_epoch) {
  const auto at = add("lesson", {}, {commit(1, "a"), commit(2), commit(3)});
  const auto answers = [&](const log_position& known) {
    const loaded_session held{.last = known,
                              .snapshot = stored_snapshot{known.seq, "the state"},
                              .commits = {},
                              .recent_commands = {},
                              .created_at = 0};
    return std::vector{log.look("lesson", known), log.append("lesson", known, {commit(known.seq + 1, "late")}),
                       log.restore("lesson", held)};
  };
  for (const seq_number seq : {2U, 3U, 7U}) {
    for (const auto& each : answers({"theepochofbefore", seq, mark_of("what was said before")})) {
      ASSERT_TRUE(std::holds_alternative<load_again>(each));
      EXPECT_TRUE(std::get<load_again>(each).lost_something) << seq;
    }
  }
  for (const seq_number seq : {2U, 3U}) {
    for (const auto& each : answers({"someotherepoch", seq, mark_of(commit(seq).bytes)})) {
      ASSERT_TRUE(std::holds_alternative<load_again>(each));
      EXPECT_FALSE(std::get<load_again>(each).lost_something) << "all of it is there, under another epoch";
    }
  }
  const auto kept = load("lesson");
  EXPECT_EQ(kept.last, at) << "nothing was put back into it";
  EXPECT_EQ(kept.commits, (std::vector{commit(1, "a"), commit(2), commit(3)}));
}

TEST_P(shared_log_contract, P16_a_snapshot_of_what_the_log_does_not_hold_is_not_kept) {
  const auto at = add("lesson", {}, {commit(1), commit(2, "a"), commit(3)});
  const auto mark = [](seq_number seq, const std::string& id = "") { return mark_of(commit(seq, id).bytes); };
  EXPECT_FALSE(log.save_snapshot("lesson", at.epoch, {2, "of another history", mark(2, "a") + 1}));
  EXPECT_FALSE(log.save_snapshot("lesson", at.epoch, {3, "of another history", mark(3) + 1}));
  EXPECT_FALSE(load("lesson").snapshot);
  EXPECT_TRUE(log.save_snapshot("lesson", at.epoch, {2, "two", mark(2, "a")}));
  EXPECT_EQ(load("lesson").snapshot, (stored_snapshot{2, "two"}));
  EXPECT_TRUE(log.save_snapshot("lesson", at.epoch, {3, "three", mark(3)}));
  EXPECT_EQ(load("lesson").snapshot, (stored_snapshot{3, "three"}));
}

TEST_P(shared_log_contract, P16_what_was_refused_by_one_is_done_by_nobody) {
  const auto at = add("lesson", {}, {commit(1, "a")});
  EXPECT_TRUE(std::holds_alternative<appended>(log.look("lesson", at, {"refused"})));
  const auto late = log.append("lesson", at, {commit(2, "refused")});
  ASSERT_TRUE(std::holds_alternative<overtaken>(late));
  EXPECT_EQ(std::get<overtaken>(late).known, (std::vector{known_command{"refused", 0}}));
  EXPECT_EQ(load("lesson").last, at);
  EXPECT_TRUE(std::holds_alternative<appended>(log.look("lesson", at, {"refused"}))) << "it may be refused again";
}

TEST_P(shared_log_contract, P16_what_was_done_cannot_be_refused) {
  const auto at = add("lesson", {}, {commit(1, "a")});
  const auto answer = log.look("lesson", at, {"a", "b"});
  ASSERT_TRUE(std::holds_alternative<overtaken>(answer));
  EXPECT_EQ(std::get<overtaken>(answer).known, (std::vector{known_command{"a", 1}}));
  EXPECT_TRUE(std::holds_alternative<appended>(log.append("lesson", at, {commit(2, "b")})))
      << "nothing was noted of a look that something came before";
}

TEST_P(shared_log_contract, a_follower_hears_what_is_appended_and_whispered_until_it_lets_go) {
  std::mutex mutex;
  std::condition_variable more;
  std::vector<heard> all;
  const auto hears = [&](auto is_it) {
    std::unique_lock lock(mutex);
    more.wait(lock, [&] { return std::any_of(all.begin(), all.end(), is_it); });
  };
  auto token = opened->log().follow("lesson", [&](heard what) {
    const std::lock_guard lock(mutex);
    all.push_back(std::move(what));
    more.notify_all();
  });
  // A follower that is not connected yet is told to look when it is; what comes before that it finds by looking.
  const auto at = add("lesson", {}, {commit(1, "a")});
  for (seq_number seq = 1; seq < 40; ++seq) add("lesson", {at.epoch, seq}, {commit(seq + 1)});
  hears([](const heard& each) {
    const auto* news = std::get_if<heard_commits>(&each);
    return std::holds_alternative<heard_too_little>(each) || (news && news->commits.back().seq == 40);
  });
  opened->log().whisper("lesson", "psst");
  opened->log().whisper("other2", "not for you");
  hears([](const heard& each) {
    const auto* said = std::get_if<heard_whisper>(&each);
    return said && said->bytes == "psst";
  });
  token.reset();
  const std::lock_guard lock(mutex);
  for (const auto& each : all) {
    const auto* said = std::get_if<heard_whisper>(&each);
    EXPECT_TRUE(!said || said->bytes == "psst");
  }
}

TEST_P(shared_log_contract, restoring_what_is_all_there_changes_nothing) {
  const auto at = add("lesson", {}, {commit(1, "a"), commit(2)});
  auto held = load("lesson");
  held.snapshot = stored_snapshot{at.seq, "the state"};
  const auto answer = log.restore("lesson", held);
  ASSERT_TRUE(std::holds_alternative<appended>(answer));
  EXPECT_EQ(std::get<appended>(answer).last, at);
  EXPECT_EQ(load("lesson").commits, held.commits);
}

TEST_P(shared_log_contract, P16_an_empty_log_is_given_back_everything_with_its_epoch) {
  const loaded_session held{.last = {"theepochofbefore", 2, mark_of(commit(2, "b").bytes)},
                            .snapshot = stored_snapshot{2, "the state"},
                            .commits = {commit(1, "a"), commit(2, "b")},
                            .recent_commands = {{"long ago", 1}, {"a", 1}, {"b", 2}},
                            .created_at = 1'700'000'000'123};
  const auto answer = log.restore("lesson", held);
  ASSERT_TRUE(std::holds_alternative<appended>(answer));
  EXPECT_EQ(load("lesson").last, held.last);
  EXPECT_EQ(std::get<std::vector<stored_commit>>(log.read("lesson", 0, 10)), held.commits);
  EXPECT_EQ(load("lesson").created_at, held.created_at);
  // In its old place: below those that were begun since.
  add("other2", {}, {commit(1)});
  const auto listed = std::get<std::vector<session_summary>>(log.sessions());
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[1].key, "lesson");
  EXPECT_EQ(listed[1].created_at, held.created_at);
}

TEST_P(shared_log_contract, a_trimmed_session_is_restored_from_what_is_held_and_told_apart_from_another) {
  const auto at = fill("lesson", 10);
  auto held = load("lesson");
  held.snapshot = stored_snapshot{at.seq, "the state"};
  log.save_snapshot("lesson", at.epoch, *held.snapshot);
  log.trim("lesson", at.epoch, 2);
  const auto answer = log.restore("lesson", held);
  ASSERT_TRUE(std::holds_alternative<appended>(answer));
  EXPECT_EQ(std::get<appended>(answer).last, at);
  const auto long_behind = log.look("lesson", {at.epoch, 3});
  ASSERT_TRUE(std::holds_alternative<load_again>(long_behind)) << "what came first is in the snapshot";
  EXPECT_FALSE(std::get<load_again>(long_behind).lost_something);
}

}  // namespace
}  // namespace reprise
