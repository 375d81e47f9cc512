// Debrief and commit.
#pragma once

#include <boost/describe.hpp>
#include <string_view>

#include "protocol/entities.hpp"

namespace reprise::command {

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

}  // namespace reprise::command
