#include "protocol/text_rules.hpp"

#include <cstdint>
#include <cstring>

namespace reprise {
namespace {

// True when every byte is a printable ASCII character, eight bytes at a time. Nearly all texts take this way.
bool is_plain(std::string_view value) {
  constexpr std::uint64_t ones = 0x0101010101010101u;
  constexpr std::uint64_t highs = 0x8080808080808080u;
  const char* at = value.data();
  std::size_t left = value.size();
  std::uint64_t bad = 0;
  for (; left >= 8; left -= 8, at += 8) {
    std::uint64_t word;
    std::memcpy(&word, at, 8);
    // With no high bit set: adding 0x60 leaves the high bit clear below 0x20, adding 1 sets it for 0x7f alone.
    bad |= (word & highs) | (~(word + ones * 0x60) & highs) | ((word + ones) & highs);
  }
  for (; left > 0; --left, ++at) bad |= static_cast<std::uint64_t>(*at < 0x20 || *at == 0x7f);
  return bad == 0;
}

constexpr char32_t not_utf8 = 0xffffffff;

// Reads one code point and moves `at` behind it; not_utf8 for overlong forms, surrogates and whatever else is not UTF-8.
char32_t next_code_point(std::string_view value, std::size_t& at) {
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(value[index]); };
  const unsigned first = byte(at);
  if (first < 0x80) return byte(at++);
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > value.size()) return not_utf8;
  char32_t point = first & (0x7fu >> length);
  for (std::size_t index = 1; index < length; ++index) {
    const unsigned next = byte(at + index);
    if ((next & 0xc0) != 0x80) return not_utf8;
    point = (point << 6) | (next & 0x3f);
  }
  if (length == 3 && (point < 0x800 || (point >= 0xd800 && point <= 0xdfff))) return not_utf8;
  if (length == 4 && (point < 0x10000 || point > 0x10ffff)) return not_utf8;
  at += length;
  return point;
}

bool is_control(char32_t point) { return point < 0x20 || (point >= 0x7f && point <= 0x9f); }

bool is_noncharacter(char32_t point) { return (point >= 0xfdd0 && point <= 0xfdef) || (point & 0xfffe) == 0xfffe; }

bool is_white_space(char32_t point) {
  return point == ' ' || point == '\t' || point == '\n' || point == 0xa0 || point == 0x1680 ||
         (point >= 0x2000 && point <= 0x200a) || point == 0x202f || point == 0x205f || point == 0x3000;
}

// Unicode's Default_Ignorable_Code_Point, and the blank Braille pattern: nothing of them can be seen.
bool is_invisible(char32_t point) {
  return point == 0xad || point == 0x34f || point == 0x61c || point == 0x115f || point == 0x1160 || point == 0x17b4 ||
         point == 0x17b5 || (point >= 0x180b && point <= 0x180f) || (point >= 0x200b && point <= 0x200f) ||
         (point >= 0x202a && point <= 0x202e) || (point >= 0x2060 && point <= 0x206f) || point == 0x2800 ||
         point == 0x3164 || (point >= 0xfe00 && point <= 0xfe0f) || point == 0xfeff || point == 0xffa0 ||
         (point >= 0xfff0 && point <= 0xfff8) || (point >= 0x1bca0 && point <= 0x1bca3) ||
         (point >= 0x1d173 && point <= 0x1d17a) || (point >= 0xe0000 && point <= 0xe0fff);
}

bool turns_writing_around(char32_t point) {
  return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

// Where the text is, once the white space at its ends is left out. Only called on plain or on normalised UTF-8.
void trim(std::string& value) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < value.size(); begin = at) {
    if (!is_white_space(next_code_point(value, at))) break;
  }
  std::size_t end = value.size();
  while (end > begin) {
    std::size_t start = end - 1;
    while (start > begin && (static_cast<unsigned char>(value[start]) & 0xc0) == 0x80) --start;
    std::size_t at = start;
    if (!is_white_space(next_code_point(value, at))) break;
    end = start;
  }
  value.resize(end);
  value.erase(0, begin);
}

// Line ends to "\n"; false when the bytes are not UTF-8. Writes behind its own reading, so it needs no second buffer.
bool normalise_line_ends(std::string& value) {
  std::size_t to = 0;
  for (std::size_t from = 0; from < value.size();) {
    const std::size_t start = from;
    const char32_t point = next_code_point(value, from);
    if (point == not_utf8) return false;
    if (point == '\r') {
      if (from < value.size() && value[from] == '\n') ++from;
      value[to++] = '\n';
    } else if (point == 0x2028 || point == 0x2029) {
      value[to++] = '\n';
    } else {
      for (std::size_t at = start; at < from; ++at) value[to++] = value[at];
    }
  }
  value.resize(to);
  return true;
}

refusal bad_text(const char* detail) { return refuse(refusal_code::bad_text, detail); }

std::string characters(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " character" : " characters");
}

std::optional<refusal> check_length(std::size_t length, const text_bounds& bounds) {
  if (length > bounds.max) {
    return refuse(refusal_code::too_long, "This text has " + characters(length) + "; at most " +
                                              std::to_string(bounds.max) + " fit. Shorten it.");
  }
  if (length >= bounds.min) return std::nullopt;
  if (length == 0) return refuse(refusal_code::too_short, "This text must not be empty.");
  return refuse(refusal_code::too_short,
                "This text has " + characters(length) + "; it needs at least " + std::to_string(bounds.min) + ".");
}

}  // namespace

std::optional<refusal> admit_text(std::string& value, const text_bounds& bounds) {
  if (is_plain(value)) {
    if (!value.empty() && (value.front() == ' ' || value.back() == ' ')) trim(value);
    return check_length(value.size(), bounds);
  }
  if (!normalise_line_ends(value)) return bad_text("This text is not valid UTF-8.");
  trim(value);
  std::size_t length = 0;
  bool visible = false;
  for (std::size_t at = 0; at < value.size(); ++length) {
    const char32_t point = next_code_point(value, at);
    if (point == '\n') {
      if (bounds.form == shape::line) return bad_text("This text must be on one line; take the line breaks out.");
      continue;
    }
    if (point == '\t' && bounds.form == shape::prose) continue;
    if (is_control(point)) return bad_text("This text holds a control character; take it out.");
    if (is_noncharacter(point)) return bad_text("This text holds a code that is not a character; take it out.");
    if (bounds.form == shape::line && turns_writing_around(point)) {
      return bad_text("This text holds a mark that turns the direction of writing around; take it out.");
    }
    visible = visible || !(is_white_space(point) || is_invisible(point));
  }
  if (!visible && length > 0) {
    if (bounds.min > 0)
      return refuse(refusal_code::too_short, "This text holds nothing that can be seen; write something.");
  }
  return check_length(length, bounds);
}

std::size_t count_code_points(std::string_view valid) {
  std::size_t count = 0;
  for (const char byte : valid) count += (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
  return count;
}

}  // namespace reprise
