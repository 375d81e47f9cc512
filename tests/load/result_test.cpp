#include "load-tests/result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "load-tests/capacity.hpp"
#include "load-tests/measures.hpp"
#include "load-tests/report.hpp"
#include "protocol/writer.hpp"

namespace reprise::load {
namespace {

using testing::HasSubstr;
using testing::Not;

run_result a_result(std::int64_t typical_us = 2'000) {
  measures found;
  found.begin(1'000'000, 1'700'000'000'000);
  for (int at = 0; at < 100; ++at) found.record(duration_kind::acknowledged, typical_us + 100 * at);
  found.commands = found.acknowledged = 100;
  found.note(1'500'000, "rooms <open>");
  found.close_second(2'000'000, 30, 120, {100, 20'000, 40, 1'000});
  found.close_second(3'000'000, 30, 900, {400, 21'000, 40, 5'000});
  run_result made;
  made.scenario = "lesson";
  made.about = "A try.";
  made.people = 30;
  made.sessions = 1;
  found.fill(made);
  return made;
}

limit time_limit(int percentile, std::int64_t us) {
  return duration_limit{duration_kind::acknowledged, percentile, us};
}

TEST(verdict, is_met_up_to_the_limit_and_broken_over_it) {
  auto found = a_result();
  judge(found, {time_limit(50, 10'000), time_limit(100, 11'900), count_limit{count_kind::errors, 0}});
  EXPECT_TRUE(found.passed);
  judge(found, {time_limit(50, 10'000), time_limit(100, 11'899)});
  EXPECT_FALSE(found.passed);
  EXPECT_TRUE(found.verdicts[0].met);
  EXPECT_FALSE(found.verdicts[1].met);
  EXPECT_EQ(found.verdicts[1].what, "acknowledged max");
  EXPECT_EQ(found.verdicts[1].measured, 11'900);
}

TEST(verdict, one_lost_word_is_one_too_many) {
  auto found = a_result();
  for (auto& each : found.counts) {
    if (each.name == "lost") each.count = 1;
  }
  judge(found, {count_limit{count_kind::lost, 0}});
  EXPECT_FALSE(found.passed);
}

TEST(verdict, what_was_never_measured_is_not_met) {
  auto found = a_result();
  judge(found, {duration_limit{duration_kind::resumed, 99, 1'000'000}});
  EXPECT_FALSE(found.passed) << "nobody came back, so nothing is known of coming back";
}

TEST(measures, one_reason_is_told_once_with_how_often) {
  measures found;
  for (int at = 0; at < 3; ++at) found.error("a command was refused: too_fast");
  run_result made;
  found.fill(made);
  EXPECT_EQ(made.count_of("errors"), 3);
  EXPECT_THAT(made.complaints, testing::ElementsAre("3 x a command was refused: too_fast"));
}

TEST(measures, mark_a_run_in_which_the_generator_was_too_busy) {
  const auto busy_for = [](std::vector<std::int64_t> seconds) {
    measures found;
    found.begin(0, 0);
    std::int64_t now = 0;
    for (const auto each : seconds) found.close_second(now += 1'000'000, 1, each, {});
    run_result made;
    found.fill(made);
    return made.overloaded;
  };
  EXPECT_FALSE(busy_for({100, 100, 990, 100, 100, 100, 100})) << "one second is a burst";
  EXPECT_TRUE(busy_for({100, 900, 900, 900, 900, 900, 100}));
}

TEST(measures, read_what_the_server_says_about_itself) {
  const auto read = read_metrics(
      "# HELP reprise_process_cpu_seconds_total Processor time.\n# TYPE reprise_process_cpu_seconds_total counter\n"
      "reprise_process_cpu_seconds_total 12.345\nreprise_process_resident_memory_bytes 52428800\n"
      "reprise_process_open_fds 41\nreprise_deliveries_total 100200\n");
  EXPECT_EQ(read.cpu_ms, 12'345);
  EXPECT_EQ(read.memory_kb, 51'200);
  EXPECT_EQ(read.files, 41);
  EXPECT_EQ(read.deliveries, 100'200);
}

TEST(measures, say_how_much_the_server_grew) {
  measures found;
  found.begin(0, 0);
  for (std::int64_t at = 1; at <= 30; ++at) found.close_second(at * 1'000'000, 1, 0, {at, at <= 20 ? 100 : 150, 10, 0});
  run_result made;
  found.fill(made);
  EXPECT_EQ(made.count_of("memory_growth"), 50);
  EXPECT_EQ(made.count_of("files_growth"), 0);
}

TEST(result, is_the_same_when_it_is_read_back) {
  auto found = a_result();
  judge(found, {time_limit(50, 10'000)});
  const auto json = to_json(found);
  std::string why;
  const auto again = parse_result(json, why);
  ASSERT_TRUE(again) << why;
  EXPECT_EQ(to_json(*again), json);
}

TEST(result, says_what_is_wrong_with_a_file) {
  std::string why;
  EXPECT_FALSE(parse_result("{\"version\":1}", why));
  EXPECT_THAT(why, HasSubstr("scenario"));
  EXPECT_FALSE(parse_result("not json", why));
}

TEST(result, of_several_processes_adds_up) {
  auto slow = a_result(50'000);
  const auto whole = join({a_result(), slow});
  EXPECT_EQ(whole.people, 60);
  EXPECT_EQ(whole.processes, 2);
  EXPECT_EQ(whole.count_of("commands"), 200);
  const auto* times = whole.duration("acknowledged");
  ASSERT_NE(times, nullptr);
  EXPECT_EQ(times->count, 200U);
  EXPECT_LT(times->p50_us, 12'500) << "half of all, not of either";
  EXPECT_GT(times->p99_us, 55'000);
}

TEST(result, is_compared_with_another) {
  const auto text = compare(a_result(2'000), a_result(20'000));
  EXPECT_THAT(text, HasSubstr("acknowledged p50"));
  EXPECT_THAT(text, HasSubstr("3.61 x"));
  EXPECT_THAT(text, Not(HasSubstr("different runs")));
  auto other = a_result();
  other.people = 300;
  EXPECT_THAT(compare(a_result(), other), HasSubstr("These are different runs"));
}

TEST(report, is_one_page_with_nothing_outside_it_that_says_all_it_shows) {
  auto found = a_result();
  judge(found, {time_limit(50, 10)});
  const auto page = report(found);
  const auto has = [&](const char* text) { return page.find(text) != std::string::npos; };
  EXPECT_FALSE(has("src=") || has("href=") || has("url(") || has("<script")) << "nothing is fetched, and nothing runs";
  EXPECT_TRUE(has("prefers-color-scheme: dark"));
  EXPECT_TRUE(has("lang=\"en-GB\""));
  EXPECT_TRUE(has("Failed: not everything"));
  EXPECT_TRUE(has("role=\"img\" aria-label=\"From a command to its acknowledgement. half within: at most 6.9 ms."));
  EXPECT_TRUE(has("The plots as a table")) << "for whoever cannot see them";
  EXPECT_TRUE(has("rooms &lt;open&gt;")) << "what happened is marked in the plots";
  EXPECT_FALSE(has("<open>"));
  EXPECT_FALSE(has("nan") || has("inf\""));
}

// A machine that holds so many.
run_result with(std::int64_t people, std::int64_t holds) {
  auto found = a_result(people > holds ? 400'000 : 2'000);
  found.people = people;
  judge(found, {time_limit(99, 250'000)});
  return found;
}

TEST(capacity, is_found_between_what_held_and_what_did_not) {
  const auto found = find_capacity(30, 30, 10'000, [](std::int64_t people) { return with(people, 340); });
  EXPECT_LE(found.people_held, 340);
  EXPECT_GE(found.people_held, 300);
  EXPECT_THAT(found.words, HasSubstr("This machine holds "));
  EXPECT_THAT(found.words, HasSubstr("acknowledged p99 was 410 ms (limit 250 ms)"));
  EXPECT_THAT(found.words, HasSubstr("Plan for no more than "));
}

TEST(capacity, says_when_nothing_holds_or_nothing_breaks) {
  const auto none = find_capacity(30, 30, 10'000, [](std::int64_t people) { return with(people, 0); });
  EXPECT_EQ(none.people_held, 0);
  EXPECT_THAT(none.words, HasSubstr("does not hold 30 people: acknowledged p99 was"));
  const auto all = find_capacity(30, 30, 100, [](std::int64_t people) { return with(people, 1'000); });
  EXPECT_THAT(all.words, HasSubstr("no limit was broken"));
}

TEST(capacity, does_not_take_the_generators_slowness_for_the_servers) {
  const auto found = find_capacity(30, 30, 1'000, [](std::int64_t people) {
    auto made = with(people, 1'000);
    made.overloaded = people > 60;
    return made;
  });
  EXPECT_LE(found.people_held, 60);
  EXPECT_THAT(found.words, HasSubstr("the generator was too busy to be believed"));
}

}  // namespace
}  // namespace reprise::load
