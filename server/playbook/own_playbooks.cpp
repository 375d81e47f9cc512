#include "server/playbook/own_playbooks.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>
#include <system_error>

#include "server/playbook/yaml_writer.hpp"

namespace reprise {
namespace {

class descriptor {
 public:
  explicit descriptor(int value) : value_(value) {}
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;
  ~descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  int value() const { return value_; }

 private:
  const int value_;
};

refusal not_written(const std::string& why) {
  return refuse(refusal_code::try_again,
                "The server could not write the playbook: " + why + ". Keep your words; ask whoever runs the server.");
}

bool write_all(int to, std::string_view text) {
  while (!text.empty()) {
    const auto count = ::write(to, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool write_file(const std::filesystem::path& file, std::string_view text) {
  const descriptor to{
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR | S_IRGRP)};
  return to.value() >= 0 && write_all(to.value(), text) && ::fsync(to.value()) == 0;
}

bool sync_folder(const std::filesystem::path& folder) {
  const descriptor of{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  return of.value() >= 0 && ::fsync(of.value()) == 0;
}

// As text: these have only their words with them, whatever else lies beside those that ship.
result<loaded_playbook> load_own(const std::filesystem::path& file) {
  const auto yaml = read_playbook_file(file);
  return yaml ? read_playbook(*yaml, file.stem().string(), file.string()) : result<loaded_playbook>(yaml.error());
}

}  // namespace

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

result<void> keep_playbook(const std::filesystem::path& folder, const loaded_playbook& what) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return not_written(failed.message());
  // Under another name first, which is not that of a playbook: a crash leaves the old one or the new one.
  const auto unfinished = folder / (what.id + ".new");
  const auto file = folder / (what.id + ".yaml");
  if (write_file(unfinished, to_yaml(what.playbook, what.criteria)) &&
      ::rename(unfinished.c_str(), file.c_str()) == 0 && sync_folder(folder) && sync_folder(folder.parent_path())) {
    return {};
  }
  const auto why = std::string(std::strerror(errno));
  ::unlink(unfinished.c_str());
  return not_written(why);
}

}  // namespace reprise
