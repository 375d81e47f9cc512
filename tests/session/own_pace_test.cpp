// Rounds where rooms go at their own pace: a room goes on as it does things.
#include <algorithm>

#include "tests/session/rounds.hpp"

namespace reprise::tests {
namespace {

struct own_pace : rounds {};

TEST_F(own_pace, a_room_goes_on_as_it_does_things) {
  begin(3);
  const auto performer = first().performer;
  EXPECT_EQ(first().step, step::frame);
  const auto made = it.share(performer, "Eleven hands went up.");
  EXPECT_EQ(first().step, step::write);
  EXPECT_EQ(first().attempt_a, made);
  EXPECT_EQ(it.refused(performer, command::go_on{.room = first().id, .from = step::write}), refusal_code::not_yet)
      << "nobody has written";
  for (const auto who : people) {
    if (who != performer) it.give(who, made);
  }
  it.done(first().coach, command::open_feedback{.attempt = made});
  EXPECT_EQ(first().step, step::deliver);
  it.done(first().coach, command::go_on{.room = first().id, .from = step::deliver});
  it.done(performer, command::go_on{.room = first().id, .from = step::deliver});
  EXPECT_EQ(first().step, step::commit) << "two people who press at once go on once";
  it.share(performer, "Eleven hands, and nine asked what to do.", made);
  EXPECT_EQ(first().step, step::close);
  it.done(people[0], command::next_slot{.room = first().id, .from = 1});
  EXPECT_EQ(first().slot, 2);
  const auto second = first().performer;
  EXPECT_NE(second, performer);
  it.done(people[1], command::next_slot{.room = first().id, .from = 1});
  EXPECT_EQ(first().performer, second) << "two people who press at once pass over nobody's turn";
}

TEST_F(own_pace, somebody_who_still_writes_when_the_room_goes_on_is_not_cut_off) {
  begin(3);
  const auto performer = first().performer;
  const auto made = it.share(performer, "Eleven hands went up.");
  const auto coach = first().coach;
  const auto pupil =
      *std::find_if(people.begin(), people.end(), [&](id<member> one) { return one != performer && one != coach; });
  it.give(coach, made);
  command::save_feedback_draft typed;
  typed.attempt = made;
  typed.strength = "Half a sen";
  it.done(pupil, typed);
  it.done(performer, command::go_on{.room = first().id, .from = step::write});
  EXPECT_EQ(it.feedback_of(coach, made)->state, feedback_state::delivered);
  EXPECT_EQ(it.feedback_of(pupil, made)->state, feedback_state::draft) << "not delivered half written";
  it.give(pupil, made, "A whole sentence.");
  EXPECT_EQ(it.feedback_of(pupil, made)->state, feedback_state::delivered);
}

TEST_F(own_pace, a_room_that_has_time_left_may_go_on_past_the_planned_turns) {
  begin(2);
  for (int slot = 1; slot <= 3; ++slot) it.done(people[0], command::next_slot{.room = first().id, .from = slot});
  EXPECT_EQ(first().slot, 4);
  EXPECT_TRUE(first().harder);
}

TEST_F(own_pace, a_page_from_before_it_said_from_which_slot_still_hands_on_the_turn) {
  begin(2);
  it.done(people[0], command::next_slot{.room = first().id, .from = {}});
  EXPECT_EQ(first().slot, 2);
}

TEST_F(own_pace, who_withdraws_while_the_others_write_may_share_another) {
  begin(3);
  const auto performer = first().performer;
  const auto made = it.share(performer, "Eleven hands went up.");
  it.done(performer, command::withdraw_attempt{.attempt = made});
  EXPECT_EQ(first().step, step::attempt_a);
  const auto another = it.share(performer, "Nine asked what to do.");
  EXPECT_EQ(first().step, step::write);
  EXPECT_EQ(first().attempt_a, another);
  it.give(first().coach, another);
  it.done(performer, command::open_feedback{.attempt = another});
  it.done(performer, command::withdraw_attempt{.attempt = another});
  EXPECT_EQ(first().slot, 2) << "there is nothing left to talk about in this turn";
}

TEST_F(own_pace, another_rooms_steps_are_not_mine) {
  begin(6);
  const auto mine = it.person(people[0]).room;
  for (const auto& each : it.rooms()) {
    if (each.id == mine) continue;
    EXPECT_EQ(it.refused(people[0], command::go_on{.room = each.id, .from = step::frame}),
              refusal_code::different_room);
  }
}

command::adjust_plan with_clocks() {
  auto plan = in_lockstep();
  plan.pace = pace::own;
  return plan;
}

TEST_F(own_pace, whoever_takes_a_turn_over_finds_the_clock_running) {
  it.done(it.facilitator, with_clocks());
  begin(3);
  it.done(people[0], command::go_on{.room = first().id, .from = step::frame});
  it.done(first().coach, command::hold_performance{.held = true});
  it.done(first().performer, command::leave{});
  EXPECT_FALSE(first().held);
  EXPECT_EQ(it.now.find(first().clock)->state, timer_state::running);
}

TEST_F(own_pace, the_coach_stops_the_rooms_own_clock) {
  it.done(it.facilitator, with_clocks());
  begin(3);
  it.done(people[0], command::go_on{.room = first().id, .from = step::frame});
  it.done(first().coach, command::hold_performance{.held = true});
  EXPECT_EQ(it.now.find(first().clock)->state, timer_state::paused);
  it.done(first().coach, command::hold_performance{.held = false});
  seconds(attempt_a_s + 1);
  EXPECT_EQ(first().step, step::attempt_a) << "the clock tells the time and moves nobody";
  EXPECT_EQ(it.now.find(first().clock)->state, timer_state::finished);
}

}  // namespace
}  // namespace reprise::tests
