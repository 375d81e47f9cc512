// See it, name it, plan it: features of the exemplar, the criteria that they become, and what each prepares for themself.
#include <algorithm>

#include "server/session/decisions.hpp"
#include "server/session/playback.hpp"

namespace reprise {
namespace {

refusal no_criterion(const char* field) {
  return refuse(refusal_code::not_found, "There is no such criterion.", field);
}

std::optional<refusal> no_passage(const asking& by, std::int64_t wanted) {
  if (wanted <= static_cast<std::int64_t>(by.now.the_playbook().exemplar.passages.size())) return std::nullopt;
  return refuse(refusal_code::not_found, "The exemplar has no such passage.", "args.passage");
}

// Once somebody has rated against the criteria, the form may be reworded and added to, but nothing is taken from it:
// what was written would lose its place.
bool is_rated(const state& now, id<criterion> of) {
  const auto names_it = [&](const auto& each) { return each.criterion == of; };
  return std::any_of(now.all<feedback>().begin(), now.all<feedback>().end(), [&](const feedback& each) {
    return std::any_of(each.ratings.begin(), each.ratings.end(), names_it);
  });
}

std::optional<refusal> bad_scores(const state& now, const scores_list& scores) {
  for (std::size_t at = 0; at < scores.size(); ++at) {
    const auto field = "args.scores[" + std::to_string(at) + "].criterion";
    if (!now.find(scores[at].criterion))
      return refuse(refusal_code::not_found, "The form has no such criterion.", field);
    for (std::size_t before = 0; before < at; ++before) {
      if (scores[before].criterion == scores[at].criterion)
        return refuse(refusal_code::already_done, "Each criterion is rated once.", field);
    }
  }
  return std::nullopt;
}

std::optional<refusal> over(const asking& by) {
  if (by.now.the_session().now < stage::rehearse) return std::nullopt;
  return refuse(refusal_code::wrong_stage, "The exemplar has been named; now it is rehearsed.");
}

// Numbers follow the order of ids, without gaps; what others had noted about the criterion that is gone goes with it.
void drop_criterion(outcome& out, id<criterion> gone) {
  std::int64_t number = 0;
  for (auto each : out.before().all<criterion>()) {
    if (each.id == gone) continue;
    each.number = ++number;
    out.put(std::move(each));
  }
  out.remove(gone);
  const auto without = [&](scores_list& scores) {
    return std::erase_if(scores, [&](const score& each) { return each.criterion == gone; }) > 0;
  };
  for (auto each : out.before().all<calibration>()) {
    if (without(each.scores)) out.put(std::move(each));
  }
  for (auto each : out.before().all<preparation>()) {
    const bool chosen = each.gap == gone;
    if (chosen) each.gap = {};
    if (without(each.scores) || chosen) out.put(std::move(each));
  }
  for (auto each : out.before().all<room>()) {
    if (each.watch_for != gone) continue;
    each.watch_for = {};
    out.put(std::move(each));
  }
  for (auto each : out.before().all<attempt>()) {
    if (each.watch_for != gone) continue;
    each.watch_for = {};
    out.put(std::move(each));
  }
}

void regroup(outcome& out, id<criterion> from, id<criterion> to) {
  for (auto each : out.before().all<feature>()) {
    if (each.criterion != from) continue;
    each.criterion = to;
    out.put(std::move(each));
  }
}

result<feature> own_feature(const asking& by, id<feature> wanted) {
  const auto* found = by.now.find(wanted);
  if (found && found->author == by.actor->id) return *found;
  return refuse(refusal_code::not_found, "You have named no such feature.", "args.feature");
}

// What somebody keeps one row of.
template <class Entity, class Owner>
Entity own_row(const asking& by, outcome& out, Owner owner) {
  for (const auto& each : by.now.all<Entity>()) {
    if (each.*owner == by.actor->id) return each;
  }
  Entity fresh;
  fresh.id = out.fresh<Entity>();
  fresh.*owner = by.actor->id;
  return fresh;
}

}  // namespace

decision decide_one(const asking& by, const command::show_passage& asked) {
  if (auto why = no_passage(by, asked.passage)) return *why;
  outcome out{by.now, by.at};
  auto session = out.session();
  session.passage = asked.passage;
  out.put(std::move(session));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::add_feature& asked) {
  if (auto why = over(by)) return *why;
  if (auto why = no_passage(by, asked.passage)) return *why;
  if (auto why = no_moment(by.now.the_playbook(), asked.moment_ms, "args.moment_ms")) return *why;
  const auto& all = by.now.all<feature>();
  const auto mine =
      std::count_if(all.begin(), all.end(), [&](const feature& each) { return each.author == by.actor->id; });
  if (mine >= static_cast<std::ptrdiff_t>(limits::features_per_member_max)) {
    return refuse(refusal_code::limit_reached, "You have named as many features as one person can.");
  }
  outcome out{by.now, by.at};
  feature fresh;
  fresh.id = out.fresh<feature>();
  fresh.author = by.actor->id;
  fresh.passage = asked.passage;
  fresh.moment_ms = asked.moment_ms;
  fresh.text = asked.text;
  fresh.anonymous = by.now.the_playbook().anonymous_wall;
  fresh.shown = by.now.the_session().wall_shown;
  fresh.at = by.at.now;
  out.put(std::move(fresh));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::revise_feature& asked) {
  if (auto why = over(by)) return *why;
  if (auto why = no_passage(by, asked.passage)) return *why;
  if (auto why = no_moment(by.now.the_playbook(), asked.moment_ms, "args.moment_ms")) return *why;
  auto found = own_feature(by, asked.feature);
  if (!found) return found.error();
  found->passage = asked.passage;
  found->moment_ms = asked.moment_ms;
  found->text = asked.text;
  outcome out{by.now, by.at};
  out.put(*std::move(found));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::remove_feature& asked) {
  const auto* found = by.now.find(asked.feature);
  if (!found) return changes{};
  if (!by.by_facilitator()) {
    const auto mine = own_feature(by, asked.feature);
    if (!mine) return mine.error();
  }
  outcome out{by.now, by.at};
  out.remove(found->id);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::group_feature& asked) {
  const auto* found = by.now.find(asked.feature);
  if (!found) return refuse(refusal_code::not_found, "There is no such feature any more.", "args.feature");
  if (asked.criterion && !by.now.find(asked.criterion)) return no_criterion("args.criterion");
  outcome out{by.now, by.at};
  auto row = *found;
  row.criterion = asked.criterion;
  out.put(std::move(row));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::show_wall& asked) {
  outcome out{by.now, by.at};
  auto session = out.session();
  session.wall_shown = asked.shown;
  out.put(std::move(session));
  for (auto each : by.now.all<feature>()) {
    each.shown = asked.shown;
    out.put(std::move(each));
  }
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::word_criterion& asked) {
  const auto& all = by.now.all<criterion>();
  const bool twice = std::any_of(all.begin(), all.end(), [&](const criterion& each) {
    return each.id != asked.criterion && each.title == asked.title;
  });
  if (twice) {
    return refuse(refusal_code::already_done, "Another criterion has this title; people could not tell them apart.",
                  "args.title");
  }
  outcome out{by.now, by.at};
  criterion row;
  if (asked.criterion) {
    const auto* found = by.now.find(asked.criterion);
    if (!found) return no_criterion("args.criterion");
    row = *found;
  } else {
    if (all.size() >= limits::criteria_max) {
      return refuse(refusal_code::limit_reached, "A form has at most eight criteria; three to five are better.");
    }
    row.id = out.fresh<criterion>();
    row.number = static_cast<std::int64_t>(all.size()) + 1;
  }
  row.title = asked.title;
  row.looks_like = asked.looks_like;
  out.put(std::move(row));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::merge_criteria& asked) {
  if (!by.now.find(asked.criterion)) return no_criterion("args.criterion");
  if (!by.now.find(asked.into)) return no_criterion("args.into");
  if (asked.criterion == asked.into) {
    return refuse(refusal_code::incomplete, "A criterion cannot be merged with itself.", "args.into");
  }
  if (is_rated(by.now, asked.criterion)) {
    return refuse(refusal_code::already_done, "Feedback has been given on this criterion; it has to stay.",
                  "args.criterion");
  }
  outcome out{by.now, by.at};
  regroup(out, asked.criterion, asked.into);
  drop_criterion(out, asked.criterion);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::remove_criterion& asked) {
  if (!by.now.find(asked.criterion)) return changes{};
  if (by.now.all<criterion>().size() == 1) {
    return refuse(refusal_code::incomplete, "A form needs at least one criterion.", "args.criterion");
  }
  if (is_rated(by.now, asked.criterion)) {
    return refuse(refusal_code::already_done, "Feedback has been given on this criterion; it has to stay.",
                  "args.criterion");
  }
  outcome out{by.now, by.at};
  regroup(out, asked.criterion, {});
  drop_criterion(out, asked.criterion);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::rate_exemplar& asked) {
  if (auto why = bad_scores(by.now, asked.scores)) return *why;
  outcome out{by.now, by.at};
  auto row = own_row<calibration>(by, out, &calibration::rater);
  if (by.by_facilitator()) {
    // One reference: whoever leads and rates last.
    for (const auto& each : by.now.all<calibration>()) {
      if (!each.reference || each.id == row.id) continue;
      auto former = each;
      former.reference = false;
      former.shown = false;
      out.put(std::move(former));
    }
    row.reference = true;
    row.shown = by.now.the_session().calibration_shown;
  }
  row.scores = asked.scores;
  out.put(std::move(row));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::show_calibration& asked) {
  const auto& all = by.now.all<calibration>();
  const bool rated = std::any_of(all.begin(), all.end(), [](const calibration& each) { return each.reference; });
  if (asked.shown && !rated) {
    return refuse(refusal_code::not_yet, "Rate the exemplar yourself first; that is what the others compare with.");
  }
  outcome out{by.now, by.at};
  auto session = out.session();
  session.calibration_shown = asked.shown;
  out.put(std::move(session));
  for (auto each : all) {
    if (!each.reference) continue;
    each.shown = asked.shown;
    out.put(std::move(each));
  }
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::save_preparation& asked) {
  if (auto why = bad_scores(by.now, asked.scores)) return *why;
  if (asked.gap && !by.now.find(asked.gap)) return no_criterion("args.gap");
  outcome out{by.now, by.at};
  auto row = own_row<preparation>(by, out, &preparation::member);
  row.scores = asked.scores;
  row.gap = asked.gap;
  row.words = asked.words;
  row.moves = asked.moves;
  out.put(std::move(row));
  return std::move(out).done();
}

}  // namespace reprise
