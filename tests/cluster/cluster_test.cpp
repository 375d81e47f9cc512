// Many servers, one session, no lost word: real servers, a real Redis, real sockets, and everything that dies in between.
//
// In the suite a short form. Longer, with the same checks:
//   REPRISE_NODE_KILLS=1000 REPRISE_REDIS_INTERRUPTIONS=500 REPRISE_CLUSTER_SEED=n cluster_test
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>

#include "tests/cluster/cluster.hpp"
#include "tests/support/redis_process.hpp"
#include "tests/support/relay.hpp"

namespace reprise::tests {
namespace {

using namespace std::chrono_literals;

int number_from(const char* variable, int otherwise) {
  const auto* text = std::getenv(variable);
  return text ? std::atoi(text) : otherwise;
}

unsigned seed() { return static_cast<unsigned>(number_from("REPRISE_CLUSTER_SEED", 4711)); }

constexpr int some = 20;  // acknowledgements between one fault and the next

const std::vector<std::string> careful{"appendonly yes", "appendfsync always"};

// --- nodes ---------------------------------------------------------------------------------------------------------

TEST(nodes, P16_that_are_killed_lose_no_word_and_double_none) {
  const int kills = number_from("REPRISE_NODE_KILLS", 12);
  const redis_process redis(careful);
  cluster all({redis.url(), redis.url(), redis.url()}, 6, seed());
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

TEST(nodes, that_are_drained_hand_their_people_over_without_a_snapshot) {
  const redis_process redis(careful);
  cluster all({redis.url(), redis.url()}, 6, seed());
  all.begin();
  ASSERT_TRUE(all.hears(some));
  EXPECT_EQ(all.stop(0), 0);
  ASSERT_TRUE(all.hears(some));
  all.start(0);
  ASSERT_TRUE(all.hears(some));
  EXPECT_EQ(all.stop(1), 0);
  ASSERT_TRUE(all.hears(some));
  all.start(1);
  all.finish();
  all.check();
  int resumes = 0;
  int snapshots = 0;
  for (const auto& each : all.people()) {
    resumes += each.resumes;
    snapshots += each.snapshots;
  }
  EXPECT_GE(resumes, 6) << "everybody was on one of the two";
  EXPECT_EQ(snapshots, 0);
}

TEST(nodes, P16_cut_off_from_redis_refuse_for_now_and_catch_up_afterwards) {
  const redis_process redis(careful);
  relay cable(redis.port());
  cluster all({redis.url(), "redis://127.0.0.1:" + std::to_string(cable.port()) + "/0"}, 6, seed());
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

// --- Redis ---------------------------------------------------------------------------------------------------------

enum class interruption { killed, stopped, paused, full, read_only };

TEST(redis, P16_that_is_interrupted_loses_no_word_and_is_found_again) {
  const int interruptions = number_from("REPRISE_REDIS_INTERRUPTIONS", 10);
  redis_process redis(careful);
  cluster all({redis.url(), redis.url()}, 6, seed());
  std::mt19937 random(seed());
  all.begin();
  std::vector<double> back_after;
  for (int times = 0; times < interruptions; ++times) {
    ASSERT_TRUE(all.hears(some)) << "after interruption " << times;
    switch (static_cast<interruption>(times % 5)) {
      case interruption::killed:
        redis.kill();
        redis.start();
        break;
      case interruption::stopped:
        redis.stop();
        redis.start();
        break;
      case interruption::paused:
        redis.pause();
        // How long it is away is the thing that is varied.
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 4'000));
        redis.resume();
        break;
      case interruption::full:
        redis.ask({"CONFIG", "SET", "maxmemory", "1"});
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 200));
        redis.ask({"CONFIG", "SET", "maxmemory", "0"});
        break;
      case interruption::read_only:
        redis.ask({"REPLICAOF", "127.0.0.1", "1"});
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 200));
        redis.ask({"REPLICAOF", "NO", "ONE"});
        break;
    }
    const auto began = std::chrono::steady_clock::now();
    ASSERT_TRUE(all.hears(1)) << "after interruption " << times;
    back_after.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
  }
  all.finish();
  all.check();
  std::sort(back_after.begin(), back_after.end());
  std::cout << interruptions << " interruptions of Redis, " << all.acknowledged()
            << " commands acknowledged; the next acknowledgement after " << back_after[back_after.size() / 2]
            << " s (median), " << back_after.back() << " s (worst), seed " << seed() << "\n";
}

TEST(redis, P16_that_keeps_nothing_on_a_disk_is_given_back_what_the_nodes_hold) {
  redis_process redis;
  cluster all({redis.url(), redis.url()}, 6, seed());
  all.begin();
  for (int times = 0; times < 3; ++times) {
    ASSERT_TRUE(all.hears(some));
    redis.kill();
    redis.start();
  }
  ASSERT_TRUE(all.hears(some));
  all.finish();
  all.check();
}

}  // namespace
}  // namespace reprise::tests
