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
// rooms.cpp
decision decide_one(const asking&, const command::set_placement&);
decision decide_one(const asking&, const command::open_rooms&);
decision decide_one(const asking&, const command::close_rooms&);
decision decide_one(const asking&, const command::move_member&);
decision decide_one(const asking&, const command::swap_members&);
decision decide_one(const asking&, const command::merge_room&);
decision decide_one(const asking&, const command::next_slot&);
// attempts.cpp
decision decide_one(const asking&, const command::save_attempt_draft&);
decision decide_one(const asking&, const command::share_attempt&);
decision decide_one(const asking&, const command::revise_attempt&);
decision decide_one(const asking&, const command::withdraw_attempt&);
// feedback.cpp
decision decide_one(const asking&, const command::save_feedback_draft&);
decision decide_one(const asking&, const command::give_feedback&);
decision decide_one(const asking&, const command::open_feedback&);
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
