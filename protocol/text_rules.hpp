// What a text from outside may hold, and in which form it is kept. Pure functions; any thread.
//
// Kept: valid UTF-8, line ends as "\n" (CRLF, CR, U+2028 and U+2029 become it), no white space at either end.
// Refused: control characters (a tab is fine in prose), NUL, noncharacters, and in a `line` also line breaks and the
// marks that turn the direction of writing around, because a name must not rewrite its neighbours on the screen.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/refusals.hpp"
#include "protocol/values.hpp"

namespace reprise {

struct text_bounds {
  std::size_t min = 0;  // code points, after the text was brought into its form
  std::size_t max = 0;
  shape form = shape::line;
};

template <std::size_t Min, std::size_t Max, shape Shape>
constexpr text_bounds bounds_of(const text<Min, Max, Shape>*) {
  return {Min, Max, Shape};
}

// Brings `value` into the form in which it is kept, or says what is wrong with it (the refusal's field is left empty,
// and nothing of the text is repeated in it). A refused value is left in an unspecified state.
std::optional<refusal> admit_text(std::string& value, const text_bounds& bounds);

// The same for a text that is held in its own type; `field` names it in the refusal.
template <std::size_t Min, std::size_t Max, shape Shape>
std::optional<refusal> admit_text(text<Min, Max, Shape>& value, std::string field) {
  auto why = admit_text(value.value, bounds_of(&value));
  if (why) why->field = std::move(field);
  return why;
}

// Code points of valid UTF-8.
std::size_t count_code_points(std::string_view valid);

}  // namespace reprise
