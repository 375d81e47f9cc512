// JSON Schemas of the described types, collected by name. A type's schema is made once, however often it is used.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <type_traits>
#include <utility>

#include "protocol/generator/naming.hpp"
#include "protocol/node_of.hpp"

namespace reprise::generator {

using json = nlohmann::ordered_json;

class schema_set {
 public:
  // `prefix` is where the document keeps its schemas, such as "#/$defs/".
  explicit schema_set(std::string prefix) : prefix_(std::move(prefix)) {}

  const json& all() const { return all_; }

  json reference(const std::string& name) const { return {{"$ref", prefix_ + name}}; }

  // The schema of T where it is used: in place for small values, a reference for described structs.
  template <class T>
  json use() {
    namespace detail = reading::detail;
    if constexpr (std::is_same_v<T, bool>) {
      return {{"type", "boolean"}};
    } else if constexpr (std::is_same_v<T, std::string>) {
      return {{"type", "string"}};
    } else if constexpr (detail::is_text<T>) {
      json text{{"type", "string"}};
      if (T::min > 0) text["minLength"] = T::min;
      text["maxLength"] = T::max;
      if (T::form == shape::line) text["description"] = "On one line.";
      return text;
    } else if constexpr (std::is_integral_v<T> || detail::is_whole<T> || detail::is_id<T>) {
      const reading::node& how = reading::node_of<T>::how;
      return {{"type", "integer"}, {"minimum", how.min}, {"maximum", how.max}};
    } else if constexpr (std::is_enum_v<T>) {
      json names = json::array();
      boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto one) { names.push_back(one.name); });
      return {{"type", "string"}, {"enum", std::move(names)}};
    } else if constexpr (detail::is_optional<T>) {
      return {{"anyOf", json::array({use<typename T::value_type>(), {{"type", "null"}}})}};
    } else if constexpr (detail::elements_max<T> != 0) {
      json values{{"type", "array"}, {"items", use<typename T::value_type>()}};
      if constexpr (requires { T::max; }) values["maxItems"] = T::max;
      return values;
    } else if constexpr (std::is_same_v<T, change>) {
      return add_change();
    } else if constexpr (std::is_same_v<T, frame::command>) {
      return add_command_frame();
    } else {
      return add_struct<T>();
    }
  }

  // One of several types, under a name of its own.
  template <class Types>
  json add_union(const std::string& name) {
    json choices = json::array();
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Types>>(
        [&](auto one) { choices.push_back(use<typename decltype(one)::type>()); });
    all_[name] = {{"oneOf", std::move(choices)}};
    return reference(name);
  }

 private:
  template <class T>
  json add_struct() {
    const std::string name = type_name<T>();
    if (all_.contains(name)) return reference(name);
    all_[name] = nullptr;  // keeps its place before the types that it uses
    json properties = json::object();
    json required = json::array();
    if constexpr (is_frame<T>) {
      properties["frame"] = {{"const", T::wire_name}};
      required.push_back("frame");
    }
    boost::mp11::mp_for_each<reading::detail::members_of<T>>([&](auto member) {
      using type = reading::detail::member_type<T, decltype(member)>;
      properties[member.name] = use<type>();
      if (!reading::detail::is_optional<type>) required.push_back(member.name);
    });
    all_[name] = closed_object(std::move(properties), std::move(required));
    return reference(name);
  }

  static json closed_object(json properties, json required) {
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
  }

  json add_change();
  json add_command_frame();

  std::string prefix_;
  json all_ = json::object();
};

// Everything that goes over the WebSocket, and over HTTP.
void add_live_schemas(schema_set& to);
void add_http_schemas(schema_set& to);

// The text of a file.
std::string document_text(const json& document);

}  // namespace reprise::generator
