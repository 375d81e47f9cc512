// The small value types that entities and commands are made of. Each carries its own bound in its type, so that the
// codec can enforce it and the schemas can publish it without a second list.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "protocol/limits.hpp"

namespace reprise {

// Milliseconds since 1970-01-01T00:00:00Z, from the server's clock. 0 means "never".
using instant = std::int64_t;

// Position of a commit in its session's log; the first is 1, 0 is "before everything".
using seq_number = std::uint64_t;

// What tells a commit from another one with the same position, in a log that lost its end and grew anew: a short hash of
// it. 0: not known.
using commit_mark = std::uint32_t;

// Ids derive from the commit that made the entity (seq * ids_per_commit + ordinal), so they grow with time and are never
// reused. One commit makes fewer than that.
inline constexpr std::uint64_t ids_per_commit = 10'000;

// Names one Entity of its kind within its session; 0 names none.
template <class Entity>
struct id {
  std::uint64_t value = 0;

  constexpr explicit operator bool() const { return value != 0; }
  friend constexpr auto operator<=>(id, id) = default;
};

// Whether a text may hold line breaks.
enum class shape { line, prose };

// A text of Min to Max code points. The codec lets in only valid UTF-8 without control characters; line ends are "\n"
// and the text is trimmed at both ends.
template <std::size_t Min, std::size_t Max, shape Shape>
struct text {
  static constexpr std::size_t min = Min;
  static constexpr std::size_t max = Max;
  static constexpr shape form = Shape;

  std::string value;

  text() = default;
  text(std::string from) : value(std::move(from)) {}
  text(const char* from) : value(from) {}

  const std::string& str() const { return value; }
  bool empty() const { return value.empty(); }
  friend auto operator<=>(const text&, const text&) = default;
};

template <std::size_t Max>
using line = text<1, Max, shape::line>;
template <std::size_t Max>
using optional_line = text<0, Max, shape::line>;
template <std::size_t Max>
using prose = text<1, Max, shape::prose>;
template <std::size_t Max>
using optional_prose = text<0, Max, shape::prose>;

// A whole number from Min to Max, both included.
template <std::int64_t Min, std::int64_t Max>
struct whole {
  static constexpr std::int64_t min = Min;
  static constexpr std::int64_t max = Max;

  std::int64_t value = Min;

  whole() = default;
  constexpr whole(std::int64_t from) : value(from) {}
  constexpr operator std::int64_t() const { return value; }
};

// A vector of at most Max elements.
template <class Element, std::size_t Max>
struct list : std::vector<Element> {
  static constexpr std::size_t max = Max;
  using std::vector<Element>::vector;
};

// The bounds of limits.hpp, by what they are for.
using name_text = line<limits::name_chars_max>;
using title_text = line<limits::title_chars_max>;
using optional_title = optional_line<limits::title_chars_max>;
using sentence_text = optional_prose<limits::sentence_chars_max>;
using message_text = prose<limits::message_chars_max>;
using reason_text = prose<limits::reason_chars_max>;
using optional_reason = optional_prose<limits::reason_chars_max>;
using passage_text = prose<limits::passage_chars_max>;
using optional_passage = optional_prose<limits::passage_chars_max>;
using file_name = line<limits::name_chars_max>;
// A place in the exemplar's clip, in milliseconds from its beginning.
using media_moment = whole<0, limits::media_seconds_max * 1'000>;

}  // namespace reprise

template <class Entity>
struct std::hash<reprise::id<Entity>> {
  std::size_t operator()(reprise::id<Entity> of) const noexcept { return std::hash<std::uint64_t>{}(of.value); }
};
