// What two cannot both have, asked of different servers at the same moment: one gets it, and everybody sees the same one.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/cluster/cluster.hpp"
#include "tests/cluster/onlooker.hpp"
#include "tests/cluster/settings.hpp"
#include "tests/support/redis_process.hpp"

namespace reprise::tests {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

// --- the last place in a room --------------------------------------------------------------------------------------

constexpr int places = 8;  // in a room

// Rooms by the people in them, after each commit.
class seats {
 public:
  void take(const json& commit) {
    for (const auto& each : commit.at("changes")) {
      if (!each.contains("put") || each.at("put") != "member") continue;
      const auto& row = each.at("entity");
      room_of_[row.at("id")] = row.at("room");
    }
  }
  int in(std::uint64_t room) const {
    return static_cast<int>(
        std::count_if(room_of_.begin(), room_of_.end(), [&](const auto& each) { return each.second == room; }));
  }

 private:
  std::map<std::uint64_t, std::uint64_t> room_of_;
};

TEST(competing, P16_for_the_last_places_of_rooms_on_three_nodes_nobody_gets_one_that_is_taken) {
  const redis_process redis(careful);
  std::vector<std::uint64_t> rooms;
  const auto another_room = [&](const insistent_person& who, std::mt19937& random) {
    const std::uint64_t mine = who.tables.find("member", who.who.member)->at("room");
    auto wanted = rooms[random() % rooms.size()];
    while (wanted == mine) wanted = rooms[random() % rooms.size()];
    return wish{"move_member", {{"member", who.who.member}, {"room", wanted}}};
  };
  // Three rooms have two places more than there are people.
  cluster all({.logs = {redis.url(), redis.url(), redis.url()},
               .people = 3 * places - 2,
               .seed = seed(),
               .under_way_max = 1,
               .thinks_max = 100ms,
               .wants = another_room,
               // The second: where it asks again, because it did not hear the first.
               .takes_for_an_answer = {"limit_reached", "already_done"}});
  {
    onlooker leads(all.process(0).port(), all.session(), all.process(0).facilitator_ticket());
    leads.does("set_placement", {{"mode", "self_chosen"}, {"room_size", 4}, {"groups", json::array()}});
    for (std::size_t each = 0; each < 3; ++each)
      leads.does("move_member", {{"member", all.people()[each].who.member}, {"room", 0}});
    for (const auto& each : leads.tables().all("room")) rooms.push_back(each.at("id"));
  }
  ASSERT_EQ(rooms.size(), 3U);

  all.begin();
  ASSERT_TRUE(all.hears(200));
  const auto overtaken = all.counted("appends_overtaken_total");
  all.kill(1);  // what it may have done or not is asked again elsewhere
  ASSERT_TRUE(all.hears(60));
  all.start(1);
  ASSERT_TRUE(all.everybody_hears(1));
  all.finish();
  all.check();

  seats taken;
  for (const auto& each : all.log()) {
    taken.take(json::parse(each.bytes));
    for (const auto room : rooms) ASSERT_LE(taken.in(room), places) << "after commit " << each.seq;
  }
  std::size_t turned_down = 0;
  for (const auto& each : all.people()) turned_down += each.turned_down.size();
  EXPECT_GT(turned_down, 0U);
  EXPECT_GT(all.acknowledged(), 0);
  EXPECT_GT(overtaken, 0) << "no two servers wanted the same place in the log";
  std::cout << all.acknowledged() << " moves to another room, " << turned_down << " refused because it was full, "
            << overtaken << " appends decided again before the kill, seed " << seed() << "\n";
}

// --- going on once -------------------------------------------------------------------------------------------------

std::pair<json, json> step_of(const client_tables& screen) {
  const auto room = screen.all("room").at(0);
  return {room.at("slot"), room.at("step")};
}

TEST(competing, P16_three_who_press_at_once_on_three_nodes_go_on_once) {
  const redis_process redis(careful);
  cluster all({.logs = {redis.url(), redis.url(), redis.url()}, .people = 3, .seed = seed()});
  onlooker leads(all.process(0).port(), all.session(), all.process(0).facilitator_ticket());
  const auto plan = leads.tables().all("playbook").at(0);
  leads.does("adjust_plan",
             {{"pace", "own"}, {"slots", 3}, {"stages", plan.at("stages")}, {"steps", plan.at("steps")}});
  std::vector<std::unique_ptr<onlooker>> people;
  for (std::size_t each = 0; each < 3; ++each) {
    people.push_back(
        std::make_unique<onlooker>(all.process(each).port(), all.session(), all.people()[each].who.ticket));
  }
  leads.does("go_to_stage", {{"stage", "rehearse"}});
  ASSERT_EQ(leads.tables().all("room").size(), 1U) << "the three are in one room";
  const auto room = leads.tables().all("room").at(0).at("id");

  int pressed = 0;
  for (auto now = step_of(leads.tables()); now.second != "done"; now = step_of(leads.tables())) {
    const auto at_it = [&](const client_tables& screen) {
      return !screen.all("room").empty() && step_of(screen) == now;
    };
    const auto after_it = [&](const client_tables& screen) { return step_of(screen) != now; };
    for (const auto& each : people) ASSERT_TRUE(each->sees(at_it));
    const auto command_id = "on-" + now.first.dump() + now.second.get<std::string>();
    for (const auto& each : people) each->send(command_id, "go_on", {{"room", room}, {"from", now.second}});
    int went_on = 0;
    for (const auto& each : people) went_on += each->answer(command_id).at("frame") == "acknowledged" ? 1 : 0;
    if (now.second == "write") {
      // Nobody has written anything; whoever leads goes on nevertheless.
      EXPECT_EQ(went_on, 0);
      leads.does("go_on", {{"room", room}, {"from", now.second}});
    } else {
      EXPECT_EQ(went_on, 3) << "who was later is told that it is done: " << now.second;
      ++pressed;
    }
    ASSERT_TRUE(leads.sees(after_it));
    const auto next = step_of(leads.tables());
    for (const auto& each : people) {
      ASSERT_TRUE(each->sees(after_it));
      EXPECT_EQ(step_of(each->tables()), next);
    }
  }
  all.check();
  std::map<std::string, int> by_command;
  for (const auto& each : all.log()) ++by_command[json::parse(each.bytes).at("command")];
  EXPECT_EQ(pressed, 18) << "six steps of three slots";
  EXPECT_EQ(by_command["go_on"], 18 + 3) << "one for each step, and those of whoever leads";
  std::cout << pressed << " steps, each asked for by three at once; " << all.counted("appends_overtaken_total")
            << " appends decided again\n";
}

}  // namespace
}  // namespace reprise::tests
