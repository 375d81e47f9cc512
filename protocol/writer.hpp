// From values to JSON, straight into a string: no tree in between, keys are text made at compile time. The values must
// hold valid UTF-8 (everything that came through the codec does). Pure functions; any thread.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "protocol/changes.hpp"
#include "protocol/frames.hpp"
#include "protocol/values.hpp"

namespace reprise {

template <class Value>
concept json_number = std::integral<Value> && !std::same_as<Value, bool>;
template <class Value>
concept json_word = std::is_enum_v<Value>;
template <class Value>
concept json_object = std::is_class_v<Value> && boost::describe::has_describe_members<Value>::value;
template <class Value>
concept json_entity = boost::mp11::mp_contains<entity, Value>::value;

// With quotation marks around it, escaped as JSON wants it.
void write(std::string& out, std::string_view value);
inline void write(std::string& out, const std::string& value) { write(out, std::string_view(value)); }
void write(std::string& out, const char* value) = delete;

template <json_number Number>
void write(std::string& out, Number value) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

template <std::same_as<bool> Boolean>
void write(std::string& out, Boolean value) {
  out.append(value ? "true" : "false");
}

template <json_word Enum>
void write(std::string& out, Enum value) {
  out += '"';
  out.append(boost::describe::enum_to_string(value, ""));
  out += '"';
}

template <json_object Described>
void write(std::string& out, const Described& value);

template <class Entity>
void write(std::string& out, id<Entity> value) {
  write(out, value.value);
}

template <std::int64_t Min, std::int64_t Max>
void write(std::string& out, whole<Min, Max> value) {
  write(out, value.value);
}

template <std::size_t Min, std::size_t Max, shape Shape>
void write(std::string& out, const text<Min, Max, Shape>& value) {
  write(out, std::string_view(value.value));
}

template <class Value>
void write(std::string& out, const std::optional<Value>& value) {
  if (value) {
    write(out, *value);
  } else {
    out.append("null");
  }
}

template <class Element>
void write(std::string& out, const std::vector<Element>& values) {
  out += '[';
  for (std::size_t index = 0; index < values.size(); ++index) {
    if (index > 0) out += ',';
    write(out, values[index]);
  }
  out += ']';
}

template <class Element, std::size_t Max>
void write(std::string& out, const list<Element, Max>& values) {
  write(out, static_cast<const std::vector<Element>&>(values));
}

// {"put":"member","entity":{...}} for any one kind of entity.
template <json_entity Entity>
void write_put(std::string& out, const Entity& value) {
  out.append("{\"put\":\"").append(Entity::wire_name).append("\",\"entity\":");
  write(out, value);
  out += '}';
}
void write_put(std::string& out, const entity& value);
void write_removal(std::string& out, entity_kind kind, std::uint64_t id);
void write(std::string& out, const change& value);

// Frames, with "frame" first. The server's are sent by way of frame_writer.hpp; these are for clients of our own and
// for tests.
void write(std::string& out, const frame::command& value);
void write(std::string& out, const client_frame& value);
void write(std::string& out, const server_frame& value);

template <class Value>
std::string to_json(const Value& value) {
  std::string out;
  write(out, value);
  return out;
}

namespace detail {

// {"name": or ,"name": as text that is made by the compiler.
template <class Member, bool First>
struct key_text {
  static constexpr std::size_t length = std::char_traits<char>::length(Member::name);
  static constexpr auto bytes = [] {
    std::array<char, length + 4> out{};
    out[0] = First ? '{' : ',';
    out[1] = '"';
    for (std::size_t index = 0; index < length; ++index) out[index + 2] = Member::name[index];
    out[length + 2] = '"';
    out[length + 3] = ':';
    return out;
  }();
};

template <class Described, template <class...> class List>
void write_members(std::string& out, const Described&, List<>) {
  out += '{';
}

template <class Described, template <class...> class List, class First, class... Rest>
void write_members(std::string& out, const Described& value, List<First, Rest...>) {
  const auto member = [&]<class Member, bool IsFirst>(Member, std::bool_constant<IsFirst>) {
    constexpr auto& key = key_text<Member, IsFirst>::bytes;
    out.append(key.data(), key.size());
    write(out, value.*Member::pointer);
  };
  member(First{}, std::true_type{});
  (member(Rest{}, std::false_type{}), ...);
}

}  // namespace detail

template <json_object Described>
void write(std::string& out, const Described& value) {
  detail::write_members(out, value, boost::describe::describe_members<Described, boost::describe::mod_any_access>{});
  out += '}';
}

}  // namespace reprise
