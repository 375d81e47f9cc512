// Reads YAML into described structs by the very tables that the wire's decoder uses (protocol/node.hpp): the same
// bounds, the same strictness, and a line for every mistake. Pure; any thread.
#pragma once

#include <yaml-cpp/yaml.h>

#include <optional>
#include <span>
#include <string>

#include "protocol/node.hpp"
#include "protocol/refusals.hpp"

namespace reprise::playbook_reading {

// A mistake and where it is.
struct mistake {
  int line = 1;  // from 1
  refusal why;
};

// Reads a mapping into the members of several structs, as if they were one. What is numbered by its order (`id`,
// `number`) is not written in a file: such a key is unknown here. Everything else must be there, once.
std::optional<mistake> read_mapping(const YAML::Node& from, std::span<const reading::target> into);

}  // namespace reprise::playbook_reading
