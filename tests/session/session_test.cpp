#include "tests/session/lesson.hpp"

namespace reprise::tests {
namespace {

TEST(a_session, is_opened_once_and_only_by_the_server) {
  lesson it;
  EXPECT_EQ(it.refused({}, a_session()), refusal_code::already_done);
  EXPECT_EQ(it.refused(it.facilitator, a_session()), refusal_code::already_done);
  EXPECT_EQ(it.refused(it.facilitator, command::join{.name = "Ada"}), refusal_code::not_allowed);
  EXPECT_EQ(it.refused(it.facilitator, command::wake{}), refusal_code::not_allowed);
}

TEST(a_session, that_does_not_exist_refuses_everything_but_opening) {
  const state nothing;
  const auto made = decide(nothing, {.actor = {}, .command = command::join{.name = "Ada"}}, {});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, refusal_code::not_found);
}

TEST(a_session, P11_locked_lets_nobody_new_in_and_says_so_in_the_audit_trail) {
  lesson it;
  it.done(it.facilitator, command::lock_session{.locked = true, .reason = "A stranger came."});
  EXPECT_EQ(it.refused({}, command::join{.name = "Ada"}), refusal_code::session_locked);
  ASSERT_EQ(it.now.all<audit_entry>().size(), 1U);
  EXPECT_EQ(it.now.all<audit_entry>().begin()->action, audit_action::lock);
  it.done(it.facilitator, command::lock_session{.locked = false, .reason = {}});
  it.join("Ada");
}

TEST(a_session, tells_two_people_of_one_name_apart) {
  lesson it;
  it.join("Ada");
  EXPECT_EQ(it.person(it.join("ada")).name.str(), "ada 2");
  EXPECT_EQ(it.person(it.join("Ada")).name.str(), "Ada 3");
}

TEST(a_session, participants_cannot_lead_it) {
  lesson it;
  const auto ada = it.join("Ada");
  const auto ben = it.join("Ben");
  const std::vector<any_command> leading{command::go_to_stage{.stage = stage::rehearse},
                                         command::lock_session{},
                                         command::open_rooms{},
                                         command::close_rooms{},
                                         command::set_role{.member = ada, .role = role::co_facilitator},
                                         command::swap_members{.first = ada, .second = ben},
                                         command::announce{.room = {}, .text = "Hello"},
                                         command::start_timer{.room = {}, .label = "Plan", .seconds = 60},
                                         command::knock{},
                                         command::remove_member{.member = ben, .reason = "No."},
                                         command::rename{.member = ben, .name = "Bob"}};
  for (const auto& each : leading) EXPECT_EQ(it.refused(ada, each), refusal_code::not_allowed) << command_name(each);
}

TEST(a_session, P8_a_co_facilitator_leads_but_does_not_make_others_lead) {
  lesson it;
  const auto ada = it.join("Ada");
  const auto ben = it.join("Ben");
  it.done(it.facilitator, command::set_role{.member = ada, .role = role::co_facilitator});
  it.done(ada, command::go_to_stage{.stage = stage::rehearse});
  EXPECT_EQ(it.refused(ada, command::set_role{.member = ben, .role = role::co_facilitator}), refusal_code::not_allowed);
  EXPECT_EQ(it.refused(ada, command::remove_member{.member = it.facilitator, .reason = "Mine now."}),
            refusal_code::not_allowed);
  EXPECT_EQ(it.refused(it.facilitator, command::set_role{.member = ada, .role = role::facilitator}),
            refusal_code::not_allowed);
}

TEST(a_session, P11_who_was_removed_can_do_nothing_more) {
  lesson it;
  const auto people = it.join_many(3);
  it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  it.done(it.facilitator, command::remove_member{.member = people[0], .reason = "Abuse."});
  EXPECT_FALSE(it.person(people[0]).room);
  EXPECT_EQ(it.refused(people[0], command::ask_for_help{.text = "Hm"}), refusal_code::not_allowed);
  it.done({}, command::note_attendance{.member = people[0], .here = true});
  EXPECT_EQ(it.person(people[0]).attendance, attendance::removed);
}

TEST(a_session, that_has_ended_takes_late_feedback_only_and_can_be_opened_again) {
  lesson it;
  const auto ada = it.join("Ada");
  it.done(it.facilitator, command::go_to_stage{.stage = stage::ended});
  EXPECT_EQ(it.refused({}, command::join{.name = "Ben"}), refusal_code::session_ended);
  EXPECT_EQ(it.refused(ada, command::ask_for_help{.text = "Hm"}), refusal_code::session_ended);
  it.done(it.facilitator, command::go_to_stage{.stage = stage::debrief});
  it.done(ada, command::ask_for_help{.text = "Hm"});
}

TEST(a_session, keeps_how_long_each_stage_took_over_all_the_times_that_it_was_gone_to) {
  lesson it;
  const auto spent_in = [&](stage which) {
    for (const auto& each : it.now.the_session().spent) {
      if (each.stage == which) return each.ms;
    }
    return std::int64_t{-1};
  };
  const auto go = [&](stage next) { it.done(it.facilitator, command::go_to_stage{.stage = next}); };
  EXPECT_EQ(spent_in(stage::lobby), -1);
  it.pass(300'000);
  go(stage::see);
  const auto in_lobby = spent_in(stage::lobby);
  EXPECT_GE(in_lobby, 300'000);
  EXPECT_LT(in_lobby, 301'000);
  EXPECT_EQ(it.now.the_session().stage_since, it.clock);
  it.pass(60'000);
  go(stage::lobby);
  it.pass(30'000);
  go(stage::ended);
  EXPECT_GE(spent_in(stage::see), 60'000);
  EXPECT_GE(spent_in(stage::lobby), in_lobby + 30'000);
  it.pass(900'000);
  go(stage::debrief);
  EXPECT_EQ(spent_in(stage::ended), -1) << "the end takes no time";
  EXPECT_EQ(it.now.the_session().spent.size(), 2U);
}

TEST(a_session, P7_that_follows_another_tells_so_to_those_who_lead_only) {
  auto opening = a_session();
  opening.follows = "thesessionbefore";
  state now;
  const auto made = decide(now, {.actor = {}, .command = opening}, {.now = 1'000, .next = 1, .dice = 1});
  ASSERT_TRUE(made);
  for (const auto& each : *made) apply(now, each);
  const entity whole{now.the_session()};
  EXPECT_EQ(std::get<session>(*see(whole, lens::facilitator)).follows.str(), "thesessionbefore");
  EXPECT_TRUE(std::get<session>(*see(whole, lens::roommate)).follows.empty());
}

TEST(a_session, P11_hiding_and_restoring_give_a_reason_and_leave_a_trail) {
  lesson it;
  const auto people = it.join_many(3);
  it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  const auto made = it.share(people[0], "Something unkind.");
  it.done(it.facilitator, command::hide{.attempt = made, .feedback = {}, .reason = "Names a pupil."});
  EXPECT_TRUE(it.now.find(made)->hidden);
  it.done(it.facilitator, command::restore{.attempt = made, .feedback = {}, .reason = "It does not."});
  EXPECT_FALSE(it.now.find(made)->hidden);
  std::vector<audit_action> trail;
  for (const auto& each : it.now.all<audit_entry>()) trail.push_back(each.action);
  EXPECT_EQ(trail, (std::vector{audit_action::hide, audit_action::restore}));
  EXPECT_EQ(it.refused(it.facilitator, command::hide{.attempt = {}, .feedback = {}, .reason = "What?"}),
            refusal_code::incomplete);
}

TEST(timers, P5_are_paused_resumed_extended_cut_and_repeated_while_they_run) {
  lesson it;
  const auto by = it.facilitator;
  const auto made = it.done(by, command::start_timer{.room = {}, .label = "Attempt A", .seconds = 120});
  const id<timer> one{id_of(made.front())};
  it.pass(20'000);
  it.done(by, command::pause_timer{.timer = one});
  const auto left = it.now.find(one)->remaining_ms;
  EXPECT_NEAR(static_cast<double>(left), 100'000, 100);
  it.pass(600'000);
  EXPECT_EQ(it.now.find(one)->remaining_ms, left) << "a paused timer does not run";
  it.done(by, command::resume_timer{.timer = one});
  it.done(by, command::extend_timer{.timer = one, .seconds = 60});
  EXPECT_EQ(it.now.find(one)->ends_at, it.clock - 7 + left + 60'000);
  it.pass(left + 59'000);
  EXPECT_EQ(it.now.find(one)->state, timer_state::running);
  it.pass(2'000);
  EXPECT_EQ(it.now.find(one)->state, timer_state::finished);
  it.done(by, command::repeat_timer{.timer = one});
  EXPECT_EQ(it.now.find(one)->ends_at, it.clock + 120'000);
  it.done(by, command::cut_timer{.timer = one});
  EXPECT_EQ(it.now.find(one)->state, timer_state::finished);
}

TEST(timers, P6_end_with_the_stage_that_they_timed) {
  lesson it;
  it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  const auto room_of_ada = it.person(it.join("Ada")).room;
  it.done(it.facilitator, command::start_timer{.room = {}, .label = "Attempt A", .seconds = 120});
  it.done(it.facilitator, command::start_timer{.room = room_of_ada, .label = "Write", .seconds = 90});
  it.done(it.facilitator, command::close_rooms{});
  EXPECT_EQ(it.now.all<timer>().size(), 3U) << "closing with notice cuts nobody short";
  it.done(it.facilitator, command::go_to_stage{.stage = stage::debrief});
  EXPECT_EQ(it.now.all<timer>().size(), 0U);
}

TEST(timers, fire_once_and_a_wake_with_nothing_to_say_changes_nothing) {
  lesson it;
  it.done(it.facilitator, command::start_timer{.room = {}, .label = "Plan", .seconds = 5});
  it.pass(5'000);
  EXPECT_FALSE(next_wake(it.now));
  EXPECT_TRUE(it.done({}, command::wake{}).empty());
}

TEST(timers, cannot_be_longer_than_four_hours_in_all) {
  lesson it;
  const auto made = it.done(it.facilitator, command::start_timer{.room = {}, .label = "Plan", .seconds = 60});
  EXPECT_EQ(it.refused(it.facilitator,
                       command::extend_timer{.timer = {id_of(made.front())}, .seconds = limits::timer_seconds_max}),
            refusal_code::limit_reached);
}

TEST(help, is_asked_once_per_person_and_closed_by_the_room_or_a_facilitator) {
  lesson it;
  const auto people = it.join_many(5);
  it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  it.done(people[0], command::ask_for_help{.text = "What is the gap?"});
  it.done(people[0], command::ask_for_help{.text = "Which criterion?"});
  ASSERT_EQ(it.now.all<help_request>().size(), 1U);
  const auto question = it.now.all<help_request>().begin()->id;
  for (const auto each : people) {
    if (it.person(each).room == it.person(people[0]).room) continue;
    EXPECT_EQ(it.refused(each, command::close_help{.request = question}), refusal_code::not_found);
  }
  it.done(it.facilitator, command::close_help{.request = question});
  EXPECT_EQ(it.now.find(question)->state, help_state::closed);
}

TEST(help, P9_a_visitor_knocks_comes_in_and_is_at_one_door_at_a_time) {
  lesson it;
  it.join_many(5);
  it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  const auto rooms = it.rooms();
  it.done(it.facilitator, command::knock{.room = rooms[0].id});
  it.done(it.facilitator, command::drop_in{.room = rooms[0].id});
  ASSERT_EQ(it.now.all<visit>().size(), 1U);
  EXPECT_EQ(it.now.all<visit>().begin()->state, visit_state::inside);
  it.done(it.facilitator, command::drop_in{.room = rooms[1].id});
  ASSERT_EQ(it.now.all<visit>().size(), 1U);
  EXPECT_EQ(it.now.all<visit>().begin()->room, rooms[1].id);
  it.done(it.facilitator, command::end_visit{.visit = it.now.all<visit>().begin()->id});
  EXPECT_TRUE(it.now.all<visit>().empty());
}

}  // namespace
}  // namespace reprise::tests
