// What is written is read again as the same playbook, whatever people have written in it.
#include "server/playbook/yaml_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <sstream>
#include <string>

#include "protocol/writer.hpp"
#include "server/playbook/loaded_playbook.hpp"
#include "tests/protocol/arbitrary.hpp"
#include "tests/support/places/places.hpp"

namespace reprise {
namespace {

const std::filesystem::path shipped = tests::source_folder() / "playbooks";

std::string everything_of(const loaded_playbook& of) { return to_json(of.playbook) + to_json(of.criteria); }

// What is read from what is written; the refusal's words where it is refused.
std::string written_and_read(const loaded_playbook& of) {
  const auto again = read_playbook(to_yaml(of.playbook, of.criteria), of.id, "again.yaml");
  return again ? everything_of(*again) : again.error().detail;
}

TEST(yaml_writer, gives_back_the_playbooks_that_ship) {
  const auto all = load_playbooks(shipped);
  ASSERT_TRUE(all) << all.error().detail;
  ASSERT_EQ(all->size(), 6u);
  for (const auto& each : *all) EXPECT_EQ(written_and_read(each), everything_of(each)) << each.id;
}

TEST(yaml_writer, writes_lines_that_people_can_read) {
  const auto loaded = load_playbook(shipped / "headship.yaml");
  ASSERT_TRUE(loaded) << loaded.error().detail;
  std::istringstream lines(to_yaml(loaded->playbook, loaded->criteria));
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(count_code_points(line), 120u) << line;
    EXPECT_FALSE(line.ends_with(' ')) << "'" << line << "'";
  }
}

// Texts are what can go wrong: quotes, colons, hyphens, spaces and line ends where YAML has its own idea of them.
template <class Text>
Text awkward() {
  static const auto pieces = std::to_array<std::string>({"word",       "a longer word",
                                                         " ",          "  ",
                                                         "\n",         "\n\n",
                                                         "\n ",        " \n",
                                                         "\t",         "- ",
                                                         "# ",         ": ",
                                                         "\"",         "'",
                                                         "\\",         "...",
                                                         "---",        "&a",
                                                         "*a",         "null",
                                                         "true",       "12",
                                                         "\u2019",     "\u00a0",
                                                         "\U0001f600", "{",
                                                         "]",          ">-",
                                                         "|",          "%",
                                                         "@"});
  std::string text = "x";
  const auto count = *rc::gen::inRange<std::size_t>(0, 60);
  for (std::size_t at = 0; at < count; ++at) text += pieces[*rc::gen::inRange<std::size_t>(0, pieces.size())];
  Text value(*rc::gen::arbitrary<bool>() ? text : text.substr(1));
  if (admit_text(value, "")) return testing::arbitrary<Text>();
  return value;
}

RC_GTEST_PROP(yaml_writer, gives_back_whatever_people_write, ()) {
  static const auto base = load_playbook(shipped / "headship.yaml");
  RC_ASSERT(base.has_value());
  auto changed = *base;
  auto& of = changed.playbook;
  of.title = awkward<title_text>();
  of.audience = awkward<message_text>();
  of.exemplar.context = awkward<passage_text>();
  of.exemplar.passages.front() = awkward<passage_text>();
  of.scenario.harder = awkward<optional_passage>();
  of.form.strength_starters.clear();
  of.gap_task_prompts.assign(3, awkward<message_text>());
  of.anonymous_wall = *rc::gen::arbitrary<bool>();
  of.features_asked = testing::arbitrary<decltype(of.features_asked)>();
  changed.criteria.front().looks_like = awkward<passage_text>();
  RC_ASSERT(written_and_read(changed) == everything_of(changed));
}

}  // namespace
}  // namespace reprise
