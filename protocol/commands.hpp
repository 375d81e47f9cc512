// What people ask for. Each command is imperative, carries only what its sender knows, and says who may send it.
// They are in commands/, by what they are about, as entities/ is. The decision of each is in the file of its noun in
// server/session/.
#pragma once

#include <variant>

#include "protocol/commands/attempts.hpp"
#include "protocol/commands/commitments.hpp"
#include "protocol/commands/naming.hpp"
#include "protocol/commands/rooms.hpp"
#include "protocol/commands/session.hpp"

namespace reprise {

// What a member may send over their connection.
using member_command = std::variant<
    command::rename, command::leave, command::go_to_stage, command::lock_session, command::set_role,
    command::adjust_plan, command::show_passage, command::play_exemplar, command::pause_exemplar,
    command::release_exemplar, command::add_feature, command::revise_feature, command::remove_feature,
    command::group_feature, command::show_wall, command::word_criterion, command::merge_criteria,
    command::remove_criterion, command::rate_exemplar, command::show_calibration, command::save_preparation,
    command::set_placement, command::open_rooms, command::close_rooms, command::place_people, command::invite_fishbowl,
    command::answer_fishbowl, command::open_fishbowl, command::close_fishbowl, command::move_member,
    command::swap_members, command::merge_room, command::next_slot, command::go_on, command::set_ready,
    command::frame_attempt, command::pass_turn, command::hold_performance, command::rewind_performance, command::steer,
    command::save_attempt_draft, command::share_attempt, command::revise_attempt, command::withdraw_attempt,
    command::save_feedback_draft, command::give_feedback, command::open_feedback, command::commit_to_fix,
    command::judge_gap, command::rate_usefulness, command::propose_spotlight, command::answer_spotlight,
    command::end_spotlight, command::vote_for, command::save_gap_task, command::report_on_task, command::ask_for_help,
    command::close_help, command::knock, command::drop_in, command::end_visit, command::announce, command::start_timer,
    command::pause_timer, command::resume_timer, command::extend_timer, command::cut_timer, command::repeat_timer,
    command::hide, command::restore, command::remove_member>;

// What only the server sends, on behalf of an organiser, a newcomer, the hub or the clock.
using server_command = std::variant<command::open_session, command::join, command::note_attendance, command::wake>;

}  // namespace reprise
