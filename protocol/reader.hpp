// Reads one JSON document into a described value, strictly. Pure; any thread. Nothing that it refuses is handed on: on a
// refusal the value is left half-filled and must be thrown away.
#pragma once

#include <optional>
#include <string_view>

#include "protocol/node.hpp"
#include "protocol/refusals.hpp"

namespace reprise::reading {

// stranger: everything is checked. own_log: we wrote it, perhaps an earlier version of us did; its shape is checked, but
// members added since take their default values, and today's bounds do not make yesterday's lessons unreadable.
enum class origin { stranger, own_log };

std::optional<refusal> read_document(std::string_view bytes, target into, origin from, std::size_t bytes_max);

}  // namespace reprise::reading
