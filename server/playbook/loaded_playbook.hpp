// Playbooks as they are written: one YAML file each, read and checked as strictly as anything that comes over the wire.
// The bounds are those of the described types in protocol/entities/playbook.hpp; there is no second list of them.
//
// Called at the start, by "playbook check" and by the shelf (server/net/playbook_shelf.hpp); never on a shard's thread. A
// mistake is a refusal whose detail begins with file and line ("playbooks/x.yaml:14: scenario.coach is missing: ...") and
// whose field is the path.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/entities/playbook.hpp"
#include "protocol/refusals.hpp"

namespace reprise {

struct loaded_playbook {
  std::string id;                                  // the file's name without ".yaml"
  reprise::playbook playbook;                      // its id is given when a session is opened from it
  list<criterion, limits::criteria_max> criteria;  // ids and numbers from 1, in the order of the file
};

// A playbook of every bound at its end has less; what is larger is not a playbook.
inline constexpr std::size_t playbook_bytes_max = 512 * 1024;

// Where the clips of a folder's playbooks are.
inline std::filesystem::path media_beside(const std::filesystem::path& playbooks) { return playbooks / "media"; }

// Whether a playbook, and its file without ".yaml", can have this name.
bool is_playbook_key(std::string_view key);

// The file's name must be lower-case letters, digits and hyphens, then ".yaml". If its exemplar has a clip, its files lie
// in the folder "media" beside it.
result<loaded_playbook> load_playbook(const std::filesystem::path& file);

// What is in such a file, and nothing that is too large to be a playbook.
result<std::string> read_playbook_file(const std::filesystem::path& file);

// Every *.yaml file of the folder, in the order of their names. The first mistake refuses them all: a server that came
// up with some of its playbooks would be found out in front of a cohort. A folder without any is refused too.
result<std::vector<loaded_playbook>> load_playbooks(const std::filesystem::path& folder);

// The same from text, YAML or the JSON that is YAML too. `name` stands for the file in what is said about mistakes; with
// an empty one the refusal begins with "Line 14: ". The files of a clip are looked for in `media`; without it their names
// are checked and nothing more.
result<loaded_playbook> read_playbook(std::string_view yaml, const std::string& id, const std::string& name,
                                      const std::optional<std::filesystem::path>& media = std::nullopt);

}  // namespace reprise
