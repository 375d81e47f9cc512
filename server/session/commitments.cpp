// Debrief and commit: words that their owner lets everybody see, votes for action steps, gap tasks and what became of them.
#include <algorithm>

#include "server/session/decisions.hpp"

namespace reprise {
namespace {

// Whose words they are, what they say; or why they cannot be shown.
result<spotlight> words_of(const asking& by, const command::propose_spotlight& asked) {
  spotlight row;
  row.attempt = asked.attempt;
  row.feedback = asked.feedback;
  if (bool(asked.attempt) == bool(asked.feedback)) {
    return refuse(refusal_code::incomplete, "Name either an attempt or a feedback, and 0 for the other.", "args");
  }
  if (asked.attempt) {
    const auto* found = by.now.find(asked.attempt);
    if (!found || found->state != attempt_state::shared || found->hidden || found->text.empty()) {
      return refuse(refusal_code::not_found, "There is no such attempt that could be shown.", "args.attempt");
    }
    row.owner = found->author;
    row.text = found->text;
    return row;
  }
  const auto* found = by.now.find(asked.feedback);
  const bool readable = found && found->state == feedback_state::delivered && !found->hidden;
  if (!readable || found->action_step.empty()) {
    return refuse(refusal_code::not_found, "There is no such action step that could be shown.", "args.feedback");
  }
  row.owner = found->reviewer;
  row.text = found->action_step.str();
  return row;
}

void take_votes_away(outcome& out, id<spotlight> from) {
  for (const auto& each : out.before().all<vote>()) {
    if (each.spotlight == from) out.remove(each.id);
  }
}

}  // namespace

decision decide_one(const asking& by, const command::propose_spotlight& asked) {
  auto row = words_of(by, asked);
  if (!row) return row.error();
  const auto& all = by.now.all<spotlight>();
  for (const auto& each : all) {
    const bool same = each.attempt == row->attempt && each.feedback == row->feedback;
    if (same && each.state == spotlight_state::declined) {
      return refuse(refusal_code::already_done, "Its owner would rather keep this in the room.");
    }
    if (same && each.state != spotlight_state::over) return changes{};
  }
  if (all.size() >= limits::spotlights_max) {
    return refuse(refusal_code::limit_reached, "Enough has been asked for in this session.");
  }
  outcome out{by.now, by.at};
  row->id = out.fresh<spotlight>();
  row->name = by.now.find(row->owner)->name;
  row->at = by.at.now;
  // Somebody's own words need nobody else's consent.
  if (row->owner == by.actor->id) row->state = spotlight_state::shown;
  out.put(*std::move(row));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::answer_spotlight& asked) {
  const auto* found = by.now.find(asked.spotlight);
  if (!found || found->owner != by.actor->id || found->state == spotlight_state::over) {
    return refuse(refusal_code::not_found, "Nobody asks you about this any more.", "args.spotlight");
  }
  outcome out{by.now, by.at};
  auto row = *found;
  row.state = asked.yes ? spotlight_state::shown : spotlight_state::declined;
  if (!asked.yes) {
    row.votes = 0;
    take_votes_away(out, row.id);
  }
  out.put(std::move(row));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::end_spotlight& asked) {
  const auto* found = by.now.find(asked.spotlight);
  if (!found || found->state == spotlight_state::over || found->state == spotlight_state::declined) return changes{};
  outcome out{by.now, by.at};
  auto row = *found;
  row.state = spotlight_state::over;
  out.put(std::move(row));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::vote_for& asked) {
  const auto* found = by.now.find(asked.spotlight);
  if (!found || found->state != spotlight_state::shown || !found->feedback) {
    return refuse(refusal_code::not_found, "There is no such action step to vote for.", "args.spotlight");
  }
  const auto& all = by.now.all<vote>();
  const auto mine = std::find_if(all.begin(), all.end(), [&](const vote& each) {
    return each.spotlight == found->id && each.member == by.actor->id;
  });
  if ((mine != all.end()) == asked.yes) return changes{};
  outcome out{by.now, by.at};
  auto row = *found;
  if (asked.yes) {
    vote fresh;
    fresh.id = out.fresh<vote>();
    fresh.spotlight = row.id;
    fresh.member = by.actor->id;
    out.put(std::move(fresh));
    row.votes = std::min<std::int64_t>(row.votes + 1, row.votes.max);
  } else {
    out.remove(mine->id);
    row.votes = std::max<std::int64_t>(row.votes - 1, 0);
  }
  out.put(std::move(row));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::save_gap_task& asked) {
  outcome out{by.now, by.at};
  gap_task row;
  for (const auto& each : by.now.all<gap_task>()) {
    if (each.member == by.actor->id) row = each;
  }
  if (!row.id) row.id = out.fresh<gap_task>();
  const bool as_before = row.at && row.what == asked.what && row.with_whom == asked.with_whom &&
                         row.by_when == asked.by_when && row.evidence == asked.evidence;
  row.member = by.actor->id;
  row.what = asked.what;
  row.with_whom = asked.with_whom;
  row.by_when = asked.by_when;
  row.evidence = asked.evidence;
  if (!as_before) row.at = by.at.now;
  out.put(std::move(row));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::report_on_task& asked) {
  const auto& all = by.now.all<earlier_task>();
  const auto mine =
      std::find_if(all.begin(), all.end(), [&](const earlier_task& each) { return each.member == by.actor->id; });
  if (mine == all.end()) {
    return refuse(refusal_code::not_found, "You have brought no task from the session before.");
  }
  if (mine->outcome == asked.outcome && mine->words == asked.words) return changes{};
  outcome out{by.now, by.at};
  auto row = *mine;
  row.outcome = asked.outcome;
  row.words = asked.words;
  row.at = by.at.now;
  out.put(std::move(row));
  return std::move(out).done();
}

}  // namespace reprise
