#include "server/session/decisions.hpp"
#include "server/session/session.hpp"

namespace reprise {
namespace {

template <class... Functions>
struct overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
overloaded(Functions...) -> overloaded<Functions...>;  // clang 14 wants to be told

// Who may ask for a command. Every command has a line; one that is forgotten does not compile.
enum class askers { server, anybody, participants, people_in_rooms, facilitators, visitors, owner };

constexpr auto askers_of = overloaded{
    [](const command::open_session&) { return askers::server; },
    [](const command::join&) { return askers::server; },
    [](const command::note_attendance&) { return askers::server; },
    [](const command::wake&) { return askers::server; },
    [](const command::rename&) { return askers::anybody; },
    [](const command::leave&) { return askers::anybody; },
    [](const command::go_to_stage&) { return askers::facilitators; },
    [](const command::lock_session&) { return askers::facilitators; },
    [](const command::set_role&) { return askers::owner; },
    [](const command::adjust_plan&) { return askers::facilitators; },
    [](const command::show_passage&) { return askers::facilitators; },
    [](const command::play_exemplar&) { return askers::facilitators; },
    [](const command::pause_exemplar&) { return askers::facilitators; },
    [](const command::release_exemplar&) { return askers::facilitators; },
    [](const command::add_feature&) { return askers::people_in_rooms; },
    [](const command::revise_feature&) { return askers::people_in_rooms; },
    [](const command::remove_feature&) { return askers::people_in_rooms; },
    [](const command::group_feature&) { return askers::facilitators; },
    [](const command::show_wall&) { return askers::facilitators; },
    [](const command::word_criterion&) { return askers::facilitators; },
    [](const command::merge_criteria&) { return askers::facilitators; },
    [](const command::remove_criterion&) { return askers::facilitators; },
    [](const command::rate_exemplar&) { return askers::people_in_rooms; },
    [](const command::show_calibration&) { return askers::facilitators; },
    [](const command::save_preparation&) { return askers::participants; },
    [](const command::set_placement&) { return askers::facilitators; },
    [](const command::open_rooms&) { return askers::facilitators; },
    [](const command::close_rooms&) { return askers::facilitators; },
    [](const command::place_people&) { return askers::facilitators; },
    [](const command::invite_fishbowl&) { return askers::facilitators; },
    [](const command::answer_fishbowl&) { return askers::participants; },
    [](const command::open_fishbowl&) { return askers::facilitators; },
    [](const command::close_fishbowl&) { return askers::facilitators; },
    [](const command::move_member&) { return askers::people_in_rooms; },
    [](const command::swap_members&) { return askers::facilitators; },
    [](const command::merge_room&) { return askers::facilitators; },
    [](const command::next_slot&) { return askers::people_in_rooms; },
    [](const command::go_on&) { return askers::people_in_rooms; },
    [](const command::set_ready&) { return askers::participants; },
    [](const command::frame_attempt&) { return askers::participants; },
    [](const command::pass_turn&) { return askers::participants; },
    [](const command::hold_performance&) { return askers::participants; },
    [](const command::rewind_performance&) { return askers::participants; },
    [](const command::steer&) { return askers::facilitators; },
    [](const command::save_attempt_draft&) { return askers::participants; },
    [](const command::share_attempt&) { return askers::participants; },
    [](const command::revise_attempt&) { return askers::participants; },
    [](const command::withdraw_attempt&) { return askers::participants; },
    [](const command::save_feedback_draft&) { return askers::people_in_rooms; },
    [](const command::give_feedback&) { return askers::people_in_rooms; },
    [](const command::open_feedback&) { return askers::people_in_rooms; },
    [](const command::commit_to_fix&) { return askers::participants; },
    [](const command::judge_gap&) { return askers::people_in_rooms; },
    [](const command::rate_usefulness&) { return askers::participants; },
    [](const command::propose_spotlight&) { return askers::facilitators; },
    [](const command::answer_spotlight&) { return askers::anybody; },
    [](const command::end_spotlight&) { return askers::facilitators; },
    [](const command::vote_for&) { return askers::people_in_rooms; },
    [](const command::save_gap_task&) { return askers::participants; },
    [](const command::report_on_task&) { return askers::participants; },
    [](const command::ask_for_help&) { return askers::participants; },
    [](const command::close_help&) { return askers::people_in_rooms; },
    [](const command::knock&) { return askers::visitors; },
    [](const command::drop_in&) { return askers::visitors; },
    [](const command::end_visit&) { return askers::visitors; },
    [](const command::announce&) { return askers::facilitators; },
    [](const command::start_timer&) { return askers::facilitators; },
    [](const command::pause_timer&) { return askers::facilitators; },
    [](const command::resume_timer&) { return askers::facilitators; },
    [](const command::extend_timer&) { return askers::facilitators; },
    [](const command::cut_timer&) { return askers::facilitators; },
    [](const command::repeat_timer&) { return askers::facilitators; },
    [](const command::hide&) { return askers::facilitators; },
    [](const command::restore&) { return askers::facilitators; },
    [](const command::remove_member&) { return askers::facilitators; },
};

bool may_ask(askers who, const member* actor) {
  if (!actor || who == askers::server) return !actor && who == askers::server;
  const bool leads = actor->role == role::facilitator || actor->role == role::co_facilitator;
  switch (who) {
    case askers::server: return false;
    case askers::anybody: return true;
    case askers::participants: return actor->role == role::participant;
    case askers::people_in_rooms: return actor->role == role::participant || leads;
    case askers::facilitators: return leads;
    case askers::visitors: return leads || actor->role == role::observer;
    case askers::owner: return actor->role == role::facilitator;
  }
  return false;
}

// What can still be done when the session has ended: late feedback, gap tasks, names, and opening it again.
constexpr auto possible_after_the_end = overloaded{[](const command::save_feedback_draft&) { return true; },
                                                   [](const command::give_feedback&) { return true; },
                                                   [](const command::rate_usefulness&) { return true; },
                                                   [](const command::answer_spotlight&) { return true; },
                                                   [](const command::save_gap_task&) { return true; },
                                                   [](const command::report_on_task&) { return true; },
                                                   [](const command::rename&) { return true; },
                                                   [](const command::leave&) { return true; },
                                                   [](const command::go_to_stage&) { return true; },
                                                   [](const command::note_attendance&) { return true; },
                                                   [](const command::wake&) { return true; },
                                                   [](const command::hide&) { return true; },
                                                   [](const command::restore&) { return true; },
                                                   [](const command::remove_member&) { return true; },
                                                   [](const auto&) { return false; }};

refusal not_for(askers who) {
  switch (who) {
    case askers::facilitators: return refuse(refusal_code::not_allowed, "Only a facilitator can do this.");
    case askers::owner:
      return refuse(refusal_code::not_allowed, "Only the facilitator who opened the session can do this.");
    case askers::participants:
      return refuse(refusal_code::not_allowed, "This is for participants; facilitators have no place in a room.");
    case askers::visitors: return refuse(refusal_code::not_allowed, "Only facilitators and observers visit rooms.");
    case askers::server:
    case askers::anybody:
    case askers::people_in_rooms: break;
  }
  return refuse(refusal_code::not_allowed, "Your role in this session does not allow this.");
}

}  // namespace

any_command any(member_command of) {
  return std::visit([](auto&& one) { return any_command{std::forward<decltype(one)>(one)}; }, std::move(of));
}

std::string_view command_name(const any_command& of) {
  return std::visit([](const auto& one) { return std::decay_t<decltype(one)>::wire_name; }, of);
}

result<changes> decide(const state& now, const request& asked, const moment& at) {
  const bool opening = std::holds_alternative<command::open_session>(asked.command);
  if (!now.opened() && !opening) return refuse(refusal_code::not_found, "There is no such session.");
  if (now.opened() && opening) return refuse(refusal_code::already_done, "This session is open already.");

  const member* actor = nullptr;
  if (asked.actor) {
    actor = now.find(asked.actor);
    if (!actor || actor->attendance == attendance::removed || actor->attendance == attendance::left) {
      return refuse(refusal_code::not_allowed, "You are no longer in this session. Join again with its code.");
    }
  }
  const auto who = std::visit(askers_of, asked.command);
  if (!may_ask(who, actor)) return not_for(who);
  if (now.opened() && now.the_session().now == stage::ended && !std::visit(possible_after_the_end, asked.command)) {
    return refuse(refusal_code::session_ended, "The session has ended; only late feedback is still possible.");
  }
  const asking context{.now = now, .actor = actor, .at = at};
  return std::visit([&](const auto& one) { return decide_one(context, one); }, asked.command);
}

}  // namespace reprise
