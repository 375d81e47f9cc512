// A log in Redis that acknowledges nothing before replicas have it (WAIT).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "tests/log/one_redis.hpp"

namespace reprise {
namespace {

using namespace std::chrono_literals;
using tests::redis_process;

redis_log_options waits_for_one(const redis_process& redis) {
  auto options = at(redis);
  options.wait_replicas = 1;
  options.patience.reply = 3s;
  return options;
}

// Where the replica is there, and only as fast as the machine lets it be.
redis_log_options waits_long_for_one(const redis_process& redis) {
  auto options = waits_for_one(redis);
  options.patience.reply = 40s;
  options.replicas_patience = 30s;
  return options;
}

// A replica that says that its link is up may still be a second away from following: until it has what was written just now.
bool is_followed_by(const redis_process& redis, const redis_process& replica) {
  redis.ask({"SET", "written", "just now"});
  return replica.await({"GET", "written"}, "just now");
}

TEST(redis_replicas, are_waited_for_when_it_is_told_to) {
  const redis_process redis({"repl-diskless-sync-delay 0"});
  redis_log hasty(waits_for_one(redis));
  auto answer = blocking_log(hasty).append("lesson", {}, {commit(1, "a")});
  ASSERT_TRUE(std::holds_alternative<unavailable>(answer));
  EXPECT_THAT(std::get<unavailable>(answer).reason, testing::HasSubstr("replicas"));

  const redis_process replica({"replicaof 127.0.0.1 " + std::to_string(redis.port())});
  ASSERT_TRUE(is_followed_by(redis, replica));
  redis_log log(waits_long_for_one(redis));
  answer = blocking_log(log).append("lesson", load(log).last, {commit(2, "b")});
  EXPECT_TRUE(std::holds_alternative<appended>(answer));
}

TEST(redis_replicas, P16_what_a_dying_redis_wrote_and_no_replica_is_known_to_have_is_in_doubt) {
  redis_process redis;
  redis_log log(waits_for_one(redis));
  std::promise<append_answer> answer;
  log.append("lesson", {}, {commit(1, "a")}, [&](append_answer given) { answer.set_value(std::move(given)); });
  while (redis.ask({"EXISTS", "reprise:{lesson}:commands"}) != "1") std::this_thread::sleep_for(1ms);
  redis.kill();
  EXPECT_TRUE(std::holds_alternative<unavailable>(answer.get_future().get()));
}

// Redis does nothing else on a connection while it waits for replicas.
TEST(redis_replicas, what_gathers_while_a_replica_is_away_waits_for_it_once) {
  const redis_process redis;
  redis_log log(waits_for_one(redis));
  std::vector<std::promise<append_answer>> answers(20);
  const auto append = [&](std::size_t which) {
    log.append(std::string("lesson") + static_cast<char>('a' + which), {}, {commit(1, "a")},
               [&, which](append_answer given) { answers[which].set_value(std::move(given)); });
  };
  append(0);
  ASSERT_TRUE(redis.await({"INFO", "clients"}, "blocked_clients:1"));
  for (std::size_t which = 1; which < answers.size(); ++which) append(which);
  for (auto& each : answers) {
    const auto answer = each.get_future().get();
    ASSERT_TRUE(std::holds_alternative<unavailable>(answer));
    EXPECT_THAT(std::get<unavailable>(answer).reason, testing::HasSubstr("replicas"));
  }
  const auto info = redis.ask({"INFO", "commandstats"});
  const std::string counted = "cmdstat_wait:calls=";
  const auto waits = std::stoul(info.substr(info.find(counted) + counted.size()));
  EXPECT_LT(waits, answers.size() / 2) << "two, where the machine is quick enough to ask within a second";
}

// As by an operator, or where a name comes to mean another machine: the connection stays.
TEST(redis_replicas, P16_a_primary_that_was_made_a_replica_is_left_also_where_replicas_are_waited_for) {
  const redis_process other;
  const redis_process redis;
  redis_log log(waits_for_one(redis));
  EXPECT_TRUE(std::holds_alternative<unavailable>(blocking_log(log).append("lesson", {}, {commit(1, "a")})));
  redis.ask({"REPLICAOF", "127.0.0.1", std::to_string(other.port())});
  // Once READONLY has been said at the latest, it is looked for again.
  std::string reason;
  for (int time = 0; time < 2 && reason.find("is a replica") == std::string::npos; ++time) {
    const auto answer = blocking_log(log).append("other2", {}, {commit(1, "a")});
    ASSERT_TRUE(std::holds_alternative<unavailable>(answer));
    reason = std::get<unavailable>(answer).reason;
  }
  EXPECT_THAT(reason, testing::HasSubstr("is a replica"));
}

// From Redis 7.2 on, what waits for replicas waits for what its own connection has written last.
TEST(redis_replicas, P16_what_is_told_of_others_commits_waits_for_replicas_too) {
  const redis_process redis({"repl-diskless-sync-delay 0"});
  const redis_process replica({"replicaof 127.0.0.1 " + std::to_string(redis.port())});
  ASSERT_TRUE(is_followed_by(redis, replica));
  redis_log writes(waits_long_for_one(redis));
  redis_log looks(waits_long_for_one(redis));
  const auto last = append(writes, {}, {commit(1, "a")});
  const auto changes = [&] {
    const auto info = redis.ask({"INFO", "commandstats"});
    const auto at = info.find("cmdstat_hset:calls=");
    return std::stoi(info.substr(at + std::string("cmdstat_hset:calls=").size()));
  };
  const auto before = changes();
  EXPECT_TRUE(std::holds_alternative<appended>(blocking_log(looks).look("lesson", last)));
  EXPECT_EQ(changes(), before + 1) << "nothing came";
  EXPECT_TRUE(std::holds_alternative<overtaken>(blocking_log(looks).look("lesson", {})));
  EXPECT_EQ(changes(), before + 2) << "somebody else was faster";
}

}  // namespace
}  // namespace reprise
