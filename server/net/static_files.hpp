// The web client, read into memory once: no request ever touches the disk, so no path can leave the folder.
//
// A file "name.br" or "name.gz" beside "name" is its compressed form, sent to those who accept it. Names under /assets/
// carry a hash of their content and are kept for a year; everything else is asked for again with its ETag.
// Start of the program for the constructor; any thread afterwards.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "server/net/http_message.hpp"

namespace reprise::net {

inline constexpr std::size_t static_file_bytes_max = 16 * 1024 * 1024;
inline constexpr std::size_t static_files_max = 2'000;

class static_files {
 public:
  // A folder that is missing leaves a page that says how to build it; what is too large is left out.
  explicit static_files(const std::filesystem::path& folder);

  // "/", "/organise" and "/s/<session>" are the client's own routes: index.html. False: there is nothing.
  bool find(const http_request& asked, http_response& answer) const;

  std::size_t count() const { return files_.size(); }

 private:
  struct file {
    std::string content_type;
    std::string etag;
    bool never_changes = false;
    std::shared_ptr<const std::string> plain;
    std::shared_ptr<const std::string> brotli;  // null: none
    std::shared_ptr<const std::string> gzip;
  };

  void read_folder(const std::filesystem::path& folder);

  std::map<std::string, file, std::less<>> files_;  // by path, "/assets/main-x1.js"
};

// Whether a coding is accepted by Accept-Encoding (RFC 9110, 12.5.3); "br;q=0" is not.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

}  // namespace reprise::net
