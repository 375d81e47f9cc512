// The published tables: refusals, close codes, limits, routes.
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <string>

#include "protocol/close_codes.hpp"
#include "protocol/generator/tables.hpp"
#include "protocol/refusals.hpp"
#include "tests/support/places/places.hpp"

namespace reprise {
namespace {

TEST(refusals, every_code_has_a_name_a_title_and_a_status) {
  std::set<std::string_view> titles;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<refusal_code>>([&](auto one) {
    EXPECT_EQ(refusal_name(one.value), one.name);
    EXPECT_TRUE(titles.insert(refusal_title(one.value)).second) << one.name << " has the title of another";
    EXPECT_GE(refusal_status(one.value), 400) << one.name;
    EXPECT_LT(refusal_status(one.value), 600) << one.name;
  });
  EXPECT_GT(titles.size(), 30u);
}

TEST(refusals, a_problem_has_the_members_of_RFC_9457) {
  const problem of = problem_of(refuse(refusal_code::too_long, "Shorten it.", "args.text"));
  EXPECT_EQ(of.type, "/problems/too_long");
  EXPECT_EQ(of.title, "A text or a list is too long");
  EXPECT_EQ(of.status, 422);
  EXPECT_EQ(of.detail, "Shorten it.");
  EXPECT_EQ(of.code, "too_long");
  EXPECT_EQ(of.field, "args.text");
}

TEST(refusals, asking_a_refused_result_for_its_value_is_a_bug) {
  const result<int> refused = refuse(refusal_code::not_found, "Nothing.");
  EXPECT_THROW(refused.value(), std::logic_error);
}

TEST(close_codes, are_each_named_once_and_say_whether_to_come_back) {
  std::set<std::uint16_t> values;
  std::set<std::string_view> names;
  for (const close_code& code : close_codes) {
    EXPECT_TRUE(values.insert(code.value).second) << code.name;
    EXPECT_TRUE(names.insert(code.name).second) << code.name;
    EXPECT_GE(code.value, 4'000);
    EXPECT_LT(code.value, 5'000);
    EXPECT_EQ(code.come_back(), code.value < 4'500);
    EXPECT_EQ(code.come_back(), code.pause_ms_min > 0 && code.pause_ms_max > code.pause_ms_min) << code.name;
    EXPECT_LE(code.meaning.size(), 120u) << "a close frame's reason has at most 123 bytes";
  }
}

TEST(limits, every_limit_is_published) {
  std::ifstream file(tests::source_folder() / "protocol/limits.hpp");
  ASSERT_TRUE(file);
  std::set<std::string> published;
  for (const auto& one : generator::named_limits) published.emplace(one.name);
  const std::regex declaration(R"(inline constexpr std::\w+ (\w+) =)");
  std::size_t declared = 0;
  for (std::string text; std::getline(file, text);) {
    std::smatch found;
    if (!std::regex_search(text, found, declaration)) continue;
    ++declared;
    EXPECT_TRUE(published.contains(found[1])) << found[1] << " is missing in protocol/generator/tables.hpp";
  }
  EXPECT_EQ(declared, published.size());
}

TEST(routes, name_bodies_that_are_described) {
  std::set<std::string_view> bodies;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, generator::http_bodies>>(
      [&](auto one) { bodies.insert(decltype(one)::type::wire_name); });
  std::set<std::string_view> names;
  for (const http::route& route : http::routes) {
    EXPECT_TRUE(names.insert(route.name).second) << route.name;
    EXPECT_TRUE(route.takes.empty() || bodies.contains(route.takes)) << route.name;
    EXPECT_EQ(route.gives == http::answer::json, bodies.contains(route.body)) << route.name;
  }
}

}  // namespace
}  // namespace reprise
