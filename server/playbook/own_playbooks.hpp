// The playbooks that people on this server have saved: one file each, in a folder of the data folder.
// Reads and writes files, so never on a shard's thread; one caller at a time.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "protocol/refusals.hpp"
#include "server/playbook/loaded_playbook.hpp"

namespace reprise {

inline constexpr std::size_t own_playbooks_max = 100;

// Whoever has the edit key may replace and remove it; here is its hash (server/auth/keys.hpp). Empty: it came here by other
// ways than saving, or before there were keys, and anybody who may save may take it over.
struct own_playbook : loaded_playbook {
  std::string edit_hash;
};

// As it is kept, wherever that is: with the hash, in one text, so that no crash leaves a playbook without its key or with
// another's.
std::string text_of(const own_playbook& what);
// `name` stands for the text in what is said about mistakes.
result<own_playbook> read_own_playbook(const std::string& text, const std::string& id, const std::string& name);

struct left_out_playbook {
  std::filesystem::path file;
  refusal why;
};

struct own_playbooks {
  std::vector<own_playbook> usable;  // in the order of their names
  std::vector<left_out_playbook> left_out;
};

// A folder that is not there holds none. A file that cannot be used is left out and said: those that ship are checked
// before a cohort comes, these are somebody's work in between.
own_playbooks load_own_playbooks(const std::filesystem::path& folder);

// Writes it under its id, durably, whole or not at all; what was there under this id before is gone.
result<void> keep_playbook(const std::filesystem::path& folder, const own_playbook& what);

// What it is called once it is kept elsewhere: not read any more, and there to be looked at.
std::filesystem::path set_aside_name(const std::filesystem::path& folder, const std::string& id);
result<void> set_playbook_aside(const std::filesystem::path& folder, const std::string& id);

// Durably too. One that is not there has been removed.
result<void> remove_playbook(const std::filesystem::path& folder, const std::string& id);

}  // namespace reprise
