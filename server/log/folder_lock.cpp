#include "server/log/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

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

}  // namespace

folder_lock::folder_lock(const std::filesystem::path& folder) {
  std::error_code error;
  const bool is_new = std::filesystem::create_directories(folder, error);
  if (error) refuse_folder(folder, error.value());
  if (is_new) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);

  const auto path = folder / "reprise.lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0) refuse_folder(folder, errno);

  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    const int why = errno;
    ::close(file_);
    if (why != EWOULDBLOCK) refuse_folder(folder, why);
    throw log_unusable("the data folder " + folder.string() + " is in use by " + holder_of(path) +
                       ". Two servers cannot share it: stop that one, or start this one with another folder (--data).");
  }

  // Only for the message above; on a full disk the lock holds without it.
  const auto pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(file_, 0) == 0) [[maybe_unused]]
    const auto written = ::pwrite(file_, pid.data(), pid.size(), 0);
}

folder_lock::~folder_lock() { ::close(file_); }

void sync_folder(const std::filesystem::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) refuse_folder(folder, errno);
  const int result = ::fsync(file);
  const int why = errno;
  ::close(file);
  // Some network file systems cannot sync a folder and say so with EINVAL; they keep names by other means.
  if (result != 0 && why != EINVAL) refuse_folder(folder, why);
}

}  // namespace reprise
