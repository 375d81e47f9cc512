#include "load-tests/screen_text.hpp"

#include <charconv>

namespace reprise::load {
namespace {

// `from` is at the opening quotation mark; the place after the closing one.
std::size_t end_of_string(std::string_view json, std::size_t from) {
  for (auto at = from + 1; at < json.size(); ++at) {
    at = json.find('"', at);
    if (at == std::string_view::npos) break;
    std::size_t slashes = 0;
    while (at - slashes > from + 1 && json[at - slashes - 1] == '\\') ++slashes;
    if (slashes % 2 == 0) return at + 1;
  }
  return json.size();
}

std::uint64_t number_of(std::string_view digits) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string_view without_quotes(std::string_view value) {
  return value.size() < 2 || value.front() != '"' ? std::string_view() : value.substr(1, value.size() - 2);
}

}  // namespace

std::size_t end_of_value(std::string_view json, std::size_t from) {
  if (from >= json.size()) return json.size();
  if (json[from] == '"') return end_of_string(json, from);
  if (json[from] != '{' && json[from] != '[') {
    const auto end = json.find_first_of(",}]", from);
    return end == std::string_view::npos ? json.size() : end;
  }
  int depth = 0;
  for (auto at = json.find_first_of("\"{}[]", from); at != std::string_view::npos;) {
    if (json[at] == '"') {
      at = end_of_string(json, at);
    } else {
      depth += json[at] == '{' || json[at] == '[' ? 1 : -1;
      ++at;
      if (depth == 0) return at;
    }
    // By hand: find_first_of of a handful of characters is slower than looking at each.
    while (at < json.size() && json[at] != '"' && json[at] != '{' && json[at] != '}' && json[at] != '[' &&
           json[at] != ']')
      ++at;
    if (at >= json.size()) break;
  }
  return json.size();
}

std::string_view row_text::raw(std::string_view key) const {
  std::size_t at = 1;
  while (at < object_.size() && object_[at] == '"') {
    const auto end_of_key = end_of_string(object_, at);
    const auto from = end_of_key + 1;
    if (from >= object_.size()) break;
    const auto end = end_of_value(object_, from);
    if (object_.substr(at + 1, end_of_key - at - 2) == key) return object_.substr(from, end - from);
    at = end + 1;
  }
  return {};
}

std::uint64_t row_text::number(std::string_view key) const { return number_of(raw(key)); }

std::string_view row_text::word(std::string_view key) const { return without_quotes(raw(key)); }

frame_text read_frame(std::string_view json) {
  const row_text row(json);
  return {row.word("frame"), row};
}

void for_each_change(const frame_text& in, const std::function<void(const change_text&)>& tell) {
  constexpr std::string_view put = "{\"put\":\"";
  const auto list = in.row.raw("changes");
  std::size_t at = 1;
  while (at < list.size() && list[at] == '{') {
    // The common form by its fixed beginning, so that its row is walked once.
    if (list.substr(at, put.size()) == put) {
      const auto name = at + put.size();
      const auto name_end = list.find('"', name);
      if (name_end == std::string_view::npos) return;
      const auto entity = name_end + std::string_view("\",\"entity\":").size();
      const auto end = end_of_value(list, entity);
      if (entity >= list.size()) return;
      const row_text row(list.substr(entity, end - entity));
      tell({list.substr(name, name_end - name), row.number("id"), false, row});
      at = end + 2;  // its own brace and the comma
      continue;
    }
    const auto end = end_of_value(list, at);
    const row_text gone(list.substr(at, end - at));
    tell({gone.word("remove"), gone.number("id"), true, {}});
    at = end + 1;
  }
}

void for_each_number(std::string_view list, const std::function<void(std::uint64_t)>& tell) {
  std::size_t at = 1;
  while (at < list.size() && list[at] >= '0' && list[at] <= '9') {
    const auto end = end_of_value(list, at);
    tell(number_of(list.substr(at, end - at)));
    at = end + 1;
  }
}

}  // namespace reprise::load
