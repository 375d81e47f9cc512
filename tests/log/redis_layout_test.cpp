// No version touches what another has laid out differently in Redis.
#include "server/log/redis_layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <variant>

#include "server/log/log_unusable.hpp"
#include "server/log/redis_keys.hpp"
#include "server/log/redis_log.hpp"
#include "tests/log/redis_cluster.hpp"
#include "tests/support/blocking_log.hpp"
#include "tests/support/redis_process.hpp"

namespace reprise {
namespace {

using namespace std::chrono_literals;
using redis_cluster = tests::redis_cluster;
using tests::redis_process;

const std::string ours = std::to_string(redis_layout);
const std::string another = std::to_string(redis_layout + 1);

redis_log_options at(const redis_process& redis, const std::string& database = "0") {
  return {.address = read_redis_address("redis://" + redis.address() + "/" + database).value(),
          .patience = {.reply = 30s}};
}

std::string refusal_of(const redis_log_options& options) {
  try {
    const redis_log log(options);
  } catch (const log_unusable& failed) {
    return failed.what();
  }
  return {};
}

TEST(redis_layout, is_marked_where_nothing_is_and_found_by_the_next) {
  const redis_process redis;
  EXPECT_EQ(refusal_of(at(redis)), "");
  EXPECT_EQ(redis.ask({"GET", redis_layout_key}), ours);
  EXPECT_EQ(redis.ask({"TTL", redis_layout_key}), "-1") << "it does not go by itself";
  EXPECT_EQ(refusal_of(at(redis)), "");
}

TEST(redis_layout, P16_of_another_version_is_refused_with_what_to_do_and_another_database_is_taken) {
  const redis_process redis;
  redis.ask({"SET", redis_layout_key, another});
  EXPECT_THAT(refusal_of(at(redis)),
              testing::AllOf(testing::HasSubstr("layout " + another), testing::HasSubstr("needs layout " + ours),
                             testing::HasSubstr("another database number"), testing::HasSubstr("upgrading.md"),
                             testing::Not(testing::HasSubstr("Is Redis running"))));
  EXPECT_EQ(redis.ask({"GET", redis_layout_key}), another) << "nothing was changed";
  EXPECT_EQ(refusal_of(at(redis, "1")), "");
}

TEST(redis_layout, is_marked_again_where_everything_was_deleted) {
  const redis_process redis;
  redis_log log(at(redis));
  redis.ask({"FLUSHALL"});
  EXPECT_TRUE(std::holds_alternative<appended>(blocking_log(log).append("lesson", {}, {{1, "", "said"}})));
  ASSERT_TRUE(std::holds_alternative<std::size_t>(blocking_log(log).tidy()));
  EXPECT_EQ(redis.ask({"GET", redis_layout_key}), ours);
}

TEST(redis_layout, P16_of_another_version_in_a_redis_that_came_back_is_left_alone_until_it_has_gone) {
  redis_process redis;  // keeps nothing on a disk
  redis_log log(at(redis));
  blocking_log asked(log);
  ASSERT_TRUE(std::holds_alternative<claimed>(asked.claim("agreed:key", "ours")));
  redis.kill();
  redis.start();
  redis.ask({"SET", redis_layout_key, another});
  auto answer = asked.append("lesson", {}, {{1, "", "said"}});
  while (std::get<unavailable>(answer).reason.find("layout") == std::string::npos)  // the connection is lost at first
    answer = asked.append("lesson", {}, {{1, "", "said"}});
  EXPECT_THAT(std::get<unavailable>(answer).reason, testing::HasSubstr("needs layout " + ours));
  EXPECT_THAT(log.check().last_error, testing::HasSubstr("needs layout " + ours));
  EXPECT_EQ(redis.ask({"KEYS", "*"}), redis_layout_key + "\n") << "nothing was said to it";

  redis.ask({"DEL", redis_layout_key});
  answer = asked.append("lesson", {}, {{1, "", "said"}});
  EXPECT_TRUE(std::holds_alternative<appended>(answer));
  EXPECT_EQ(redis.ask({"GET", redis_layout_key}), ours);
}

TEST_F(redis_cluster, P16_has_the_mark_of_its_layout_once_and_is_refused_by_it) {
  EXPECT_EQ(refusal_of(options()), "");
  const auto& keeper = nodes.primary(nodes.owner_of(redis_slot(redis_layout_key)));
  EXPECT_EQ(keeper.ask({"GET", redis_layout_key}), ours);
  keeper.ask({"SET", redis_layout_key, another});
  EXPECT_THAT(refusal_of(options()), testing::HasSubstr("layout " + another));
}

}  // namespace
}  // namespace reprise
