// Any session at all, drawn by RapidCheck and shrunk when a rule breaks. `lesson` checks after every command that the
// inverse undoes it, that the log replays to the same state, and the rules of the product (broken_rule).
#include <rapidcheck/gtest.h>

#include <set>

#include "tests/session/numbers.hpp"

namespace reprise::tests {
namespace {

// Words that only a draft or sealed feedback holds, so that a leak can be found in any payload.
std::string secret(const lesson& it, std::size_t number) {
  return "secret-" + std::to_string(it.clock) + "-" + std::to_string(number) + "-words";
}

any_command something(lesson& it, numbers& draw) {
  const auto& now = it.now;
  switch (draw.below(56)) {
    case 0: return command::go_to_stage{.stage = stage::rehearse};
    case 1: return command::close_rooms{.notice_seconds = draw.below(3) == 0 ? 0 : 60};
    case 2: return command::open_rooms{};
    case 3:
      return command::move_member{.member = any_of<member>(now, draw),
                                  .room = draw.below(4) == 0 ? id<room>{} : any_of<room>(now, draw)};
    case 4: return command::swap_members{.first = any_of<member>(now, draw), .second = any_of<member>(now, draw)};
    case 5: return command::merge_room{.room = any_of<room>(now, draw), .into = any_of<room>(now, draw)};
    case 6: {
      const auto where = any_of<room>(now, draw);
      const auto* place = now.find(where);
      return command::next_slot{.room = where, .from = place ? place->slot : decltype(place->slot){}};
    }
    case 7:
      return command::save_attempt_draft{
          .attempt = draw.below(2) ? any_of<attempt>(now, draw) : id<attempt>{}, .answers = {}, .text = secret(it, 1)};
    case 8:
    case 9:
    case 10:
      return command::share_attempt{
          .attempt = {}, .answers = draw.below(2) ? any_of<attempt>(now, draw) : id<attempt>{}, .text = "shared words"};
    case 11: return command::revise_attempt{.attempt = any_of<attempt>(now, draw), .text = "revised words"};
    case 12: return command::withdraw_attempt{.attempt = any_of<attempt>(now, draw)};
    case 13:
      return command::save_feedback_draft{
          .attempt = any_of<attempt>(now, draw), .ratings = {}, .strength = secret(it, 2), .action_step = {}};
    case 14:
    case 15:
    case 16:
      return command::give_feedback{.attempt = any_of<attempt>(now, draw),
                                    .ratings = {},
                                    .strength = secret(it, 3),
                                    .action_step = secret(it, 4)};
    case 17:
    case 18: return command::open_feedback{.attempt = any_of<attempt>(now, draw)};
    case 19: return command::ask_for_help{.text = "Help."};
    case 20: return command::drop_in{.room = any_of<room>(now, draw)};
    case 21:
      return command::start_timer{
          .room = draw.below(2) ? any_of<room>(now, draw) : id<room>{}, .label = "Work", .seconds = 90};
    case 22: return command::pause_timer{.timer = any_of<timer>(now, draw)};
    case 23: return command::resume_timer{.timer = any_of<timer>(now, draw)};
    case 24: return command::hide{.attempt = any_of<attempt>(now, draw), .feedback = {}, .reason = "Names a pupil."};
    case 25: return command::remove_member{.member = any_of<member>(now, draw), .reason = "Rude."};
    case 26: return command::set_role{.member = any_of<member>(now, draw), .role = static_cast<role>(draw.below(4))};
    case 27:
      return command::set_placement{.mode = static_cast<placement_mode>(draw.below(4)),
                                    .room_size = 2 + static_cast<std::int64_t>(draw.below(3)),
                                    .groups = {}};
    case 28: return command::leave{};
    case 29:
    case 30: return command::go_on{.room = any_of<room>(now, draw), .from = static_cast<step>(draw.below(9))};
    case 31: return command::set_ready{.ready = draw.below(4) != 0};
    case 32: return command::pass_turn{};
    case 33:
      return command::steer{.room = draw.below(2) ? any_of<room>(now, draw) : id<room>{},
                            .how = static_cast<command::steering>(draw.below(6)),
                            .seconds = static_cast<std::int64_t>(draw.below(2) * 20)};
    case 34: {
      command::adjust_plan plan;
      plan.pace = draw.below(2) ? pace::lockstep : pace::own;
      plan.slots = 1 + static_cast<std::int64_t>(draw.below(3));
      plan.stages = {{stage::lobby, 0}, {stage::rehearse, 0}, {stage::debrief, 30}};
      plan.steps = {{step::frame, 5}, {step::attempt_a, 10}, {step::write, 10}, {step::deliver, 5}, {step::close, 5}};
      return plan;
    }
    case 35: return command::frame_attempt{.criterion = any_of<criterion>(now, draw), .words = "Watch me."};
    case 36: return command::hold_performance{.held = draw.below(2) == 0};
    case 37:
      return command::judge_gap{.attempt = any_of<attempt>(now, draw), .verdict = gap_verdict::partly, .why = {}};
    case 38:
      return command::commit_to_fix{
          .attempt = any_of<attempt>(now, draw), .feedback = any_of<feedback>(now, draw), .fix = "I wait."};
    case 39:
      return command::add_feature{
          .passage = 1, .text = "Waits.", .moment_ms = static_cast<std::int64_t>(draw.below(100'000))};
    case 40:
      return command::group_feature{.feature = any_of<feature>(now, draw), .criterion = any_of<criterion>(now, draw)};
    case 41: return command::remove_criterion{.criterion = any_of<criterion>(now, draw)};
    case 43:
      return command::save_preparation{
          .scores = {}, .gap = any_of<criterion>(now, draw), .words = secret(it, 5), .moves = {}};
    case 44: return command::play_exemplar{.position_ms = static_cast<std::int64_t>(draw.below(100'000))};
    case 45: return command::pause_exemplar{.position_ms = static_cast<std::int64_t>(draw.below(100'000))};
    case 46: return command::release_exemplar{};
    case 47: return command::report_on_task{.outcome = task_outcome::partly, .words = secret(it, 6)};
    case 49: return command::go_to_stage{.stage = stage::plan};
    case 50: return command::place_people{};
    case 51: return command::invite_fishbowl{.room = any_of<room>(now, draw)};
    case 52: return command::answer_fishbowl{.yes = draw.below(8) != 0};
    case 53: {
      // So that it comes about often enough: all of them have said yes.
      for (const auto& each : now.all<room>()) {
        if (each.fishbowl != fishbowl_state::asked) continue;
        const auto where = each.id;
        for (const auto who : it.living_in(where)) (void)it.ask(who, command::answer_fishbowl{.yes = true});
        return command::open_fishbowl{.room = where};
      }
      return command::open_fishbowl{.room = any_of<room>(now, draw)};
    }
    case 54: return command::close_fishbowl{};
    case 42: return command::propose_spotlight{.attempt = any_of<attempt>(now, draw), .feedback = {}};
    default: return command::go_to_stage{.stage = static_cast<stage>(draw.below(8))};
  }
}

void one_step(lesson& it, numbers& draw) {
  switch (draw.below(8)) {
    case 0: {
      command::join join{.name = "Ada"};
      if (draw.below(2) == 0) join.promised.emplace().what = secret(it, 7);
      (void)it.ask({}, std::move(join));
      return;
    }
    case 1:
      (void)it.ask({}, command::note_attendance{.member = any_of<member>(it.now, draw), .here = draw.below(2) == 0});
      return;
    case 2: it.pass(static_cast<std::int64_t>(draw.below(40'000))); return;
    default: break;
  }
  const auto actor = draw.below(3) == 0 ? it.facilitator : any_of<member>(it.now, draw);
  (void)it.ask(actor, something(it, draw));
}

std::set<std::string> secrets_in(const std::string& text) {
  std::set<std::string> found;
  for (auto at = text.find("secret-"); at != std::string::npos; at = text.find("secret-", at + 1)) {
    found.insert(text.substr(at, text.find("-words", at) - at));
  }
  return found;
}

// In the fishbowl, just now.
bool performed_for_all(const state& in, id<attempt> which) {
  const auto* place = in.find(in.the_session().fishbowl);
  return place && (place->attempt_a == which || place->attempt_b == which);
}

// Recomputed from the product's words, not from see(): every draft, plan and sealed text that is this viewer's to read.
std::set<std::string> secrets_for(const state& in, const member& viewer) {
  std::string readable;
  const bool leads = viewer.role != role::participant;
  for (const auto& each : in.all<attempt>()) {
    const auto* asked = in.feedback_by(each.id, viewer.id);
    const bool near = performed_for_all(in, each.id) || (each.room && each.room == viewer.room) ||
                      (asked && asked->state != feedback_state::released);
    const bool shared = each.state == attempt_state::shared && (leads || (near && !each.hidden));
    if (each.author == viewer.id) readable += each.draft.str() + ' ';
    if (each.author == viewer.id || shared) readable += each.text.str() + ' ';
  }
  for (const auto& each : in.all<feedback>()) {
    const auto& about = *in.find(each.attempt);
    const bool near =
        each.receiver == viewer.id || performed_for_all(in, about.id) || (about.room && about.room == viewer.room);
    const bool delivered = each.state == feedback_state::delivered && (leads || (near && !each.hidden));
    if (each.reviewer == viewer.id || delivered) readable += each.strength.str() + ' ' + each.action_step.str() + ' ';
  }
  for (const auto& each : in.all<preparation>()) {
    if (each.member == viewer.id) readable += each.words.str() + ' ';
  }
  for (const auto& each : in.all<earlier_task>()) {
    if (each.member == viewer.id || leads) readable += each.what.str() + ' ' + each.words.str() + ' ';
  }
  return secrets_in(readable);
}

RC_GTEST_PROP(any_session, keeps_its_rules_whatever_people_do, ()) {
  numbers draw{*rc::gen::resize(400, rc::gen::arbitrary<std::vector<std::uint32_t>>())};
  lesson it;
  it.check_replay = false;
  it.join_many(draw.below(9));
  while (!draw.over()) {
    one_step(it, draw);
    const auto broken = broken_rule(it.now);
    if (!broken.empty()) RC_FAIL(broken);
  }
}

RC_GTEST_PROP(any_session, replays_from_its_log_and_every_commit_can_be_undone, ()) {
  numbers draw{*rc::gen::resize(120, rc::gen::arbitrary<std::vector<std::uint32_t>>())};
  lesson it;
  it.join_many(draw.below(7));
  while (!draw.over()) one_step(it, draw);
  RC_ASSERT(!::testing::Test::HasFailure());
}

RC_GTEST_PROP(any_session, P7_sends_nobody_words_that_are_not_theirs_to_read, ()) {
  numbers draw{*rc::gen::resize(300, rc::gen::arbitrary<std::vector<std::uint32_t>>())};
  lesson it;
  it.check_replay = false;
  it.join_many(draw.below(7));
  while (!draw.over()) one_step(it, draw);
  for (const auto& viewer : it.now.all<member>()) {
    const auto may_read = secrets_for(it.now, viewer);
    for (const auto& each : secrets_in(payload(it.now, viewer.id))) RC_ASSERT(may_read.contains(each));
  }
}

RC_GTEST_PROP(any_session, makes_the_same_decision_from_the_same_inputs, ()) {
  const auto drawn = *rc::gen::resize(200, rc::gen::arbitrary<std::vector<std::uint32_t>>());
  const auto played = [&] {
    numbers draw{drawn};
    lesson it;
    it.check_replay = false;
    while (!draw.over()) one_step(it, draw);
    return picture(it.now);
  };
  RC_ASSERT(played() == played());
}

}  // namespace
}  // namespace reprise::tests
