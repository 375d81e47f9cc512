#include "server/playbook/yaml_reader.hpp"

#include <charconv>
#include <cstdint>
#include <vector>

namespace reprise::playbook_reading {
namespace {

using reading::node;
using reading::node_kind;
using reading::target;

// Where we are: the path for the refusal, and the line to name when the value itself has none.
struct place {
  std::string path;
  int line = 1;

  place member(std::string_view name, int at) const {
    return {path.empty() ? std::string(name) : path + "." + std::string(name), at};
  }
  place element(std::size_t index, int at) const { return {path + "[" + std::to_string(index) + "]", at}; }
};

std::optional<mistake> read_value(const YAML::Node& from, target into, const place& here);

int line_of(const YAML::Node& of, int otherwise) {
  const auto mark = of.Mark();
  return mark.is_null() ? otherwise : mark.line + 1;
}

mistake wrong(const place& here, refusal_code code, const std::string& says) {
  const std::string subject = here.path.empty() ? "The playbook" : here.path;
  return {here.line, refuse(code, subject + " " + says, here.path)};
}

bool given_by_order(std::string_view name) { return name == "id" || name == "number"; }

// Keys come from a person's file and are shown to that person, but not at any length.
std::string shortened(const std::string& key) {
  constexpr std::size_t bytes_max = 40;
  if (key.size() <= bytes_max) return key;
  auto end = bytes_max;  // of a whole letter
  while (end > 0 && (static_cast<unsigned char>(key[end]) & 0xC0) == 0x80) --end;
  return key.substr(0, end) + "...";
}

// --- scalars -------------------------------------------------------------------------------------------------------

// Quoted and block texts have the tag "!", plain ones "?"; an empty value is null.
bool is_plain(const YAML::Node& of) { return of.Tag() == "?"; }

bool is_number(std::string_view value) {
  if (value.starts_with('+')) value.remove_prefix(1);
  double number = 0;
  const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), number);
  return failed != std::errc::invalid_argument && end == value.data() + value.size();
}

bool is_truth_value(std::string_view value) {
  std::string lower(value);
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return lower == "true" || lower == "false" || lower == "yes" || lower == "no" || lower == "on" || lower == "off";
}

std::string kind_of(const YAML::Node& of) {
  switch (of.Type()) {
    case YAML::NodeType::Undefined:
    case YAML::NodeType::Null: return "nothing";
    case YAML::NodeType::Sequence: return "a list";
    case YAML::NodeType::Map: return "a mapping";
    case YAML::NodeType::Scalar: break;
  }
  if (!is_plain(of)) return "a text";
  if (is_number(of.Scalar())) return "a number";
  return is_truth_value(of.Scalar()) ? "true or false" : "a text";
}

std::string wanted(const node& how) {
  switch (how.kind) {
    case node_kind::boolean: return "true or false";
    case node_kind::number: return "a whole number from " + std::to_string(how.min) + " to " + std::to_string(how.max);
    case node_kind::text:
      return std::string(how.bounds.form == shape::line ? "one line of text" : "a text") + " of " +
             std::to_string(how.bounds.min) + " to " + std::to_string(how.bounds.max) + " characters";
    case node_kind::plain_text: return "a text";
    case node_kind::word: return "one of: " + how.words();
    case node_kind::object: return "a mapping";
    case node_kind::list: return "a list of at most " + std::to_string(how.elements_max);
    case node_kind::optional: return "a value";
  }
  return "a value";
}

mistake wrong_type(const YAML::Node& from, const node& how, const place& here) {
  std::string says = "must be " + wanted(how) + ", not " + kind_of(from) + ".";
  const bool looks_like_text = how.kind == node_kind::text && from.IsScalar();
  if (looks_like_text) says += " Put it in quotes if these are words.";
  return wrong(here, refusal_code::wrong_type, says);
}

std::optional<mistake> read_number(const YAML::Node& from, target into, const place& here) {
  const std::string& digits = from.Scalar();
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool too_big = failed == std::errc::result_out_of_range;
  if (!is_plain(from) || end != digits.data() + digits.size() || (failed != std::errc{} && !too_big)) {
    return wrong_type(from, *into.how, here);
  }
  if (too_big || value < into.how->min || value > into.how->max) {
    return wrong(here, refusal_code::out_of_range, "must be " + wanted(*into.how) + ".");
  }
  into.how->set_number(into.object, value);
  return std::nullopt;
}

std::optional<mistake> read_text(const YAML::Node& from, target into, const place& here) {
  if (kind_of(from) != "a text") return wrong_type(from, *into.how, here);
  std::string value = from.Scalar();
  if (auto why = admit_text(value, into.how->bounds)) {
    return wrong(here, why->code, "must be " + wanted(*into.how) + ". " + why->detail);
  }
  into.how->string_in(into.object) = std::move(value);
  return std::nullopt;
}

std::optional<mistake> read_word(const YAML::Node& from, target into, const place& here) {
  if (into.how->set_word(into.object, from.Scalar())) return std::nullopt;
  return wrong(here, refusal_code::unknown_name, "must be " + wanted(*into.how) + ".");
}

std::optional<mistake> read_boolean(const YAML::Node& from, target into, const place& here) {
  const bool yes = from.Scalar() == "true";
  if (!is_plain(from) || (!yes && from.Scalar() != "false")) return wrong_type(from, *into.how, here);
  into.how->set_boolean(into.object, yes);
  return std::nullopt;
}

std::optional<mistake> read_scalar(const YAML::Node& from, target into, const place& here) {
  if (from.Tag() != "?" && from.Tag() != "!") {
    return wrong(here, refusal_code::wrong_type, "has a YAML tag; leave the tag out.");
  }
  switch (into.how->kind) {
    case node_kind::number: return read_number(from, into, here);
    case node_kind::text: return read_text(from, into, here);
    case node_kind::word: return read_word(from, into, here);
    case node_kind::boolean: return read_boolean(from, into, here);
    case node_kind::plain_text:
    case node_kind::object:
    case node_kind::list:
    case node_kind::optional: break;
  }
  return wrong_type(from, *into.how, here);
}

// --- lists and mappings ----------------------------------------------------------------------------------------------

std::optional<mistake> read_list(const YAML::Node& from, target into, const place& here) {
  if (from.size() > into.how->elements_max) {
    return wrong(here, refusal_code::too_long,
                 "must be " + wanted(*into.how) + "; this one has " + std::to_string(from.size()) + ".");
  }
  std::size_t index = 0;
  for (const auto& one : from) {
    const place there = here.element(index++, line_of(one, here.line));
    if (auto why = read_value(one, into.how->element(into.object), there)) return why;
  }
  return std::nullopt;
}

// The members of one struct, and which of them were seen.
struct part {
  target into;
  std::uint64_t seen = 0;
};

std::string member_names(std::span<const part> parts) {
  std::string names;
  for (const part& one : parts) {
    for (const auto& member : one.into.how->fields) {
      if (given_by_order(member.name)) continue;
      names += (names.empty() ? "" : ", ") + std::string(member.name);
    }
  }
  return names;
}

std::optional<mistake> read_member(const YAML::Node& key, const YAML::Node& value, std::span<part> parts,
                                   const place& here) {
  const int line = line_of(key, here.line);
  if (!key.IsScalar())
    return wrong({here.path, line}, refusal_code::wrong_type, "has a key that is not a word; give every key a name.");
  const std::string& name = key.Scalar();
  for (part& one : parts) {
    const auto at = one.into.how->member(*one.into.how, one.into.object, name, one.seen);
    if (at.what != reading::found::outcome::here || given_by_order(name)) continue;
    const place there = here.member(at.name, line);
    const std::uint64_t bit = std::uint64_t{1} << at.bit;
    if ((one.seen & bit) != 0) return wrong(there, refusal_code::duplicate_field, "is given twice; give it once.");
    one.seen |= bit;
    return read_value(value, at.to, there);
  }
  return wrong(here.member(shortened(name), line), refusal_code::unknown_field,
               "is unknown here; known are " + member_names(parts) + ".");
}

std::optional<mistake> find_missing(std::span<const part> parts, const place& here) {
  for (const part& one : parts) {
    const auto fields = one.into.how->fields;
    for (std::size_t index = 0; index < fields.size(); ++index) {
      const std::uint64_t bit = std::uint64_t{1} << index;
      const bool needed = (one.into.how->required & bit) != 0;
      if (!needed || (one.seen & bit) != 0 || given_by_order(fields[index].name)) continue;
      return wrong(here.member(fields[index].name, here.line), refusal_code::missing_field,
                   "is missing: it must be " + wanted(*fields[index].how) + ".");
    }
  }
  return std::nullopt;
}

std::optional<mistake> read_members(const YAML::Node& from, std::span<part> parts, const place& here) {
  for (const auto& one : from) {
    if (auto why = read_member(one.first, one.second, parts, here)) return why;
  }
  return find_missing(parts, here);
}

std::optional<mistake> read_value(const YAML::Node& from, target into, const place& here) {
  const node_kind kind = into.how->kind;
  // null, as programs write it, is what is left out.
  if (kind == node_kind::optional && from.IsNull()) return std::nullopt;
  if (kind == node_kind::optional) return read_value(from, into.how->inside(into.object), here);
  if (kind == node_kind::object && from.IsMap()) {
    part whole{into};
    return read_members(from, {&whole, 1}, here);
  }
  if (kind == node_kind::list && from.IsSequence()) return read_list(from, into, here);
  if (from.IsScalar()) return read_scalar(from, into, here);
  return wrong_type(from, *into.how, here);
}

}  // namespace

std::optional<mistake> read_mapping(const YAML::Node& from, std::span<const target> into) {
  const place top{"", line_of(from, 1)};
  if (!from.IsMap()) {
    return wrong(top, refusal_code::wrong_type,
                 "must be a mapping (lines of \"key: value\"), not " + kind_of(from) + ".");
  }
  std::vector<part> parts;
  for (const target& one : into) parts.push_back({one});
  return read_members(from, parts, top);
}

}  // namespace reprise::playbook_reading
