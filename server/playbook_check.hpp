// "reprise-server playbook check": for whoever writes playbooks. Reads files and prints; nothing else of the server runs.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <vector>

namespace reprise {

// One line for each file: what it holds, or its first mistake as file:line: what to do. 0 when all of them can be used,
// else 1.
int check_playbooks(const std::vector<std::filesystem::path>& files, std::ostream& out);

}  // namespace reprise
