// An empty folder of a test's own, removed with everything in it when the test is over.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace reprise {

class data_folder {
 public:
  data_folder() {
    auto pattern = (std::filesystem::temp_directory_path() / "reprise-log-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder can be made");
    path_ = pattern;
  }
  data_folder(const data_folder&) = delete;
  data_folder& operator=(const data_folder&) = delete;
  ~data_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path file() const { return path_ / "reprise.sqlite"; }

 private:
  std::filesystem::path path_;
};

}  // namespace reprise
