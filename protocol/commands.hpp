// What people ask for. Each command is imperative, carries only what its sender knows, and says who may send it.
// The decision of each is in the file of its noun in server/session/.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string_view>
#include <variant>

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
};
BOOST_DESCRIBE_STRUCT(open_session, (), (title, join_code, facilitator, playbook, criteria))

// Somebody with a join code. The new member's id is the commit's first put.
struct join {
  static constexpr std::string_view wire_name = "join";
  name_text name;
};
BOOST_DESCRIBE_STRUCT(join, (), (name))

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

// Going to "rehearse" opens the rooms by the standing rule; leaving it closes them and delivers what was sealed.
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

// --- facilitators: rooms -----------------------------------------------------------------------------------------

// Groups matter to "prepared" only: names as they will be typed; letter case and spaces do not matter.
struct set_placement {
  static constexpr std::string_view wire_name = "set_placement";
  placement_mode mode = placement_mode::random;
  whole<2, 4> room_size = 3;
  list<group, limits::rooms_max> groups;
};
BOOST_DESCRIBE_STRUCT(set_placement, (), (mode, room_size, groups))

// Opens the rooms; people who already belong to a room go back to the same people.
struct open_rooms {
  static constexpr std::string_view wire_name = "open_rooms";
};
BOOST_DESCRIBE_STRUCT(open_rooms, (), ())

struct close_rooms {
  static constexpr std::string_view wire_name = "close_rooms";
  whole<0, limits::notice_seconds_max> notice_seconds = 60;  // 0: now
};
BOOST_DESCRIBE_STRUCT(close_rooms, (), (notice_seconds))

// Room 0 makes a new room. A participant may move themself where placement is self-chosen.
struct move_member {
  static constexpr std::string_view wire_name = "move_member";
  reprise::id<reprise::member> member;
  reprise::id<reprise::room> room;
};
BOOST_DESCRIBE_STRUCT(move_member, (), (member, room))

struct swap_members {
  static constexpr std::string_view wire_name = "swap_members";
  reprise::id<reprise::member> first;
  reprise::id<reprise::member> second;
};
BOOST_DESCRIBE_STRUCT(swap_members, (), (first, second))

struct merge_room {
  static constexpr std::string_view wire_name = "merge_room";
  reprise::id<reprise::room> room;
  reprise::id<reprise::room> into;
};
BOOST_DESCRIBE_STRUCT(merge_room, (), (room, into))

// --- the room's turns: anybody in the room, or a facilitator --------------------------------------------------------

// Begins the first slot, or hands the roles on to the next performer.
struct next_slot {
  static constexpr std::string_view wire_name = "next_slot";
  reprise::id<reprise::room> room;
};
BOOST_DESCRIBE_STRUCT(next_slot, (), (room))

// --- attempts: participants --------------------------------------------------------------------------------------

// Attempt 0 begins a new one. `answers` names attempt A when this is attempt B, else 0; it is fixed by the first save.
struct save_attempt_draft {
  static constexpr std::string_view wire_name = "save_attempt_draft";
  reprise::id<reprise::attempt> attempt;
  reprise::id<reprise::attempt> answers;
  attempt_text text;
};
BOOST_DESCRIBE_STRUCT(save_attempt_draft, (), (attempt, answers, text))

// Shares a draft (or something new, when attempt is 0) with the room, and asks the others for feedback.
struct share_attempt {
  static constexpr std::string_view wire_name = "share_attempt";
  reprise::id<reprise::attempt> attempt;
  reprise::id<reprise::attempt> answers;
  attempt_kind kind = attempt_kind::text;
  prose<limits::attempt_chars_max> text;
};
BOOST_DESCRIBE_STRUCT(share_attempt, (), (attempt, answers, kind, text))

struct revise_attempt {
  static constexpr std::string_view wire_name = "revise_attempt";
  reprise::id<reprise::attempt> attempt;
  prose<limits::attempt_chars_max> text;
};
BOOST_DESCRIBE_STRUCT(revise_attempt, (), (attempt, text))

struct withdraw_attempt {
  static constexpr std::string_view wire_name = "withdraw_attempt";
  reprise::id<reprise::attempt> attempt;
};
BOOST_DESCRIBE_STRUCT(withdraw_attempt, (), (attempt))

// --- feedback: whoever shares the attempt's room, or was asked -------------------------------------------------------

struct save_feedback_draft {
  static constexpr std::string_view wire_name = "save_feedback_draft";
  reprise::id<reprise::attempt> attempt;
  ratings_list ratings;
  sentence_text strength;
  sentence_text action_step;
};
BOOST_DESCRIBE_STRUCT(save_feedback_draft, (), (attempt, ratings, strength, action_step))

// Seals it until the room opens its feedback; may be given again until then. After that it is delivered at once.
struct give_feedback {
  static constexpr std::string_view wire_name = "give_feedback";
  reprise::id<reprise::attempt> attempt;
  ratings_list ratings;
  prose<limits::sentence_chars_max> strength;
  prose<limits::sentence_chars_max> action_step;
};
BOOST_DESCRIBE_STRUCT(give_feedback, (), (attempt, ratings, strength, action_step))

// Anybody in the room once every reviewer who is here has given theirs; the author or a facilitator as soon as
// somebody has.
struct open_feedback {
  static constexpr std::string_view wire_name = "open_feedback";
  reprise::id<reprise::attempt> attempt;
};
BOOST_DESCRIBE_STRUCT(open_feedback, (), (attempt))

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

namespace reprise {

// What a member may send over their connection.
using member_command =
    std::variant<command::rename, command::leave, command::go_to_stage, command::lock_session, command::set_role,
                 command::set_placement, command::open_rooms, command::close_rooms, command::move_member,
                 command::swap_members, command::merge_room, command::next_slot, command::save_attempt_draft,
                 command::share_attempt, command::revise_attempt, command::withdraw_attempt,
                 command::save_feedback_draft, command::give_feedback, command::open_feedback, command::ask_for_help,
                 command::close_help, command::knock, command::drop_in, command::end_visit, command::announce,
                 command::start_timer, command::pause_timer, command::resume_timer, command::extend_timer,
                 command::cut_timer, command::repeat_timer, command::hide, command::restore, command::remove_member>;

// What only the server sends, on behalf of an organiser, a newcomer, the hub or the clock.
using server_command = std::variant<command::open_session, command::join, command::note_attendance, command::wake>;

}  // namespace reprise
