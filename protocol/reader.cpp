#include "protocol/reader.hpp"

#include <cstring>
#include <nlohmann/json.hpp>
#include <string>

#include "protocol/binder.hpp"

namespace reprise::reading {
namespace {

// What is not JSON at all, in our words. `complete`: the document's value had already been read.
refusal refusal_of(std::size_t position, const nlohmann::detail::exception& error, bool complete) {
  // What the library says ends with what it last read, which is the sender's.
  std::string_view said = error.what();
  said = said.substr(0, said.find("; last read"));
  const auto says = [&](std::string_view words) { return said.find(words) != std::string_view::npos; };
  const auto at_byte = [&](refusal_code code, const char* what) {
    return refuse(code, what + (" (at byte " + std::to_string(position) + ")."));
  };
  constexpr int number_overflow = 406;  // the library's id for it
  if (error.id == number_overflow) return at_byte(refusal_code::out_of_range, "This number is too large");
  if (says("UTF-8")) return at_byte(refusal_code::bad_text, "This is not valid UTF-8");
  if (says("surrogate")) return at_byte(refusal_code::bad_text, "This text holds half of a character");
  if (says("control character")) {
    return at_byte(refusal_code::bad_text, "This text holds a control character that is not escaped");
  }
  if (says("unexpected end of input") || says("missing closing quote")) {
    return at_byte(refusal_code::not_json, "This ends in the middle of a JSON document");
  }
  if (complete) return at_byte(refusal_code::not_json, "Something comes after the JSON document");
  return at_byte(refusal_code::not_json, "This is not JSON");
}

class events : public binder {
 public:
  using binder::binder;

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) {
    return refuse_here(refusal_of(position, error, complete()));
  }
};

// What the library would let through.
std::optional<refusal> check_bytes(std::string_view bytes, std::size_t bytes_max) {
  if (bytes.size() > bytes_max) {
    return refuse(refusal_code::too_large, "This has " + std::to_string(bytes.size()) + " bytes; at most " +
                                               std::to_string(bytes_max) + " are read.");
  }
  if (bytes.empty()) return refuse(refusal_code::not_json, "This is empty; it must be a JSON document.");
  if (const void* nul = std::memchr(bytes.data(), '\0', bytes.size())) {
    const auto at = static_cast<std::size_t>(static_cast<const char*>(nul) - bytes.data());
    return refuse(refusal_code::bad_text, "This holds a NUL (at byte " + std::to_string(at + 1) + ").");
  }
  if (bytes.starts_with("\xef\xbb\xbf")) {
    return refuse(refusal_code::not_json, "This begins with a byte order mark; leave it out.");
  }
  return std::nullopt;
}

}  // namespace

std::optional<refusal> read_document(std::string_view bytes, target into, origin from, std::size_t bytes_max) {
  if (auto why = check_bytes(bytes, bytes_max)) return why;
  events handler(into, from);
  const char* begin = bytes.data();
  if (nlohmann::json::sax_parse(begin, begin + bytes.size(), &handler)) return std::nullopt;
  return handler.take_refusal();
}

}  // namespace reprise::reading
