// A playbook as the text of its file, in the order of its keys; what is read from it again is the same playbook.
// Pure; any thread.
#pragma once

#include <string>

#include "protocol/entities/playbook.hpp"

namespace reprise {

std::string to_yaml(const playbook& of, const list<criterion, limits::criteria_max>& criteria);

}  // namespace reprise
