#include "load-tests/scenario.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/places/places.hpp"

namespace reprise::load {
namespace {

using testing::HasSubstr;

scenario good(const std::string& yaml) {
  auto read = read_scenario(yaml);
  if (const auto* wrong = std::get_if<scenario_mistake>(&read)) ADD_FAILURE() << wrong->line << ": " << wrong->what;
  return std::holds_alternative<scenario>(read) ? std::get<scenario>(read) : scenario{};
}

scenario_mistake wrong(const std::string& yaml) {
  auto read = read_scenario(yaml);
  if (std::holds_alternative<scenario>(read)) ADD_FAILURE() << "this was taken: " << yaml;
  return std::holds_alternative<scenario>(read) ? scenario_mistake{} : std::get<scenario_mistake>(read);
}

TEST(scenario, those_that_ship_can_be_used) {
  std::size_t count = 0;
  for (const auto& each : std::filesystem::directory_iterator(tests::source_folder() / "load-tests/scenarios")) {
    std::ifstream file(each.path());
    std::ostringstream text;
    text << file.rdbuf();
    SCOPED_TRACE(each.path().string());
    const auto plan = good(text.str());
    EXPECT_EQ(plan.name, each.path().stem().string()) << "a scenario is called as its file is";
    EXPECT_FALSE(plan.about.empty());
    std::vector<std::string> limits;
    for (const auto& one : plan.limits) limits.push_back(name_of(one));
    EXPECT_THAT(limits, testing::Contains("lost")) << "no load test passes that loses a word";
    EXPECT_THAT(limits, testing::Contains("errors"));
    ++count;
  }
  EXPECT_GE(count, 10U);
}

TEST(scenario, says_what_it_read) {
  const auto plan = good(
      "name: short\nabout: a try\nbehaviour: wall\npeople: 40\npeople_per_session: 20\nspeed: 2.5\nramp: 1.5s\n"
      "duration: 2m\ncommands_per_second: 0.5\nbegin_within: 3s\n"
      "happenings:\n  - { at: 3s, do: cut, share: 0.5, for: 2s }\n"
      "limits:\n  acknowledged: { p50: 20ms, max: 1s }\n  errors: 3\n");
  EXPECT_EQ(plan.how, behaviour::wall);
  EXPECT_EQ(plan.people, 40);
  EXPECT_EQ(plan.speed, 2.5);
  EXPECT_EQ(plan.ramp_ms, 1'500);
  EXPECT_EQ(plan.begin_within_ms, 3'000);
  EXPECT_EQ(plan.duration_ms, 120'000);
  ASSERT_EQ(plan.happenings.size(), 1U);
  EXPECT_EQ(plan.happenings[0].what, deed::cut);
  EXPECT_EQ(plan.happenings[0].for_ms, 2'000);
  ASSERT_EQ(plan.limits.size(), 3U);
  EXPECT_EQ(name_of(plan.limits[0]), "acknowledged p50");
  EXPECT_EQ(std::get<duration_limit>(plan.limits[1]).us_max, 1'000'000);
  EXPECT_EQ(std::get<count_limit>(plan.limits[2]).most, 3);
}

TEST(scenario, names_the_line_and_what_is_wrong_with_it) {
  const std::string limits = "limits: { errors: 0 }\n";
  auto found = wrong("name: a\npeopel: 30\n" + limits);
  EXPECT_EQ(found.line, 2);
  EXPECT_THAT(found.what, HasSubstr("peopel is not known here; what may stand here is about, again, begin_within"));

  found = wrong("name: a\npeople: thirty\n" + limits);
  EXPECT_EQ(found.line, 2);
  EXPECT_THAT(found.what, HasSubstr("people must be a number from 1 to 100000."));

  found = wrong("name: a\npeople: 2.5\n" + limits);
  EXPECT_THAT(found.what, HasSubstr("people must be a whole number."));

  found = wrong("name: a\nramp: 10\n" + limits);
  EXPECT_THAT(found.what, HasSubstr("ramp must be a duration such as 250ms, 2s or 30m."));

  found = wrong("name: a\nbehaviour: chat\n" + limits);
  EXPECT_THAT(found.what, HasSubstr("behaviour must be one of lesson, wall, doors, idle."));

  found = wrong("name: a\nlimits:\n  errors: 0\n  acknowleged: { p99: 1s }\n");
  EXPECT_EQ(found.line, 4);
  EXPECT_THAT(found.what, HasSubstr("limits.acknowleged is not measured"));

  found = wrong("name: a\nlimits:\n  screens: { p98: 1s }\n");
  EXPECT_THAT(found.what, HasSubstr("limits.screens.p98 is not known; percentiles are p50, p90, p95, p99 and max."));

  found = wrong("name: a\nlimits:\n  screens: 1s\n");
  EXPECT_THAT(found.what, HasSubstr("limits.screens must have percentiles"));

  found = wrong("name: a\nhappenings:\n  - { at: 1s, do: explode }\n" + limits);
  EXPECT_EQ(found.line, 3);
  EXPECT_THAT(found.what, HasSubstr("do must be one of cut, stall, hook."));
}

TEST(scenario, that_could_not_fail_or_not_end_is_refused) {
  EXPECT_THAT(wrong("name: a\n").what, HasSubstr("a load test that cannot fail shows nothing"));
  EXPECT_THAT(wrong("name: a\nbehaviour: wall\nlimits: { errors: 0 }\n").what, HasSubstr("duration is missing"));
  EXPECT_THAT(wrong("people: 3\nlimits: { errors: 0 }\n").what, HasSubstr("name is missing"));
  EXPECT_THAT(wrong("name: [\n").what, HasSubstr("This is not YAML"));
  EXPECT_THAT(wrong("just words").what, HasSubstr("must be a list of keys"));
}

TEST(scenario, durations_need_their_unit) {
  EXPECT_EQ(read_duration_us("250ms"), 250'000);
  EXPECT_EQ(read_duration_us("1.5s"), 1'500'000);
  EXPECT_EQ(read_duration_us("30m"), 1'800'000'000);
  EXPECT_EQ(read_duration_us("90us"), 90);
  for (const auto* each : {"", "s", "10", "-1s", "1 s", "1h", "1e9s"})
    EXPECT_EQ(read_duration_us(each), std::nullopt) << each;
}

}  // namespace
}  // namespace reprise::load
