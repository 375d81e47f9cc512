// See it, name it, plan it: what people noticed in the exemplar, how they rated it, and what they prepare.
#pragma once

#include <boost/describe.hpp>
#include <string_view>

#include "protocol/entities/attempts.hpp"

namespace reprise {

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

}  // namespace reprise
