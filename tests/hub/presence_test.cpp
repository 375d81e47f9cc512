// Who is here, who types, who is away, and the clock.
#include "server/hub/session_clock.hpp"
#include "tests/hub/live.hpp"

namespace reprise::tests {
namespace {

using testing::Contains;
using testing::Key;
using testing::Not;

class presences : public live {
 protected:
  attendance attendance_of(id<member> who) const { return session->committed().find(who)->attendance; }
};

TEST_F(presences, first_connection_and_last_are_whispered_and_gathered) {
  for (int at = 0; at < 5; ++at) people.push_back(join("Person " + std::to_string(at)));
  auto& leader = sit(facilitator);
  world.pass(1'000);
  leader.forget();
  std::vector<recorded_viewer*> screens;
  for (const auto each : people) screens.push_back(&sit(each));
  auto& phone = sit(people[0]);
  world.pass(1'000);
  EXPECT_EQ(leader.frames("presence").size(), 1U) << "five came within a moment: one whisper";
  for (const auto each : people) EXPECT_THAT(leader.tables.present, Contains(each.value));

  leader.forget();
  session->detach(*screens[0]);
  world.pass(1'000);
  EXPECT_TRUE(leader.frames("presence").empty()) << "their phone is still here";
  session->detach(phone);
  world.pass(1'000);
  EXPECT_THAT(leader.tables.present, Not(Contains(people[0].value)));
  EXPECT_THAT(leader.tables.present, Contains(people[1].value));
  EXPECT_EQ(session->committed().find(people[0])->name.str(), "Person 0");
}

TEST_F(presences, coming_and_going_within_a_moment_is_not_worth_a_word) {
  const auto ada = join("Ada");
  auto& leader = sit(facilitator);
  world.pass(1'000);
  leader.forget();
  session->detach(sit(ada));
  world.pass(1'000);
  EXPECT_TRUE(leader.frames("presence").empty());
}

TEST_F(presences, P7_typing_is_whispered_to_the_room_and_to_those_who_lead) {
  open_rooms();
  const auto ada = people[0];
  auto& hers = sit(ada);
  auto& roommate = sit(roommate_of(ada));
  auto& elsewhere_screen = sit(somebody_elsewhere(ada));
  auto& leader = sit(facilitator);
  say(hers, "draft", command::save_attempt_draft{{}, {}, "So far"});
  world.pass(1'000);
  const auto draft = session->committed().all<attempt>().begin()->id;
  session->typing(hers, {.active = true, .attempt = draft});
  world.pass(1'000);
  EXPECT_THAT(roommate.tables.typing, Contains(Key(ada.value)));
  EXPECT_EQ(roommate.tables.typing.at(ada.value), 0U) << "the draft is not named to those who may not see it";
  EXPECT_EQ(leader.tables.typing.at(ada.value), draft.value);
  EXPECT_TRUE(elsewhere_screen.tables.typing.empty());

  session->detach(hers);
  world.pass(1'000);
  EXPECT_TRUE(roommate.tables.typing.empty()) << "who is gone does not type";
}

TEST_F(presences, who_has_been_without_a_connection_for_a_while_is_away_and_back_when_they_return) {
  const auto ada = join("Ada");
  auto& hers = sit(ada);
  auto& leader = sit(facilitator);
  world.pass(1'000);
  session->detach(hers);
  world.pass(away_after_ms - 1'000);
  EXPECT_EQ(attendance_of(ada), attendance::here) << "a short loss is nobody's business";
  auto& again = sit(ada);
  world.pass(away_after_ms * 2);
  EXPECT_EQ(attendance_of(ada), attendance::here);
  session->detach(again);
  world.pass(away_after_ms + 1);
  EXPECT_EQ(attendance_of(ada), attendance::away);
  sit(ada);
  world.settle();
  EXPECT_EQ(attendance_of(ada), attendance::here);
  EXPECT_FALSE(leader.closed_with);
}

TEST_F(presences, who_never_connects_after_joining_is_noted_as_away) {
  const auto ada = join("Ada");
  world.pass(away_after_ms + 1);
  EXPECT_EQ(attendance_of(ada), attendance::away);
}

TEST_F(presences, P4_after_a_restart_everybody_counts_as_disconnected_from_then_on) {
  const auto ada = join("Ada");
  auto& hers = sit(ada);
  world.pass(1'000);
  session->detach(hers);
  begin();
  world.pass(back_within_ms - 1);
  EXPECT_EQ(attendance_of(ada), attendance::here) << "browsers come back spread out over this time";
  world.pass(2);
  EXPECT_EQ(attendance_of(ada), attendance::away);
  world.pass(left_after_ms + 1'000);
  EXPECT_EQ(attendance_of(ada), attendance::left);
}

TEST_F(presences, a_long_absence_during_an_outage_of_the_log_is_noted_when_it_is_over) {
  const auto ada = join("Ada");
  log.set_faults({.lose_request = 100});
  world.pass(away_after_ms + 30'000);
  EXPECT_EQ(attendance_of(ada), attendance::here);
  log.set_faults({});
  world.pass(10'000);
  EXPECT_EQ(attendance_of(ada), attendance::away);
}

// --- the clock -------------------------------------------------------------------------------------------------------

TEST_F(presences, P5_a_timer_fires_once_and_everybody_is_told) {
  auto& leader = sit(facilitator);
  say(leader, "start", command::start_timer{{}, "Write", 30});
  world.pass(29'000);
  ASSERT_EQ(leader.tables.all("timer").size(), 1U);
  EXPECT_EQ(leader.tables.all("timer")[0].at("state"), "running");
  world.pass(1'001);
  EXPECT_EQ(leader.tables.all("timer")[0].at("state"), "finished");
  world.pass(60'000);
  std::size_t wakes = 0;
  for (const auto& each : logged()) wakes += each.command == "wake" ? 1U : 0U;
  EXPECT_EQ(wakes, 1U);
}

TEST_F(presences, P5_a_deadline_that_passed_while_nobody_was_there_is_caught_up_with) {
  ASSERT_TRUE(ask(facilitator, command::start_timer{{}, "Write", 30}, "f-start").has_value());
  session.reset();
  world.jump(3'600'000);
  begin();
  world.pass(1);
  EXPECT_EQ(session->committed().all<timer>().begin()->state, timer_state::finished);
}

TEST_F(presences, P5_a_timer_fires_after_an_outage_of_the_log) {
  auto& leader = sit(facilitator);
  say(leader, "start", command::start_timer{{}, "Write", 30});
  world.settle();
  log.set_faults({.lose_request = 100});
  world.pass(60'000);
  EXPECT_EQ(session->committed().all<timer>().begin()->state, timer_state::running);
  log.set_faults({});
  world.pass(5'000);
  EXPECT_EQ(session->committed().all<timer>().begin()->state, timer_state::finished);
}

TEST(session_clock, a_wake_that_changes_nothing_does_not_spin) {
  memory_log log;
  virtual_world world(log);
  int wakes = 0;
  seq_number state_is_at = 7;
  const instant due = world.now() - 5;
  session_clock* here = nullptr;
  session_clock clock(world, [&] {
    ++wakes;
    here->woken(due, state_is_at);  // still due
  });
  here = &clock;
  clock.follow(due, state_is_at);
  world.pass(10'000);
  EXPECT_GE(wakes, 2);
  EXPECT_LE(wakes, 12) << "about once a second";
  const int before = wakes;
  clock.follow(due, ++state_is_at);
  world.settle();
  EXPECT_EQ(wakes, before + 1) << "the state has changed: at once";
}

TEST_F(presences, a_session_may_go_when_nobody_is_there_and_nothing_is_due) {
  auto& leader = sit(facilitator);
  EXPECT_FALSE(session->idle_since());
  say(leader, "start", command::start_timer{{}, "Write", 600});
  world.settle();
  session->detach(leader);
  world.pass(120'000);
  EXPECT_FALSE(session->idle_since()) << "the timer must still fire";
  world.pass(600'000);
  EXPECT_TRUE(session->idle_since());
}

TEST_F(presences, a_snapshot_is_kept_after_many_commits_and_whoever_comes_back_to_another_server_needs_none) {
  auto& leader = sit(facilitator);
  const auto say_much = [&](int from, int to) {
    for (int at = from; at < to; ++at) {
      rename(leader, facilitator, "c" + std::to_string(at), "Fiona " + std::to_string(at));
      world.pass(60);
    }
  };
  say_much(0, 1'995);
  const auto ada = join("Ada");
  auto& hers = sit(ada);
  world.settle();
  session->detach(hers);
  say_much(1'995, 2'100);
  EXPECT_EQ(world.counters().snapshots_kept.value(), 1U);

  session->detach(leader);
  begin();
  sit_again(hers, ada);
  EXPECT_FALSE(hers.tables.welcome_was_snapshot)
      << "a picture was taken since she left, but what came before it is told too";
  EXPECT_EQ(hers.tables.picture(), fresh_picture(ada));
}

}  // namespace
}  // namespace reprise::tests
