// What is looked at before a file is read as YAML, and what its reader would only say in the language of programmers.
// Pure; any thread.
#pragma once

#include <yaml-cpp/yaml.h>

#include <optional>
#include <string>
#include <string_view>

#include "server/playbook/yaml_reader.hpp"

namespace reprise::playbook_reading {

// Bytes that are not UTF-8, and control characters: yaml-cpp takes some of them for the end of the file, and would read
// half a playbook without a word.
std::optional<mistake> find_bad_bytes(std::string_view yaml);

// What YAML knows and a playbook must not have: no document or more than one, anchors and aliases, with which a few lines
// can stand for millions, and nesting deeper than any playbook's. Throws what yaml-cpp throws, for not_yaml to word.
std::optional<mistake> find_more_than_words(const std::string& yaml);

// "This is not YAML", with the likely cause in the line that the reader complains about.
mistake not_yaml(std::string_view yaml, const YAML::Exception& error);

}  // namespace reprise::playbook_reading
