// Clocks that run out while three servers watch them: each does what it has to do once.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <vector>

#include "tests/cluster/cluster.hpp"
#include "tests/cluster/onlooker.hpp"
#include "tests/cluster/settings.hpp"
#include "tests/support/redis_process.hpp"

namespace reprise::tests {
namespace {

using nlohmann::json;

// All stages and steps that have a clock get one of a second.
json in_a_hurry(const json& plan) {
  auto stages = plan.at("stages");
  for (auto& each : stages) each["seconds"] = each.at("stage") == "see" ? 1 : 0;
  auto steps = plan.at("steps");
  for (auto& each : steps) each["seconds"] = 1;
  return {{"pace", "lockstep"}, {"slots", 1}, {"stages", stages}, {"steps", steps}};
}

bool all_are_done(const client_tables& screen) {
  const auto rooms = screen.all("room");
  return !rooms.empty() &&
         std::all_of(rooms.begin(), rooms.end(), [](const json& each) { return each.at("step") == "done"; });
}

TEST(deadlines, P16_that_three_nodes_watch_come_once) {
  const redis_process redis(careful);
  cluster all({.logs = {redis.url(), redis.url(), redis.url()}, .people = 6, .seed = seed()});
  onlooker leads(all.process(0).port(), all.session(), all.process(0).facilitator_ticket());
  std::vector<std::unique_ptr<onlooker>> people;  // two on each, so that each has the session and watches its clock
  for (std::size_t each = 0; each < all.people().size(); ++each) {
    people.push_back(
        std::make_unique<onlooker>(all.process(each % 3).port(), all.session(), all.people()[each].who.ticket));
  }
  leads.does("adjust_plan", in_a_hurry(leads.tables().all("playbook").at(0)));

  // A stage's clock, and one that was started by hand.
  leads.does("go_to_stage", {{"stage", "see"}});
  leads.does("start_timer", {{"room", 0}, {"label", "Two words each"}, {"seconds", 1}});
  const auto both_finished = [](const client_tables& screen) {
    const auto clocks = screen.all("timer");
    return clocks.size() == 2 &&
           std::all_of(clocks.begin(), clocks.end(), [](const json& each) { return each.at("state") == "finished"; });
  };
  for (const auto& each : people) ASSERT_TRUE(each->sees(both_finished));
  // The clocks of the rooms, which lead them from step to step until all is done.
  leads.does("go_to_stage", {{"stage", "rehearse"}});
  for (const auto& each : people) ASSERT_TRUE(each->sees(all_are_done));
  all.check();

  int wakes = 0;
  std::map<std::uint64_t, int> finished;                  // timer -> commits in which it ran out
  std::map<std::uint64_t, std::vector<std::string>> way;  // room -> the steps that the clock led it to
  std::map<std::uint64_t, std::string> step_of;
  for (const auto& each : all.log()) {
    const auto commit = json::parse(each.bytes);
    const bool by_the_clock = commit.at("command") == "wake";
    wakes += by_the_clock ? 1 : 0;
    EXPECT_FALSE(by_the_clock && commit.at("changes").empty()) << each.seq;
    for (const auto& change : commit.at("changes")) {
      if (!change.contains("put")) continue;
      const auto& row = change.at("entity");
      if (change.at("put") == "timer" && row.at("state") == "finished") ++finished[row.at("id")];
      if (change.at("put") != "room" || step_of[row.at("id")] == row.at("step")) continue;
      step_of[row.at("id")] = row.at("step");
      if (by_the_clock) way[row.at("id")].push_back(row.at("step"));
    }
  }
  EXPECT_EQ(finished.size(), 2U);
  for (const auto& [timer, times] : finished) EXPECT_EQ(times, 1) << timer;
  EXPECT_EQ(way.size(), 2U) << "six people are in two rooms";
  const std::vector<std::string> once_each{"attempt_a", "write", "deliver", "commit", "attempt_b", "close", "done"};
  for (const auto& [room, steps] : way) EXPECT_EQ(steps, once_each) << room;
  std::cout << wakes << " commits of the clock, " << all.counted("appends_overtaken_total")
            << " appends decided again, because another node was faster\n";
}

}  // namespace
}  // namespace reprise::tests
