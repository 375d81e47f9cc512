// What no bound says, but a session could not be held with: rules on the stages and steps of a playbook, the same for a
// file that is read and for a facilitator who changes a timing.
#pragma once

#include <cstdint>
#include <optional>

#include "protocol/entities.hpp"
#include "protocol/refusals.hpp"

namespace reprise {

// Why this plan cannot be used, with the field at fault ("steps[2].seconds"); nothing when it can.
// Stages and steps come once each, in their order; a slot has attempt A and the writing of feedback, which is what a
// rehearsal is; in lockstep the clock moves everybody on, so that every step needs a time.
std::optional<refusal> unusable_plan(pace pace, const list<stage_plan, limits::stages_max>& stages,
                                     const list<step_plan, limits::steps_max>& steps);

// How long a session from it takes, in minutes, as far as its clocks say: the stages, and all slots in the rehearsal.
std::int64_t planned_minutes(const playbook& of);

}  // namespace reprise
