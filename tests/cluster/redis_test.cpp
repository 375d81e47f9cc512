// Redis goes away, comes back as less than it was, or somewhere else, while people go on.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iostream>
#include <random>
#include <thread>

#include "tests/cluster/cluster.hpp"
#include "tests/cluster/settings.hpp"
#include "tests/support/redis_process.hpp"

namespace reprise::tests {
namespace {

using namespace std::chrono_literals;

enum class interruption { killed, stopped, paused, full, read_only };
constexpr std::array<const char*, 5> names{"killed", "stopped", "paused", "full", "read-only"};

// Returns when Redis is there again.
void interrupt(redis_process& redis, interruption how, std::mt19937& random) {
  // How long it is away is the thing that is varied.
  const auto for_a_while = [&](unsigned ms_max) {
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % ms_max));
  };
  switch (how) {
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
      for_a_while(4'000);
      redis.resume();
      break;
    case interruption::full:
      redis.ask({"CONFIG", "SET", "maxmemory", "1"});
      for_a_while(1'000);
      redis.ask({"CONFIG", "SET", "maxmemory", "0"});
      break;
    case interruption::read_only:
      redis.ask({"REPLICAOF", "127.0.0.1", "1"});
      for_a_while(1'000);
      redis.ask({"REPLICAOF", "NO", "ONE"});
      break;
  }
}

TEST(redis, P16_that_is_interrupted_loses_no_word_of_sixty_people_and_is_found_again) {
  const auto long_form = number_from("REPRISE_REDIS_INTERRUPTIONS");
  const int interruptions = long_form.value_or(5);
  redis_process redis(careful);
  auto plan = sixty_people(redis.url());
  plan.one_at_each = true;
  cluster all(plan);
  std::mt19937 random(seed());
  all.begin();
  std::array<std::vector<double>, names.size()> times_back;
  for (int times = 0; times < interruptions; ++times) {
    ASSERT_TRUE(all.hears(some)) << "after interruption " << times;
    const auto kind = static_cast<std::size_t>(times) % names.size();
    interrupt(redis, static_cast<interruption>(kind), random);
    const auto back = all.all_nodes_are_back();
    ASSERT_TRUE(back) << "after interruption " << times;
    times_back[kind].push_back(*back);
  }
  ASSERT_TRUE(all.everybody_hears(1));
  all.finish();
  all.check();
  std::cout << interruptions << " interruptions of Redis, " << all.acknowledged() << " commands acknowledged, seed "
            << seed() << "; until all three nodes acknowledged something again:\n";
  for (std::size_t kind = 0; kind < names.size(); ++kind) {
    auto& of = times_back[kind];
    if (of.empty()) continue;
    std::sort(of.begin(), of.end());
    std::cout << "  " << names[kind] << ", " << of.size() << " times: " << of[of.size() / 2] << " s (median), "
              << of.back() << " s (worst)\n";
    if (long_form) {
      EXPECT_LE(of.back(), 5.0) << names[kind];
    }
  }
}

// A second in the suite; REPRISE_REDIS_AWAY_SECONDS=10, and 60: then commands are refused, and sent again.
class redis_away : public testing::TestWithParam<interruption> {};

TEST_P(redis_away, P16_for_a_while_is_waited_for_and_found_again_by_itself) {
  const auto long_form = number_from("REPRISE_REDIS_AWAY_SECONDS");
  redis_process redis(careful);
  cluster all(few_people(redis.url()));
  all.begin();
  ASSERT_TRUE(all.hears(some));
  const bool dies = GetParam() == interruption::killed;
  if (dies)
    redis.kill();
  else
    redis.pause();
  std::this_thread::sleep_for(std::chrono::seconds(long_form.value_or(1)));  // how long it is away is what is tried
  if (dies)
    redis.start();
  else
    redis.resume();
  const auto back = all.all_nodes_are_back();
  ASSERT_TRUE(back);
  ASSERT_TRUE(all.everybody_hears(1));
  all.finish();
  all.check();
  int refusals = 0;
  for (const auto& each : all.people()) refusals += each.refusals;
  std::cout << "Redis was " << (dies ? "dead" : "paused") << " for " << long_form.value_or(1) << " s; " << refusals
            << " refusals; all nodes acknowledged something again after " << *back << " s\n";
  if (long_form) {
    EXPECT_LE(*back, 5.0);
  }
}

INSTANTIATE_TEST_SUITE_P(is, redis_away, testing::Values(interruption::killed, interruption::paused),
                         [](const auto& each) { return each.param == interruption::killed ? "dead" : "paused"; });

TEST(redis, P16_that_is_still_loading_its_file_is_waited_for) {
  auto settings = careful;
  // Loading is slow, and Redis says so in between.
  settings.insert(settings.end(),
                  {"enable-debug-command yes", "key-load-delay 20", "loading-process-events-interval-bytes 1024"});
  redis_process redis(settings);
  cluster all(few_people(redis.url()));
  all.begin();
  ASSERT_TRUE(all.hears(some));
  redis.ask({"DEBUG", "POPULATE", "20000", "filler"});
  redis.ask({"BGREWRITEAOF"});
  ASSERT_TRUE(redis.await({"INFO", "persistence"}, "aof_rewrite_in_progress:0"));
  ASSERT_TRUE(all.hears(some));
  redis.kill();
  redis.launch();
  bool loaded = false;
  for (bool answers = false; !answers;) {
    try {
      const auto said = redis.ask({"PING"});
      loaded = loaded || said.starts_with("LOADING");
      answers = said == "PONG";
    } catch (const std::exception&) {  // not even listening yet
    }
  }
  ASSERT_TRUE(loaded) << "the test wants a Redis that is loading";
  const auto back = all.all_nodes_are_back();
  ASSERT_TRUE(back);
  ASSERT_TRUE(all.everybody_hears(1));
  all.finish();
  all.check();
  std::cout << "Redis had loaded its file; all nodes acknowledged something again after " << *back << " s\n";
}

TEST(redis, P16_that_keeps_nothing_on_a_disk_is_given_back_what_the_nodes_hold) {
  redis_process redis;
  cluster all(few_people(redis.url()));
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

// The primary dies, sentinels make its replica the primary, and so Redis is at a new address; then the same the other way round.
TEST(redis, P16_that_is_at_a_new_address_after_a_failover_is_found_there) {
  auto settings = careful;
  settings.emplace_back("repl-diskless-sync-delay 0");
  redis_process one(settings);
  settings.push_back("replicaof 127.0.0.1 " + std::to_string(one.port()));
  redis_process other(settings);
  ASSERT_TRUE(other.await({"INFO", "replication"}, "master_link_status:up"));
  const redis_process sentinel(
      {"sentinel monitor lessons 127.0.0.1 " + std::to_string(one.port()) + " 1",
       "sentinel down-after-milliseconds lessons 500", "sentinel failover-timeout lessons 3000"},
      true);
  ASSERT_TRUE(sentinel.await({"SENTINEL", "REPLICAS", "lessons"}, std::to_string(other.port())));

  const auto log = "redis-sentinel://" + sentinel.address() + "/lessons";
  cluster all(few_people(log));
  all.begin();
  for (auto [primary, replica] : {std::pair{&one, &other}, std::pair{&other, &one}}) {
    ASSERT_TRUE(all.hears(some));
    primary->kill();
    ASSERT_TRUE(sentinel.await({"SENTINEL", "GET-MASTER-ADDR-BY-NAME", "lessons"}, std::to_string(replica->port())));
    const auto back = all.all_nodes_are_back();
    ASSERT_TRUE(back);
    std::cout << "Redis has a new address; all nodes acknowledged something again after " << *back << " s\n";
    ASSERT_TRUE(all.everybody_hears(1));
    primary->start();
    // As the sentinel would tell it after some seconds.
    primary->ask({"REPLICAOF", "127.0.0.1", std::to_string(replica->port())});
    ASSERT_TRUE(primary->await({"INFO", "replication"}, "master_link_status:up"));
  }
  all.finish();
  all.check();
}

}  // namespace
}  // namespace reprise::tests
