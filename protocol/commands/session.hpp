// What is asked of the session itself: to begin, to come and go, to lead it through its stages, its clocks, to ask for help
// and to answer, to moderate.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string_view>

#include "protocol/entities.hpp"

namespace reprise::command {

// --- the session: sent by the server on somebody's behalf ---------------------------------------------------------

// Organiser, once, as the first commit of a session.
struct open_session {
  static constexpr std::string_view wire_name = "open_session";
  title_text title;
  line<limits::code_chars> join_code;
  name_text facilitator;
  reprise::playbook playbook;
  list<criterion, limits::criteria_max> criteria;
  optional_line<limits::session_key_chars_max> follows;
  std::optional<placement> grouping = std::nullopt;  // else by the dice, in rooms of the playbook's size
};
BOOST_DESCRIBE_STRUCT(open_session, (), (title, join_code, facilitator, playbook, criteria, follows, grouping))

// Somebody with a join code, with what they promised in the session before where they could show that they were there.
// The new member's id is the commit's first put.
struct join {
  static constexpr std::string_view wire_name = "join";
  name_text name;
  std::optional<gap_task> promised = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(join, (), (name, promised))

// The hub, when a member's last connection has been gone for a while, or the first is back.
struct note_attendance {
  static constexpr std::string_view wire_name = "note_attendance";
  reprise::id<reprise::member> member;
  bool here = true;
};
BOOST_DESCRIBE_STRUCT(note_attendance, (), (member, here))

// The clock, when next_wake() has come.
struct wake {
  static constexpr std::string_view wire_name = "wake";
};
BOOST_DESCRIBE_STRUCT(wake, (), ())

// --- any member --------------------------------------------------------------------------------------------------

// Oneself; a facilitator may rename anybody.
struct rename {
  static constexpr std::string_view wire_name = "rename";
  reprise::id<reprise::member> member;
  name_text name;
};
BOOST_DESCRIBE_STRUCT(rename, (), (member, name))

struct leave {
  static constexpr std::string_view wire_name = "leave";
};
BOOST_DESCRIBE_STRUCT(leave, (), ())

// --- facilitators: the session -----------------------------------------------------------------------------------

// Going to "rehearse" opens the rooms by the standing rule; leaving it closes them and delivers what was sealed. A
// fishbowl ends with the stage.
struct go_to_stage {
  static constexpr std::string_view wire_name = "go_to_stage";
  reprise::stage stage = stage::lobby;
};
BOOST_DESCRIBE_STRUCT(go_to_stage, (), (stage))

struct lock_session {
  static constexpr std::string_view wire_name = "lock_session";
  bool locked = true;
  optional_reason reason;
};
BOOST_DESCRIBE_STRUCT(lock_session, (), (locked, reason))

struct set_role {
  static constexpr std::string_view wire_name = "set_role";
  reprise::id<reprise::member> member;
  reprise::role role = role::participant;
};
BOOST_DESCRIBE_STRUCT(set_role, (), (member, role))

// --- facilitators: the plan -----------------------------------------------------------------------------------------

// Timings and pace, before the session or in the middle of it: what has begun keeps the time that it began with.
struct adjust_plan {
  static constexpr std::string_view wire_name = "adjust_plan";
  reprise::pace pace = pace::own;
  whole<1, limits::slots_max> slots = 3;
  list<stage_plan, limits::stages_max> stages;
  list<step_plan, limits::steps_max> steps;
};
BOOST_DESCRIBE_STRUCT(adjust_plan, (), (pace, slots, stages, steps))

// --- help ----------------------------------------------------------------------------------------------------------

struct ask_for_help {
  static constexpr std::string_view wire_name = "ask_for_help";
  optional_prose<limits::message_chars_max> text;
};
BOOST_DESCRIBE_STRUCT(ask_for_help, (), (text))

// The asker takes it back, or a facilitator has answered it.
struct close_help {
  static constexpr std::string_view wire_name = "close_help";
  reprise::id<reprise::help_request> request;
};
BOOST_DESCRIBE_STRUCT(close_help, (), (request))

// Facilitators and observers.
struct knock {
  static constexpr std::string_view wire_name = "knock";
  reprise::id<reprise::room> room;
};
BOOST_DESCRIBE_STRUCT(knock, (), (room))

struct drop_in {
  static constexpr std::string_view wire_name = "drop_in";
  reprise::id<reprise::room> room;
};
BOOST_DESCRIBE_STRUCT(drop_in, (), (room))

struct end_visit {
  static constexpr std::string_view wire_name = "end_visit";
  reprise::id<reprise::visit> visit;
};
BOOST_DESCRIBE_STRUCT(end_visit, (), (visit))

// Room 0: to everybody.
struct announce {
  static constexpr std::string_view wire_name = "announce";
  reprise::id<reprise::room> room;
  message_text text;
};
BOOST_DESCRIBE_STRUCT(announce, (), (room, text))

// --- timers: facilitators ------------------------------------------------------------------------------------------

// Room 0: for everybody.
struct start_timer {
  static constexpr std::string_view wire_name = "start_timer";
  reprise::id<reprise::room> room;
  title_text label;
  whole<1, limits::timer_seconds_max> seconds;
};
BOOST_DESCRIBE_STRUCT(start_timer, (), (room, label, seconds))

struct pause_timer {
  static constexpr std::string_view wire_name = "pause_timer";
  reprise::id<reprise::timer> timer;
};
BOOST_DESCRIBE_STRUCT(pause_timer, (), (timer))

struct resume_timer {
  static constexpr std::string_view wire_name = "resume_timer";
  reprise::id<reprise::timer> timer;
};
BOOST_DESCRIBE_STRUCT(resume_timer, (), (timer))

struct extend_timer {
  static constexpr std::string_view wire_name = "extend_timer";
  reprise::id<reprise::timer> timer;
  whole<1, limits::timer_seconds_max> seconds;
};
BOOST_DESCRIBE_STRUCT(extend_timer, (), (timer, seconds))

// Ends it now, as if its time were up.
struct cut_timer {
  static constexpr std::string_view wire_name = "cut_timer";
  reprise::id<reprise::timer> timer;
};
BOOST_DESCRIBE_STRUCT(cut_timer, (), (timer))

// Starts it again from its full length.
struct repeat_timer {
  static constexpr std::string_view wire_name = "repeat_timer";
  reprise::id<reprise::timer> timer;
};
BOOST_DESCRIBE_STRUCT(repeat_timer, (), (timer))

// --- moderation: facilitators; each leaves an audit entry ------------------------------------------------------------

// Exactly one of attempt and feedback is named; the other is 0.
struct hide {
  static constexpr std::string_view wire_name = "hide";
  reprise::id<reprise::attempt> attempt;
  reprise::id<reprise::feedback> feedback;
  reason_text reason;
};
BOOST_DESCRIBE_STRUCT(hide, (), (attempt, feedback, reason))

struct restore {
  static constexpr std::string_view wire_name = "restore";
  reprise::id<reprise::attempt> attempt;
  reprise::id<reprise::feedback> feedback;
  reason_text reason;
};
BOOST_DESCRIBE_STRUCT(restore, (), (attempt, feedback, reason))

struct remove_member {
  static constexpr std::string_view wire_name = "remove_member";
  reprise::id<reprise::member> member;
  reason_text reason;
};
BOOST_DESCRIBE_STRUCT(remove_member, (), (member, reason))

}  // namespace reprise::command
