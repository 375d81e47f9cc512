#include "protocol/plan.hpp"

#include <algorithm>
#include <string>

namespace reprise {
namespace {

std::string at(const char* of, std::size_t index, const char* field) {
  return std::string{of} + "[" + std::to_string(index) + "]." + field;
}

template <class Plan, class Key>
std::optional<std::size_t> first_out_of_order(const Plan& all, Key key) {
  for (std::size_t index = 1; index < all.size(); ++index) {
    if (all[index].*key <= all[index - 1].*key) return index;
  }
  return std::nullopt;
}

template <class Plan, class Key, class Value>
bool has(const Plan& all, Key key, Value wanted) {
  return std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.*key == wanted; });
}

}  // namespace

std::optional<refusal> unusable_plan(pace pace, const list<stage_plan, limits::stages_max>& stages,
                                     const list<step_plan, limits::steps_max>& steps) {
  if (const auto index = first_out_of_order(stages, &stage_plan::stage)) {
    return refuse(refusal_code::wrong_order,
                  "Stages come once each, in this order: lobby, see, name, plan, rehearse, debrief, commit.",
                  at("stages", *index, "stage"));
  }
  if (has(stages, &stage_plan::stage, stage::ended)) {
    return refuse(refusal_code::incomplete, "The end needs no plan; leave \"ended\" out.", "stages");
  }
  if (!has(stages, &stage_plan::stage, stage::rehearse)) {
    return refuse(refusal_code::incomplete, "A session has the stage \"rehearse\"; add it.", "stages");
  }
  if (has(steps, &step_plan::step, step::waiting) || has(steps, &step_plan::step, step::done)) {
    return refuse(refusal_code::incomplete, "\"waiting\" and \"done\" come by themselves; leave them out.", "steps");
  }
  if (const auto index = first_out_of_order(steps, &step_plan::step)) {
    return refuse(refusal_code::wrong_order,
                  "Steps come once each, in this order: frame, attempt_a, write, deliver, commit, attempt_b, close.",
                  at("steps", *index, "step"));
  }
  if (!has(steps, &step_plan::step, step::attempt_a) || !has(steps, &step_plan::step, step::write)) {
    return refuse(refusal_code::incomplete, "A slot has at least the steps \"attempt_a\" and \"write\"; add them.",
                  "steps");
  }
  if (pace == pace::lockstep) {
    for (std::size_t index = 0; index < steps.size(); ++index) {
      if (steps[index].seconds > 0) continue;
      return refuse(refusal_code::incomplete,
                    "In lockstep the clock moves everybody on: give every step a time, or set the pace to \"own\".",
                    at("steps", index, "seconds"));
    }
  }
  return std::nullopt;
}

std::int64_t planned_minutes(const playbook& of) {
  std::int64_t slot = 0;
  for (const auto& each : of.steps) slot += each.seconds;
  std::int64_t seconds = 0;
  for (const auto& each : of.stages) {
    const bool of_its_slots = each.stage == stage::rehearse && each.seconds == 0;
    seconds += of_its_slots ? of.slots * slot : each.seconds.value;
  }
  return (seconds + 59) / 60;
}

}  // namespace reprise
