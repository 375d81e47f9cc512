// Values of every described type, by rapidcheck: within their bounds, and as often as not at them.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <boost/mp11.hpp>
#include <string>
#include <type_traits>
#include <variant>

#include "protocol/frames.hpp"
#include "protocol/node_of.hpp"
#include "protocol/text_rules.hpp"

namespace reprise::testing {

template <class T>
T arbitrary();

// Text of what people write: letters with and without marks, emoji with joiners, other scripts, quotation marks.
inline std::string arbitrary_text(const text_bounds& bounds) {
  static constexpr std::array<const char*, 28> pieces{"a",
                                                      "Z",
                                                      "7",
                                                      " ",
                                                      "\"",
                                                      "\\",
                                                      "/",
                                                      "'",
                                                      "<b>",
                                                      "&",
                                                      "\u00e9",
                                                      "e\u0301",
                                                      "\u00df",
                                                      "\u4f60\u597d",
                                                      "\u0645\u0631\u062d\u0628\u0627",
                                                      "\u200d",
                                                      "\U0001f469\u200d\U0001f3eb",
                                                      "\U0001f1ec\U0001f1e7",
                                                      "\u2019",
                                                      "\u00a0",
                                                      "{}",
                                                      "[",
                                                      ",",
                                                      ":",
                                                      "null",
                                                      "\u0e44\u0e17\u0e22",
                                                      "\n",
                                                      "\t"};
  const std::size_t usable = bounds.form == shape::line ? pieces.size() - 2 : pieces.size();
  const auto count = *rc::gen::inRange<std::size_t>(0, std::min<std::size_t>(bounds.max / 3, 24));
  std::string value;
  for (std::size_t index = 0; index < count; ++index) value += pieces[*rc::gen::inRange<std::size_t>(0, usable)];
  // A text that is blank or has invisible pieces only is not admitted everywhere.
  if (admit_text(value, bounds)) value.assign(std::max<std::size_t>(bounds.min, 1), 'x');
  return value;
}

template <class T>
std::int64_t arbitrary_number() {
  const reading::node& how = reading::node_of<T>::how;
  return *rc::gen::weightedOneOf<std::int64_t>({{1, rc::gen::just(how.min)},
                                                {1, rc::gen::just(how.max)},
                                                {4, rc::gen::inRange<std::int64_t>(how.min, how.max)}});
}

template <class T>
T arbitrary_struct() {
  T value;
  boost::mp11::mp_for_each<reading::detail::members_of<T>>([&](auto member) {
    using type = reading::detail::member_type<T, decltype(member)>;
    value.*decltype(member)::pointer = arbitrary<type>();
  });
  return value;
}

template <class Variant>
Variant arbitrary_alternative() {
  Variant value;
  const auto index = *rc::gen::inRange<std::size_t>(0, std::variant_size_v<Variant>);
  boost::mp11::mp_with_index<std::variant_size_v<Variant>>(
      index, [&](auto at) { value = arbitrary<boost::mp11::mp_at_c<Variant, at>>(); });
  return value;
}

inline change arbitrary_change() {
  const entity value = arbitrary_alternative<entity>();
  if (*rc::gen::arbitrary<bool>()) return put{value};
  return removal{kind_of(value), id_of(value)};
}

template <class T>
T arbitrary() {
  namespace detail = reading::detail;
  if constexpr (std::is_same_v<T, bool>) {
    return *rc::gen::arbitrary<bool>();
  } else if constexpr (std::is_same_v<T, std::string>) {
    return arbitrary_text({0, 1'000, shape::line});
  } else if constexpr (detail::is_text<T>) {
    return T(arbitrary_text({T::min, T::max, T::form}));
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<T>(arbitrary_number<T>());
  } else if constexpr (detail::is_whole<T>) {
    return T(arbitrary_number<T>());
  } else if constexpr (detail::is_id<T>) {
    return T{static_cast<std::uint64_t>(arbitrary_number<T>())};
  } else if constexpr (std::is_enum_v<T>) {
    using enumerators = boost::describe::describe_enumerators<T>;
    constexpr std::size_t count = boost::mp11::mp_size<enumerators>::value;
    return static_cast<T>(*rc::gen::inRange<int>(0, static_cast<int>(count)));
  } else if constexpr (detail::is_optional<T>) {
    if (*rc::gen::arbitrary<bool>()) return std::nullopt;
    return arbitrary<typename T::value_type>();
  } else if constexpr (detail::elements_max<T> != 0) {
    T values;
    const auto count = *rc::gen::inRange<std::size_t>(0, std::min<std::size_t>(detail::elements_max<T>, 3) + 1);
    for (std::size_t index = 0; index < count; ++index) values.push_back(arbitrary<typename T::value_type>());
    return values;
  } else if constexpr (std::is_same_v<T, change>) {
    return arbitrary_change();
  } else if constexpr (std::is_same_v<T, frame::command>) {
    return {arbitrary<decltype(frame::command::id)>(), arbitrary_alternative<member_command>()};
  } else if constexpr (detail::is_tagged<T>) {
    return arbitrary_alternative<T>();
  } else {
    return arbitrary_struct<T>();
  }
}

}  // namespace reprise::testing
