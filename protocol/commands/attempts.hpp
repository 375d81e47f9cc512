// Attempts, and what those in the room write about them.
#pragma once

#include <boost/describe.hpp>
#include <string_view>

#include "protocol/entities.hpp"

namespace reprise::command {

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

}  // namespace reprise::command
