// What a session consists of. A session's state is one table of each of these; a change puts one or removes one.
// Each is described once, here: the codec, the log, the schemas and the browser's types all follow from it.
//
// Whatever an entity holds is *stored* whole. Who gets to see which part is decided by see() in server/session/see.hpp.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "protocol/limits.hpp"
#include "protocol/values.hpp"

namespace reprise {

using name_text = line<limits::name_chars_max>;
using title_text = line<limits::title_chars_max>;
using optional_title = optional_line<limits::title_chars_max>;
using sentence_text = optional_prose<limits::sentence_chars_max>;
using message_text = prose<limits::message_chars_max>;
using reason_text = prose<limits::reason_chars_max>;
using optional_reason = optional_prose<limits::reason_chars_max>;
using passage_text = prose<limits::passage_chars_max>;
using optional_passage = optional_prose<limits::passage_chars_max>;
using file_name = line<limits::name_chars_max>;
// Of the exemplar's clip, in milliseconds from its beginning.
using media_moment = whole<0, limits::media_seconds_max * 1'000>;

// --- session -----------------------------------------------------------------------------------------------------

// What everybody does now. A playbook says which of them its session has, in which order.
BOOST_DEFINE_ENUM_CLASS(stage, lobby, see, name, plan, rehearse, debrief, commit, ended)
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

struct room;

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

// --- playbook ----------------------------------------------------------------------------------------------------

BOOST_DEFINE_ENUM_CLASS(media_kind, audio, video)

// A clip that is seen or heard; the passages of its exemplar are its transcript. Its files lie in the folder "media"
// beside the playbook.
struct exemplar_media {
  static constexpr std::string_view wire_name = "exemplar_media";
  media_kind kind = media_kind::video;
  file_name file;
  file_name captions;  // WebVTT
  whole<1, limits::media_seconds_max> seconds = 1;
  // When each passage begins, in their order; empty: nobody has said.
  list<whole<0, limits::media_seconds_max>, limits::passages_max> passage_seconds;
};
BOOST_DESCRIBE_STRUCT(exemplar_media, (), (kind, file, captions, seconds, passage_seconds))

struct exemplar {
  static constexpr std::string_view wire_name = "exemplar";
  title_text title;
  passage_text context;                               // who, where, what came before
  list<passage_text, limits::passages_max> passages;  // numbered from 1 on the screen
  std::optional<exemplar_media> media;                // none: it is read
};
BOOST_DESCRIBE_STRUCT(exemplar, (), (title, context, passages, media))

// One case to rehearse, with a brief for each role.
struct scenario {
  static constexpr std::string_view wire_name = "scenario";
  title_text title;
  passage_text situation;
  passage_text performer;
  passage_text coach;
  passage_text pupil;
  optional_passage harder;  // the variation for a second or third slot
};
BOOST_DESCRIBE_STRUCT(scenario, (), (title, situation, performer, coach, pupil, harder))

// Words that help a reviewer to write.
struct form_prompts {
  static constexpr std::string_view wire_name = "form_prompts";
  message_text evidence;
  message_text strength;
  message_text action_step;
  list<message_text, limits::prompts_max> strength_starters;
  list<message_text, limits::prompts_max> action_step_starters;
};
BOOST_DESCRIBE_STRUCT(form_prompts, (), (evidence, strength, action_step, strength_starters, action_step_starters))

// One stage of the session. Its clock starts with it; 0: it has none.
struct stage_plan {
  static constexpr std::string_view wire_name = "stage_plan";
  reprise::stage stage = stage::lobby;
  whole<0, limits::timer_seconds_max> seconds = 0;
};
BOOST_DESCRIBE_STRUCT(stage_plan, (), (stage, seconds))

// What happens now in a slot. waiting: no slot has begun. done: all slots are over.
BOOST_DEFINE_ENUM_CLASS(step, waiting, frame, attempt_a, write, deliver, commit, attempt_b, close, done)

// One step of every slot; those that a playbook leaves out are not done. 0 seconds: no clock.
struct step_plan {
  static constexpr std::string_view wire_name = "step_plan";
  reprise::step step = step::frame;
  whole<0, limits::timer_seconds_max> seconds = 0;
};
BOOST_DESCRIBE_STRUCT(step_plan, (), (step, seconds))

// lockstep: the clock moves all rooms from step to step together. own: a room moves on when it is ready; its clock only
// tells the time.
BOOST_DEFINE_ENUM_CLASS(pace, lockstep, own)

struct playbook {
  static constexpr std::string_view wire_name = "playbook";
  reprise::id<playbook> id;
  title_text title;
  title_text npq;
  message_text audience;
  message_text purpose;
  reprise::exemplar exemplar;
  reprise::scenario scenario;
  form_prompts form;
  list<stage_plan, limits::stages_max> stages;
  reprise::pace pace = pace::own;
  whole<1, limits::slots_max> slots = 3;
  list<step_plan, limits::steps_max> steps;
  whole<2, 4> room_size = 3;
  whole<0, limits::features_per_member_max> features_asked = 0;  // how many features each is asked to name
  bool anonymous_wall = false;                                   // nobody learns who named which feature
  list<message_text, limits::prompts_max> gap_task_prompts;
};
BOOST_DESCRIBE_STRUCT(playbook, (),
                      (id, title, npq, audience, purpose, exemplar, scenario, form, stages, pace, slots, steps,
                       room_size, features_asked, anonymous_wall, gap_task_prompts))

// What good looks like; peers rate an attempt against each.
struct criterion {
  static constexpr std::string_view wire_name = "criterion";
  reprise::id<criterion> id;
  whole<1, limits::criteria_max> number;
  title_text title;
  passage_text looks_like;
};
BOOST_DESCRIBE_STRUCT(criterion, (), (id, number, title, looks_like))

// --- people and places -------------------------------------------------------------------------------------------

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

// merged: its people went to another room; kept so that what it made can still be named.
BOOST_DEFINE_ENUM_CLASS(room_state, open, merged)
// A fishbowl is one rehearsal in front of everybody, before all rooms go. asked: its people may say yes or no. declined:
// they would rather not, and only facilitators learn that they were asked. watched: now.
BOOST_DEFINE_ENUM_CLASS(fishbowl_state, none, asked, declined, watched)

struct attempt;
struct timer;

struct room {
  static constexpr std::string_view wire_name = "room";
  reprise::id<reprise::room> id;
  whole<1, limits::rooms_max> number;
  room_state state = room_state::open;
  whole<0, 1'000> slot = 0;  // 0: not begun
  reprise::step step = step::waiting;
  bool harder = false;  // whoever performs has performed before: the harder variation
  reprise::id<member> performer;
  reprise::id<member> coach;                // everybody else in the room is a pupil
  reprise::id<reprise::attempt> attempt_a;  // of this slot, once it is shared
  reprise::id<reprise::attempt> attempt_b;
  reprise::id<criterion> watch_for;  // "watch me for ...": the performer's gap, and their words
  sentence_text watch_words;
  bool held = false;                                         // the coach has stopped the performance for a moment
  sentence_text again_from;                                  // the coach asks for it again from these words
  list<reprise::id<member>, limits::room_people_max> ready;  // who has said so, in this step
  reprise::id<reprise::timer> clock;                         // of this step; 0: none
  instant slot_since = 0;
  instant step_since = 0;
  fishbowl_state fishbowl = fishbowl_state::none;  // watched, it goes through its steps and its slot stays 0
};
BOOST_DESCRIBE_STRUCT(room, (),
                      (id, number, state, slot, step, harder, performer, coach, attempt_a, attempt_b, watch_for,
                       watch_words, held, again_from, ready, clock, slot_since, step_since, fishbowl))

// Somebody's yes to rehearsing in front of everybody. Whose it is, is theirs to know: else silence would be a no with a
// name.
struct agreement {
  static constexpr std::string_view wire_name = "agreement";
  reprise::id<agreement> id;
  reprise::id<reprise::room> room;
  reprise::id<reprise::member> member;  // 0 for everybody else
};
BOOST_DESCRIBE_STRUCT(agreement, (), (id, room, member))

// random: threes and pairs by the dice. prepared: lists of names. by_hand: the facilitator puts each person.
// self_chosen: each person chooses. Whoever the rule does not name is placed in the smallest room.
BOOST_DEFINE_ENUM_CLASS(placement_mode, random, prepared, by_hand, self_chosen)

using group = list<name_text, limits::room_people_max>;

struct placement {
  static constexpr std::string_view wire_name = "placement";
  reprise::id<placement> id;
  placement_mode mode = placement_mode::random;
  whole<2, 4> room_size = 3;
  list<group, limits::rooms_max> groups;  // for prepared: group n goes to room n
};
BOOST_DESCRIBE_STRUCT(placement, (), (id, mode, room_size, groups))

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

// --- attempts and feedback ---------------------------------------------------------------------------------------

BOOST_DEFINE_ENUM_CLASS(attempt_kind, text, live, audio, video)
BOOST_DEFINE_ENUM_CLASS(attempt_state, draft, shared, withdrawn)

using attempt_text = optional_prose<limits::attempt_chars_max>;

struct feedback;

struct attempt {
  static constexpr std::string_view wire_name = "attempt";
  reprise::id<attempt> id;
  reprise::id<member> author;
  reprise::id<reprise::room> room;  // where it was made
  reprise::id<attempt> answers;     // attempt B names its attempt A
  whole<0, 1'000> slot = 0;
  attempt_kind kind = attempt_kind::text;
  attempt_state state = attempt_state::draft;
  attempt_text text;                 // as shared
  attempt_text draft;                // as typed so far; the author's eyes only
  whole<0, 1'000'000> revision = 0;  // 1 when first shared
  reprise::id<criterion> watch_for;  // what its performer asked the others to watch
  reprise::id<feedback> chosen;      // whose action step the performer works on
  sentence_text fix;                 // ... and what they will do differently, in their own words
  bool feedback_open = false;        // the room has opened its feedback together
  bool hidden = false;               // by a facilitator
  optional_reason hidden_reason;
  instant shared_at = 0;
};
BOOST_DESCRIBE_STRUCT(attempt, (),
                      (id, author, room, answers, slot, kind, state, text, draft, revision, watch_for, chosen, fix,
                       feedback_open, hidden, hidden_reason, shared_at))

// score: 1 not yet, 2 beginning, 3 secure, 4 strong; 0 while undecided.
struct rating {
  static constexpr std::string_view wire_name = "rating";
  reprise::id<reprise::criterion> criterion;
  whole<0, 4> score = 0;
  optional_prose<limits::evidence_chars_max> evidence;
};
BOOST_DESCRIBE_STRUCT(rating, (), (criterion, score, evidence))

using ratings_list = list<rating, limits::criteria_max>;

// asked: this reviewer is expected to write. draft: has begun. sealed: given, waiting for the room to open it.
// delivered: readable by its receiver. released: no longer expected (the reviewer left before writing).
// The performer fills the same form: their own feedback has reviewer and receiver alike, and never counts as a review.
BOOST_DEFINE_ENUM_CLASS(feedback_state, asked, draft, sealed, delivered, released)

struct feedback {
  static constexpr std::string_view wire_name = "feedback";
  reprise::id<feedback> id;
  reprise::id<reprise::attempt> attempt;
  reprise::id<member> reviewer;
  reprise::id<member> receiver;  // the attempt's author
  feedback_state state = feedback_state::asked;
  ratings_list ratings;
  sentence_text strength;
  sentence_text action_step;
  bool hidden = false;
  optional_reason hidden_reason;
  instant asked_at = 0;
  instant given_at = 0;
};
BOOST_DESCRIBE_STRUCT(feedback, (),
                      (id, attempt, reviewer, receiver, state, ratings, strength, action_step, hidden, hidden_reason,
                       asked_at, given_at))

// Whether attempt B has closed the gap, as one person in the room judges it.
BOOST_DEFINE_ENUM_CLASS(gap_verdict, closed, partly, not_yet)

struct judgement {
  static constexpr std::string_view wire_name = "judgement";
  reprise::id<judgement> id;
  reprise::id<reprise::attempt> attempt;  // attempt A, whose gap it is
  reprise::id<member> judge;
  reprise::id<member> performer;
  gap_verdict verdict = gap_verdict::partly;
  sentence_text why;
  instant at = 0;
};
BOOST_DESCRIBE_STRUCT(judgement, (), (id, attempt, judge, performer, verdict, why, at))

// What a piece of feedback was worth to its receiver, told to its giver and to nobody else.
BOOST_DEFINE_ENUM_CLASS(worth, not_useful, useful, very_useful)

struct usefulness {
  static constexpr std::string_view wire_name = "usefulness";
  reprise::id<usefulness> id;
  reprise::id<reprise::feedback> feedback;
  reprise::id<member> receiver;  // of the feedback: whose opinion this is
  reprise::id<member> giver;
  reprise::worth worth = worth::useful;
};
BOOST_DESCRIBE_STRUCT(usefulness, (), (id, feedback, receiver, giver, worth))

// --- see it, name it, plan it ------------------------------------------------------------------------------------

// What somebody noticed in the exemplar. Only they and the facilitators know of it until the wall is shown or it stands
// behind a criterion.
struct feature {
  static constexpr std::string_view wire_name = "feature";
  reprise::id<feature> id;
  reprise::id<member> author;                  // 0 for everybody else where the wall is anonymous
  whole<0, limits::passages_max> passage = 0;  // of the exemplar; 0: the whole of it
  message_text text;
  reprise::id<reprise::criterion> criterion;  // that it went into; 0: none yet
  bool anonymous = false;
  bool shown = false;
  instant at = 0;
  media_moment moment_ms = 0;  // of the exemplar's clip; 0: none in particular
};
BOOST_DESCRIBE_STRUCT(feature, (), (id, author, passage, text, criterion, anonymous, shown, at, moment_ms))

// score: as in a rating; 0 while undecided.
struct score {
  static constexpr std::string_view wire_name = "score";
  reprise::id<reprise::criterion> criterion;
  whole<0, 4> score = 0;
};
BOOST_DESCRIBE_STRUCT(score, (), (criterion, score))

using scores_list = list<score, limits::criteria_max>;

// How somebody rated the exemplar on the form. The facilitator's is the reference, shown when they say so.
struct calibration {
  static constexpr std::string_view wire_name = "calibration";
  reprise::id<calibration> id;
  reprise::id<member> rater;
  bool reference = false;
  bool shown = false;
  scores_list scores;
};
BOOST_DESCRIBE_STRUCT(calibration, (), (id, rater, reference, shown, scores))

// What one person prepares for themself: where they stand, their gap, the words and moves they plan.
struct preparation {
  static constexpr std::string_view wire_name = "preparation";
  reprise::id<preparation> id;
  reprise::id<reprise::member> member;
  scores_list scores;
  reprise::id<criterion> gap;
  attempt_text words;
  attempt_text moves;
};
BOOST_DESCRIBE_STRUCT(preparation, (), (id, member, scores, gap, words, moves))

// --- debrief and commit ------------------------------------------------------------------------------------------

// Words of one person that a facilitator would like everybody to see. Nobody does before their owner has said yes.
BOOST_DEFINE_ENUM_CLASS(spotlight_state, asked, shown, declined, over)

struct spotlight {
  static constexpr std::string_view wire_name = "spotlight";
  reprise::id<spotlight> id;
  reprise::id<member> owner;
  reprise::id<reprise::attempt> attempt;    // one of these two; the other is 0
  reprise::id<reprise::feedback> feedback;  // its action step
  spotlight_state state = spotlight_state::asked;
  name_text name;     // of the owner
  attempt_text text;  // as it was when it was asked for
  whole<0, limits::members_max> votes = 0;
  instant at = 0;
};
BOOST_DESCRIBE_STRUCT(spotlight, (), (id, owner, attempt, feedback, state, name, text, votes, at))

// Who has voted for what is theirs to know; the spotlight has the count.
struct vote {
  static constexpr std::string_view wire_name = "vote";
  reprise::id<vote> id;
  reprise::id<reprise::spotlight> spotlight;
  reprise::id<reprise::member> member;
};
BOOST_DESCRIBE_STRUCT(vote, (), (id, spotlight, member))

// What somebody will do in school. The next session opens with it.
struct gap_task {
  static constexpr std::string_view wire_name = "gap_task";
  reprise::id<gap_task> id;
  reprise::id<reprise::member> member;
  sentence_text what;
  optional_title with_whom;
  optional_title by_when;
  sentence_text evidence;
  instant at = 0;
};
BOOST_DESCRIBE_STRUCT(gap_task, (), (id, member, what, with_whom, by_when, evidence, at))

// How it went, as its owner tells it; none: they have not said.
BOOST_DEFINE_ENUM_CLASS(task_outcome, none, done, partly, not_yet)

// The gap task that somebody brought from the session before this one, as they had written it there.
struct earlier_task {
  static constexpr std::string_view wire_name = "earlier_task";
  reprise::id<earlier_task> id;
  reprise::id<reprise::member> member;
  sentence_text what;
  optional_title with_whom;
  optional_title by_when;
  sentence_text evidence;
  instant promised_at = 0;
  task_outcome outcome = task_outcome::none;
  sentence_text words;  // what there is to show or to tell
  instant at = 0;       // of the outcome
};
BOOST_DESCRIBE_STRUCT(earlier_task, (),
                      (id, member, what, with_whom, by_when, evidence, promised_at, outcome, words, at))

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

// --- all of them -------------------------------------------------------------------------------------------------

// The order is the order of the tables in a snapshot.
using entity = std::variant<session, playbook, criterion, placement, member, room, agreement, timer, attempt, feedback,
                            judgement, usefulness, feature, calibration, preparation, spotlight, vote, gap_task,
                            earlier_task, help_request, visit, announcement, audit_entry>;

}  // namespace reprise
