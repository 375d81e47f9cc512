// Keeps a data folder to one server. The lock is the kernel's (flock), so it goes when the process goes, however it
// goes; the file `reprise.lock` stays behind and means nothing by itself.
#pragma once

#include <filesystem>

#include "server/files/file_descriptor.hpp"

namespace reprise {

class folder_lock {
 public:
  // Creates the folder where it is missing, for this user only. Throws log_unusable, naming the process that has the folder, or the reason
  // why the folder cannot be written.
  explicit folder_lock(const std::filesystem::path& folder);

 private:
  const file_descriptor file_;
};

// Makes the names of new files in a folder survive a power cut. Throws log_unusable.
void sync_data_folder(const std::filesystem::path& folder);

}  // namespace reprise
