// The fishbowl: one room rehearses in front of everybody while everybody plans. Its people are asked; it is nobody's turn.
#include <algorithm>

#include "tests/session/numbers.hpp"
#include "tests/session/rounds.hpp"

namespace reprise::tests {
namespace {

struct fishbowl : lockstep {
  // Everybody plans, and has a room; `first()` is the one that is shown.
  void plan(std::size_t count) {
    people = it.join_many(count);
    it.done(it.facilitator, command::go_to_stage{.stage = stage::plan});
    it.done(it.facilitator, command::place_people{});
    where = it.rooms().front().id;
    for (const auto who : people) (it.person(who).room == where ? shown : others).push_back(who);
  }
  void all_say_yes() {
    for (const auto who : shown) it.done(who, command::answer_fishbowl{.yes = true});
  }
  void open() {
    it.done(it.facilitator, command::invite_fishbowl{.room = where});
    all_say_yes();
    it.done(it.facilitator, command::open_fishbowl{.room = where});
  }
  const room& place() const { return *it.now.find(where); }
  void into_step(step wanted) {
    for (int guard = 0; place().step != wanted; ++guard) {
      ASSERT_LT(guard, 100);
      seconds(10);
    }
  }
  bool sees(id<member> viewer, const std::string& words) const {
    return payload(it.now, viewer).find(words) != std::string::npos;
  }
  // The room's row as somebody sees it.
  room seen_by(id<member> viewer) const {
    const entity whole{place()};
    return std::get<room>(*see(whole, lens_of(it.now, standing_of(it.now, viewer), whole)));
  }

  id<room> where;
  std::vector<id<member>> shown;   // in the room
  std::vector<id<member>> others;  // everybody else who takes part
};

TEST_F(fishbowl, P2_people_get_their_rooms_before_these_open_and_keep_them) {
  plan(8);
  EXPECT_EQ(it.now.the_session().rooms, rooms_state::closed);
  std::vector<std::pair<id<member>, id<room>>> before;
  for (const auto who : people) before.emplace_back(who, it.person(who).room);
  for (const auto& [who, in] : before) EXPECT_TRUE(in) << it.person(who).name.str();
  for (const auto& each : it.rooms()) EXPECT_EQ(each.step, step::waiting);
  it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  for (const auto& [who, in] : before) EXPECT_EQ(it.person(who).room, in);
}

TEST_F(fishbowl, is_for_facilitators_to_offer_while_everybody_plans) {
  plan(6);
  EXPECT_EQ(it.refused(shown[0], command::place_people{}), refusal_code::not_allowed);
  EXPECT_EQ(it.refused(shown[0], command::invite_fishbowl{.room = where}), refusal_code::not_allowed);
  EXPECT_EQ(it.refused(shown[0], command::open_fishbowl{.room = where}), refusal_code::not_allowed);
  EXPECT_EQ(it.refused(shown[0], command::close_fishbowl{}), refusal_code::not_allowed);
  EXPECT_EQ(it.refused(it.facilitator, command::invite_fishbowl{.room = {7}}), refusal_code::not_found);
  EXPECT_EQ(it.refused(it.facilitator, command::open_fishbowl{.room = where}), refusal_code::not_yet) << "asked first";
  EXPECT_EQ(it.refused(shown[0], command::answer_fishbowl{.yes = true}), refusal_code::not_found);
  it.done(it.facilitator, command::go_to_stage{.stage = stage::name});
  EXPECT_EQ(it.refused(it.facilitator, command::invite_fishbowl{.room = where}), refusal_code::wrong_stage);
  EXPECT_EQ(it.refused(it.facilitator, command::open_fishbowl{.room = where}), refusal_code::wrong_stage);
}

TEST_F(fishbowl, comes_before_a_rooms_own_turns_and_takes_two) {
  plan(6);
  it.done(shown[0], command::leave{});
  it.done({}, command::note_attendance{.member = shown[1], .here = false});
  EXPECT_EQ(it.refused(it.facilitator, command::invite_fishbowl{.room = where}), refusal_code::not_yet);
  it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  it.done(it.facilitator, command::go_to_stage{.stage = stage::plan});
  EXPECT_EQ(it.refused(it.facilitator, command::invite_fishbowl{.room = it.rooms().back().id}),
            refusal_code::already_done);
}

TEST_F(fishbowl, P13_nobody_is_shown_before_all_who_are_here_have_said_yes) {
  plan(6);
  it.done({}, command::note_attendance{.member = shown[2], .here = false});
  it.done(it.facilitator, command::invite_fishbowl{.room = where});
  EXPECT_EQ(seen_by(shown[0]).fishbowl, fishbowl_state::asked);
  EXPECT_EQ(seen_by(others[0]).fishbowl, fishbowl_state::none) << "that they were asked is theirs to know";
  EXPECT_EQ(it.refused(others[0], command::answer_fishbowl{.yes = true}), refusal_code::not_found);
  it.done(shown[0], command::answer_fishbowl{.yes = true});
  it.done(shown[0], command::answer_fishbowl{.yes = true});
  EXPECT_EQ(it.refused(it.facilitator, command::open_fishbowl{.room = where}), refusal_code::not_yet);
  it.done(shown[1], command::answer_fishbowl{.yes = true});
  it.done({}, command::note_attendance{.member = shown[2], .here = true});
  EXPECT_EQ(it.refused(it.facilitator, command::open_fishbowl{.room = where}), refusal_code::not_yet)
      << "who is back is asked, too";
  it.done({}, command::note_attendance{.member = shown[2], .here = false});
  it.done(it.facilitator, command::open_fishbowl{.room = where});
  EXPECT_EQ(place().step, step::frame);
  EXPECT_NE(place().performer, shown[2]);
  EXPECT_EQ(it.now.the_session().fishbowl, where);
}

TEST_F(fishbowl, P7_P13_a_no_has_no_name_and_is_not_asked_again) {
  plan(6);
  it.done(it.facilitator, command::invite_fishbowl{.room = where});
  it.done(shown[0], command::answer_fishbowl{.yes = true});
  EXPECT_TRUE(sees(shown[0], "\"agreement\""));
  EXPECT_FALSE(sees(shown[1], "\"agreement\"")) << "whose yes is missing is not to be counted out";
  EXPECT_FALSE(sees(others[0], "\"agreement\""));
  const entity whole{*it.now.all<agreement>().begin()};
  const auto counted = see(whole, lens_of(it.now, standing_of(it.now, it.facilitator), whole));
  ASSERT_TRUE(counted);
  EXPECT_FALSE(std::get<agreement>(*counted).member) << "those who lead learn how many";
  it.done(shown[1], command::answer_fishbowl{.yes = false});
  EXPECT_TRUE(it.now.all<agreement>().empty());
  EXPECT_EQ(seen_by(it.facilitator).fishbowl, fishbowl_state::declined);
  for (const auto who : shown) EXPECT_EQ(seen_by(who).fishbowl, fishbowl_state::none) << "as if it were taken back";
  EXPECT_EQ(it.refused(it.facilitator, command::invite_fishbowl{.room = where}), refusal_code::already_done);
  EXPECT_EQ(it.refused(shown[0], command::answer_fishbowl{.yes = true}), refusal_code::not_found);
}

TEST_F(fishbowl, one_room_is_asked_at_a_time_and_the_question_can_be_taken_back) {
  plan(6);
  const auto other = it.rooms().back().id;
  it.done(it.facilitator, command::invite_fishbowl{.room = where});
  it.done(shown[0], command::answer_fishbowl{.yes = true});
  it.done(it.facilitator, command::invite_fishbowl{.room = other});
  EXPECT_EQ(place().fishbowl, fishbowl_state::none);
  EXPECT_TRUE(it.now.all<agreement>().empty());
  it.done(it.facilitator, command::close_fishbowl{});
  EXPECT_EQ(it.now.find(other)->fishbowl, fishbowl_state::none);
  EXPECT_TRUE(it.done(it.facilitator, command::close_fishbowl{}).empty());
  open();
  EXPECT_EQ(it.refused(it.facilitator, command::invite_fishbowl{.room = other}), refusal_code::already_done);
}

TEST_F(fishbowl, whoever_is_moved_is_asked_anew) {
  plan(6);
  it.done(it.facilitator, command::invite_fishbowl{.room = where});
  all_say_yes();
  it.done(it.facilitator, command::swap_members{.first = shown[0], .second = others[0]});
  EXPECT_EQ(it.now.all<agreement>().size(), 2U);
  EXPECT_EQ(it.refused(it.facilitator, command::open_fishbowl{.room = where}), refusal_code::not_yet);
}

TEST_F(fishbowl, only_that_room_rehearses) {
  plan(6);
  open();
  const auto other = it.rooms().back().id;
  EXPECT_EQ(it.now.the_session().rooms, rooms_state::closed);
  EXPECT_EQ(it.refused(others[0], command::share_attempt{.attempt = {}, .answers = {}, .text = "Me too."}),
            refusal_code::wrong_stage);
  EXPECT_EQ(it.refused(others[0], command::set_ready{.ready = true}), refusal_code::rooms_closed);
  EXPECT_EQ(it.refused(it.facilitator, command::go_on{.room = other, .from = step::waiting}),
            refusal_code::rooms_closed);
  EXPECT_EQ(it.refused(it.facilitator, command::steer{.room = other, .how = command::steering::skip, .seconds = 0}),
            refusal_code::rooms_closed);
  it.done(it.facilitator, command::steer{.room = {}, .how = command::steering::skip, .seconds = 0});
  EXPECT_EQ(place().step, step::attempt_a);
  EXPECT_EQ(it.now.find(other)->step, step::waiting);
  for (const auto who : shown) it.done(who, command::set_ready{.ready = true});
  EXPECT_EQ(place().step, step::write) << "everybody who rehearses is ready";
  EXPECT_EQ(it.refused(it.facilitator, command::next_slot{.room = where, .from = 0}), refusal_code::wrong_stage);
}

TEST_F(fishbowl, its_people_stay_while_it_goes_on) {
  plan(9);
  open();
  const auto other = it.rooms().back().id;
  EXPECT_EQ(it.refused(it.facilitator, command::move_member{.member = others[0], .room = where}),
            refusal_code::not_yet);
  EXPECT_EQ(it.refused(it.facilitator, command::move_member{.member = shown[0], .room = other}), refusal_code::not_yet);
  EXPECT_EQ(it.refused(it.facilitator, command::swap_members{.first = shown[0], .second = others[0]}),
            refusal_code::not_yet);
  EXPECT_EQ(it.refused(it.facilitator, command::merge_room{.room = where, .into = other}), refusal_code::not_yet);
  EXPECT_EQ(it.refused(it.facilitator, command::place_people{}), refusal_code::not_yet);
}

TEST_F(fishbowl, P7_everybody_sees_what_the_room_does_and_nothing_that_is_private_in_it) {
  plan(6);
  it.done(shown[0], command::save_preparation{.scores = {}, .gap = {}, .words = "my-own-plan", .moves = {}});
  open();
  const auto viewer = others[0];
  const auto performer = place().performer;
  it.done(performer, command::frame_attempt{.criterion = {}, .words = "watch-my-hands"});
  EXPECT_TRUE(sees(viewer, "watch-my-hands"));
  EXPECT_TRUE(sees(viewer, "\"Watch me for\"")) << "the clock of the step";
  into_step(step::attempt_a);
  it.done(performer, command::save_attempt_draft{.attempt = {}, .answers = {}, .text = "half-a-draft"});
  EXPECT_FALSE(sees(viewer, "half-a-draft"));
  const auto made = it.share(performer, "the-whole-attempt");
  EXPECT_TRUE(sees(viewer, "the-whole-attempt"));
  EXPECT_FALSE(sees(viewer, "my-own-plan"));
  into_step(step::write);
  const auto coach = place().coach;
  command::save_feedback_draft typed;
  typed.attempt = made;
  typed.strength = "typed-so-far";
  it.done(coach, typed);
  EXPECT_FALSE(sees(viewer, "typed-so-far"));
  it.give(coach, made, "given-and-sealed");
  EXPECT_FALSE(sees(viewer, "given-and-sealed"));
  EXPECT_FALSE(sees(performer, "given-and-sealed"));
  EXPECT_EQ(it.refused(viewer,
                       command::save_feedback_draft{.attempt = made, .ratings = {}, .strength = {}, .action_step = {}}),
            refusal_code::not_found)
      << "they watch";
  into_step(step::deliver);
  EXPECT_TRUE(sees(viewer, "given-and-sealed"));
  it.done(coach, command::judge_gap{.attempt = made, .verdict = gap_verdict::partly, .why = "nearly-there"});
  EXPECT_TRUE(sees(viewer, "nearly-there"));
  it.done(coach, command::ask_for_help{.text = "help-us"});
  EXPECT_FALSE(sees(viewer, "help-us"));
  it.done(it.facilitator, command::close_fishbowl{});
  for (const auto* each : {"watch-my-hands", "the-whole-attempt", "given-and-sealed", "nearly-there"}) {
    EXPECT_FALSE(sees(viewer, each)) << "it was shown, not given away: " << each;
  }
  EXPECT_TRUE(sees(performer, "given-and-sealed")) << "P14: theirs to keep";
}

TEST_F(fishbowl, P7_what_its_performer_withdraws_is_gone_and_what_was_made_beside_it_is_not_shown) {
  plan(6);
  open();
  into_step(step::attempt_a);
  const auto performer = place().performer;
  const auto beside = *std::find_if(shown.begin(), shown.end(), [&](id<member> one) { return one != performer; });
  it.share(beside, "out-of-turn");
  EXPECT_TRUE(sees(performer, "out-of-turn"));
  EXPECT_FALSE(sees(others[0], "out-of-turn"));
  const auto made = it.share(performer, "too-soon");
  EXPECT_TRUE(sees(others[0], "too-soon"));
  it.done(performer, command::withdraw_attempt{.attempt = made});
  EXPECT_FALSE(sees(others[0], "too-soon"));
}

TEST_F(fishbowl, goes_once_through_its_steps_and_is_done) {
  plan(6);
  open();
  for (const auto& each : in_lockstep().steps) {
    EXPECT_EQ(place().step, each.step);
    seconds(each.seconds);
    seconds(1);
  }
  EXPECT_EQ(place().step, step::done);
  EXPECT_EQ(place().slot, 0);
  EXPECT_TRUE(place().attempt_a) << "it can still be talked about";
  EXPECT_EQ(it.now.the_session().fishbowl, where) << "until whoever leads ends it";
  for (const auto who : people) EXPECT_EQ(it.person(who).turns, 0);
}

TEST_F(fishbowl, the_rehearsal_begins_as_if_it_had_not_been) {
  plan(6);
  open();
  into_step(step::attempt_a);
  const auto made = it.share(place().performer, "In front of everybody.");
  into_step(step::write);
  it.give(place().coach, made);
  it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  EXPECT_FALSE(it.now.the_session().fishbowl);
  EXPECT_EQ(place().fishbowl, fishbowl_state::none);
  EXPECT_EQ(it.now.find(made)->room, where) << "P3: what the room made is kept";
  EXPECT_TRUE(it.now.find(made)->feedback_open) << "P14: and what was sealed is delivered";
  const auto delivered = it.now.feedback_on(made);
  EXPECT_TRUE(std::any_of(delivered.begin(), delivered.end(),
                          [&](id<feedback> one) { return it.now.find(one)->state == feedback_state::delivered; }));
  EXPECT_EQ(place().slot, 1);
  EXPECT_EQ(place().step, step::frame);
  EXPECT_FALSE(place().attempt_a);
  const auto ends = it.now.find(place().clock)->ends_at;
  for (const auto& each : it.rooms()) EXPECT_EQ(it.now.find(each.clock)->ends_at, ends) << "in step with the others";
  seconds(3 * slot_s);
  for (const auto who : people) EXPECT_EQ(it.person(who).turns, 1) << "each performs once in the rehearsal";
}

TEST_F(fishbowl, that_is_ended_early_opens_what_was_sealed_and_shares_no_draft) {
  plan(6);
  open();
  into_step(step::attempt_a);
  const auto performer = place().performer;
  it.done(performer, command::save_attempt_draft{.attempt = {}, .answers = {}, .text = "Not ready."});
  it.done(it.facilitator, command::close_fishbowl{});
  const auto draft = it.now.attempts_by(performer).front();
  EXPECT_EQ(it.now.find(draft)->state, attempt_state::draft);
  EXPECT_EQ(place().step, step::waiting);
  EXPECT_FALSE(place().performer);
  EXPECT_TRUE(it.now.all<timer>().empty()) << "its clock is gone";
  open();
  EXPECT_EQ(place().step, step::frame) << "the same room may be asked again";
}

TEST_F(fishbowl, P13_a_yes_is_taken_back_at_any_time_and_ends_it_for_everybody) {
  plan(6);
  open();
  into_step(step::write);
  const auto made = place().attempt_a;
  it.give(place().coach, made);
  it.done(place().performer, command::answer_fishbowl{.yes = false});
  EXPECT_FALSE(it.now.the_session().fishbowl);
  EXPECT_EQ(seen_by(others[0]).fishbowl, fishbowl_state::none);
  EXPECT_EQ(seen_by(it.facilitator).fishbowl, fishbowl_state::declined);
  EXPECT_TRUE(it.now.find(made)->feedback_open);
}

TEST_F(fishbowl, P13_who_passes_is_followed_by_another_and_loses_no_turn) {
  plan(6);
  open();
  const auto shy = place().performer;
  it.done(shy, command::pass_turn{});
  EXPECT_NE(place().performer, shy);
  EXPECT_EQ(it.person(shy).turns, 0);
  it.done(place().performer, command::pass_turn{});
  EXPECT_NE(place().performer, shy) << "all three are asked before one is asked again";
}

TEST_F(fishbowl, P4_goes_on_without_a_performer_who_leaves_and_ends_when_one_is_left) {
  plan(6);
  open();
  const auto gone = place().performer;
  it.done(gone, command::leave{});
  EXPECT_EQ(place().step, step::frame);
  EXPECT_NE(place().performer, gone);
  EXPECT_TRUE(place().coach);
  into_step(step::write);
  const auto made = place().attempt_a;
  it.give(place().coach, made);
  const auto coach = place().coach;
  it.done(place().performer, command::leave{});
  EXPECT_FALSE(it.now.the_session().fishbowl) << "nobody rehearses alone in front of everybody";
  EXPECT_EQ(it.feedback_of(coach, made)->state, feedback_state::delivered) << "P14";
}

TEST_F(fishbowl, P4_a_performer_who_leaves_after_sharing_leaves_it_done) {
  plan(6);
  open();
  into_step(step::write);
  it.done(place().performer, command::leave{});
  EXPECT_EQ(place().step, step::done);
  EXPECT_EQ(it.now.the_session().fishbowl, where);
}

TEST_F(fishbowl, P13_who_comes_back_into_it_has_no_part_before_they_have_said_yes) {
  plan(6);
  it.done({}, command::note_attendance{.member = shown[0], .here = false});
  it.done(it.facilitator, command::invite_fishbowl{.room = where});
  it.done(shown[1], command::answer_fishbowl{.yes = true});
  it.done(shown[2], command::answer_fishbowl{.yes = true});
  it.done(it.facilitator, command::open_fishbowl{.room = where});
  it.done({}, command::note_attendance{.member = shown[0], .here = true});
  for (int times = 0; times < 3; ++times) {
    it.done(place().performer, command::pass_turn{});
    EXPECT_NE(place().performer, shown[0]);
    EXPECT_NE(place().coach, shown[0]);
  }
  it.done(shown[0], command::answer_fishbowl{.yes = true});
  for (int times = 0; times < 2 && place().performer != shown[0]; ++times) {
    it.done(place().performer, command::pass_turn{});
  }
  EXPECT_EQ(place().performer, shown[0]);
}

TEST_F(fishbowl, P8_ends_with_its_stage_when_nobody_leads) {
  auto timings = in_lockstep();
  timings.stages = {{stage::lobby, 0}, {stage::plan, 200}, {stage::rehearse, 0}, {stage::debrief, 480}};
  it.done(it.facilitator, timings);
  plan(6);
  open();
  it.done({}, command::note_attendance{.member = it.facilitator, .here = false});
  seconds(201);
  EXPECT_EQ(it.now.the_session().now, stage::rehearse);
  EXPECT_FALSE(it.now.the_session().fishbowl);
  EXPECT_EQ(place().slot, 1);
}

TEST_F(fishbowl, goes_at_the_rooms_own_pace_where_rooms_do) {
  auto timings = in_lockstep();
  timings.pace = pace::own;
  it.done(it.facilitator, timings);
  plan(6);
  open();
  const auto performer = place().performer;
  it.done(shown[0], command::go_on{.room = where, .from = step::frame});
  const auto made = it.share(performer, "At our own pace.");
  EXPECT_EQ(place().step, step::write);
  for (const auto who : shown) {
    if (who != performer) it.give(who, made);
  }
  it.done(place().coach, command::open_feedback{.attempt = made});
  EXPECT_EQ(place().step, step::deliver);
  it.done(shown[0], command::go_on{.room = where, .from = step::deliver});
  it.share(performer, "Again.", made);
  EXPECT_EQ(place().step, step::close);
  it.done(shown[0], command::go_on{.room = where, .from = step::close});
  EXPECT_EQ(place().step, step::done);
  EXPECT_EQ(it.refused(shown[0], command::next_slot{.room = where, .from = 0}), refusal_code::wrong_stage);
}

}  // namespace
}  // namespace reprise::tests
