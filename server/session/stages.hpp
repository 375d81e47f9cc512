// From stage to stage. Steps of larger decisions; they add to an outcome.
#pragma once

#include <optional>

#include "server/session/outcome.hpp"

namespace reprise {

// Leaves what belongs to the stage that is over, and begins the next with its clock. Nothing when it is that stage.
void go_to(outcome&, stage next);

// The stage that the playbook has after this one; after its last, the end. Nothing comes after the end.
std::optional<stage> stage_after(const playbook&, stage now);

}  // namespace reprise
