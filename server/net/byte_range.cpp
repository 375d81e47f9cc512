#include "server/net/byte_range.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

namespace reprise::net {
namespace {

// Digits and nothing else; what is too large for us is behind every end.
std::optional<std::uint64_t> number(std::string_view digits) {
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  std::uint64_t value = 0;
  const auto how = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return how.ec == std::errc{} ? value : std::numeric_limits<std::uint64_t>::max();
}

}  // namespace

byte_range wanted_range(std::string_view range, std::uint64_t bytes) {
  using wish = byte_range::wish;
  constexpr std::string_view unit = "bytes=";
  if (!range.starts_with(unit)) return {};
  range.remove_prefix(unit.size());
  const auto dash = range.find('-');
  if (dash == std::string_view::npos) return {};
  const auto from = number(range.substr(0, dash));
  const auto to = number(range.substr(dash + 1));
  if (dash == 0) {  // the last so many
    if (!to) return {};
    const auto last = std::min(*to, bytes);
    return last == 0 ? byte_range{.what = wish::none} : byte_range{wish::part, bytes - last, last};
  }
  const bool open_end = dash + 1 == range.size();
  if (!from || (!to && !open_end) || (to && *to < *from)) return {};
  if (*from >= bytes) return {.what = wish::none};
  const auto last = to ? std::min(*to, bytes - 1) : bytes - 1;
  return {wish::part, *from, last - *from + 1};
}

}  // namespace reprise::net
