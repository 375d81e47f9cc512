// How a value of one type is read from JSON, with the type erased: the reader is compiled once and driven by these
// constant tables, which node_of.hpp derives from the described structs. Immutable; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "protocol/text_rules.hpp"

namespace reprise::reading {

struct node;

// A place that waits for a value, and how to read one into it.
struct target {
  void* object = nullptr;
  const node* how = nullptr;
};

// One member of an object. `name` is a literal.
struct field {
  std::string_view name;
  void* (*in)(void* object);
  const node* how;
};

// What looking for a member of an object comes to.
struct found {
  enum class outcome : std::uint8_t {
    here,      // read the value into `to`
    unknown,   // there is no such member
    too_early  // another one, `name`, has to come before it
  };
  outcome what = outcome::unknown;
  std::string_view name{};  // here: of the member, as a literal
  target to{};
  unsigned bit = 0;  // here: the member's place in the set of those that were seen
};

enum class node_kind : std::uint8_t { boolean, number, text, plain_text, word, object, list, optional };

// Only the functions and bounds of its kind are set.
struct node {
  node_kind kind;

  // boolean, number
  void (*set_boolean)(void*, bool) = nullptr;
  void (*set_number)(void*, std::int64_t) = nullptr;
  std::int64_t min = 0;
  std::int64_t max = 0;
  bool bound_may_move = false;  // the range is a rule of ours, not what the type can hold

  // text, plain_text (which has no bounds: only what we wrote ourselves is read into one)
  std::string& (*string_in)(void*) = nullptr;
  text_bounds bounds{};

  // word: an enumerator, or the name of a kind, a command or a frame. False when there is none of that name.
  bool (*set_word)(void*, std::string_view) = nullptr;
  std::string (*words)() = nullptr;  // all of them, for the refusal

  // object: `seen` has the bits of the members that came before. `missing` names the first that is still needed;
  // with `defaulted` only what nothing can stand in for.
  found (*member)(const node&, void*, std::string_view key, std::uint64_t seen) = nullptr;
  std::string_view (*missing)(const node&, const void*, std::uint64_t seen, bool defaulted) = nullptr;
  std::span<const field> fields{};
  std::uint64_t required = 0;

  // list: makes room for one element more
  target (*element)(void*) = nullptr;
  std::size_t elements_max = 0;

  // optional: makes the value that a null would have left out
  target (*inside)(void*) = nullptr;
};

// For objects whose members are those of a described struct, in any order.
found member_of_struct(const node& how, void* object, std::string_view key, std::uint64_t seen);
std::string_view missing_in_struct(const node& how, const void* object, std::uint64_t seen, bool defaulted);

}  // namespace reprise::reading
