#include "server/playbook/own_playbooks.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "server/files/durable.hpp"
#include "server/playbook/yaml_writer.hpp"

namespace reprise {
namespace {

// How the first line of a file begins that somebody has the edit key of.
constexpr std::string_view hash_line = "# Edit key, hashed: ";

refusal not_written(const std::string& why) {
  return refuse(refusal_code::try_again,
                "The server could not write its playbooks: " + why + ". Keep your words; ask whoever runs the server.");
}

std::filesystem::path file_of(const std::filesystem::path& folder, const std::string& id) {
  return folder / (id + ".yaml");
}

std::string hash_in(std::string_view text) {
  if (!text.starts_with(hash_line)) return {};
  const auto rest = text.substr(hash_line.size());
  return std::string(rest.substr(0, rest.find_first_of("\r\n")));
}

// As text: these have only their words with them, whatever else lies beside those that ship.
result<own_playbook> load_own(const std::filesystem::path& file) {
  const auto yaml = read_playbook_file(file);
  if (!yaml) return yaml.error();
  return read_own_playbook(*yaml, file.stem().string(), file.string());
}

}  // namespace

std::string text_of(const own_playbook& what) {
  std::string text;
  if (!what.edit_hash.empty()) text.append(hash_line).append(what.edit_hash).append("\n");
  return text.append(to_yaml(what.playbook, what.criteria));
}

result<own_playbook> read_own_playbook(const std::string& text, const std::string& id, const std::string& name) {
  auto read = read_playbook(text, id, name);
  if (!read) return read.error();
  return own_playbook{*std::move(read), hash_in(text)};
}

own_playbooks load_own_playbooks(const std::filesystem::path& folder) {
  own_playbooks all;
  std::error_code failed;
  if (!std::filesystem::exists(folder, failed)) return all;
  std::vector<std::filesystem::path> files;
  std::filesystem::directory_iterator at(folder, failed);
  for (const std::filesystem::directory_iterator end; !failed && at != end; at.increment(failed)) {
    if (at->path().extension() == ".yaml") files.push_back(at->path());
  }
  if (failed) {
    all.left_out.push_back({folder, refuse(refusal_code::not_found, folder.string() + ": " + failed.message() + ".")});
  }
  std::ranges::sort(files);
  for (const auto& file : files) {
    auto loaded = load_own(file);
    if (!loaded) {
      all.left_out.push_back({file, std::move(loaded).error()});
    } else if (all.usable.size() == own_playbooks_max) {
      all.left_out.push_back(
          {file, refuse(refusal_code::limit_reached, "There are more than " + std::to_string(own_playbooks_max) +
                                                         " playbooks in this folder; take some away.")});
    } else {
      all.usable.push_back(*std::move(loaded));
    }
  }
  return all;
}

result<void> keep_playbook(const std::filesystem::path& folder, const own_playbook& what) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return not_written(failed.message());
  failed = replace_file(file_of(folder, what.id), text_of(what), S_IRUSR | S_IWUSR | S_IRGRP);
  if (!failed) failed = sync_folder(folder.parent_path());
  return failed ? not_written(failed.message()) : result<void>();
}

std::filesystem::path set_aside_name(const std::filesystem::path& folder, const std::string& id) {
  return folder / (id + ".yaml.shared");
}

result<void> set_playbook_aside(const std::filesystem::path& folder, const std::string& id) {
  std::error_code failed;
  std::filesystem::rename(file_of(folder, id), set_aside_name(folder, id), failed);
  if (!failed) failed = sync_folder(folder);
  return failed ? not_written(failed.message()) : result<void>();
}

result<void> remove_playbook(const std::filesystem::path& folder, const std::string& id) {
  const auto failed = remove_file(file_of(folder, id));
  return failed ? not_written(failed.message()) : result<void>();
}

}  // namespace reprise
