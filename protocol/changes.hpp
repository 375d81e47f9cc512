// A change puts one entity or removes one; a commit is one accepted command with what it changed.
// The JSON of a put is what is stored and what is sent: {"put":"member","entity":{...}} or {"remove":"member","id":7}.
#pragma once

#include <boost/mp11.hpp>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "protocol/entities.hpp"

namespace reprise {

// Index of an alternative of `entity`: its kind. kind_name(k) is its name on the wire.
enum class entity_kind : std::size_t {};

inline constexpr std::size_t entity_kinds = std::variant_size_v<entity>;

template <class Entity>
constexpr entity_kind kind_of() {
  return static_cast<entity_kind>(boost::mp11::mp_find<entity, Entity>::value);
}
inline entity_kind kind_of(const entity& of) { return static_cast<entity_kind>(of.index()); }

std::string_view kind_name(entity_kind kind);

std::uint64_t id_of(const entity& of);

struct put {
  entity value;
};
struct removal {
  entity_kind kind{};
  std::uint64_t id = 0;
};
using change = std::variant<put, removal>;
using changes = std::vector<change>;

inline entity_kind kind_of(const change& of) {
  if (const auto* gone = std::get_if<removal>(&of)) return gone->kind;
  return kind_of(std::get<put>(of).value);
}
inline std::uint64_t id_of(const change& of) {
  if (const auto* gone = std::get_if<removal>(&of)) return gone->id;
  return id_of(std::get<put>(of).value);
}

struct commit {
  static constexpr std::string_view wire_name = "commit";
  seq_number seq = 0;
  instant at = 0;
  reprise::id<reprise::member> actor;  // 0: the clock, the hub or the organiser
  std::string command_id;              // unique in its session; "" for the clock
  std::string command;                 // its wire name
  reprise::changes changes;
};
BOOST_DESCRIBE_STRUCT(commit, (), (seq, at, actor, command_id, command, changes))

// Everything that a session consisted of after commit seq, as puts: what a snapshot in the log holds.
struct stored_state {
  static constexpr std::string_view wire_name = "stored_state";
  seq_number seq = 0;
  std::optional<commit_mark> mark;  // of that commit; older snapshots say nothing
  instant at = 0;                   // of it too
  reprise::changes changes;
};
BOOST_DESCRIBE_STRUCT(stored_state, (), (seq, mark, at, changes))

}  // namespace reprise
