// The session itself, who is in it, its clocks, and what people and those who lead it say to each other.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string_view>

#include "protocol/entities/playbook.hpp"

namespace reprise {

struct room;
struct attempt;
struct feedback;

// Whether the breakout rooms are in use. While they close, people finish what they type; a timer says how long.
BOOST_DEFINE_ENUM_CLASS(rooms_state, closed, open, closing)

// How long everybody was in a stage so far, over all the times that it was gone to.
struct stage_time {
  static constexpr std::string_view wire_name = "stage_time";
  reprise::stage stage = stage::lobby;
  std::int64_t ms = 0;
};
BOOST_DESCRIBE_STRUCT(stage_time, (), (stage, ms))

// own: each plays the exemplar's clip for themself. paused, playing: it stands or runs for everybody.
BOOST_DEFINE_ENUM_CLASS(playback_state, own, paused, playing)

// Where the clip is for everybody. Playing, it is at position_ms at the moment `since`, and moves with the clock; before
// that moment it waits there, so that all begin together although they hear of it one after the other.
struct playback {
  static constexpr std::string_view wire_name = "playback";
  playback_state state = playback_state::own;
  media_moment position_ms = 0;
  instant since = 0;
};
BOOST_DESCRIBE_STRUCT(playback, (), (state, position_ms, since))

struct session {
  static constexpr std::string_view wire_name = "session";
  reprise::id<session> id;
  title_text title;
  title_text npq;
  stage now = stage::lobby;
  rooms_state rooms = rooms_state::closed;
  bool locked = false;                          // nobody new gets in
  whole<0, limits::passages_max> passage = 0;   // see: everybody is shown this passage; 0: each at their own pace
  reprise::playback playback;                   // of the exemplar's clip, where it has one
  bool wall_shown = false;                      // name: everybody sees the features that others named
  bool calibration_shown = false;               // name: everybody sees how the facilitator rated the exemplar
  optional_line<limits::code_chars> join_code;  // facilitators only
  instant opened_at = 0;
  instant ended_at = 0;
  instant stage_since = 0;                               // of the stage that is now
  list<stage_time, limits::stages_max> spent;            // in the stages before it; the end takes no time
  optional_line<limits::session_key_chars_max> follows;  // facilitators only: the key of the session before this one
  reprise::id<room> fishbowl;  // plan: this room rehearses in front of everybody; 0: none does
};
BOOST_DESCRIBE_STRUCT(session, (),
                      (id, title, npq, now, rooms, locked, passage, playback, wall_shown, calibration_shown, join_code,
                       opened_at, ended_at, stage_since, spent, follows, fishbowl))

// --- people ---------------------------------------------------------------------------------------------------------

BOOST_DEFINE_ENUM_CLASS(role, facilitator, co_facilitator, participant, observer)
// here: taking part. away: the connection was lost a while ago, the place is kept. left: gone for good by their own
// word or by a long absence; coming back puts them where they belong. removed: by a facilitator; does not come back.
BOOST_DEFINE_ENUM_CLASS(attendance, here, away, left, removed)

struct member {
  static constexpr std::string_view wire_name = "member";
  reprise::id<member> id;
  name_text name;
  reprise::role role = role::participant;
  reprise::id<reprise::room> room;         // where they belong; 0 is the main room
  whole<0, limits::members_max> seat = 0;  // order of turns within the room
  reprise::attendance attendance = attendance::here;
  instant since = 0;  // of this attendance
  instant joined_at = 0;
  whole<0, 1'000> turns = 0;  // slots that were theirs to perform; passed ones count, so that nobody is asked twice
};
BOOST_DESCRIBE_STRUCT(member, (), (id, name, role, room, seat, attendance, since, joined_at, turns))

// --- clocks ---------------------------------------------------------------------------------------------------------

// work: started by hand. step: of a room's slot. stage: of the stage that everybody is in.
BOOST_DEFINE_ENUM_CLASS(timer_purpose, work, step, stage, close_rooms)
BOOST_DEFINE_ENUM_CLASS(timer_state, running, paused, finished)

struct timer {
  static constexpr std::string_view wire_name = "timer";
  reprise::id<timer> id;
  reprise::id<reprise::room> room;  // 0: for everybody
  timer_purpose purpose = timer_purpose::work;
  title_text label;
  timer_state state = timer_state::running;
  std::int64_t total_ms = 0;      // what "repeat" starts again with
  instant ends_at = 0;            // while running
  std::int64_t remaining_ms = 0;  // while paused
};
BOOST_DESCRIBE_STRUCT(timer, (), (id, room, purpose, label, state, total_ms, ends_at, remaining_ms))

// --- talking with the facilitator --------------------------------------------------------------------------------

BOOST_DEFINE_ENUM_CLASS(help_state, waiting, closed)

struct help_request {
  static constexpr std::string_view wire_name = "help_request";
  reprise::id<help_request> id;
  reprise::id<member> asker;
  reprise::id<reprise::room> room;
  optional_prose<limits::message_chars_max> text;
  help_state state = help_state::waiting;
  instant asked_at = 0;
  instant closed_at = 0;
};
BOOST_DESCRIBE_STRUCT(help_request, (), (id, asker, room, text, state, asked_at, closed_at))

// A facilitator at the door or in the room. The room always sees it; when it is over it is removed.
BOOST_DEFINE_ENUM_CLASS(visit_state, knocking, inside)

struct visit {
  static constexpr std::string_view wire_name = "visit";
  reprise::id<visit> id;
  reprise::id<member> visitor;
  reprise::id<reprise::room> room;
  visit_state state = visit_state::knocking;
  instant since = 0;
};
BOOST_DESCRIBE_STRUCT(visit, (), (id, visitor, room, state, since))

struct announcement {
  static constexpr std::string_view wire_name = "announcement";
  reprise::id<announcement> id;
  reprise::id<member> sender;
  reprise::id<reprise::room> room;  // 0: to everybody
  message_text text;
  instant at = 0;
};
BOOST_DESCRIBE_STRUCT(announcement, (), (id, sender, room, text, at))

// --- moderation --------------------------------------------------------------------------------------------------

BOOST_DEFINE_ENUM_CLASS(audit_action, hide, restore, remove_member, lock, unlock, set_role, move, merge)

struct audit_entry {
  static constexpr std::string_view wire_name = "audit_entry";
  reprise::id<audit_entry> id;
  reprise::id<member> actor;  // 0: the clock
  audit_action action = audit_action::hide;
  reprise::id<member> subject;            // whom it concerns; 0: the session
  reprise::id<reprise::attempt> attempt;  // what was hidden or restored; 0: none
  reprise::id<reprise::feedback> feedback;
  optional_reason reason;
  instant at = 0;
};
BOOST_DESCRIBE_STRUCT(audit_entry, (), (id, actor, action, subject, attempt, feedback, reason, at))

}  // namespace reprise
