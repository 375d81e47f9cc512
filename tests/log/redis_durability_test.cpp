// What a Redis promises to keep, as it is found at the start and whenever another one is met.
#include "server/log/redis_durability.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <fstream>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "server/log/redis_log.hpp"
#include "tests/log/data_folder.hpp"
#include "tests/log/redis_cluster.hpp"
#include "tests/support/blocking_log.hpp"
#include "tests/support/redis_process.hpp"

namespace reprise {
namespace {

using namespace std::chrono_literals;
using file = redis_durability::file;
using redis_cluster = tests::redis_cluster;
using tests::redis_process;

redis_log_options at(const redis_process& redis) {
  return {.address = read_redis_address(redis.url()).value(), .patience = {.reply = 30s}};
}

void keep_everything(const redis_process& redis) {
  redis.ask({"CONFIG", "SET", "appendonly", "yes"});
  redis.ask({"CONFIG", "SET", "appendfsync", "always"});
}

TEST(redis_durability, says_what_a_redis_promises_to_keep) {
  const redis_process forgetful;
  EXPECT_EQ(redis_log(at(forgetful)).durability().kept_in, file::none);
  EXPECT_FALSE(redis_log(at(forgetful)).durability().keeps_everything());
  forgetful.ask({"CONFIG", "SET", "save", "60 1"});
  EXPECT_EQ(redis_log(at(forgetful)).durability().kept_in, file::snapshots_only);
  forgetful.ask({"CONFIG", "SET", "appendonly", "yes"});
  EXPECT_EQ(redis_log(at(forgetful)).durability().kept_in, file::every_second);
  forgetful.ask({"CONFIG", "SET", "appendfsync", "always"});
  const auto best = redis_log(at(forgetful)).durability();
  EXPECT_EQ(best.kept_in, file::always);
  EXPECT_TRUE(best.keeps_everything());
  EXPECT_THAT(best.in_words(), testing::HasSubstr("nothing acknowledged is lost"));
}

TEST(redis_durability, P16_a_redis_that_throws_keys_away_when_its_memory_is_full_keeps_less_than_everything) {
  const redis_process redis;
  keep_everything(redis);
  redis.ask({"CONFIG", "SET", "maxmemory-policy", "allkeys-lru"});
  EXPECT_TRUE(redis_log(at(redis)).durability().keeps_everything()) << "it takes as much memory as there is";
  redis.ask({"CONFIG", "SET", "maxmemory", "100mb"});
  for (const auto* policy : {"allkeys-lru", "volatile-ttl"}) {  // what is kept of a session expires one day
    redis.ask({"CONFIG", "SET", "maxmemory-policy", policy});
    const auto found = redis_log(at(redis)).durability();
    EXPECT_FALSE(found.keeps_everything()) << policy;
    EXPECT_THAT(found.in_words(), testing::AllOf(testing::HasSubstr(policy), testing::HasSubstr("may be lost"),
                                                 testing::HasSubstr("Set \"maxmemory-policy noeviction\"")));
  }
  redis.ask({"CONFIG", "SET", "maxmemory-policy", "noeviction"});
  EXPECT_TRUE(redis_log(at(redis)).durability().keeps_everything());
}

TEST(redis_durability, P16_of_several_is_that_of_the_one_that_keeps_least) {
  redis_durability best;
  best.where = "best";
  best.kept_in = file::always;
  best.replicas = 1;
  auto slower = best;
  slower.where = "slower";
  slower.kept_in = file::every_second;
  auto evicting = best;
  evicting.where = "evicting";
  evicting.evicts_by = "allkeys-lru";
  auto alone = best;
  alone.where = "alone";
  alone.replicas = 0;
  const auto silent = unanswered_durability("silent");
  EXPECT_EQ(weakest({best, slower}, 0).where, "slower");
  EXPECT_EQ(weakest({slower, evicting, best}, 0).where, "evicting");
  EXPECT_EQ(weakest({best, silent, slower}, 1).where, "silent");
  EXPECT_EQ(weakest({slower, alone}, 0).where, "slower");
  EXPECT_EQ(weakest({slower, alone}, 1).where, "alone") << "it would acknowledge nothing";
  EXPECT_FALSE(alone.keeps_less_than(best)) << "replicas come and go";
}

TEST_F(redis_cluster, P16_promises_what_its_weakest_primary_does_and_says_which_one_that_is) {
  for (std::size_t node = 0; node < tests::three_primaries::size(); ++node) keep_everything(nodes.primary(node));
  EXPECT_TRUE(redis_log(options()).durability().keeps_everything());
  nodes.primary(2).ask({"CONFIG", "SET", "appendonly", "no"});
  const auto found = redis_log(options()).durability();
  EXPECT_FALSE(found.keeps_everything());
  EXPECT_EQ(found.where, nodes.primary(2).address());
  EXPECT_THAT(found.in_words(),
              testing::StartsWith("The Redis at " + nodes.primary(2).address() + " keeps nothing on a disk"));
}

TEST_F(redis_cluster, P16_with_a_primary_that_does_not_answer_is_used_and_not_taken_to_be_durable) {
  for (std::size_t node = 0; node < tests::three_primaries::size(); ++node) keep_everything(nodes.primary(node));
  nodes.primary(1).kill();
  const redis_log log(options());
  EXPECT_FALSE(log.durability().keeps_everything());
  EXPECT_THAT(log.durability().in_words(), testing::HasSubstr(nodes.primary(1).address() + " does not answer"));
}

// --- met later -----------------------------------------------------------------------------------------------------

// A Redis whose settings are changed while it is down, and a log that tells what it finds.
class restarted_redis : public testing::Test {
 protected:
  void restart_with(const std::string& settings) {
    redis.kill();
    write(settings);
    redis.start();
    while (!std::holds_alternative<claimed>(blocking_log(log).claim("is it back", "yes")))
      std::this_thread::sleep_for(10ms);
  }
  void write(const std::string& settings) { std::ofstream(folder.path() / "more.conf") << settings; }
  std::string included() {
    write("appendonly yes\nappendfsync always\n");
    return "include " + (folder.path() / "more.conf").string();
  }
  redis_log_options options() {
    auto all = at(redis);
    all.found_anew = [this](const redis_durability& found, bool keeps_less) {
      const std::lock_guard lock(mutex);
      told.emplace_back(found.kept_in, keeps_less);
    };
    return all;
  }
  std::vector<std::pair<file, bool>> all_told() {
    const std::lock_guard lock(mutex);
    return std::exchange(told, {});
  }

  std::mutex mutex;
  std::vector<std::pair<file, bool>> told;
  data_folder folder;
  redis_process redis{{included()}};
  redis_log log{options()};
};

TEST_F(restarted_redis, P16_with_other_settings_is_asked_anew_and_less_is_told) {
  using told_of = std::vector<std::pair<file, bool>>;
  ASSERT_TRUE(std::holds_alternative<claimed>(blocking_log(log).claim("is it there", "yes")));
  EXPECT_TRUE(log.durability().keeps_everything());
  EXPECT_EQ(all_told(), told_of{}) << "it is the one of the start";

  restart_with("appendonly no\n");
  EXPECT_EQ(all_told(), (told_of{{file::none, true}}));
  EXPECT_FALSE(log.durability().keeps_everything());

  restart_with("appendonly yes\nappendfsync always\n");
  EXPECT_EQ(all_told(), (told_of{{file::always, false}}));
  EXPECT_TRUE(log.durability().keeps_everything());
}

TEST(redis_durability, P16_of_a_replica_that_took_over_with_lesser_settings_is_told) {
  redis_process primary({"repl-diskless-sync-delay 0", "appendonly yes", "appendfsync always"});
  const redis_process replica({"replicaof 127.0.0.1 " + std::to_string(primary.port()), "repl-diskless-sync-delay 0"});
  ASSERT_TRUE(replica.await({"INFO", "replication"}, "master_link_status:up"));
  const redis_process sentinel(
      {"sentinel monitor lessons 127.0.0.1 " + std::to_string(primary.port()) + " 1",
       "sentinel down-after-milliseconds lessons 300", "sentinel failover-timeout lessons 3000"},
      true);
  ASSERT_TRUE(sentinel.await({"SENTINEL", "REPLICAS", "lessons"}, std::to_string(replica.port())));
  std::promise<std::pair<std::string, bool>> told;
  redis_log log({.address = read_redis_address("redis-sentinel://" + sentinel.address() + "/lessons").value(),
                 .patience = {.connect = 1s, .reply = 1s},
                 .found_anew = [&](const redis_durability& found, bool keeps_less) {
                   told.set_value({found.where, keeps_less});
                 }});
  EXPECT_TRUE(log.durability().keeps_everything());
  primary.kill();
  while (!std::holds_alternative<claimed>(blocking_log(log).claim("is it back", "yes")))
    std::this_thread::sleep_for(10ms);
  EXPECT_EQ(told.get_future().get(), (std::pair{replica.address(), true}));
  EXPECT_EQ(log.durability().kept_in, redis_durability::file::none);
}

}  // namespace
}  // namespace reprise
