#include "server/net/static_files.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "server/ops/logging.hpp"

namespace reprise::net {
namespace {

constexpr std::string_view page_without_client =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Reprise</title><h1>Reprise is running</h1>"
    "<p>Its web client is not built here. Run <code>script/build-web</code>, or say where it is with "
    "<code>--web</code>.</p></html>";

struct type_of_name {
  std::string_view ending;
  std::string_view type;
};
constexpr std::array types{
    type_of_name{".html", "text/html; charset=utf-8"},
    type_of_name{".js", "text/javascript; charset=utf-8"},
    type_of_name{".css", "text/css; charset=utf-8"},
    type_of_name{".json", "application/json"},
    type_of_name{".webmanifest", "application/manifest+json"},
    type_of_name{".svg", "image/svg+xml"},
    type_of_name{".png", "image/png"},
    type_of_name{".ico", "image/x-icon"},
    type_of_name{".woff2", "font/woff2"},
    type_of_name{".txt", "text/plain; charset=utf-8"},
};

std::string type_for(std::string_view path) {
  for (const auto& each : types) {
    if (path.ends_with(each.ending)) return std::string(each.type);
  }
  return "application/octet-stream";
}

std::shared_ptr<const std::string> read_file(const std::filesystem::path& from) {
  std::error_code failed;
  const auto bytes = std::filesystem::file_size(from, failed);
  if (failed || bytes > static_file_bytes_max) return nullptr;
  std::ifstream in(from, std::ios::binary);
  if (!in) return nullptr;
  return std::make_shared<const std::string>(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

std::string etag_of(const std::string& content) {
  std::array<unsigned char, 16> hash;
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(content.data()), content.size(),
                     nullptr, 0);
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

bool is_client_route(std::string_view path) {
  if (path == "/" || path == "/organise") return true;
  constexpr std::string_view session_page = "/s/";
  return path.starts_with(session_page) && path.size() > session_page.size() &&
         path.find('/', session_page.size()) == std::string_view::npos;
}

// Before and after the first `separator`; all of it and nothing where there is none.
std::pair<std::string_view, std::string_view> cut_at(std::string_view text, char separator) {
  const auto at = text.find(separator);
  if (at == std::string_view::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + 1)};
}

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char each) { return each == ' ' || each == '\t'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

static_files::static_files(const std::filesystem::path& folder) {
  read_folder(folder);
  if (files_.contains("/index.html")) return;
  logging::warning("no_web_client", {{"folder", folder.string()}});
  auto& page = files_["/index.html"];
  page.content_type = type_for(".html");
  page.plain = std::make_shared<const std::string>(page_without_client);
  page.etag = etag_of(*page.plain);
}

void static_files::read_folder(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::recursive_directory_iterator at(folder, failed);
  std::size_t seen = 0;
  for (const std::filesystem::recursive_directory_iterator end; !failed && at != end; at.increment(failed)) {
    const auto name = at->path().filename().string();
    if (name.starts_with('.') && at->is_directory(failed)) at.disable_recursion_pending();
    // Links are left out: one could lead out of the folder.
    if (at->is_symlink(failed) || !at->is_regular_file(failed) || ++seen > static_files_max) continue;
    if (name.starts_with('.') || name.ends_with(".br") || name.ends_with(".gz") || name.ends_with(".map")) continue;
    file entry;
    entry.plain = read_file(at->path());
    if (!entry.plain) {
      logging::warning("file_left_out", {{"file", at->path().string()}});
      continue;
    }
    const auto path = "/" + at->path().lexically_relative(folder).generic_string();
    entry.content_type = type_for(path);
    entry.etag = etag_of(*entry.plain);
    entry.never_changes = path.starts_with("/assets/");
    entry.brotli = read_file(at->path().string() + ".br");
    entry.gzip = read_file(at->path().string() + ".gz");
    files_.emplace(path, std::move(entry));
  }
}

bool static_files::find(const http_request& asked, http_response& answer) const {
  const auto found = files_.find(is_client_route(asked.path) ? std::string_view("/index.html") : asked.path);
  if (found == files_.end()) return false;
  const auto& each = found->second;

  std::string coding;
  answer.body = each.plain;
  if (each.brotli && accepts_coding(asked.accept_encoding, "br")) {
    coding = "br";
    answer.body = each.brotli;
  } else if (each.gzip && accepts_coding(asked.accept_encoding, "gzip")) {
    coding = "gzip";
    answer.body = each.gzip;
  }
  // A compressed form is another representation, so it has another tag.
  const auto etag = "\"" + each.etag + (coding.empty() ? "" : "-" + coding) + "\"";
  answer.status = 200;
  answer.content_type = each.content_type;
  answer.headers.emplace_back("ETag", etag);
  answer.headers.emplace_back("Cache-Control", each.never_changes ? "public, max-age=31536000, immutable" : "no-cache");
  if (each.brotli || each.gzip) answer.headers.emplace_back("Vary", "Accept-Encoding");
  if (asked.if_none_match.find(etag) != std::string::npos || asked.if_none_match == "*") {
    answer.status = 304;
    answer.body = nullptr;
    return true;
  }
  if (!coding.empty()) answer.headers.emplace_back("Content-Encoding", coding);
  return true;
}

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
  while (!accept_encoding.empty()) {
    const auto [item, others] = cut_at(accept_encoding, ',');
    accept_encoding = others;
    const auto [name, weight] = cut_at(item, ';');
    if (trimmed(name) != coding) continue;
    const auto digits = weight.find("q=");
    return digits == std::string_view::npos || weight.find_first_of("123456789", digits) != std::string_view::npos;
  }
  return false;
}

}  // namespace reprise::net
