#include "server/media/media_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <tuple>
#include <utility>

#include "protocol/plan.hpp"

namespace reprise {
namespace {

// Another length or another moment of change is another content. To the nanosecond, so that it may stand for every byte.
std::string etag_of(const struct stat& of) {
  std::string tag = "\"";
  tag.append(std::to_string(of.st_size)).append("-");
  tag.append(std::to_string(of.st_mtim.tv_sec)).append("-");
  return tag.append(std::to_string(of.st_mtim.tv_nsec)).append("\"");
}

}  // namespace

std::string media_file::read(std::uint64_t from, std::size_t bytes_max) const {
  if (from >= bytes_) return {};
  std::string piece(static_cast<std::size_t>(std::min<std::uint64_t>(bytes_max, bytes_ - from)), '\0');
  std::size_t have = 0;
  while (have < piece.size()) {
    const auto got =
        ::pread(opened_.value(), piece.data() + have, piece.size() - have, static_cast<off_t>(from + have));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return {};
    have += static_cast<std::size_t>(got);
  }
  return piece;
}

media_folder::media_folder(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::directory_iterator at(folder, failed);
  for (const std::filesystem::directory_iterator end; !failed && at != end; at.increment(failed)) {
    if (files_.size() == media_files_max) return;
    auto name = at->path().filename().string();
    const auto* type = media_type_of(name);
    if (!type) continue;
    file_descriptor opened{::open(at->path().c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
    struct stat about {};
    if (!opened.is_open() || ::fstat(opened.value(), &about) != 0 || !S_ISREG(about.st_mode)) continue;
    files_.emplace(std::piecewise_construct, std::forward_as_tuple(std::move(name)),
                   std::forward_as_tuple(std::move(opened), static_cast<std::uint64_t>(about.st_size), type->type,
                                         etag_of(about)));
  }
}

const media_file* media_folder::find(std::string_view name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace reprise
