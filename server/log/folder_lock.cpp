#include "server/log/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

#include "server/files/durable.hpp"
#include "server/log/log_unusable.hpp"

namespace reprise {
namespace {

[[noreturn]] void refuse_folder(const std::filesystem::path& folder, int error) {
  throw log_unusable("the data folder " + folder.string() + " cannot be used: " +
                     std::generic_category().message(error) + ". Choose a folder that this user may write (--data).");
}

std::string holder_of(const std::filesystem::path& lock_file) {
  std::string pid;
  std::getline(std::ifstream(lock_file) >> std::ws, pid);
  return pid.empty() ? "another process" : "process " + pid;
}

constexpr auto lock_name = "reprise.lock";

int open_lock_of(const std::filesystem::path& folder) {
  std::error_code error;
  const bool is_new = std::filesystem::create_directories(folder, error);
  if (error) refuse_folder(folder, error.value());
  if (is_new) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);

  const int file = ::open((folder / lock_name).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) refuse_folder(folder, errno);
  return file;
}

}  // namespace

folder_lock::folder_lock(const std::filesystem::path& folder) : file_(open_lock_of(folder)) {
  if (::flock(file_.value(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) refuse_folder(folder, errno);
    throw log_unusable("the data folder " + folder.string() + " is in use by " + holder_of(folder / lock_name) +
                       ". Two servers cannot share it: stop that one, or start this one with another folder (--data).");
  }

  // Only for the message above; on a full disk the lock holds without it.
  const auto pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(file_.value(), 0) == 0) [[maybe_unused]]
    const auto written = ::pwrite(file_.value(), pid.data(), pid.size(), 0);
}

void sync_data_folder(const std::filesystem::path& folder) {
  if (const auto failed = sync_folder(folder)) refuse_folder(folder, failed.value());
}

}  // namespace reprise
