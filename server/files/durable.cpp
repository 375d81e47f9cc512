#include "server/files/durable.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>

#include "server/files/file_descriptor.hpp"

namespace reprise {
namespace {

std::error_code last_error() { return {errno, std::generic_category()}; }

std::error_code write_all(int to, std::string_view text) {
  while (!text.empty()) {
    const auto count = ::write(to, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return last_error();
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

std::error_code write_whole(const std::filesystem::path& file, std::string_view text, mode_t mode) {
  const file_descriptor to{::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode)};
  if (!to.is_open()) return last_error();
  if (const auto failed = write_all(to.value(), text)) return failed;
  return ::fsync(to.value()) == 0 ? std::error_code() : last_error();
}

}  // namespace

std::error_code replace_file(const std::filesystem::path& file, std::string_view text, mode_t mode) {
  auto unfinished = file;
  unfinished += ".new";
  auto failed = write_whole(unfinished, text, mode);
  if (!failed && ::rename(unfinished.c_str(), file.c_str()) != 0) failed = last_error();
  if (!failed) return sync_folder(file.parent_path());
  ::unlink(unfinished.c_str());
  return failed;
}

std::error_code remove_file(const std::filesystem::path& file) {
  if (::unlink(file.c_str()) != 0 && errno != ENOENT) return last_error();
  return sync_folder(file.parent_path());
}

std::error_code sync_folder(const std::filesystem::path& folder) {
  const file_descriptor of{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!of.is_open()) return last_error();
  // Some network file systems cannot sync a folder and say so with EINVAL; they keep names by other means.
  return ::fsync(of.value()) == 0 || errno == EINVAL ? std::error_code() : last_error();
}

}  // namespace reprise
