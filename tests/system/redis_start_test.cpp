// The binary on a Redis that promises enough, or less than it was told to insist on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/redis_process.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::tests {
namespace {

using namespace std::chrono_literals;

const std::vector<std::string> durable{"appendonly yes", "appendfsync always"};

class redis_start : public testing::Test {
 protected:
  server_process start(const redis_process& redis, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"--log", redis.url()});
    return server_process(data.path(), more);
  }
  // All that it says when it does not start.
  std::string complaint(const redis_process& redis, const std::vector<std::string>& more) const {
    auto ran = start(redis, more);
    EXPECT_FALSE(ran.is_running());
    EXPECT_EQ(ran.wait_for_end(), 1);
    return ran.said();
  }
  static std::string all_said_by(server_process& server) {
    server.signal(SIGTERM);
    EXPECT_EQ(server.wait_for_end(), 0);
    return server.said();
  }

  const temporary_folder data;
};

TEST_F(redis_start, P16_on_one_that_keeps_nothing_is_refused_where_durability_is_required) {
  const redis_process redis;
  EXPECT_THAT(complaint(redis, {"--require-durable"}),
              testing::AllOf(testing::HasSubstr("This Redis keeps nothing on a disk"),
                             testing::HasSubstr("\"appendonly yes\""), testing::HasSubstr("--require-durable")));
}

TEST_F(redis_start, on_one_that_keeps_nothing_is_warned_of_where_it_is_not) {
  const redis_process redis;
  auto server = start(redis);
  ASSERT_TRUE(server.is_running()) << server.said();
  EXPECT_EQ(get(server.port(), "/readyz").status, 200);
  const auto said = all_said_by(server);
  EXPECT_THAT(said, testing::HasSubstr(R"("level":"warning","event":"redis_may_forget")"));
  EXPECT_THAT(said, testing::HasSubstr("This Redis keeps nothing on a disk"));
}

TEST_F(redis_start, P16_on_one_that_writes_before_it_answers_is_what_durability_asks_for) {
  const redis_process redis(durable);
  auto server = start(redis, {"--require-durable"});
  ASSERT_TRUE(server.is_running()) << server.said();
  EXPECT_EQ(get(server.port(), "/readyz").status, 200);
  const auto said = all_said_by(server);
  EXPECT_THAT(said, testing::HasSubstr("nothing acknowledged is lost"));
  EXPECT_THAT(said, testing::Not(testing::HasSubstr("redis_may_forget")));
}

TEST_F(redis_start, P16_on_one_that_throws_keys_away_is_warned_of_and_refused_where_durability_is_required) {
  auto settings = durable;
  settings.insert(settings.end(), {"maxmemory 100mb", "maxmemory-policy allkeys-lru"});
  const redis_process redis(settings);
  const auto refused = complaint(redis, {"--require-durable"});
  EXPECT_THAT(refused, testing::HasSubstr("throws away what it was given when its memory is full"));
  EXPECT_THAT(refused, testing::HasSubstr("Set \"maxmemory-policy noeviction\""));
  auto server = start(redis);
  ASSERT_TRUE(server.is_running()) << server.said();
  const auto said = all_said_by(server);
  EXPECT_THAT(said, testing::AllOf(testing::HasSubstr("redis_may_forget"), testing::HasSubstr("allkeys-lru")));
}

TEST_F(redis_start, with_fewer_replicas_than_are_to_acknowledge_is_refused) {
  const redis_process redis(durable);
  EXPECT_THAT(
      complaint(redis, {"--redis-wait-replicas", "1"}),
      testing::AllOf(testing::HasSubstr("--redis-wait-replicas asks for 1"), testing::HasSubstr("It has no replica")));
}

TEST_F(redis_start, P16_on_one_that_another_version_has_laid_out_is_refused_with_what_to_do) {
  const redis_process redis(durable);
  redis.ask({"SET", "reprise:layout", "999"});
  EXPECT_THAT(complaint(redis, {}),
              testing::AllOf(testing::HasSubstr("layout 999"), testing::HasSubstr("another database number")));
}

// A lesson goes on; the operator can read of it.
TEST_F(redis_start, P16_a_redis_that_comes_back_with_lesser_settings_is_warned_of_and_served) {
  const temporary_folder settings;
  const auto file = settings.path() / "more.conf";
  std::ofstream(file) << "appendonly yes\nappendfsync always\n";
  redis_process redis({"include " + file.string()});
  auto server = start(redis, {"--require-durable"});
  ASSERT_TRUE(server.is_running()) << server.said();
  const auto ada = join(server.port(), server.join_code(), "Ada", "join-ada");
  test_client client(server.port(), ada.session);
  ASSERT_TRUE(client.enter(ada.ticket));

  redis.kill();
  std::ofstream(file) << "appendonly no\n";
  redis.start();
  // It comes back with nothing, and is told again by the server once that has looked at it.
  while (redis.ask({"EXISTS", "reprise:directory:code:" + server.join_code()}) != "1")
    std::this_thread::sleep_for(10ms);
  client.command("c1", "rename", {{"member", ada.member}, {"name", "Ada L."}});
  EXPECT_TRUE(client.receive("acknowledged"));
  const auto said = all_said_by(server);
  EXPECT_THAT(said, testing::HasSubstr(R"("level":"warning","event":"redis_promises_less")"));
}

// Whichever server comes first ends a timer for all, so their clocks are compared with the one that they share.
TEST_F(redis_start, how_far_the_clock_is_from_that_of_redis_is_told_and_a_small_difference_keeps_nobody_away) {
  const redis_process redis(durable);
  const auto server = start(redis);
  ASSERT_TRUE(server.is_running()) << server.said();
  EXPECT_EQ(get(server.port(), "/readyz").status, 200);
  const auto numbers = get(server.port(), "/metrics").body;
  const std::string name = "\nreprise_clock_ahead_seconds ";
  const auto at = numbers.find(name);
  ASSERT_NE(at, std::string::npos);
  EXPECT_LT(std::abs(std::stod(numbers.substr(at + name.size()))), 10) << "it is one machine";
  EXPECT_NE(numbers.find("\nreprise_ready 1\n"), std::string::npos);
}

}  // namespace
}  // namespace reprise::tests
