// Many servers, one session, no lost word: real servers, a real Redis, real sockets, and servers that die, are stopped, or lose
// their way to Redis.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <random>

#include "tests/cluster/cluster.hpp"
#include "tests/cluster/settings.hpp"
#include "tests/support/redis_process.hpp"
#include "tests/support/relay.hpp"

namespace reprise::tests {
namespace {

using namespace std::chrono_literals;

// --- people who choose a server themselves -------------------------------------------------------------------------

TEST(nodes, P16_that_are_killed_lose_no_word_and_double_none) {
  const int kills = number_from("REPRISE_NODE_KILLS").value_or(12);
  const redis_process redis(careful);
  cluster all({.logs = {redis.url(), redis.url(), redis.url()}, .seed = seed()});
  std::mt19937 random(seed());
  all.begin();
  for (int kill = 0; kill < kills; ++kill) {
    ASSERT_TRUE(all.hears(some)) << "nothing is acknowledged before kill " << kill;
    const auto which = random() % all.nodes();
    all.kill(which);
    ASSERT_TRUE(all.hears(some)) << "the others stand in for a dead one";
    all.start(which);
  }
  all.finish();
  all.check();
  EXPECT_GE(all.acknowledged(), kills * some);
  std::cout << kills << " kills of a node, " << all.acknowledged() << " commands acknowledged, seed " << seed() << "\n";
}

TEST(nodes, P16_cut_off_from_redis_refuse_for_now_and_catch_up_afterwards) {
  const redis_process redis(careful);
  relay cable(redis.port());
  cluster all({.logs = {redis.url(), "redis://127.0.0.1:" + std::to_string(cable.port()) + "/0"}, .seed = seed()});
  all.begin();
  for (int times = 0; times < 3; ++times) {
    ASSERT_TRUE(all.hears(some));
    cable.cut();
    ASSERT_TRUE(all.hears(some)) << "the other server goes on";
    cable.heal();
  }
  ASSERT_TRUE(all.hears(some));
  all.finish();
  all.check();
}

// --- sixty people, and HAProxy as it ships -------------------------------------------------------------------------

using numbers = std::vector<haproxy_process::node_numbers>;

bool all_are_up(const numbers& all) {
  return std::all_of(all.begin(), all.end(), [](const auto& each) { return each.is_up(); });
}
bool all_have_people(const numbers& all) {
  return std::all_of(all.begin(), all.end(), [](const auto& each) { return each.people > 0; });
}

TEST(behind_haproxy, P16_sixty_people_go_on_while_nodes_are_killed_and_no_word_is_lost_or_doubled) {
  const int kills = number_from("REPRISE_NODE_KILLS").value_or(3);
  const redis_process redis(careful);
  cluster all(sixty_people(redis.url()));
  std::mt19937 random(seed());
  all.begin();
  ASSERT_TRUE(all.proxy_shows(all_have_people));
  int moved = 0;
  for (int kill = 0; kill < kills; ++kill) {
    ASSERT_TRUE(all.everybody_hears(1)) << "before kill " << kill;
    const auto before = all.proxy().nodes();
    auto which = random() % all.nodes();
    while (before.at(which).people == 0) which = (which + 1) % all.nodes();
    moved += before[which].people;
    all.kill(which);
    ASSERT_TRUE(all.everybody_hears(1)) << "whoever was on a dead node is on another, kill " << kill;
    all.start(which);
    ASSERT_TRUE(all.proxy_shows(all_are_up));
  }
  all.finish();
  EXPECT_GE(all.resumes() + all.snapshots(), moved);
  all.check();
  std::cout << kills << " kills of a node, " << moved << " people who had to go to another, " << all.acknowledged()
            << " commands acknowledged, seed " << seed() << "\n";
}

TEST(behind_haproxy, nodes_that_are_drained_hand_sixty_people_over_without_a_snapshot) {
  const redis_process redis(careful);
  cluster all(sixty_people(redis.url()));
  all.begin();
  ASSERT_TRUE(all.proxy_shows(all_have_people));
  int moved = 0;
  for (std::size_t which = 0; which < all.nodes(); ++which) {
    ASSERT_TRUE(all.everybody_hears(1));
    moved += all.proxy().nodes().at(which).people;
    EXPECT_EQ(all.stop(which), 0);
    ASSERT_TRUE(all.everybody_hears(1)) << "without node " << which;
    all.start(which);
    ASSERT_TRUE(all.proxy_shows(all_are_up));
  }
  all.finish();
  EXPECT_GT(moved, 0);
  EXPECT_GE(all.resumes(), moved);
  EXPECT_EQ(all.snapshots(), 0);
  all.check();
}

// Each node on a machine of its own; the packets between one of them and Redis vanish, both ways, and nobody is told.
TEST(behind_haproxy, P16_a_node_that_is_cut_off_from_redis_acknowledges_nothing_and_catches_up_by_itself) {
  const own_network network;
  std::vector<std::unique_ptr<machine>> machines;
  auto settings = careful;
  settings.emplace_back("protected-mode no");
  std::string bind = "bind 127.0.0.1";
  for (int number = 1; number <= 3; ++number) {
    machines.push_back(std::make_unique<machine>(number));
    bind.append(" ").append(machines.back()->other_address());
  }
  settings.push_back(bind);
  const redis_process redis(settings);
  cluster_plan plan{.logs = {}, .people = 12, .seed = seed(), .behind_haproxy = true};
  for (const auto& each : machines) {
    plan.machines.push_back(each.get());
    std::string log = "redis://";
    plan.logs.push_back(log.append(each->other_address()).append(":").append(std::to_string(redis.port())));
  }
  cluster all(plan);
  all.begin();
  ASSERT_TRUE(all.proxy_shows(all_have_people));
  for (const std::size_t which : {1U}) {
    ASSERT_TRUE(all.everybody_hears(1));
    machines[which]->lose_packets(redis.port());
    ASSERT_TRUE(all.hears(some)) << "the others go on";
    ASSERT_TRUE(all.proxy_shows([&](const numbers& now) { return !now[which].is_up(); }))
        << "nobody new is sent to a node that cannot keep anything";
    EXPECT_GT(all.proxy().nodes().at(which).people, 0) << "who is there stays, for it may be back any moment";
    machines[which]->lose_none();
    ASSERT_TRUE(all.everybody_hears(1));
    ASSERT_TRUE(all.proxy_shows(all_are_up));
  }
  all.finish();
  all.check();
}

}  // namespace
}  // namespace reprise::tests
