// The faulty log is what other tests rely on to make trouble; this shows that it makes each kind, and no other.
#include "tests/support/faulty_log.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "server/log/memory_log.hpp"
#include "tests/support/blocking_log.hpp"

namespace reprise {
namespace {

struct faulty : testing::Test {
  memory_log below;
  blocking_log truth{below};

  seq_number length() { return std::get<loaded_session>(truth.load("lesson")).last.seq; }
};

TEST_F(faulty, a_lost_request_is_not_done) {
  faulty_log log(below, 1, {.lose_request = 100});
  const auto answer = blocking_log(log).append("lesson", {}, {{1, "a", "x"}});
  EXPECT_TRUE(std::holds_alternative<unavailable>(answer));
  EXPECT_EQ(length(), 0U);
}

TEST_F(faulty, a_lost_answer_hides_that_it_was_done) {
  faulty_log log(below, 1, {.lose_answer = 100});
  const auto answer = blocking_log(log).append("lesson", {}, {{1, "a", "x"}});
  EXPECT_TRUE(std::holds_alternative<unavailable>(answer));
  EXPECT_EQ(length(), 1U);
}

TEST_F(faulty, a_repeated_request_is_answered_with_what_the_first_one_did) {
  faulty_log log(below, 1, {.repeat = 100});
  const auto answer = blocking_log(log).append("lesson", {}, {{1, "a", "x"}});
  ASSERT_TRUE(std::holds_alternative<overtaken>(answer));
  EXPECT_EQ(std::get<overtaken>(answer).known, (std::vector{known_command{"a", 1}}));
  EXPECT_EQ(length(), 1U);
}

TEST_F(faulty, a_late_request_is_refused_now_and_done_afterwards) {
  faulty_log log(below, 1, {.late = 100});
  const auto answer = blocking_log(log).append("lesson", {}, {{1, "a", "x"}});
  EXPECT_TRUE(std::holds_alternative<unavailable>(answer));
  EXPECT_EQ(length(), 0U);
  EXPECT_TRUE(log.deliver_one());
  EXPECT_EQ(length(), 1U);
}

TEST_F(faulty, delayed_answers_come_when_they_are_delivered_and_not_in_order) {
  faulty_log log(below, 1, {.delay = 100});
  std::vector<int> order;
  for (int i = 0; i < 20; ++i) log.find("name", [&order, i](const find_answer&) { order.push_back(i); });
  EXPECT_TRUE(order.empty());
  EXPECT_EQ(log.held(), 20U);
  EXPECT_EQ(log.check().waiting, 20U);
  log.deliver_all();
  EXPECT_EQ(std::set<int>(order.begin(), order.end()).size(), 20U);
  EXPECT_FALSE(std::is_sorted(order.begin(), order.end()));
  EXPECT_FALSE(log.deliver_one());
}

TEST_F(faulty, a_conflict_is_a_commit_of_the_rivals_that_came_first) {
  faulty_log log(below, 1, {.conflict = 100}, [](const session_key&, const log_position& last) {
    return "rival after " + std::to_string(last.seq);
  });
  const auto answer = blocking_log(log).append("lesson", {}, {{1, "a", "x"}});
  ASSERT_TRUE(std::holds_alternative<overtaken>(answer));
  EXPECT_EQ(std::get<overtaken>(answer).commits, (std::vector{stored_commit{1, "", "rival after 0"}}));
}

// What the hub does with a log like this, in its shortest form: ask again until it is known what happened.
std::vector<stored_commit> persist_through_faults(std::uint64_t seed, std::uint64_t& faults_done) {
  memory_log below({.now = [] { return instant{1}; }, .new_epoch = [] { return std::string("epoch"); }});
  faulty_log log(below, seed, {.lose_request = 15, .lose_answer = 15, .repeat = 15, .late = 10, .conflict = 15},
                 [](const session_key&, const log_position&) { return "rival"; });
  blocking_log asked(log);
  log_position at;
  for (int command = 0; command < 30; ++command) {
    const auto id = "c" + std::to_string(command);
    for (bool done = false; !done;) {
      const auto answer = asked.append("lesson", at, {{at.seq + 1, id, "mine"}});
      if (const auto* written = std::get_if<appended>(&answer)) {
        at = written->last;
        done = true;
      } else if (const auto* instead = std::get_if<overtaken>(&answer)) {
        at = instead->last;
        done = !instead->known.empty();
      }
      if (command % 3 == 0) log.deliver_one();
    }
  }
  log.deliver_all();
  faults_done = log.faults_done();
  return std::get<std::vector<stored_commit>>(blocking_log(below).read("lesson", 0, 10'000));
}

TEST(faulty_log, P16_nothing_is_lost_or_doubled_by_a_caller_who_asks_again) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    std::uint64_t faults_done = 0;
    std::multiset<std::string> ids;
    for (const auto& each : persist_through_faults(seed, faults_done)) {
      if (each.bytes == "mine") ids.insert(each.command_id);
    }
    EXPECT_GT(faults_done, 5U) << "seed " << seed;
    for (int command = 0; command < 30; ++command) {
      ASSERT_EQ(ids.count("c" + std::to_string(command)), 1U) << "seed " << seed << ", command " << command;
    }
  }
}

TEST(faulty_log, the_same_seed_plays_the_same_run) {
  std::uint64_t faults_done = 0;
  const auto once = persist_through_faults(4711, faults_done);
  EXPECT_EQ(once, persist_through_faults(4711, faults_done));
  EXPECT_NE(once, persist_through_faults(4712, faults_done));
}

}  // namespace
}  // namespace reprise
