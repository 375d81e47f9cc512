// protocol.ts: what the web client needs to speak to the server without a second description of anything.
#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <set>
#include <string>
#include <type_traits>

#include "protocol/close_codes.hpp"
#include "protocol/frames.hpp"
#include "protocol/generator/documents.hpp"
#include "protocol/generator/naming.hpp"
#include "protocol/generator/tables.hpp"
#include "protocol/node_of.hpp"

namespace reprise::generator {
namespace {

namespace detail = reading::detail;
using boost::mp11::mp_for_each;
using boost::mp11::mp_identity;
using boost::mp11::mp_transform;

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char byte : text) {
    if (byte == '\'' || byte == '\\') out += '\\';
    out += byte;
  }
  return out + "'";
}

template <class Types, class Visit>
void for_each_type(Visit visit) {
  mp_for_each<mp_transform<mp_identity, Types>>(
      [&](auto one) { visit.template operator()<typename decltype(one)::type>(); });
}

// Writes declarations; a type's own come before the first that uses it.
class declarations {
 public:
  const std::string& text() const { return out_; }
  void add(std::string_view more) { out_ += more; }

  // How T is written where it is used.
  template <class T>
  std::string use() {
    if constexpr (std::is_same_v<T, bool>) {
      return "boolean";
    } else if constexpr (std::is_same_v<T, std::string> || detail::is_text<T>) {
      return "string";
    } else if constexpr (std::is_integral_v<T> || detail::is_whole<T>) {
      return "number";
    } else if constexpr (std::is_enum_v<T>) {
      return declare_enum<T>();
    } else if constexpr (detail::is_optional<T>) {
      return use<typename T::value_type>() + " | null";
    } else if constexpr (detail::elements_max<T> != 0) {
      return use<typename T::value_type>() + "[]";
    } else if constexpr (std::is_same_v<T, change>) {
      return "Change";
    } else {
      return use_class(mp_identity<T>{});
    }
  }

  template <class T>
  std::string declare() {
    const std::string name = type_name<T>();
    if (!done_.insert(name).second) return name;
    std::string body;
    if constexpr (is_frame<T>) body += "  frame: " + quoted(T::wire_name) + ";\n";
    mp_for_each<detail::members_of<T>>([&](auto member) {
      using type = detail::member_type<T, decltype(member)>;
      const char* mark = detail::is_optional<type> ? "?: " : ": ";
      const bool is_code = std::is_same_v<T, problem> && member.name == std::string_view("code");
      body += std::string("  ") + member.name + mark + (is_code ? "RefusalCode" : use<type>()) + ";\n";
    });
    if (body.empty()) {
      out_ += "export type " + name + " = Record<string, never>;\n\n";
    } else {
      out_ += "export interface " + name + " {\n" + body + "}\n\n";
    }
    return name;
  }

 private:
  template <class Entity>
  std::string use_class(mp_identity<id<Entity>>) {
    const std::string name = type_name<Entity>() + "Id";
    if (done_.insert(name).second) out_ += "export type " + name + " = number; // 0: none\n\n";
    return name;
  }

  template <class T>
  std::string use_class(mp_identity<T>) {
    return declare<T>();
  }

  template <class Enum>
  std::string declare_enum() {
    const std::string name = type_name<Enum>();
    if (!done_.insert(name).second) return name;
    std::string values;
    mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) {
      if (!values.empty()) values += " | ";
      values += quoted(one.name);
    });
    out_ += "export type " + name + " = " + values + ";\n\n";
    return name;
  }

  std::set<std::string> done_;
  std::string out_;
};

void write_entities(declarations& to) {
  std::string by_kind;
  std::string kinds;
  for_each_type<entity>([&]<class Entity>() {
    by_kind += "  " + std::string(Entity::wire_name) + ": " + to.declare<Entity>() + ";\n";
    kinds += "  " + quoted(Entity::wire_name) + ",\n";
  });
  to.add("// One table of each in a session's state, in the order of a snapshot.\n");
  to.add("export interface Entities {\n" + by_kind + "}\n\n");
  to.add("export type EntityKind = keyof Entities;\n\n");
  to.add("export const entity_kinds = [\n" + kinds + "] as const satisfies readonly EntityKind[];\n\n");
  to.add(
      "export type Put = { [Kind in EntityKind]: { put: Kind; entity: Entities[Kind] } }[EntityKind];\n\n"
      "export interface Removal {\n  remove: EntityKind;\n  id: number;\n}\n\n"
      "export type Change = Put | Removal;\n\n");
}

void write_commands(declarations& to) {
  std::string by_name;
  for_each_type<member_command>([&]<class Command>() {
    by_name += "  " + std::string(Command::wire_name) + ": " + to.declare<Command>() + ";\n";
  });
  to.add("// What a member may ask for, by name.\nexport interface Commands {\n" + by_name + "}\n\n");
  to.add(
      "export type CommandName = keyof Commands;\n\n"
      "export type Command = { [Name in CommandName]: { name: Name; args: Commands[Name] } }[CommandName];\n\n"
      "// The members go out in this order: frame, id, name, args.\n"
      "export type CommandFrame = { frame: 'command'; id: string } & Command;\n\n");
}

template <class Variant>
void write_frames(declarations& to, const std::string& name) {
  std::string all;
  for_each_type<Variant>([&]<class Frame>() {
    if (!all.empty()) all += " | ";
    if constexpr (std::is_same_v<Frame, frame::command>) {
      all += "CommandFrame";
    } else {
      all += to.declare<Frame>();
    }
  });
  to.add("export type " + name + " = " + all + ";\n\n");
}

void write_refusals(declarations& to) {
  std::string rows;
  mp_for_each<boost::describe::describe_enumerators<refusal_code>>([&](auto one) {
    rows += std::string("  ") + one.name + ": { title: " + quoted(refusal_title(one.value)) +
            ", status: " + std::to_string(refusal_status(one.value)) + " },\n";
  });
  to.add("// Why something was not done, by the code of its problem.\nexport const refusals = {\n" + rows +
         "} as const;\n\nexport type RefusalCode = keyof typeof refusals;\n\n");
}

void write_close_codes(declarations& to) {
  to.add("// Why a WebSocket was closed; come back after a pause drawn from the range, or do not.\n");
  to.add("export const close_codes = {\n");
  for (const close_code& code : close_codes) {
    to.add("  " + std::to_string(code.value) + ": { name: " + quoted(code.name) + ", meaning: " + quoted(code.meaning) +
           ", come_back: " + (code.come_back() ? "true" : "false") + ", pause_ms_min: " +
           std::to_string(code.pause_ms_min) + ", pause_ms_max: " + std::to_string(code.pause_ms_max) + " },\n");
  }
  to.add("} as const;\n\n");
}

void write_limits(declarations& to) {
  to.add("// Every bound of the wire; texts in Unicode code points.\nexport const limits = {\n");
  for (const named_limit& limit : named_limits) {
    to.add("  " + std::string(limit.name) + ": " + std::to_string(limit.value) + ",\n");
  }
  to.add("} as const;\n");
}

}  // namespace

std::string typescript() {
  declarations to;
  to.add("// Written by protocol_generate from the described types in protocol/. Do not edit.\n");
  to.add("// Instants are milliseconds since 1970 by the server's clock, 0 for never. Seqs count commits from 1.\n\n");
  to.add("export const subprotocol = " + quoted(subprotocol) + ";\n\n");
  write_refusals(to);
  write_entities(to);
  write_commands(to);
  write_frames<client_frame>(to, "ClientFrame");
  write_frames<server_frame>(to, "ServerFrame");
  for_each_type<http_bodies>([&]<class Body>() { to.declare<Body>(); });
  write_close_codes(to);
  write_limits(to);
  return to.text();
}

}  // namespace reprise::generator
