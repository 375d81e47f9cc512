// See it, name it, plan it.
#pragma once

#include <boost/describe.hpp>
#include <string_view>

#include "protocol/entities.hpp"

namespace reprise::command {

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

}  // namespace reprise::command
