#include "tests/simulation/script.hpp"

namespace reprise::tests {
namespace {

ratings_list ratings_for(chance& dice, secrets& words, const state& seen, bool complete) {
  ratings_list all;
  for (const auto& each : seen.all<criterion>()) {
    rating one;
    one.criterion = each.id;
    one.score = static_cast<std::int64_t>(complete ? 1 + dice.below(4) : dice.below(5));
    one.evidence = "I saw " + words.next();
    all.push_back(std::move(one));
  }
  return all;
}

id<attempt> own_attempt(chance& dice, const state& seen, id<member> as) {
  const auto& mine = seen.attempts_by(as);
  if (mine.empty() || dice.percent(25)) return {};
  return mine[dice.below(mine.size())];
}

id<attempt> attempt_to_review(chance& dice, const state& seen, id<member> as) {
  const auto& asked = seen.feedback_from(as);
  if (!asked.empty() && dice.percent(85)) return seen.find(asked[dice.below(asked.size())])->attempt;
  return dice.pick_id(seen.all<attempt>());
}

member_command participants_turn(chance& dice, secrets& words, const state& seen, id<member> as) {
  const auto* row = seen.find(as);
  const auto room = row ? row->room : id<reprise::room>{};
  switch (dice.below(34)) {
    case 32: return command::answer_fishbowl{!dice.percent(8)};
    case 0:
    case 1:
    case 2: return command::save_attempt_draft{own_attempt(dice, seen, as), {}, "Draft " + words.next()};
    case 3:
    case 4:
    case 5: return command::share_attempt{own_attempt(dice, seen, as), {}, attempt_kind::text, "Shared aloud"};
    case 6: return command::revise_attempt{own_attempt(dice, seen, as), "Shared aloud, better"};
    case 7: return command::withdraw_attempt{own_attempt(dice, seen, as)};
    case 8:
    case 9:
      return command::save_feedback_draft{
          attempt_to_review(dice, seen, as), ratings_for(dice, words, seen, false), "Perhaps " + words.next(), {}};
    case 10:
    case 11:
    case 12:
    case 13:
      return command::give_feedback{attempt_to_review(dice, seen, as), ratings_for(dice, words, seen, true),
                                    "You " + words.next(), "Next time " + words.next()};
    case 14:
    case 15: return command::open_feedback{own_attempt(dice, seen, as)};
    case 16: {
      const auto* place = seen.find(room);
      return command::next_slot{room, place ? place->slot : decltype(place->slot){}};
    }
    case 17: return command::ask_for_help{"Please come"};
    case 19: {
      const auto* place = seen.find(room);
      return command::go_on{room, place ? place->step : step::frame};
    }
    case 20:
    case 21:
    case 22: return command::set_ready{!dice.percent(20)};
    case 23: return command::pass_turn{};
    case 24: return command::save_preparation{{}, {}, "Plan " + words.next(), {}};
    case 25:
      return command::add_feature{static_cast<std::int64_t>(dice.below(2)), "She waits",
                                  static_cast<std::int64_t>(dice.below(40'000))};
    case 26: return command::judge_gap{attempt_to_review(dice, seen, as), gap_verdict::partly, "Nearly"};
    case 27: return command::commit_to_fix{own_attempt(dice, seen, as), {}, "I wait"};
    case 28: return command::frame_attempt{{}, "Watch my first words"};
    case 29: return command::hold_performance{dice.percent(50)};
    case 30: return command::save_gap_task{"Visit 9B", "Jo", "Friday", "A note"};
    case 31: return command::report_on_task{static_cast<task_outcome>(dice.below(4)), "It " + words.next()};
    case 18: return command::rename{as, "Name " + std::to_string(dice.below(4))};
    default:
      if (dice.percent(30)) return command::leave{};
      return command::close_help{dice.pick_id(seen.all<help_request>())};
  }
}

// Rooms that go by a quick clock, or by themselves.
command::adjust_plan plan_for(chance& dice) {
  command::adjust_plan plan;
  plan.pace = dice.percent(70) ? pace::lockstep : pace::own;
  plan.slots = static_cast<std::int64_t>(1 + dice.below(3));
  plan.stages = {{stage::lobby, 0}, {stage::rehearse, 0}, {stage::debrief, 20}};
  for (const auto each : {step::frame, step::attempt_a, step::write, step::deliver, step::attempt_b, step::close}) {
    plan.steps.push_back({each, static_cast<std::int64_t>(2 + dice.below(10))});
  }
  return plan;
}

// One room is asked, and shows its rehearsal when its people have said yes.
member_command lead_a_fishbowl(chance& dice, const state& seen) {
  const auto& session = seen.the_session();
  if (session.now != stage::plan) return command::go_to_stage{stage::plan};
  if (dice.percent(6)) return command::close_fishbowl{};
  for (const auto& each : seen.all<room>()) {
    if (each.fishbowl == fishbowl_state::asked) return command::open_fishbowl{each.id};
  }
  if (session.fishbowl) {
    return command::steer{{}, dice.percent(70) ? command::steering::skip : command::steering::repeat, 0};
  }
  if (seen.all<room>().empty() || dice.percent(20)) return command::place_people{};
  return command::invite_fishbowl{dice.pick_id(seen.all<room>())};
}

// Everybody sees the clip together, and then each for themself.
member_command show_the_clip(chance& dice, const state& seen) {
  if (seen.the_session().now > stage::name || seen.the_session().now < stage::see) {
    return command::go_to_stage{dice.percent(70) ? stage::see : stage::name};
  }
  const auto position_ms = static_cast<std::int64_t>(dice.below(40'000));
  switch (dice.below(5)) {
    case 0: return command::release_exemplar{};
    case 1: return command::pause_exemplar{position_ms};
    default: return command::play_exemplar{position_ms};
  }
}

member_command leaders_turn(chance& dice, secrets& words, const state& seen, id<member> as) {
  const auto person = dice.pick_id(seen.all<member>());
  const auto room = dice.pick_id(seen.all<reprise::room>());
  const auto timer = dice.pick_id(seen.all<reprise::timer>());
  if (seen.the_session().now == stage::plan && dice.percent(60)) return lead_a_fishbowl(dice, seen);
  switch (dice.below(35)) {
    case 33:
    case 34: return lead_a_fishbowl(dice, seen);
    case 0:
    case 1:
    case 2:
    case 3: return command::go_to_stage{stage::rehearse};
    case 4: return command::go_to_stage{dice.percent(60) ? stage::debrief : stage::lobby};
    case 5: return command::open_rooms{};
    case 6: return command::close_rooms{static_cast<std::int64_t>(dice.below(3) * 5)};
    case 7:
    case 8:
    case 9: return command::move_member{person, room};
    case 10: return command::swap_members{person, dice.pick_id(seen.all<member>())};
    case 11: return command::merge_room{room, dice.pick_id(seen.all<reprise::room>())};
    case 12: return command::announce{dice.percent(50) ? room : id<reprise::room>{}, "Five minutes"};
    case 13:
    case 14:
      return command::start_timer{dice.percent(50) ? room : id<reprise::room>{}, "Write",
                                  static_cast<std::int64_t>(1 + dice.below(30))};
    case 15: return command::pause_timer{timer};
    case 16: return command::resume_timer{timer};
    case 17: return command::extend_timer{timer, 10};
    case 18: return command::cut_timer{timer};
    case 19: return command::hide{dice.pick_id(seen.all<attempt>()), {}, "Because " + words.next()};
    case 20: return command::restore{dice.pick_id(seen.all<attempt>()), {}, "It was fine"};
    case 21: return command::knock{room};
    case 22: return command::drop_in{room};
    case 23: return command::end_visit{dice.pick_id(seen.all<visit>())};
    case 25: return plan_for(dice);
    case 26:
    case 27: {
      const auto how = static_cast<command::steering>(dice.below(6));
      const auto where = dice.percent(50) ? room : id<reprise::room>{};
      return command::steer{where, how, how == command::steering::extend ? 10 : 0};
    }
    case 28: return command::show_wall{dice.percent(70)};
    case 29: return command::propose_spotlight{dice.pick_id(seen.all<attempt>()), {}};
    case 30:
    case 31: return show_the_clip(dice, seen);
    case 24:
      if (dice.percent(30) && person != as) return command::remove_member{person, "Because " + words.next()};
      return command::lock_session{dice.percent(30), "Because " + words.next()};
    default: return command::set_role{person, dice.percent(70) ? role::participant : role::co_facilitator};
  }
}

}  // namespace

member_command something_to_do(chance& dice, secrets& words, const state& seen, id<member> as) {
  const auto* row = seen.find(as);
  const bool leads = row && row->role != role::participant;
  // Now and then somebody tries what is not theirs to do.
  const bool tries_the_other = dice.percent(4);
  return leads != tries_the_other ? leaders_turn(dice, words, seen, as) : participants_turn(dice, words, seen, as);
}

}  // namespace reprise::tests
