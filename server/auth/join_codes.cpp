#include "server/auth/join_codes.hpp"

#include <sodium.h>

#include <cstdint>

namespace reprise {
namespace {

// randombytes_uniform rejects what would make some letters likelier than others.
std::string draw(std::string_view alphabet, std::size_t chars) {
  std::string out;
  out.reserve(chars);
  while (out.size() < chars) out += alphabet[randombytes_uniform(static_cast<std::uint32_t>(alphabet.size()))];
  return out;
}

}  // namespace

std::string make_join_code() { return draw(join_code_alphabet, limits::code_chars); }

std::optional<std::string> read_join_code(std::string_view typed) {
  std::string code;
  for (char each : typed) {
    if (each == ' ' || each == '-') continue;
    if (each >= 'a' && each <= 'z') each = static_cast<char>(each - 'a' + 'A');
    if (join_code_alphabet.find(each) == std::string_view::npos || code.size() == limits::code_chars)
      return std::nullopt;
    code += each;
  }
  if (code.size() != limits::code_chars) return std::nullopt;
  return code;
}

std::string spoken_join_code(std::string_view code) {
  if (code.size() != limits::code_chars) return std::string(code);
  return std::string(code.substr(0, 3)) + " " + std::string(code.substr(3));
}

std::string make_session_key() { return draw("abcdefghijkmnpqrstuvwxyz23456789", made_session_key_chars); }

}  // namespace reprise
