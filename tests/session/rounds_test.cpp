// Rounds in lockstep, by the clock (product.md, the slot table).
#include "tests/session/rounds.hpp"

#include <algorithm>
#include <map>

namespace reprise::tests {
namespace {

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
  EXPECT_EQ(it.refused(people[0], command::next_slot{.room = it.person(people[0]).room, .from = 1}),
            refusal_code::not_allowed);
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

TEST_F(lockstep, P5_steps_follow_each_other_without_a_gap_however_late_the_clock_is_looked_at) {
  begin(3);
  auto begins = first().step_since;
  for (const auto& each : in_lockstep().steps) {
    EXPECT_EQ(first().step, each.step);
    EXPECT_EQ(first().step_since, begins);
    begins += each.seconds * 1'000;
    it.clock = begins + 15'000;  // nobody has looked
    it.pass(1);
  }
  EXPECT_EQ(first().slot, 2);
  EXPECT_EQ(first().slot_since, begins);
}

TEST_F(lockstep, P5_a_step_that_would_be_over_already_has_its_whole_time) {
  begin(3);
  it.clock += 3'600'000;  // the server was down
  it.pass(1);
  EXPECT_EQ(first().step, step::attempt_a);
  EXPECT_EQ(first().step_since, it.clock);
  EXPECT_EQ(it.now.find(first().clock)->ends_at, it.clock + attempt_a_s * 1'000);
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

TEST_F(lockstep, P5_a_room_that_was_paused_goes_to_another_step_and_stands_there) {
  begin(3);
  const auto steer = [&](command::steering how) {
    it.done(it.facilitator, command::steer{.room = {}, .how = how, .seconds = 0});
  };
  steer(command::steering::pause);
  steer(command::steering::skip);
  EXPECT_EQ(first().step, step::attempt_a);
  seconds(600);
  EXPECT_EQ(first().step, step::attempt_a) << "whoever leads still talks";
  EXPECT_EQ(it.now.find(first().clock)->remaining_ms, attempt_a_s * 1'000) << "with its whole time";
  steer(command::steering::back);
  seconds(600);
  EXPECT_EQ(first().step, step::frame);
  steer(command::steering::resume);
  seconds(frame_s + 1);
  EXPECT_EQ(first().step, step::attempt_a);
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

TEST_F(lockstep, the_gap_is_judged_late_too_while_its_room_is_in_later_turns) {
  begin(3);
  into(step::close);
  const auto made = first().attempt_a;
  const auto performer = first().performer;
  into(step::write);
  ASSERT_NE(first().performer, performer) << "the next turn";
  ASSERT_NE(first().attempt_a, made);
  for (const auto who : people) {
    it.done(who, command::judge_gap{.attempt = made, .verdict = gap_verdict::partly, .why = "Nearly."});
    it.done(who, command::judge_gap{.attempt = made, .verdict = gap_verdict::closed, .why = "On second thoughts."});
  }
  ASSERT_EQ(it.now.all<judgement>().size(), 3U);
  for (const auto& each : it.now.all<judgement>()) EXPECT_EQ(each.verdict, gap_verdict::closed);
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

}  // namespace
}  // namespace reprise::tests
