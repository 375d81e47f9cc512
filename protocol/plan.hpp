// What no bound says, but a session could not be held with: rules on the stages and steps of a playbook, the same for a
// file that is read and for a facilitator who changes a timing.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "protocol/entities/playbook.hpp"
#include "protocol/refusals.hpp"

namespace reprise {

// Why this plan cannot be used, with the field at fault ("steps[2].seconds"); nothing when it can.
// Stages and steps come once each, in their order; a slot has attempt A and the writing of feedback, which is what a
// rehearsal is; in lockstep the clock moves everybody on, so that every step needs a time.
std::optional<refusal> unusable_plan(pace pace, const list<stage_plan, limits::stages_max>& stages,
                                     const list<step_plan, limits::steps_max>& steps);

// How long a session from it takes, in minutes, as far as its clocks say: the stages, and all slots in the rehearsal.
std::int64_t planned_minutes(const playbook& of);

// Why the exemplar's clip cannot be used, with the field at fault ("exemplar.media.file"); nothing when it can, or there
// is none. Whether its files are there is for whoever reads the playbook to see.
// Names are plain ones of known types: no folder, no space, nothing that a path or a link could make something else of.
// Where passages have moments, each has one, later than the one before and before the end.
std::optional<refusal> unusable_media(const exemplar& of);

// The content type of a clip or of its captions, by the name's ending, and what it is; nothing where we know none.
enum class media_part { audio, video, captions };
struct media_type {
  std::string_view ending;
  media_part part;
  std::string_view type;
};
const media_type* media_type_of(std::string_view name);

}  // namespace reprise
