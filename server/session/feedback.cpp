// Feedback: typed, sealed, opened together, delivered.
#include <algorithm>

#include "server/session/decisions.hpp"
#include "server/session/reviewers.hpp"
#include "server/session/rounds.hpp"

namespace reprise {
namespace {

// Each criterion at most once, and only those on the form.
std::optional<refusal> bad_ratings(const state& now, const ratings_list& ratings) {
  for (std::size_t at = 0; at < ratings.size(); ++at) {
    const auto field = "args.ratings[" + std::to_string(at) + "].criterion";
    const auto wanted = ratings[at].criterion;
    if (!now.find(wanted)) return refuse(refusal_code::not_found, "The form has no such criterion.", field);
    for (std::size_t before = 0; before < at; ++before) {
      if (ratings[before].criterion == wanted) {
        return refuse(refusal_code::already_done, "Each criterion is rated once.", field);
      }
    }
  }
  return std::nullopt;
}

// The actor's feedback on the attempt, begun if need be; or why they may not write any.
result<feedback> writable(const asking& by, outcome& out, id<attempt> wanted) {
  const auto* about = by.now.find(wanted);
  const bool in_room = about && about->room && about->room == by.actor->room;
  const auto* mine = about ? by.now.feedback_by(about->id, by.actor->id) : nullptr;
  const bool may_see = about && about->state != attempt_state::draft && (in_room || mine || by.by_facilitator());
  if (!may_see) return refuse(refusal_code::not_found, "There is no such attempt in your room.", "args.attempt");
  // The performer fills the same form on attempt A; whether attempt B has closed the gap is judged in one word.
  if (about->author == by.actor->id && about->answers) {
    return refuse(refusal_code::own_attempt, "Feedback on your own attempt B comes from the others.", "args.attempt");
  }
  if (about->state == attempt_state::withdrawn) {
    return refuse(refusal_code::already_done, "Its author has withdrawn this attempt.", "args.attempt");
  }
  if (mine && mine->state == feedback_state::delivered) {
    return refuse(refusal_code::feedback_open, "Your feedback has been delivered and can no longer be changed.",
                  "args.attempt");
  }
  if (mine) return *mine;
  feedback fresh;
  fresh.id = out.fresh<feedback>();
  fresh.attempt = about->id;
  fresh.reviewer = by.actor->id;
  fresh.receiver = about->author;
  fresh.asked_at = by.at.now;
  return fresh;
}

}  // namespace

decision decide_one(const asking& by, const command::save_feedback_draft& asked) {
  if (auto why = bad_ratings(by.now, asked.ratings)) return *why;
  outcome out{by.now, by.at};
  auto mine = writable(by, out, asked.attempt);
  if (!mine) return mine.error();
  // A draft that comes after the sealed feedback is an echo of typing that was already given.
  if (mine->state == feedback_state::sealed) return changes{};
  mine->state = feedback_state::draft;
  mine->ratings = asked.ratings;
  mine->strength = asked.strength;
  mine->action_step = asked.action_step;
  out.put(*std::move(mine));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::give_feedback& asked) {
  if (auto why = bad_ratings(by.now, asked.ratings)) return *why;
  outcome out{by.now, by.at};
  auto mine = writable(by, out, asked.attempt);
  if (!mine) return mine.error();
  const bool open = by.now.find(asked.attempt)->feedback_open;
  mine->state = open ? feedback_state::delivered : feedback_state::sealed;
  mine->ratings = asked.ratings;
  mine->strength = asked.strength.str();
  mine->action_step = asked.action_step.str();
  mine->given_at = by.at.now;
  out.put(*std::move(mine));
  const auto* place = out.find(by.actor->room);
  const bool of_this_step = place && place->step == step::write && place->attempt_a == asked.attempt;
  if (of_this_step && by.now.the_playbook().pace == pace::lockstep) note_ready(out, by.actor->id);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::open_feedback& asked) {
  const auto* about = by.now.find(asked.attempt);
  const bool in_room = about && about->room && about->room == by.actor->room;
  const bool is_author = about && about->author == by.actor->id;
  if (!about || !(in_room || is_author || by.by_facilitator()) || about->state == attempt_state::draft) {
    return refuse(refusal_code::not_found, "There is no such attempt in your room.", "args.attempt");
  }
  if (about->state == attempt_state::withdrawn) {
    return refuse(refusal_code::already_done, "Its author has withdrawn this attempt.", "args.attempt");
  }
  if (about->feedback_open) return changes{};  // two people pressed at once
  outcome out{by.now, by.at};
  if (auto why = cannot_open(out, *about, is_author || by.by_facilitator())) return *why;
  const auto* place = out.find(about->room);
  const bool in_step = place && place->step == step::write && place->attempt_a == about->id;
  if (in_step && by.now.the_playbook().pace == pace::lockstep && !by.by_facilitator()) {
    return refuse(refusal_code::not_yet, "All rooms open their feedback together, when the time is up.");
  }
  open_all(out, *about, typed::waits);
  if (in_step) advance(out, about->room);
  return std::move(out).done();
}

}  // namespace reprise
