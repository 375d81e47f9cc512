// What comes of a turn: attempts, and what those in the room wrote about them.
#pragma once

#include <boost/describe.hpp>
#include <string_view>

#include "protocol/entities/rooms.hpp"

namespace reprise {

BOOST_DEFINE_ENUM_CLASS(attempt_kind, text, live, audio, video)
BOOST_DEFINE_ENUM_CLASS(attempt_state, draft, shared, withdrawn)

using attempt_text = optional_prose<limits::attempt_chars_max>;

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

}  // namespace reprise
