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

// --- see it, name it ------------------------------------------------------------------------------------------------

// Facilitators. Brings everybody to one passage of the exemplar; 0: each at their own pace again.
struct show_passage {
  static constexpr std::string_view wire_name = "show_passage";
  whole<0, limits::passages_max> passage = 0;
};
BOOST_DESCRIBE_STRUCT(show_passage, (), (passage))

// Facilitators, from here to release_exemplar, where the exemplar is seen or heard.
// From this position, for everybody; again with another to go there. It begins a moment later, on all screens at once.
struct play_exemplar {
  static constexpr std::string_view wire_name = "play_exemplar";
  media_moment position_ms = 0;
};
BOOST_DESCRIBE_STRUCT(play_exemplar, (), (position_ms))

// For everybody, at this position.
struct pause_exemplar {
  static constexpr std::string_view wire_name = "pause_exemplar";
  media_moment position_ms = 0;
};
BOOST_DESCRIBE_STRUCT(pause_exemplar, (), (position_ms))

// Each at their own pace again.
struct release_exemplar {
  static constexpr std::string_view wire_name = "release_exemplar";
};
BOOST_DESCRIBE_STRUCT(release_exemplar, (), ())

// Anybody. Passage 0: the whole exemplar. Moment 0: no moment of its clip in particular.
struct add_feature {
  static constexpr std::string_view wire_name = "add_feature";
  whole<0, limits::passages_max> passage = 0;
  message_text text;
  media_moment moment_ms = 0;
};
BOOST_DESCRIBE_STRUCT(add_feature, (), (passage, text, moment_ms))

// Its author.
struct revise_feature {
  static constexpr std::string_view wire_name = "revise_feature";
  reprise::id<reprise::feature> feature;
  whole<0, limits::passages_max> passage = 0;
  message_text text;
  media_moment moment_ms = 0;
};
BOOST_DESCRIBE_STRUCT(revise_feature, (), (feature, passage, text, moment_ms))

// Its author, or a facilitator.
struct remove_feature {
  static constexpr std::string_view wire_name = "remove_feature";
  reprise::id<reprise::feature> feature;
};
BOOST_DESCRIBE_STRUCT(remove_feature, (), (feature))

// Facilitators, from here to remove_criterion.
// Puts it behind a criterion; 0: takes it out again.
struct group_feature {
  static constexpr std::string_view wire_name = "group_feature";
  reprise::id<reprise::feature> feature;
  reprise::id<reprise::criterion> criterion;
};
BOOST_DESCRIBE_STRUCT(group_feature, (), (feature, criterion))

struct show_wall {
  static constexpr std::string_view wire_name = "show_wall";
  bool shown = true;
};
BOOST_DESCRIBE_STRUCT(show_wall, (), (shown))

// Criterion 0 makes a new one. The form that peers use changes with it, live.
struct word_criterion {
  static constexpr std::string_view wire_name = "word_criterion";
  reprise::id<reprise::criterion> criterion;
  title_text title;
  passage_text looks_like;
};
BOOST_DESCRIBE_STRUCT(word_criterion, (), (criterion, title, looks_like))

// The features behind the first go to the second, and the first is gone. Not once it has been rated.
struct merge_criteria {
  static constexpr std::string_view wire_name = "merge_criteria";
  reprise::id<reprise::criterion> criterion;
  reprise::id<reprise::criterion> into;
};
BOOST_DESCRIBE_STRUCT(merge_criteria, (), (criterion, into))

// Not the last one, and not once it has been rated.
struct remove_criterion {
  static constexpr std::string_view wire_name = "remove_criterion";
  reprise::id<reprise::criterion> criterion;
};
BOOST_DESCRIBE_STRUCT(remove_criterion, (), (criterion))

// Anybody; a facilitator's is what others compare theirs with.
struct rate_exemplar {
  static constexpr std::string_view wire_name = "rate_exemplar";
  scores_list scores;
};
BOOST_DESCRIBE_STRUCT(rate_exemplar, (), (scores))

// Facilitators.
struct show_calibration {
  static constexpr std::string_view wire_name = "show_calibration";
  bool shown = true;
};
BOOST_DESCRIBE_STRUCT(show_calibration, (), (shown))

// Participants; nobody else ever sees it. Gap 0: none chosen yet.
struct save_preparation {
  static constexpr std::string_view wire_name = "save_preparation";
  scores_list scores;
  reprise::id<reprise::criterion> gap;
  attempt_text words;
  attempt_text moves;
};
BOOST_DESCRIBE_STRUCT(save_preparation, (), (scores, gap, words, moves))

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

// Gives everybody who has no room theirs by the standing rule, as opening the rooms would; they stay closed.
struct place_people {
  static constexpr std::string_view wire_name = "place_people";
};
BOOST_DESCRIBE_STRUCT(place_people, (), ())

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

// --- the fishbowl: one room rehearses in front of everybody, while everybody plans ------------------------------------

// Facilitators. Asks the people of a room that has not begun its turns; one room at a time.
struct invite_fishbowl {
  static constexpr std::string_view wire_name = "invite_fishbowl";
  reprise::id<reprise::room> room;
};
BOOST_DESCRIBE_STRUCT(invite_fishbowl, (), (room))

// Participants of the room. One no ends the question, or the fishbowl, and nobody learns whose it was.
struct answer_fishbowl {
  static constexpr std::string_view wire_name = "answer_fishbowl";
  bool yes = true;
};
BOOST_DESCRIBE_STRUCT(answer_fishbowl, (), (yes))

// Facilitators. It begins, when everybody of the room who is here has said yes.
struct open_fishbowl {
  static constexpr std::string_view wire_name = "open_fishbowl";
  reprise::id<reprise::room> room;
};
BOOST_DESCRIBE_STRUCT(open_fishbowl, (), (room))

// Facilitators. Takes the question back, or ends the fishbowl: what was sealed is delivered, and the room's own turns
// begin from the first.
struct close_fishbowl {
  static constexpr std::string_view wire_name = "close_fishbowl";
};
BOOST_DESCRIBE_STRUCT(close_fishbowl, (), ())

// --- the room's turns: anybody in the room, or a facilitator --------------------------------------------------------

// Begins the first slot, or hands the roles on to the next performer.
struct next_slot {
  static constexpr std::string_view wire_name = "next_slot";
  reprise::id<reprise::room> room;
};
BOOST_DESCRIBE_STRUCT(next_slot, (), (room))

// From this step of the slot to the next: two people who press at once go on once. Where rooms go at their own pace:
// anybody in the room. In lockstep: facilitators.
struct go_on {
  static constexpr std::string_view wire_name = "go_on";
  reprise::id<reprise::room> room;
  reprise::step from = step::frame;
};
BOOST_DESCRIBE_STRUCT(go_on, (), (room, from))

// Participants, in lockstep: when everybody in every room has said so, all go on before the time is up.
struct set_ready {
  static constexpr std::string_view wire_name = "set_ready";
  bool ready = true;
};
BOOST_DESCRIBE_STRUCT(set_ready, (), (ready))

// The performer: "watch me for ...". Criterion 0: none of them in particular.
struct frame_attempt {
  static constexpr std::string_view wire_name = "frame_attempt";
  reprise::id<reprise::criterion> criterion;
  sentence_text words;
};
BOOST_DESCRIBE_STRUCT(frame_attempt, (), (criterion, words))

// The performer, before attempt A is shared: somebody else performs now. Nothing is kept of it.
struct pass_turn {
  static constexpr std::string_view wire_name = "pass_turn";
};
BOOST_DESCRIBE_STRUCT(pass_turn, (), ())

// The coach stops the performance for a moment, or lets it go on.
struct hold_performance {
  static constexpr std::string_view wire_name = "hold_performance";
  bool held = true;
};
BOOST_DESCRIBE_STRUCT(hold_performance, (), (held))

// The coach: again from these words.
struct rewind_performance {
  static constexpr std::string_view wire_name = "rewind_performance";
  prose<limits::sentence_chars_max> from;
};
BOOST_DESCRIBE_STRUCT(rewind_performance, (), (from))

// Facilitators, for one room or (0) for all of them.
BOOST_DEFINE_ENUM_CLASS(steering, pause, resume, extend, skip, repeat, back)

// Seconds belong to "extend", and are 0 for the others.
struct steer {
  static constexpr std::string_view wire_name = "steer";
  reprise::id<reprise::room> room;
  steering how = steering::pause;
  whole<0, limits::timer_seconds_max> seconds = 0;
};
BOOST_DESCRIBE_STRUCT(steer, (), (room, how, seconds))

// --- attempts: participants --------------------------------------------------------------------------------------

// Attempt 0 begins a new one. `answers` names attempt A when this is attempt B, else 0; it is fixed by the first save.
struct save_attempt_draft {
  static constexpr std::string_view wire_name = "save_attempt_draft";
  reprise::id<reprise::attempt> attempt;
  reprise::id<reprise::attempt> answers;
  attempt_text text;
};
BOOST_DESCRIBE_STRUCT(save_attempt_draft, (), (attempt, answers, text))

// Shares a draft (or something new, when attempt is 0) with the room. Attempt A asks everybody in the room for feedback.
// What is performed live needs no words.
struct share_attempt {
  static constexpr std::string_view wire_name = "share_attempt";
  reprise::id<reprise::attempt> attempt;
  reprise::id<reprise::attempt> answers;
  attempt_kind kind = attempt_kind::text;
  attempt_text text;
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

// The performer, on attempt A once its feedback is open: whose action step (0: nobody's), and in their own words what
// they will do differently.
struct commit_to_fix {
  static constexpr std::string_view wire_name = "commit_to_fix";
  reprise::id<reprise::attempt> attempt;
  reprise::id<reprise::feedback> feedback;
  sentence_text fix;
};
BOOST_DESCRIBE_STRUCT(commit_to_fix, (), (attempt, feedback, fix))

// Anybody in the room, the performer too, on attempt A: has attempt B closed the gap?
struct judge_gap {
  static constexpr std::string_view wire_name = "judge_gap";
  reprise::id<reprise::attempt> attempt;
  gap_verdict verdict = gap_verdict::partly;
  sentence_text why;
};
BOOST_DESCRIBE_STRUCT(judge_gap, (), (attempt, verdict, why))

// The receiver; only the giver learns of it.
struct rate_usefulness {
  static constexpr std::string_view wire_name = "rate_usefulness";
  reprise::id<reprise::feedback> feedback;
  reprise::worth worth = worth::useful;
};
BOOST_DESCRIBE_STRUCT(rate_usefulness, (), (feedback, worth))

// --- debrief and commit -----------------------------------------------------------------------------------------------

// Facilitators: asks the owner of the words. Exactly one of attempt and feedback is named.
struct propose_spotlight {
  static constexpr std::string_view wire_name = "propose_spotlight";
  reprise::id<reprise::attempt> attempt;
  reprise::id<reprise::feedback> feedback;
};
BOOST_DESCRIBE_STRUCT(propose_spotlight, (), (attempt, feedback))

// The owner; a yes can be taken back with a no at any time.
struct answer_spotlight {
  static constexpr std::string_view wire_name = "answer_spotlight";
  reprise::id<reprise::spotlight> spotlight;
  bool yes = true;
};
BOOST_DESCRIBE_STRUCT(answer_spotlight, (), (spotlight, yes))

// Facilitators.
struct end_spotlight {
  static constexpr std::string_view wire_name = "end_spotlight";
  reprise::id<reprise::spotlight> spotlight;
};
BOOST_DESCRIBE_STRUCT(end_spotlight, (), (spotlight))

// Anybody, for an action step that is shown.
struct vote_for {
  static constexpr std::string_view wire_name = "vote_for";
  reprise::id<reprise::spotlight> spotlight;
  bool yes = true;
};
BOOST_DESCRIBE_STRUCT(vote_for, (), (spotlight, yes))

// Participants.
struct save_gap_task {
  static constexpr std::string_view wire_name = "save_gap_task";
  sentence_text what;
  optional_title with_whom;
  optional_title by_when;
  sentence_text evidence;
};
BOOST_DESCRIBE_STRUCT(save_gap_task, (), (what, with_whom, by_when, evidence))

// Participants who brought a task from the session before: how it went.
struct report_on_task {
  static constexpr std::string_view wire_name = "report_on_task";
  task_outcome outcome = task_outcome::none;
  sentence_text words;
};
BOOST_DESCRIBE_STRUCT(report_on_task, (), (outcome, words))

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
