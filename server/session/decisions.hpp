// One decision per command, each in the file of its noun. decide() has already checked that the session is open for
// it and that the actor's role may ask for it (see decide.cpp); these check the rest and say what changes.
#pragma once

#include "server/session/outcome.hpp"

namespace reprise {

struct asking {
  const state& now;
  const member* actor;  // null: the server itself
  const moment& at;

  bool by_facilitator() const {
    return actor && (actor->role == role::facilitator || actor->role == role::co_facilitator);
  }
};

using decision = result<changes>;

// session.cpp's noun: stages.cpp
decision decide_one(const asking&, const command::open_session&);
decision decide_one(const asking&, const command::go_to_stage&);
decision decide_one(const asking&, const command::lock_session&);
// members.cpp
decision decide_one(const asking&, const command::join&);
decision decide_one(const asking&, const command::note_attendance&);
decision decide_one(const asking&, const command::rename&);
decision decide_one(const asking&, const command::leave&);
decision decide_one(const asking&, const command::set_role&);
// naming.cpp
decision decide_one(const asking&, const command::show_passage&);
decision decide_one(const asking&, const command::add_feature&);
decision decide_one(const asking&, const command::revise_feature&);
decision decide_one(const asking&, const command::remove_feature&);
decision decide_one(const asking&, const command::group_feature&);
decision decide_one(const asking&, const command::show_wall&);
decision decide_one(const asking&, const command::word_criterion&);
decision decide_one(const asking&, const command::merge_criteria&);
decision decide_one(const asking&, const command::remove_criterion&);
decision decide_one(const asking&, const command::rate_exemplar&);
decision decide_one(const asking&, const command::show_calibration&);
decision decide_one(const asking&, const command::save_preparation&);
// playback.cpp
decision decide_one(const asking&, const command::play_exemplar&);
decision decide_one(const asking&, const command::pause_exemplar&);
decision decide_one(const asking&, const command::release_exemplar&);
// rooms.cpp
decision decide_one(const asking&, const command::set_placement&);
decision decide_one(const asking&, const command::open_rooms&);
decision decide_one(const asking&, const command::close_rooms&);
decision decide_one(const asking&, const command::place_people&);
decision decide_one(const asking&, const command::move_member&);
decision decide_one(const asking&, const command::swap_members&);
decision decide_one(const asking&, const command::merge_room&);
decision decide_one(const asking&, const command::next_slot&);
// fishbowl.cpp
decision decide_one(const asking&, const command::invite_fishbowl&);
decision decide_one(const asking&, const command::answer_fishbowl&);
decision decide_one(const asking&, const command::open_fishbowl&);
decision decide_one(const asking&, const command::close_fishbowl&);
// turns.cpp
decision decide_one(const asking&, const command::go_on&);
decision decide_one(const asking&, const command::set_ready&);
decision decide_one(const asking&, const command::frame_attempt&);
decision decide_one(const asking&, const command::pass_turn&);
decision decide_one(const asking&, const command::hold_performance&);
decision decide_one(const asking&, const command::rewind_performance&);
decision decide_one(const asking&, const command::commit_to_fix&);
decision decide_one(const asking&, const command::judge_gap&);
decision decide_one(const asking&, const command::rate_usefulness&);
// steering.cpp
decision decide_one(const asking&, const command::adjust_plan&);
decision decide_one(const asking&, const command::steer&);
// attempts.cpp
decision decide_one(const asking&, const command::save_attempt_draft&);
decision decide_one(const asking&, const command::share_attempt&);
decision decide_one(const asking&, const command::revise_attempt&);
decision decide_one(const asking&, const command::withdraw_attempt&);
// feedback.cpp
decision decide_one(const asking&, const command::save_feedback_draft&);
decision decide_one(const asking&, const command::give_feedback&);
decision decide_one(const asking&, const command::open_feedback&);
// commitments.cpp
decision decide_one(const asking&, const command::propose_spotlight&);
decision decide_one(const asking&, const command::answer_spotlight&);
decision decide_one(const asking&, const command::end_spotlight&);
decision decide_one(const asking&, const command::vote_for&);
decision decide_one(const asking&, const command::save_gap_task&);
decision decide_one(const asking&, const command::report_on_task&);
// help.cpp
decision decide_one(const asking&, const command::ask_for_help&);
decision decide_one(const asking&, const command::close_help&);
decision decide_one(const asking&, const command::knock&);
decision decide_one(const asking&, const command::drop_in&);
decision decide_one(const asking&, const command::end_visit&);
decision decide_one(const asking&, const command::announce&);
// timers.cpp
decision decide_one(const asking&, const command::start_timer&);
decision decide_one(const asking&, const command::pause_timer&);
decision decide_one(const asking&, const command::resume_timer&);
decision decide_one(const asking&, const command::extend_timer&);
decision decide_one(const asking&, const command::cut_timer&);
decision decide_one(const asking&, const command::repeat_timer&);
decision decide_one(const asking&, const command::wake&);
// moderation.cpp
decision decide_one(const asking&, const command::hide&);
decision decide_one(const asking&, const command::restore&);
decision decide_one(const asking&, const command::remove_member&);

}  // namespace reprise
