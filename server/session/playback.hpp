// Moments of the exemplar's clip, for whoever names one.
#pragma once

#include <cstdint>
#include <optional>

#include "protocol/entities/session.hpp"
#include "protocol/refusals.hpp"

namespace reprise {

// From the moment that everybody is told to play until it begins: the word is on every screen by then on a good network,
// so that nobody starts behind and has to catch up, and whoever pressed hardly notices.
inline constexpr std::int64_t playback_lead_ms = 300;

// Why there is no such moment: 0 is always one. `field` is the refusal's.
std::optional<refusal> no_moment(const playbook& plan, std::int64_t wanted_ms, const char* field);

}  // namespace reprise
