#include "protocol/node_of.hpp"

#include <bit>

namespace reprise::reading {

found member_of_struct(const node& how, void* object, std::string_view key, std::uint64_t seen) {
  const std::size_t count = how.fields.size();
  // Most senders keep our order, so the next member is likely the one after those already seen.
  const auto likely = static_cast<std::size_t>(std::popcount(seen));
  const auto here = [&](std::size_t index) -> found {
    const field& of = how.fields[index];
    return {found::outcome::here, of.name, {of.in(object), of.how}, static_cast<unsigned>(index)};
  };
  if (likely < count && how.fields[likely].name == key) return here(likely);
  for (std::size_t index = 0; index < count; ++index) {
    if (how.fields[index].name == key) return here(index);
  }
  return {};
}

std::string_view missing_in_struct(const node& how, const void*, std::uint64_t seen, bool defaulted) {
  const std::uint64_t wanting = defaulted ? 0 : how.required & ~seen;
  return wanting == 0 ? std::string_view{} : how.fields[static_cast<std::size_t>(std::countr_zero(wanting))].name;
}

namespace detail {
namespace {

constexpr std::array<std::string_view, 3> command_members{"id", "name", "args"};

template <class T>
target read_into(T& value) {
  return {&value, &node_of<T>::how};
}

}  // namespace

constinit const node named_command::name{
    .kind = node_kind::word,
    .set_word = [](void* object, std::string_view word) { return set_alternative(as<member_command>(object), word); },
    .words = &alternative_names<member_command>};

found named_command::member(const node&, void* object, std::string_view key, std::uint64_t seen) {
  auto& asked = as<frame::command>(object);
  for (unsigned index = 0; index < command_members.size(); ++index) {
    if (key != command_members[index]) continue;
    if (const auto before = static_cast<unsigned>(std::popcount(seen)); before < index) {
      return {found::outcome::too_early, command_members[before]};
    }
    const target to = index == 0   ? read_into(asked.id)
                      : index == 1 ? target{&asked.request, &name}
                                   : alternative_of(asked.request);
    return {found::outcome::here, command_members[index], to, index};
  }
  return {};
}

std::string_view named_command::missing(const node&, const void*, std::uint64_t seen, bool) {
  const auto count = static_cast<std::size_t>(std::popcount(seen));
  return count == command_members.size() ? std::string_view{} : command_members[count];
}

constinit const node tagged_change::put_kind{
    .kind = node_kind::word,
    .set_word = [](void* object,
                   std::string_view word) { return set_alternative(as<change>(object).emplace<put>().value, word); },
    .words = &alternative_names<entity>};

constinit const node tagged_change::removed_kind{.kind = node_kind::word,
                                                 .set_word =
                                                     [](void* object, std::string_view word) {
                                                       entity of_kind;
                                                       if (!set_alternative(of_kind, word)) return false;
                                                       as<change>(object) = removal{kind_of(of_kind), 0};
                                                       return true;
                                                     },
                                                 .words = &alternative_names<entity>};

// Bit 0: "put" or "remove", bit 1: "entity" or "id".
found tagged_change::member(const node&, void* object, std::string_view key, std::uint64_t seen) {
  auto& of = as<change>(object);
  if (key == "put" && (seen == 0 || std::holds_alternative<put>(of))) {
    return {found::outcome::here, "put", {object, &put_kind}, 0};
  }
  if (key == "remove" && (seen == 0 || std::holds_alternative<removal>(of))) {
    return {found::outcome::here, "remove", {object, &removed_kind}, 0};
  }
  if (key == "entity") {
    if (seen == 0) return {found::outcome::too_early, "put"};
    if (auto* one = std::get_if<put>(&of)) return {found::outcome::here, "entity", alternative_of(one->value), 1};
  }
  if (key == "id") {
    if (seen == 0) return {found::outcome::too_early, "remove"};
    if (auto* gone = std::get_if<removal>(&of)) return {found::outcome::here, "id", read_into(gone->id), 1};
  }
  return {};
}

std::string_view tagged_change::missing(const node&, const void* object, std::uint64_t seen, bool) {
  if (seen == 0) return "put";
  if (seen == 3) return {};
  return std::holds_alternative<put>(*static_cast<const change*>(object)) ? "entity" : "id";
}

}  // namespace detail
}  // namespace reprise::reading
