#include "load-tests/capacity.hpp"

#include <algorithm>

namespace reprise::load {
namespace {

std::int64_t rounded(std::int64_t people, std::int64_t per_session) {
  return std::max(per_session, people / per_session * per_session);
}

std::string sessions_of(std::int64_t people, std::int64_t per_session) {
  const auto sessions = (people + per_session - 1) / per_session;
  std::string text = std::to_string(sessions);
  return text.append(sessions == 1 ? " session" : " sessions of ")
      .append(sessions == 1 ? "" : std::to_string(per_session));
}

std::string what_broke(const run_result& of) {
  std::string text;
  for (const auto& each : of.verdicts) {
    if (each.met) continue;
    const auto name = [&](std::int64_t value) { return each.unit == "us" ? in_words(value) : std::to_string(value); };
    text.append(text.empty() ? "" : "; ").append(each.what).append(" was ").append(name(each.measured));
    text.append(" (limit ").append(name(each.limit)).append(")");
  }
  return text;
}

}  // namespace

capacity_result find_capacity(std::int64_t first, std::int64_t per_session, std::int64_t most,
                              const std::function<run_result(std::int64_t)>& try_with) {
  capacity_result made;
  std::int64_t broke = 0;
  bool by_generator = false;
  std::string why;
  const auto holds = [&](std::int64_t people) {
    made.runs.push_back(try_with(people));
    const auto& last = made.runs.back();
    if (last.passed && !last.overloaded) {
      made.people_held = people;
      return true;
    }
    broke = people;
    by_generator = last.passed && last.overloaded;
    why = by_generator ? "the generator was too busy to be believed" : what_broke(last);
    return false;
  };
  auto people = rounded(first, per_session);
  while (people <= most && holds(people)) people = rounded(std::max(people + per_session, people * 3 / 2), per_session);
  while (broke > 0 && made.people_held > 0 && broke - made.people_held > std::max(per_session, made.people_held / 10)) {
    const auto between = rounded((broke + made.people_held) / 2, per_session);
    if (between <= made.people_held || between >= broke) break;
    holds(between);
  }

  auto& text = made.words;
  if (made.people_held == 0) {
    text = "This machine does not hold ";
    text.append(std::to_string(broke)).append(" people: ").append(why).append(".");
    return made;
  }
  text = "This machine holds ";
  text.append(std::to_string(made.people_held)).append(" people in ");
  text.append(sessions_of(made.people_held, per_session)).append(" within the limits of \"");
  text.append(made.runs.front().scenario).append("\".\n");
  if (broke == 0) {
    text.append("More were not tried; no limit was broken.");
  } else if (by_generator) {
    text.append("With ")
        .append(std::to_string(broke))
        .append(
            " the generator was too busy to be believed. Give it a machine of its own (--target) to find out more.");
  } else {
    text.append("With ").append(std::to_string(broke)).append(": ").append(why).append(".");
  }
  text.append("\nPlan for no more than ").append(std::to_string(made.people_held * 7 / 10));
  text.append(", so that there is room for a bad moment.");
  return made;
}

}  // namespace reprise::load
