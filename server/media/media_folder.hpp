// The clips that exemplars are seen or heard in, and their captions: the files of one folder, beside the playbooks.
//
// They are found and opened once, at the start: no request ever looks for a name on the disk, so no path can leave the
// folder, and what is replaced there later is served from the next start on. They are not read into memory: a clip is as
// large as a film.
//
// Thread    The start of the program for the constructor; any thread afterwards.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "server/files/file_descriptor.hpp"

namespace reprise {

inline constexpr std::size_t media_files_max = 500;

class media_file {
 public:
  media_file(file_descriptor opened, std::uint64_t bytes, std::string_view type, std::string etag)
      : opened_(std::move(opened)), bytes_(bytes), type_(type), etag_(std::move(etag)) {}
  media_file(const media_file&) = delete;
  media_file& operator=(const media_file&) = delete;

  std::uint64_t bytes() const { return bytes_; }
  std::string_view type() const { return type_; }    // "video/mp4"
  const std::string& etag() const { return etag_; }  // with its quotes

  // At most bytes_max from there on. Waits for the disk. Empty at the end, and when the file is not what it was.
  std::string read(std::uint64_t from, std::size_t bytes_max) const;

 private:
  const file_descriptor opened_;
  const std::uint64_t bytes_;
  const std::string_view type_;
  const std::string etag_;
};

class media_folder {
 public:
  // A folder that is missing has no files. Links, and names whose ending says no type that we know, are left out.
  explicit media_folder(const std::filesystem::path& folder);

  // Null: there is none of that name.
  const media_file* find(std::string_view name) const;

  std::size_t count() const { return files_.size(); }

 private:
  std::map<std::string, media_file, std::less<>> files_;
};

}  // namespace reprise
