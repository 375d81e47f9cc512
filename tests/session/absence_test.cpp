// Rounds that somebody is missing from: who is away, leaves, comes back, comes late, or would rather not.
#include "tests/session/rounds.hpp"

namespace reprise::tests {
namespace {

TEST_F(lockstep, somebody_who_is_away_is_not_waited_for) {
  begin(3);
  it.done({}, command::note_attendance{.member = first().coach, .here = false});
  for (const auto who : people) {
    if (it.person(who).attendance == attendance::here) it.done(who, command::set_ready{.ready = true});
  }
  EXPECT_EQ(first().step, step::attempt_a);
}

TEST_F(lockstep, P4_a_no_show_frees_their_slot) {
  begin(3);
  const auto absent = first().performer;
  it.done({}, command::note_attendance{.member = absent, .here = false});
  into(step::attempt_a);
  EXPECT_NE(first().performer, absent);
  EXPECT_EQ(first().slot, 1) << "the slot goes to somebody else, it is not lost";
}

TEST_F(lockstep, P4_a_no_show_who_comes_after_all_still_performs) {
  begin(3);
  const auto absent = first().performer;
  it.done({}, command::note_attendance{.member = absent, .here = false});
  into(step::attempt_a);
  it.done({}, command::note_attendance{.member = absent, .here = true});
  seconds(2 * slot_s);
  EXPECT_EQ(first().slot, 3);
  EXPECT_EQ(first().performer, absent) << "they have not had their turn";
  EXPECT_FALSE(first().harder);
  for (const auto who : people) EXPECT_EQ(it.person(who).turns, 1);
}

TEST_F(lockstep, P4_a_facilitator_who_repeats_a_step_has_an_absent_performer_replaced_in_the_same_slot) {
  begin(3);
  into(step::attempt_a);
  const auto absent = first().performer;
  it.done({}, command::note_attendance{.member = absent, .here = false});
  it.done(it.facilitator, command::steer{.room = first().id, .how = command::steering::repeat, .seconds = 0});
  EXPECT_NE(first().performer, absent);
  EXPECT_EQ(first().slot, 1);
  EXPECT_EQ(first().step, step::attempt_a);
  EXPECT_EQ(it.now.find(first().clock)->ends_at, it.clock + attempt_a_s * 1'000) << "with the whole time";
}

TEST_F(lockstep, P4_whoever_takes_a_turn_over_is_not_stopped_by_the_coach_of_the_turn_before) {
  begin(3);
  into(step::attempt_a);
  it.done(first().coach, command::hold_performance{.held = true});
  it.done(first().performer, command::leave{});
  EXPECT_FALSE(first().held);
}

TEST_F(lockstep, P4_a_performer_who_leaves_after_sharing_still_gets_their_feedback_and_nobody_waits) {
  begin(3);
  into(step::write);
  const auto performer = first().performer;
  const auto made = first().attempt_a;
  const auto coach = first().coach;
  it.done(performer, command::leave{});
  EXPECT_EQ(first().step, step::write);
  for (const auto who : people) {
    if (who != performer) it.give(who, made);
  }
  EXPECT_EQ(it.feedback_of(coach, made)->state, feedback_state::delivered);
  EXPECT_EQ(first().step, step::deliver) << "all who are here have given theirs";
}

TEST_F(lockstep, P4_a_room_that_its_performer_leaves_after_sharing_stays_with_the_others) {
  begin(6);
  into(step::write);
  const auto gone = first().performer;
  const auto coach = first().coach;
  it.done(gone, command::leave{});
  it.done(coach, command::leave{});
  EXPECT_EQ(it.rooms().size(), 1U) << "who was left alone is with the others";
  seconds(slot_s);
  EXPECT_EQ(first().slot, 2);
}

TEST_F(lockstep, P4_the_turn_after_one_that_was_left_begins_with_everybody_elses) {
  begin(6);
  into(step::write);
  const auto gone = first().performer;
  it.done(gone, command::leave{});
  seconds(slot_s - frame_s - attempt_a_s);
  const auto rooms = it.rooms();
  ASSERT_EQ(rooms.size(), 2U);
  for (const auto& each : rooms) {
    EXPECT_EQ(each.slot, 2);
    EXPECT_EQ(each.slot_since, rooms[0].slot_since);
    EXPECT_NE(each.performer, gone);
  }
}

TEST_F(lockstep, P1_a_performer_who_comes_back_finds_their_turn_as_it_stands) {
  begin(6);
  into(step::write);
  const auto gone = first().performer;
  const auto where = first().id;
  it.done(gone, command::leave{});
  seconds(write_s + deliver_s);
  it.done({}, command::note_attendance{.member = gone, .here = true});
  EXPECT_EQ(it.now.find(where)->performer, gone);
  EXPECT_EQ(it.now.find(where)->step, step::commit);
}

TEST_F(lockstep, a_late_comer_watches_and_gets_the_next_slot_that_can_be_theirs) {
  begin(2);
  into(step::write);
  const auto late = it.join("Late");
  EXPECT_EQ(it.person(late).room, first().id);
  EXPECT_NE(first().performer, late);
  EXPECT_NE(first().coach, late);
  seconds(2 * slot_s - frame_s - attempt_a_s + 1);
  EXPECT_EQ(first().slot, 3);
  EXPECT_EQ(first().performer, late);
}

TEST_F(lockstep, P13_passing_leaves_no_trace_and_nobody_asks_again) {
  begin(3);
  const auto shy = first().performer;
  const auto clock = first().clock;
  const auto ends = it.now.find(clock)->ends_at;
  it.done(shy, command::pass_turn{});
  EXPECT_NE(first().performer, shy);
  EXPECT_EQ(first().slot, 1);
  EXPECT_EQ(it.now.find(clock)->ends_at, ends) << "the others' time is not touched";
  EXPECT_TRUE(it.now.attempts_by(shy).empty());
  seconds(slot_s);
  EXPECT_NE(first().performer, shy);
}

// A school's network, a provider's: everybody is gone for a minute, and the rooms fold into each other.
TEST(absence, P4_when_a_whole_session_loses_its_network_everybody_has_left_and_can_come_back) {
  lesson it;
  it.check_replay = false;
  const auto people = it.join_many(limits::members_max - 1);
  it.done(it.facilitator, command::go_to_stage{stage::rehearse});
  for (const auto who : people) it.done({}, command::note_attendance{.member = who, .here = false});
  it.clock += left_after_ms;
  it.done({}, command::wake{});
  for (const auto who : people) ASSERT_EQ(it.person(who).attendance, attendance::left);
  for (const auto who : {people.front(), people.back()}) {
    it.done({}, command::note_attendance{.member = who, .here = true});
    EXPECT_TRUE(it.person(who).room);
  }
  EXPECT_EQ(broken_rule(it.now), "");
}

}  // namespace
}  // namespace reprise::tests
