// Keeps a data folder to one server. The lock is the kernel's (flock), so it goes when the process goes, however it
// goes; the file `reprise.lock` stays behind and means nothing by itself.
#pragma once

#include <filesystem>

namespace reprise {

class folder_lock {
 public:
  // Creates the folder where it is missing, for this user only. Throws log_unusable, naming the process that has the folder, or the reason
  // why the folder cannot be written.
  explicit folder_lock(const std::filesystem::path& folder);
  folder_lock(const folder_lock&) = delete;
  folder_lock& operator=(const folder_lock&) = delete;
  ~folder_lock();

 private:
  int file_ = -1;
};

// Makes the names of new files in a folder survive a power cut. Throws log_unusable.
void sync_folder(const std::filesystem::path& folder);

}  // namespace reprise
