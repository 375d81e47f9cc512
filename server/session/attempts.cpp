// Attempts: typed, shared with the room, revised, answered with attempt B, withdrawn.
#include <algorithm>

#include "server/session/decisions.hpp"
#include "server/session/fishbowl.hpp"
#include "server/session/reviewers.hpp"
#include "server/session/rounds.hpp"

namespace reprise {
namespace {

const char* const not_yours = "This attempt is not yours; only its author can change it.";

// The actor's own attempt, or why not.
result<attempt> own_attempt(const asking& by, id<attempt> wanted) {
  const auto* found = by.now.find(wanted);
  if (!found) return refuse(refusal_code::not_found, "There is no such attempt.", "args.attempt");
  if (found->author != by.actor->id) return refuse(refusal_code::not_allowed, not_yours, "args.attempt");
  return *found;
}

// Attempt A must be one's own, with its feedback open: the second attempt fixes what the feedback named.
std::optional<refusal> cannot_answer(const asking& by, id<attempt> first) {
  if (!first) return std::nullopt;
  const auto* found = by.now.find(first);
  if (!found) return refuse(refusal_code::not_found, "There is no such attempt to answer.", "args.answers");
  if (found->author != by.actor->id) return refuse(refusal_code::not_allowed, not_yours, "args.answers");
  if (found->state != attempt_state::shared || !found->feedback_open) {
    return refuse(refusal_code::not_yet, "Open the feedback on your first attempt before you do it again.",
                  "args.answers");
  }
  for (const auto each : by.now.attempts_by(by.actor->id)) {
    const auto* other = by.now.find(each);
    if (other->answers == first && other->state == attempt_state::shared) {
      return refuse(refusal_code::already_done, "You have done this one again already.", "args.answers");
    }
  }
  return std::nullopt;
}

// The author's draft of the same thing, if one exists: two saves that cross on the way make one draft.
const attempt* draft_of(const asking& by, id<attempt> answers) {
  for (const auto each : by.now.attempts_by(by.actor->id)) {
    const auto* row = by.now.find(each);
    if (row->state == attempt_state::draft && row->answers == answers) return row;
  }
  return nullptr;
}

result<attempt> begun(const asking& by, outcome& out, id<attempt> wanted, id<attempt> answers) {
  if (wanted) return own_attempt(by, wanted);
  if (auto why = cannot_answer(by, answers)) return *why;
  if (const auto* known = draft_of(by, answers)) return *known;
  if (by.now.attempts_by(by.actor->id).size() >= limits::attempts_per_member_max) {
    return refuse(refusal_code::limit_reached, "You have made as many attempts as one person can in a session.");
  }
  attempt fresh;
  fresh.id = out.fresh<attempt>();
  fresh.author = by.actor->id;
  fresh.answers = answers;
  fresh.room = by.actor->room;
  if (const auto* place = by.now.find(by.actor->room)) fresh.slot = place->slot;
  return fresh;
}

}  // namespace

decision decide_one(const asking& by, const command::save_attempt_draft& asked) {
  outcome out{by.now, by.at};
  auto found = begun(by, out, asked.attempt, asked.answers);
  if (!found) return found.error();
  if (found->state == attempt_state::withdrawn) {
    return refuse(refusal_code::already_done, "This attempt was withdrawn; begin a new one.", "args.attempt");
  }
  found->draft = asked.text;
  out.put(*std::move(found));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::share_attempt& asked) {
  const auto& session = by.now.the_session();
  const bool watched = session.fishbowl && session.fishbowl == by.actor->room;
  if (session.now != stage::rehearse && !watched) {
    return refuse(refusal_code::wrong_stage, "Attempts are shared while everybody rehearses. Your draft is kept.");
  }
  if (!by.actor->room || !rehearses(session, by.actor->room)) {
    return refuse(refusal_code::rooms_closed, "The rooms are closed just now. Your draft is kept until they open.");
  }
  if (asked.text.empty() && asked.kind == attempt_kind::text) {
    return refuse(refusal_code::too_short, "Write what you say and do, or share it as performed live.", "args.text");
  }
  outcome out{by.now, by.at};
  auto found = begun(by, out, asked.attempt, asked.answers);
  if (!found) return found.error();
  if (found->state != attempt_state::draft) {
    return refuse(refusal_code::already_done, "This attempt has been shared; revise it instead.", "args.attempt");
  }
  if (auto why = cannot_answer(by, found->answers)) return *why;
  const auto& place = *by.now.find(by.actor->room);
  found->room = place.id;
  found->slot = place.slot;
  found->kind = asked.kind;
  found->state = attempt_state::shared;
  found->text = asked.text;
  found->draft = {};
  found->revision = 1;
  found->shared_at = by.at.now;
  if (place.performer == by.actor->id) found->watch_for = place.watch_for;
  // Feedback on attempt A waits until the room opens it. On attempt B there is nothing to wait for: the room says
  // whether the gap is closed, and whoever writes more is read at once.
  found->feedback_open = static_cast<bool>(found->answers);
  out.put(*found);
  if (!found->answers) ask_the_room(out, *found);
  note_attempt(out, *found);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::revise_attempt& asked) {
  auto found = own_attempt(by, asked.attempt);
  if (!found) return found.error();
  if (found->state != attempt_state::shared) {
    return refuse(refusal_code::not_yet, "Only an attempt that is shared can be revised.", "args.attempt");
  }
  if (found->feedback_open) {
    return refuse(refusal_code::feedback_open, "The feedback on this attempt is open. Do it again as attempt B.",
                  "args.attempt");
  }
  const bool as_before = found->text.str() == asked.text.str();
  found->text = asked.text.str();
  found->draft = {};
  if (!as_before) found->revision = found->revision + 1;
  outcome out{by.now, by.at};
  out.put(*std::move(found));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::withdraw_attempt& asked) {
  auto found = own_attempt(by, asked.attempt);
  if (!found) return found.error();
  outcome out{by.now, by.at};
  // Nobody has seen a draft, and nobody is told that there was one.
  if (found->state == attempt_state::draft) {
    out.remove(found->id);
    return std::move(out).done();
  }
  found->state = attempt_state::withdrawn;
  const auto about = found->id;
  out.put(*std::move(found));
  for (auto each : out.feedback_on(about)) {
    if (each.state != feedback_state::asked && each.state != feedback_state::draft) continue;
    each.state = feedback_state::released;
    out.put(std::move(each));
  }
  note_withdrawn(out, about);
  return std::move(out).done();
}

}  // namespace reprise
