#include "server/net/media_files.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "server/net/byte_range.hpp"

namespace reprise::net {
namespace {

constexpr std::string_view path_before = "/media/";
constexpr std::size_t reads_at_once_max = 64;

std::string content_range(const byte_range& part, std::uint64_t bytes) {
  std::string text = "bytes ";
  text.append(std::to_string(part.first)).append("-").append(std::to_string(part.first + part.bytes - 1));
  return text.append("/").append(std::to_string(bytes));
}

}  // namespace

media_files::media_files(const std::filesystem::path& folder)
    : folder_(folder), reader_(reads_at_once_max, [](std::vector<task> tasks) {
        for (auto& each : tasks) each();
      }) {}

bool media_files::find(const http_request& asked, http_response& answer) const {
  if (!asked.path.starts_with(path_before)) return false;
  const auto* file = folder_.find(std::string_view(asked.path).substr(path_before.size()));
  if (!file) return false;

  answer.content_type = file->type();
  answer.headers.emplace_back("ETag", file->etag());
  answer.headers.emplace_back("Accept-Ranges", "bytes");
  answer.headers.emplace_back("Cache-Control", "private, max-age=3600");
  if (asked.if_none_match.find(file->etag()) != std::string::npos || asked.if_none_match == "*") {
    answer.status = 304;
    return true;
  }
  // A part of another version than the one that the client has the rest of would be of no use to it.
  const bool may_be_part =
      asked.method == http_method::get && (asked.if_range.empty() || asked.if_range == file->etag());
  const auto wanted = may_be_part ? wanted_range(asked.range, file->bytes()) : byte_range{};
  if (wanted.what == byte_range::wish::none) {
    answer = problem_response(refuse(refusal_code::out_of_range, "The file ends before what was asked for."), 416);
    answer.headers.emplace_back("Content-Range", "bytes */" + std::to_string(file->bytes()));
    return true;
  }
  const bool is_part = wanted.what == byte_range::wish::part;
  answer.status = is_part ? 206 : 200;
  if (is_part) answer.headers.emplace_back("Content-Range", content_range(wanted, file->bytes()));
  answer.pieces.bytes = is_part ? wanted.bytes : file->bytes();
  answer.pieces.read = [this, file, first = wanted.first, bytes = answer.pieces.bytes](std::uint64_t from, auto take) {
    const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(media_piece_bytes_max, bytes - from));
    reader_.post([file, at = first + from, most, take = std::move(take)] {
      take(std::make_shared<const std::string>(file->read(at, most)));
    });
  };
  return true;
}

}  // namespace reprise::net
