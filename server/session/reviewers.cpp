#include "server/session/reviewers.hpp"

#include <algorithm>

namespace reprise {
namespace {

bool waits(const attempt& of) { return of.state == attempt_state::shared && !of.feedback_open; }
bool owed(const feedback& of) { return of.state == feedback_state::asked || of.state == feedback_state::draft; }
bool given(const feedback& of) { return of.state == feedback_state::sealed || of.state == feedback_state::delivered; }

bool leads(const member& of) { return of.role == role::facilitator || of.role == role::co_facilitator; }

void ask(outcome& out, const attempt& about, id<member> reviewer) {
  for (auto known : out.feedback_on(about.id)) {
    if (known.reviewer != reviewer) continue;
    if (known.state != feedback_state::released) return;
    known.state = feedback_state::asked;
    out.put(std::move(known));
    return;
  }
  feedback asked;
  asked.id = out.fresh<feedback>();
  asked.attempt = about.id;
  asked.reviewer = reviewer;
  asked.receiver = about.author;
  asked.asked_at = out.now();
  out.put(std::move(asked));
}

// A participant who is here and writes, or somebody who has written.
bool is_served(const outcome& out, const attempt& about) {
  const auto all = out.feedback_on(about.id);
  return std::any_of(all.begin(), all.end(), [&](const feedback& each) {
    if (is_own(each)) return false;
    if (given(each)) return true;
    const auto* reviewer = out.find(each.reviewer);
    return owed(each) && reviewer->role == role::participant && reviewer->attendance == attendance::here;
  });
}

// The one who opened the session when they are here, else whoever leads and is here, else the former: it waits for
// them, and the console shows it.
id<member> last_resort(const outcome& out) {
  id<member> first;
  for (const auto& each : out.before().all<member>()) {
    const auto& person = out.get(each.id);
    if (!leads(person) || person.attendance == attendance::removed) continue;
    if (person.attendance == attendance::here) return person.id;
    if (!first) first = person.id;
  }
  return first;
}

// Somebody in the room writes after all: a facilitator who has not begun need not.
void dismiss_last_resort(outcome& out, const attempt& about) {
  for (auto each : out.feedback_on(about.id)) {
    if (each.state != feedback_state::asked || !leads(out.get(each.reviewer))) continue;
    each.state = feedback_state::released;
    out.put(std::move(each));
  }
}

bool has_words(const feedback& of) {
  return !of.strength.empty() || !of.action_step.empty() ||
         std::any_of(of.ratings.begin(), of.ratings.end(),
                     [](const rating& each) { return each.score > 0 || !each.evidence.empty(); });
}

}  // namespace

bool is_own(const feedback& of) { return of.reviewer == of.receiver; }

void ask_the_room(outcome& out, const attempt& about) {
  ask(out, about, about.author);
  for (const auto& person : out.living_in(about.room)) {
    if (person.id != about.author && person.attendance == attendance::here) ask(out, about, person.id);
  }
  ensure_reviewer(out, about.id);
}

void ensure_reviewer(outcome& out, id<attempt> of) {
  const auto about = out.get(of);
  if (!waits(about)) return;
  if (is_served(out, about)) return dismiss_last_resort(out, about);
  bool asked_somebody = false;
  for (const auto& person : out.living_in(about.room)) {
    if (person.id == about.author || person.attendance != attendance::here) continue;
    ask(out, about, person.id);
    asked_somebody = true;
  }
  if (asked_somebody) return dismiss_last_resort(out, about);
  const auto all = out.feedback_on(of);
  const bool led = std::any_of(all.begin(), all.end(),
                               [&](const feedback& each) { return owed(each) && leads(out.get(each.reviewer)); });
  if (led) return;
  if (const auto facilitator = last_resort(out)) ask(out, about, facilitator);
}

void ensure_reviewers_in(outcome& out, id<room> in) {
  for (const auto& each : out.attempts_of(in)) ensure_reviewer(out, each.id);
}

void release_reviews(outcome& out, id<member> gone) {
  for (auto each : out.feedback_from(gone)) {
    if (!owed(each)) continue;
    const auto about = each.attempt;
    each.state = feedback_state::released;
    out.put(std::move(each));
    ensure_reviewer(out, about);
  }
}

void take_up_reviews(outcome& out, id<member> back) {
  for (auto each : out.feedback_from(back)) {
    if (each.state != feedback_state::released || !waits(out.get(each.attempt))) continue;
    const bool begun = !each.ratings.empty() || !each.strength.empty() || !each.action_step.empty();
    each.state = begun ? feedback_state::draft : feedback_state::asked;
    out.put(std::move(each));
  }
}

std::optional<refusal> cannot_open(const outcome& out, const attempt& about, bool may_open_early) {
  const auto all = out.feedback_on(about.id);
  const auto sealed = std::count_if(all.begin(), all.end(), [](const feedback& each) {
    return each.state == feedback_state::sealed && !is_own(each);
  });
  if (sealed == 0) return refuse(refusal_code::not_yet, "Nobody has given feedback on this attempt yet.");
  const bool somebody_writes = std::any_of(all.begin(), all.end(), [&](const feedback& each) {
    const bool owes = each.state == feedback_state::asked || each.state == feedback_state::draft;
    return owes && !is_own(each) && out.get(each.reviewer).attendance == attendance::here;
  });
  if (!somebody_writes || may_open_early) return std::nullopt;
  return refuse(refusal_code::not_yet, "Somebody is still writing. The author or a facilitator can open it now.");
}

void open_all(outcome& out, attempt about, typed what_was_typed) {
  const bool counts = what_was_typed == typed::counts;
  for (auto each : out.feedback_on(about.id)) {
    const bool in_time = counts && each.state == feedback_state::draft && has_words(each);
    if (each.state != feedback_state::sealed && !in_time) continue;
    if (in_time) each.given_at = out.now();
    each.state = feedback_state::delivered;
    out.put(std::move(each));
  }
  about.feedback_open = true;
  out.put(std::move(about));
}

}  // namespace reprise
