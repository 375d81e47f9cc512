#include "tests/simulation/deadlines.hpp"

#include <algorithm>

namespace reprise::tests {
namespace {

// What this commit ends by being made: the timers that it finishes and the people it lets go, whatever it is called.
std::set<deadline> endings_in(const commit& what, const state& before) {
  std::set<deadline> all;
  for (const auto& each : what.changes) {
    const auto* made = std::get_if<put>(&each);
    if (!made) continue;
    if (const auto* row = std::get_if<timer>(&made->value); row && row->state == timer_state::finished) {
      const auto* was = before.find(row->id);
      all.insert({deadline::kind::timer, row->id.value, was ? was->ends_at : 0});
    }
    if (const auto* row = std::get_if<member>(&made->value); row && row->attendance == attendance::left) {
      const auto* was = before.find(row->id);
      const bool as_before = was && was->attendance == attendance::left && was->since == row->since;
      if (as_before) continue;  // a turn is given back to them, or they get another name
      all.insert({deadline::kind::absence, row->id.value, was ? was->since + left_after_ms : 0});
    }
  }
  return all;
}

}  // namespace

std::string deadline::in_words() const {
  std::string words = what == kind::timer ? "timer " : "the absence of ";
  words += std::to_string(whose);
  words += " (";
  words += std::to_string(when);
  words += ')';
  return words;
}

std::set<deadline> deadlines_of(const state& now) {
  std::set<deadline> all;
  for (const auto& each : now.all<timer>()) {
    if (each.state == timer_state::running) all.insert({deadline::kind::timer, each.id.value, each.ends_at});
  }
  for (const auto& each : now.all<member>()) {
    if (each.attendance == attendance::away)
      all.insert({deadline::kind::absence, each.id.value, each.since + left_after_ms});
  }
  return all;
}

std::set<deadline> due_at(const std::set<deadline>& all, instant now) {
  std::set<deadline> due;
  for (const auto& each : all) {
    if (each.when <= now) due.insert(each);
  }
  return due;
}

std::vector<std::string> deadline_watch::look_at(const commit& what, const state& now) {
  std::vector<std::string> wrong;
  const auto complain = [&](std::string words) {
    words += " in commit ";
    words += std::to_string(what.seq);
    words += ", ";
    words += what.command;
    words += ", at ";
    words += std::to_string(what.at);
    wrong.push_back("P5: " + std::move(words));
  };
  const auto endings = endings_in(what, now);
  if (what.command != "wake") {
    for (const auto& each : endings) {
      const bool by_somebody =
          each.what == deadline::kind::timer ? what.command == "cut_timer" : what.actor.value == each.whose;
      if (!by_somebody) complain(each.in_words() + " was ended by neither the clock nor somebody who may");
    }
    return wrong;
  }
  const auto due = due_at(deadlines_of(now), what.at);
  if (due.empty()) complain("the clock did something, and nothing was due");
  for (const auto& each : endings) {
    if (!due.contains(each)) complain(each.in_words() + " was ended by the clock, and was not due");
  }
  auto after = now;
  for (const auto& each : what.changes) apply(after, each);
  const auto left = deadlines_of(after);
  for (const auto& each : due) {
    if (left.contains(each))
      complain(each.in_words() + " was due, and the clock left it");
    else if (!fired_.insert(each).second)
      complain(each.in_words() + " fired for the second time");
  }
  return wrong;
}

std::vector<std::string> deadline_watch::look_at_the_end(const state& now, instant when) const {
  std::vector<std::string> wrong;
  const auto all = deadlines_of(now);
  for (const auto& each : due_at(all, when)) wrong.push_back("P5: " + each.in_words() + " was due, and never fired");
  std::optional<instant> soonest;
  for (const auto& each : all) soonest = std::min(soonest.value_or(each.when), each.when);
  if (next_wake(now) != soonest) wrong.push_back("P5: the clock would not wake for what is due next");
  return wrong;
}

}  // namespace reprise::tests
