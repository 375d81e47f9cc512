// Derives the reader's tables (node.hpp) from the types themselves, at compile time.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <limits>
#include <optional>
#include <type_traits>
#include <variant>
#include <vector>

#include "protocol/frames.hpp"
#include "protocol/node.hpp"

namespace reprise::reading {

template <class T>
struct node_of {
  static const node how;
};

namespace detail {

template <class T>
inline constexpr bool is_id = false;
template <class Entity>
inline constexpr bool is_id<id<Entity>> = true;

template <class T>
inline constexpr bool is_text = false;
template <std::size_t Min, std::size_t Max, shape Shape>
inline constexpr bool is_text<text<Min, Max, Shape>> = true;

template <class T>
inline constexpr bool is_whole = false;
template <std::int64_t Min, std::int64_t Max>
inline constexpr bool is_whole<whole<Min, Max>> = true;

template <class T>
inline constexpr bool is_optional = false;
template <class Value>
inline constexpr bool is_optional<std::optional<Value>> = true;

template <class T>
inline constexpr std::size_t elements_max = 0;  // 0: not a list
template <class Element, std::size_t Max>
inline constexpr std::size_t elements_max<list<Element, Max>> = Max;
template <class Element>
inline constexpr std::size_t elements_max<std::vector<Element>> = std::numeric_limits<std::size_t>::max();

template <class T>
inline constexpr bool is_tagged = std::is_same_v<T, client_frame> || std::is_same_v<T, server_frame>;

template <class T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_any_access>;

template <class T>
T& as(void* object) {
  return *static_cast<T*>(object);
}

// --- names ---------------------------------------------------------------------------------------------------------

template <class Enum>
bool set_enum(void* object, std::string_view name) {
  bool known = false;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) {
    if (name != one.name) return;
    as<Enum>(object) = one.value;
    known = true;
  });
  return known;
}

template <class Enum>
std::string enum_names() {
  std::string names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) {
    if (!names.empty()) names += ", ";
    names += one.name;
  });
  return names;
}

// Puts an empty value of the alternative with this wire name into the variant.
template <class Variant>
bool set_alternative(Variant& value, std::string_view name) {
  bool known = false;
  boost::mp11::mp_for_each<boost::mp11::mp_iota<boost::mp11::mp_size<Variant>>>([&](auto index) {
    using alternative = boost::mp11::mp_at<Variant, decltype(index)>;
    if (known || name != alternative::wire_name) return;
    value.template emplace<decltype(index)::value>();
    known = true;
  });
  return known;
}

template <class Variant>
std::string alternative_names() {
  std::string names;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Variant>>([&](auto one) {
    if (!names.empty()) names += ", ";
    names += decltype(one)::type::wire_name;
  });
  return names;
}

template <class Variant>
target alternative_of(Variant& value) {
  return std::visit(
      []<class Alternative>(Alternative& held) {
        return target{&held, &node_of<Alternative>::how};
      },
      value);
}

// --- described structs -----------------------------------------------------------------------------------------------

template <class T, class Member>
using member_type = std::remove_reference_t<decltype(std::declval<T&>().*Member::pointer)>;

template <class T>
struct fields_of;

template <class T, class... Members, template <class...> class List>
constexpr auto make_fields(List<Members...>) {
  return std::array<field, sizeof...(Members)>{
      field{Members::name, [](void* object) -> void* { return &(as<T>(object).*Members::pointer); },
            &node_of<member_type<T, Members>>::how}...};
}

template <class T, class... Members, template <class...> class List>
constexpr std::uint64_t required_mask(List<Members...>) {
  static_assert(sizeof...(Members) < 60, "the set of seen members is one word");
  std::uint64_t mask = 0;
  unsigned bit = 0;
  ((mask |= std::uint64_t{!is_optional<member_type<T, Members>>} << bit++), ...);
  return mask;
}

template <class T>
struct fields_of {
  static constexpr auto table = make_fields<T>(members_of<T>{});
};

// --- tagged things ---------------------------------------------------------------------------------------------------

// {"frame":"hello", ...the members of hello}: the tag is bit 0, the members follow.
template <class Variant>
struct tagged {
  static const node tag;

  static found member(const node&, void* object, std::string_view key, std::uint64_t seen) {
    if (key == "frame") return {found::outcome::here, "frame", {object, &tag}, 0};
    if (seen == 0) return {found::outcome::too_early, "frame"};
    const target held = alternative_of(as<Variant>(object));
    found at = held.how->member(*held.how, held.object, key, seen >> 1);
    ++at.bit;
    return at;
  }

  static std::string_view missing(const node&, const void* object, std::uint64_t seen, bool defaulted) {
    if (seen == 0) return "frame";
    const target held = alternative_of(as<Variant>(const_cast<void*>(object)));
    return held.how->missing(*held.how, held.object, seen >> 1, defaulted);
  }
};
template <class Variant>
constinit const node tagged<Variant>::tag{
    .kind = node_kind::word,
    .set_word = [](void* object, std::string_view name) { return set_alternative(as<Variant>(object), name); },
    .words = &alternative_names<Variant>};

// {"id":"...","name":"share_attempt","args":{...}}: in this order, so that args can be read straight into their struct
// and a refusal can be told apart by its id.
struct named_command {
  static const node name;
  static found member(const node&, void* object, std::string_view key, std::uint64_t seen);
  static std::string_view missing(const node&, const void* object, std::uint64_t seen, bool defaulted);
};

// {"put":"member","entity":{...}} or {"remove":"member","id":7}: in this order, for the same reason.
struct tagged_change {
  static const node put_kind;
  static const node removed_kind;
  static found member(const node&, void* object, std::string_view key, std::uint64_t seen);
  static std::string_view missing(const node&, const void* object, std::uint64_t seen, bool defaulted);
};

template <class T>
constexpr node make_node() {
  if constexpr (std::is_same_v<T, bool>) {
    return {.kind = node_kind::boolean, .set_boolean = [](void* object, bool value) { as<bool>(object) = value; }};
  } else if constexpr (std::is_integral_v<T>) {
    constexpr auto safe = static_cast<std::int64_t>(limits::safe_integer_max);
    constexpr std::int64_t low = std::is_unsigned_v<T> ? 0 : sizeof(T) < 8 ? std::numeric_limits<T>::min() : -safe;
    constexpr std::int64_t high = sizeof(T) < 8 ? static_cast<std::int64_t>(std::numeric_limits<T>::max()) : safe;
    return {.kind = node_kind::number,
            .set_number = [](void* object, std::int64_t value) { as<T>(object) = static_cast<T>(value); },
            .min = low,
            .max = high};
  } else if constexpr (is_whole<T>) {
    return {.kind = node_kind::number,
            .set_number = [](void* object, std::int64_t value) { as<T>(object).value = value; },
            .min = T::min,
            .max = T::max,
            .bound_may_move = true};
  } else if constexpr (is_id<T>) {
    return {
        .kind = node_kind::number,
        .set_number = [](void* object, std::int64_t value) { as<T>(object).value = static_cast<std::uint64_t>(value); },
        .min = 0,
        .max = static_cast<std::int64_t>(limits::safe_integer_max)};
  } else if constexpr (is_text<T>) {
    return {.kind = node_kind::text,
            .string_in = [](void* object) -> std::string& { return as<T>(object).value; },
            .bounds = {T::min, T::max, T::form}};
  } else if constexpr (std::is_same_v<T, std::string>) {
    return {.kind = node_kind::plain_text, .string_in = [](void* object) -> std::string& { return as<T>(object); }};
  } else if constexpr (std::is_enum_v<T>) {
    return {.kind = node_kind::word, .set_word = &set_enum<T>, .words = &enum_names<T>};
  } else if constexpr (is_optional<T>) {
    return {.kind = node_kind::optional, .inside = [](void* object) -> target {
              return {&as<T>(object).emplace(), &node_of<typename T::value_type>::how};
            }};
  } else if constexpr (elements_max<T> != 0) {
    return {.kind = node_kind::list,
            .element = [](void* object) -> target {
              return {&as<T>(object).emplace_back(), &node_of<typename T::value_type>::how};
            },
            .elements_max = elements_max<T>};
  } else if constexpr (is_tagged<T>) {
    return {.kind = node_kind::object, .member = &tagged<T>::member, .missing = &tagged<T>::missing};
  } else if constexpr (std::is_same_v<T, change>) {
    return {.kind = node_kind::object, .member = &tagged_change::member, .missing = &tagged_change::missing};
  } else if constexpr (std::is_same_v<T, frame::command>) {
    return {.kind = node_kind::object, .member = &named_command::member, .missing = &named_command::missing};
  } else {
    static_assert(boost::describe::has_describe_members<T>::value, "describe this struct with BOOST_DESCRIBE_STRUCT");
    return {.kind = node_kind::object,
            .member = &member_of_struct,
            .missing = &missing_in_struct,
            .fields = fields_of<T>::table,
            .required = required_mask<T>(members_of<T>{})};
  }
}

}  // namespace detail

template <class T>
constinit const node node_of<T>::how = detail::make_node<T>();

}  // namespace reprise::reading
