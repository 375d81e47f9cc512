// Debrief and commit: words that everybody is shown, and what people will do in school.
#pragma once

#include <boost/describe.hpp>
#include <string_view>

#include "protocol/entities/attempts.hpp"

namespace reprise {

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

}  // namespace reprise
