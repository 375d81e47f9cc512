// The generator against the real server: small, so that it is a test of the generator and not of the machine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>

#include "load-tests/run.hpp"
#include "tests/support/places/places.hpp"
#include "tests/support/redis_process.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::load {
namespace {

using reprise::tests::server_process;
using reprise::tests::temporary_folder;

constexpr const char* organiser_key = "the-organisers-key-of-a-test";

class whole_run : public testing::Test {
 protected:
  run_options options(const std::string& yaml) {
    auto read = read_scenario(yaml);
    if (const auto* wrong = std::get_if<scenario_mistake>(&read)) throw std::runtime_error(wrong->what);
    return {.plan = std::get<scenario>(read),
            .target = "http://127.0.0.1:" + std::to_string(server.port()),
            .organiser_key = organiser_key,
            .hook = "",
            .quiet = true};
  }
  static std::string told(const run_result& of) { return to_text(of); }

  temporary_folder data;
  server_process server{data.path(), {"--organiser-key", organiser_key, "--log-level", "off"}};
};

TEST_F(whole_run, a_lesson_goes_from_its_beginning_to_its_end_and_no_word_is_lost) {
  const auto found = run(options("name: small\npeople: 6\npeople_per_session: 6\nspeed: 60\nramp: 300ms\n"
                                 "limits:\n  acknowledged: { p50: 10s }\n  screens: { p50: 10s }\n"
                                 "  entered: { max: 60s }\n  errors: 0\n  lost: 0\n  cuts: 0\n"))
                         .go();
  EXPECT_TRUE(found.passed) << told(found);
  EXPECT_EQ(found.people_at_once, 6);
  EXPECT_GT(found.count_of("words_looked_for"), 60) << told(found);
  EXPECT_EQ(found.count_of("pages_loaded_afterwards"), 7);
  std::string stages;
  for (const auto& each : found.events) stages.append(each.what).append("; ");
  EXPECT_THAT(stages,
              testing::HasSubstr("stage see; stage name; stage plan; stage rehearse; stage debrief; stage commit; "
                                 "stage ended"));
}

TEST_F(whole_run, a_hot_session_shows_every_word_on_every_screen) {
  const auto found =
      run(options("name: hot\nbehaviour: wall\npeople: 20\npeople_per_session: 20\nramp: 300ms\nduration: 3s\n"
                  "commands_per_second: 30\nlimits: { errors: 0, lost: 0, cuts: 0 }\n"))
          .go();
  EXPECT_TRUE(found.passed) << told(found);
  EXPECT_GT(found.count_of("commands"), 30);
  EXPECT_GT(found.count_of("deliveries"), 20 * found.count_of("commands"));
  EXPECT_GT(found.count_of("words_looked_for"), 20 * 10);
}

TEST_F(whole_run, a_wall_that_is_asked_for_the_next_word_when_the_last_screen_has_one) {
  auto with = options(
      "name: closed\nbehaviour: wall\npeople: 120\npeople_per_session: 50\nramp: 300ms\nduration: 5s\n"
      "outstanding: 2\nlimits: { shown: { p50: 10s }, errors: 0, lost: 0, cuts: 0 }\n");
  with.server_processes = {server.pid()};
  const auto found = run(std::move(with)).go();
  EXPECT_TRUE(found.passed) << told(found);
  EXPECT_GT(found.steady.commands, 20) << told(found);
  // Twice fifty people and whoever leads them, and twenty and one: between 21 and 51 screens for each. So many that nobody says
  // more than the server takes from one person.
  EXPECT_GT(found.steady.deliveries, 21 * found.steady.commands - 21 * 51);
  EXPECT_LT(found.steady.deliveries, 51 * found.steady.commands + 21 * 51);
  EXPECT_GT(found.steady.server_cpu_us, 0);
}

TEST_F(whole_run, those_who_are_cut_off_come_back_and_are_told_what_they_missed) {
  const auto found =
      run(options("name: cut\nbehaviour: wall\npeople: 10\npeople_per_session: 10\nramp: 300ms\nduration: 4s\n"
                  "commands_per_second: 20\nhappenings:\n  - { at: 1s, do: cut, share: 1, for: 500ms }\n"
                  "limits:\n  resumed: { p99: 30s }\n  resume_snapshots: 0\n  errors: 0\n  lost: 0\n"))
          .go();
  EXPECT_TRUE(found.passed) << told(found);
  EXPECT_EQ(found.count_of("resumes"), 10);
}

TEST_F(whole_run, people_are_spread_over_nodes_or_sessions_are) {
  const tests::redis_process redis{{"appendonly yes"}};
  const temporary_folder one_data;
  const temporary_folder other_data;
  const std::vector<std::string> flags{"--organiser-key", organiser_key, "--log-level", "off", "--log", redis.url()};
  const server_process one(one_data.path(), flags);
  const server_process other(other_data.path(), flags);
  const auto websockets_at_the_other = [&] {
    const auto page = tests::get(other.port(), "/metrics").body;
    const std::string name = "\nreprise_websockets_opened_total ";
    return std::stoi(page.substr(page.find(name) + name.size()));
  };
  // Eight in the first session and two in the second, and in each somebody who leads.
  auto with = options(
      "name: nodes\nbehaviour: wall\npeople: 10\npeople_per_session: 8\nramp: 100ms\nduration: 1s\n"
      "commands_per_second: 10\nlimits: { errors: 0, lost: 0, cuts: 0 }\n");
  const auto url = [](const server_process& of) { return "http://127.0.0.1:" + std::to_string(of.port()); };
  with.target = url(one);
  with.more_nodes = {url(other)};
  auto together = with;
  together.together = true;

  const auto apart = run(std::move(with)).go();
  EXPECT_TRUE(apart.passed) << told(apart);
  const auto after_the_first = websockets_at_the_other();
  EXPECT_EQ(after_the_first, 5) << "every second person";
  const auto whole = run(std::move(together)).go();
  EXPECT_TRUE(whole.passed) << told(whole);
  EXPECT_EQ(websockets_at_the_other() - after_the_first, 3) << "the second session";
}

TEST_F(whole_run, that_breaks_a_limit_fails) {
  const auto found =
      run(options("name: strict\nbehaviour: wall\npeople: 4\npeople_per_session: 4\nramp: 100ms\nduration: 1s\n"
                  "commands_per_second: 20\nlimits:\n  acknowledged: { p50: 1us }\n  lost: 0\n"))
          .go();
  EXPECT_FALSE(found.passed);
}

int exit_code_of(const std::string& arguments) {
  const auto status =
      std::system(((tests::build_folder() / "reprise-load").string() + " " + arguments + " >/dev/null 2>&1").c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(whole_run, tells_the_shell_how_it_went) {
  ::setenv("REPRISE_ORGANISER_KEY", organiser_key, 1);
  const auto target = " --quiet --target http://127.0.0.1:" + std::to_string(server.port());
  const auto scenario = [&](const std::string& name, const std::string& limits) {
    const auto file = data.path() / (name + ".yaml");
    std::ofstream(file) << "name: " << name << "\nbehaviour: wall\npeople: 3\npeople_per_session: 3\nramp: 100ms\n"
                        << "duration: 1s\ncommands_per_second: 10\nlimits: " << limits << "\n";
    return file.string();
  };
  EXPECT_EQ(exit_code_of("run " + scenario("easy", "{ lost: 0, errors: 0 }") + target), 0);
  EXPECT_EQ(exit_code_of("run " + scenario("impossible", "{ acknowledged: { p50: 1us }, lost: 0 }") + target), 1);
  EXPECT_EQ(exit_code_of("run " + scenario("wrong", "{ acknowleged: { p50: 1us } }") + target), 2);
  EXPECT_EQ(exit_code_of("run " + scenario("nobody-there", "{ lost: 0 }") + " --quiet --target http://127.0.0.1:1"), 2);
}

}  // namespace
}  // namespace reprise::load
