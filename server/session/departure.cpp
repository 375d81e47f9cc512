#include "server/session/departure.hpp"

#include "server/session/fishbowl.hpp"
#include "server/session/placing.hpp"
#include "server/session/reviewers.hpp"

namespace reprise {

void close_questions(outcome& out, id<member> of) {
  for (auto& each : out.all<help_request>()) {
    if (each.asker != of || each.state != help_state::waiting) continue;
    each.state = help_state::closed;
    each.closed_at = out.now();
    out.put(std::move(each));
  }
}

void depart(outcome& out, member person, attendance how) {
  const auto who = person.id;
  const auto place = person.room;
  person.attendance = how;
  person.since = out.now();
  if (how == attendance::removed) {
    person.room = {};
    person.seat = 0;
  }
  out.put(std::move(person));
  close_questions(out, who);
  forget_agreement(out, who);
  for (const auto& each : out.all<visit>()) {
    if (each.visitor == who) out.remove(each.id);
  }
  release_reviews(out, who);
  if (place) settle(out, place);
}

}  // namespace reprise
