// The rounds of a room: slots and steps, in lockstep by the clock and at the room's own pace (product.md, the slot table).
#include <algorithm>
#include <map>

#include "tests/session/lesson.hpp"

namespace reprise::tests {
namespace {

constexpr std::int64_t frame_s = 30;
constexpr std::int64_t attempt_a_s = 120;
constexpr std::int64_t write_s = 90;
constexpr std::int64_t deliver_s = 60;
constexpr std::int64_t commit_s = 30;
constexpr std::int64_t attempt_b_s = 90;
constexpr std::int64_t close_s = 60;
constexpr std::int64_t slot_s = frame_s + attempt_a_s + write_s + deliver_s + commit_s + attempt_b_s + close_s;

command::adjust_plan in_lockstep() {
  command::adjust_plan plan;
  plan.pace = pace::lockstep;
  plan.slots = 3;
  plan.stages = {{stage::lobby, 0}, {stage::rehearse, 0}, {stage::debrief, 480}};
  plan.steps = {{step::frame, frame_s},     {step::attempt_a, attempt_a_s}, {step::write, write_s},
                {step::deliver, deliver_s}, {step::commit, commit_s},       {step::attempt_b, attempt_b_s},
                {step::close, close_s}};
  return plan;
}

struct rounds : ::testing::Test {
  void begin(std::size_t count) {
    people = it.join_many(count);
    it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  }
  room first() const { return it.rooms().front(); }
  void seconds(std::int64_t many) { it.pass(many * 1'000); }
  // To the middle of a step of the first slot, so that no step is missed by a tick of the clock.
  void into(step wanted) {
    for (int guard = 0; first().step != wanted; ++guard) {
      ASSERT_LT(guard, 100);
      seconds(10);
    }
  }

  lesson it;
  std::vector<id<member>> people;
};

struct lockstep : rounds {
  lockstep() { it.done(it.facilitator, in_lockstep()); }
};

TEST_F(lockstep, a_slot_goes_through_its_steps_by_the_clock) {
  begin(3);
  const std::vector<std::pair<step, std::int64_t>> table{
      {step::frame, frame_s},   {step::attempt_a, attempt_a_s}, {step::write, write_s}, {step::deliver, deliver_s},
      {step::commit, commit_s}, {step::attempt_b, attempt_b_s}, {step::close, close_s}};
  for (std::int64_t slot = 1; slot <= 3; ++slot) {
    for (const auto& [now, length] : table) {
      EXPECT_EQ(first().step, now);
      EXPECT_EQ(first().slot, slot);
      const auto* clock = it.now.find(first().clock);
      ASSERT_NE(clock, nullptr);
      EXPECT_EQ(clock->total_ms, length * 1'000);
      seconds(length);
    }
  }
  EXPECT_EQ(first().step, step::done);
  EXPECT_EQ(next_wake(it.now), std::nullopt) << "nothing ticks any more";
}

TEST_F(lockstep, everybody_performs_once_in_threes_and_a_pair_does_the_harder_variation_third) {
  begin(5);
  std::map<id<room>, std::vector<id<member>>> performers;
  std::map<id<room>, std::vector<bool>> harder;
  for (int slot = 0; slot < 3; ++slot) {
    for (const auto& each : it.rooms()) {
      performers[each.id].push_back(each.performer);
      harder[each.id].push_back(each.harder);
    }
    seconds(slot_s + 1);
  }
  for (const auto& each : it.rooms()) {
    auto in_turn = performers[each.id];
    std::sort(in_turn.begin(), in_turn.end());
    const auto distinct = std::unique(in_turn.begin(), in_turn.end()) - in_turn.begin();
    EXPECT_EQ(distinct, static_cast<std::ptrdiff_t>(it.living_in(each.id).size()));
    EXPECT_EQ(harder[each.id].back(), it.living_in(each.id).size() == 2);
  }
}

TEST_F(lockstep, what_was_performed_aloud_is_an_attempt_without_words_that_all_are_asked_to_review) {
  begin(3);
  into(step::write);
  const auto* made = it.now.find(first().attempt_a);
  ASSERT_NE(made, nullptr);
  EXPECT_EQ(made->kind, attempt_kind::live);
  EXPECT_EQ(made->author, first().performer);
  EXPECT_EQ(it.now.feedback_on(made->id).size(), 3U) << "two peers, and the performer on the same form";
}

TEST_F(lockstep, P5_what_was_typed_when_the_time_is_up_counts) {
  begin(3);
  const auto performer = first().performer;
  it.done(performer, command::save_attempt_draft{.attempt = {}, .answers = {}, .text = "Eleven hands went up"});
  into(step::write);
  const auto made = first().attempt_a;
  EXPECT_EQ(it.now.find(made)->text.str(), "Eleven hands went up");
  EXPECT_EQ(it.now.find(made)->kind, attempt_kind::text);
  const auto coach = first().coach;
  command::save_feedback_draft typed;
  typed.attempt = made;
  typed.strength = "You named the eleven ha";
  it.done(coach, typed);
  into(step::deliver);
  EXPECT_EQ(it.feedback_of(coach, made)->state, feedback_state::delivered);
  EXPECT_EQ(it.feedback_of(coach, made)->strength.str(), "You named the eleven ha");
}

TEST_F(lockstep, P7_sealed_words_open_for_the_whole_room_at_once_and_not_before) {
  begin(3);
  into(step::write);
  const auto made = first().attempt_a;
  it.give(first().coach, made);
  EXPECT_EQ(it.refused(first().performer, command::open_feedback{.attempt = made}), refusal_code::not_yet)
      << "all rooms open together";
  EXPECT_EQ(it.feedback_of(first().coach, made)->state, feedback_state::sealed);
  into(step::deliver);
  EXPECT_EQ(it.feedback_of(first().coach, made)->state, feedback_state::delivered);
}

TEST_F(lockstep, nobody_may_run_ahead_but_all_go_on_when_all_are_ready) {
  begin(6);
  EXPECT_EQ(it.refused(people[0], command::go_on{.room = it.person(people[0]).room, .from = step::frame}),
            refusal_code::not_allowed);
  EXPECT_EQ(it.refused(people[0], command::next_slot{.room = it.person(people[0]).room}), refusal_code::not_allowed);
  for (std::size_t at = 0; at + 1 < people.size(); ++at) it.done(people[at], command::set_ready{.ready = true});
  for (const auto& each : it.rooms()) EXPECT_EQ(each.step, step::frame);
  it.done(people[0], command::set_ready{.ready = false});
  it.done(people.back(), command::set_ready{.ready = true});
  for (const auto& each : it.rooms()) EXPECT_EQ(each.step, step::frame) << "one has thought better of it";
  it.done(people[0], command::set_ready{.ready = true});
  for (const auto& each : it.rooms()) {
    EXPECT_EQ(each.step, step::attempt_a);
    EXPECT_TRUE(each.ready.empty());
  }
}

TEST_F(lockstep, giving_ones_feedback_says_that_one_is_ready) {
  begin(3);
  into(step::write);
  const auto made = first().attempt_a;
  for (const auto who : people) it.give(who, made);
  EXPECT_EQ(first().step, step::deliver) << "nobody is waited for";
}

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

TEST_F(lockstep, P4_a_performer_who_leaves_after_sharing_still_gets_their_feedback_and_nobody_waits) {
  begin(3);
  into(step::write);
  const auto performer = first().performer;
  const auto made = first().attempt_a;
  it.give(first().coach, made);
  const auto coach = first().coach;
  it.done(performer, command::leave{});
  EXPECT_EQ(it.feedback_of(coach, made)->state, feedback_state::delivered);
  EXPECT_EQ(first().slot, 2);
  EXPECT_EQ(first().step, step::frame);
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

TEST_F(lockstep, P5_a_facilitator_steers_one_room_or_all) {
  begin(6);
  const auto rooms = it.rooms();
  const auto steer = [&](id<room> where, command::steering how, std::int64_t more = 0) {
    it.done(it.facilitator, command::steer{.room = where, .how = how, .seconds = more});
  };
  steer({}, command::steering::pause);
  seconds(600);
  for (const auto& each : it.rooms()) EXPECT_EQ(each.step, step::frame);
  steer({}, command::steering::resume);
  steer(rooms[0].id, command::steering::extend, 60);
  seconds(frame_s);
  EXPECT_EQ(it.now.find(rooms[0].id)->step, step::frame);
  EXPECT_EQ(it.now.find(rooms[1].id)->step, step::attempt_a);
  steer(rooms[0].id, command::steering::skip);
  EXPECT_EQ(it.now.find(rooms[0].id)->step, step::attempt_a);
  steer({}, command::steering::back);
  for (const auto& each : it.rooms()) EXPECT_EQ(each.step, step::frame);
  seconds(20);
  steer({}, command::steering::repeat);
  seconds(20);
  for (const auto& each : it.rooms()) EXPECT_EQ(each.step, step::frame) << "the whole time again";
  EXPECT_EQ(it.refused(it.facilitator, command::steer{.room = {}, .how = command::steering::extend, .seconds = 0}),
            refusal_code::incomplete);
  EXPECT_EQ(it.refused(people[0], command::steer{.room = {}, .how = command::steering::skip, .seconds = 0}),
            refusal_code::not_allowed);
}

TEST_F(lockstep, closing_the_rooms_stops_their_clocks_and_opening_them_goes_on) {
  begin(3);
  seconds(10);
  it.done(it.facilitator, command::close_rooms{.notice_seconds = 0});
  seconds(600);
  EXPECT_EQ(first().step, step::frame);
  it.done(it.facilitator, command::open_rooms{});
  seconds(frame_s - 11);
  EXPECT_EQ(first().step, step::frame);
  seconds(2);
  EXPECT_EQ(first().step, step::attempt_a);
}

TEST_F(lockstep, P8_the_clock_carries_the_session_when_nobody_leads_and_waits_when_somebody_does) {
  begin(3);
  it.done(it.facilitator, command::go_to_stage{.stage = stage::debrief});
  seconds(481);
  EXPECT_EQ(it.now.the_session().now, stage::debrief) << "a facilitator who is here decides";
  it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  it.done(it.facilitator, command::go_to_stage{.stage = stage::debrief});
  it.done({}, command::note_attendance{.member = it.facilitator, .here = false});
  seconds(481);
  EXPECT_EQ(it.now.the_session().now, stage::ended);
}

TEST_F(lockstep, a_slot_is_told_from_the_fix_to_the_closed_gap) {
  begin(3);
  const auto gap = it.now.all<criterion>().begin()->id;
  const auto performer = first().performer;
  it.done(performer, command::frame_attempt{.criterion = gap, .words = "Watch my first sentence."});
  EXPECT_EQ(it.refused(first().coach, command::frame_attempt{.criterion = gap, .words = {}}),
            refusal_code::not_allowed);
  into(step::write);
  const auto made = first().attempt_a;
  EXPECT_EQ(it.now.find(made)->watch_for, gap);
  const auto coach = first().coach;
  it.give(coach, made);
  EXPECT_EQ(it.refused(performer, command::commit_to_fix{.attempt = made, .feedback = {}, .fix = "Yes."}),
            refusal_code::not_yet);
  into(step::commit);
  const auto from = it.feedback_of(coach, made)->id;
  it.done(performer, command::commit_to_fix{.attempt = made, .feedback = from, .fix = "I say the number first."});
  EXPECT_EQ(it.now.find(made)->chosen, from);
  it.done(performer, command::rate_usefulness{.feedback = from, .worth = worth::very_useful});
  EXPECT_EQ(it.refused(coach, command::rate_usefulness{.feedback = from, .worth = worth::useful}),
            refusal_code::not_found);
  into(step::close);
  const auto again = first().attempt_b;
  ASSERT_TRUE(again) << "what was performed aloud again is attempt B";
  EXPECT_EQ(it.now.find(again)->answers, made);
  for (const auto who : people) {
    it.done(who, command::judge_gap{.attempt = made, .verdict = gap_verdict::closed, .why = "She said the number."});
  }
  EXPECT_EQ(it.now.all<judgement>().size(), 3U);
}

TEST_F(lockstep, the_coach_may_stop_the_performance_and_the_clock_of_everybody_goes_on) {
  begin(3);
  into(step::attempt_a);
  it.done(first().coach, command::hold_performance{.held = true});
  EXPECT_TRUE(first().held);
  EXPECT_EQ(it.now.find(first().clock)->state, timer_state::running);
  it.done(first().coach, command::rewind_performance{.from = "Right, boards."});
  EXPECT_FALSE(first().held);
  EXPECT_EQ(first().again_from.str(), "Right, boards.");
  EXPECT_EQ(it.refused(first().performer, command::hold_performance{.held = true}), refusal_code::not_allowed);
  into(step::write);
  EXPECT_TRUE(first().again_from.empty());
}

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
  it.done(people[0], command::next_slot{.room = first().id});
  EXPECT_EQ(first().slot, 2);
  EXPECT_NE(first().performer, performer);
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
  for (int slot = 0; slot < 3; ++slot) it.done(people[0], command::next_slot{.room = first().id});
  EXPECT_EQ(first().slot, 4);
  EXPECT_TRUE(first().harder);
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

TEST_F(own_pace, the_coach_stops_the_rooms_own_clock) {
  auto plan = in_lockstep();
  plan.pace = pace::own;
  it.done(it.facilitator, plan);
  begin(3);
  it.done(people[0], command::go_on{.room = first().id, .from = step::frame});
  it.done(first().coach, command::hold_performance{.held = true});
  EXPECT_EQ(it.now.find(first().clock)->state, timer_state::paused);
  it.done(first().coach, command::hold_performance{.held = false});
  seconds(attempt_a_s + 1);
  EXPECT_EQ(first().step, step::attempt_a) << "the clock tells the time and moves nobody";
  EXPECT_EQ(it.now.find(first().clock)->state, timer_state::finished);
}

// For every size of a session: only threes and pairs, nobody outside, everybody as often as the slots allow, and every
// attempt has been asked about.
TEST(any_number, of_people_is_served_by_three_slots) {
  for (std::size_t count = 2; count <= 300; count += count < 40 ? 1 : 37) {
    SCOPED_TRACE(count);
    lesson it;
    it.check_replay = false;
    it.done(it.facilitator, in_lockstep());
    it.join_many(count);
    it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
    for (const auto& each : it.rooms()) {
      const auto size = it.living_in(each.id).size();
      EXPECT_TRUE(size == 2 || size == 3) << size;
    }
    it.pass(3 * slot_s * 1'000 + 1);
    for (const auto& each : it.now.all<member>()) {
      if (each.role != role::participant) continue;
      const auto size = it.living_in(each.room).size();
      EXPECT_GE(each.turns, size == 3 ? 1 : 1);
      EXPECT_LE(each.turns, size == 3 ? 1 : 2);
    }
    for (const auto& each : it.now.all<attempt>()) {
      if (each.answers) continue;
      EXPECT_TRUE(each.feedback_open);
      EXPECT_GE(it.now.feedback_on(each.id).size(), 2U);
    }
  }
}

}  // namespace
}  // namespace reprise::tests
