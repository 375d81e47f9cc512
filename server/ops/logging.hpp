// The server's own log: one JSON object a line, on standard error.
//
//   {"at":"2026-03-01T09:30:00.123Z","level":"info","event":"session_opened","session":"k3..."}
//
// Events are fixed texts in snake_case, fields are few. Never a ticket, a key, a join code, a name or anything that
// somebody wrote: what people say is in the sessions' logs, with their privacy rules, and nowhere else. Values that come
// from outside (an address, a path) are cut to field_chars_max.
//
// Any thread. A line that cannot be written is lost; nothing else happens.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace reprise::logging {

inline constexpr std::size_t field_chars_max = 200;

enum class level { debug, info, warning, error, off };

struct field {
  field(std::string_view its_name, std::string_view text);
  field(std::string_view its_name, const char* text) : field(its_name, std::string_view(text)) {}
  field(std::string_view its_name, const std::string& text) : field(its_name, std::string_view(text)) {}
  field(std::string_view its_name, std::int64_t number);
  field(std::string_view its_name, std::uint64_t number);
  field(std::string_view its_name, int number) : field(its_name, static_cast<std::int64_t>(number)) {}

  std::string_view name;
  std::string json;
};

// Before the first line; until then nothing below `warning` is written.
void set_level(level from);
bool is_logged(level of);

void write(level of, std::string_view event, std::initializer_list<field> fields = {});
inline void debug(std::string_view event, std::initializer_list<field> fields = {}) {
  write(level::debug, event, fields);
}
inline void info(std::string_view event, std::initializer_list<field> fields = {}) {
  write(level::info, event, fields);
}
inline void warning(std::string_view event, std::initializer_list<field> fields = {}) {
  write(level::warning, event, fields);
}
inline void error(std::string_view event, std::initializer_list<field> fields = {}) {
  write(level::error, event, fields);
}

// Where lines go instead of standard error, for tests. An empty function: back to standard error.
using line_taker = void (*)(const std::string& line);
void redirect(line_taker to);

}  // namespace reprise::logging
