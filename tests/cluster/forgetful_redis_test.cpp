// A Redis that comes back with nothing at all, as those meet it who want to get in: with the code from the wall, with a ticket
// from before, through a server that starts afterwards.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/cluster/cluster.hpp"
#include "tests/cluster/settings.hpp"
#include "tests/support/redis_process.hpp"

namespace reprise::tests {
namespace {

using namespace std::chrono_literals;

TEST(forgetful_redis, P16_code_tickets_and_list_outlive_it) {
  redis_process redis;  // keeps nothing on a disk
  cluster all({.logs = {redis.url(), redis.url()}, .people = 2, .seed = seed()});
  const auto code = all.process(0).join_code();
  const auto before = all.people().front().who;
  test_client connected(all.process(0).port(), before.session);
  ASSERT_TRUE(connected.enter(before.ticket));
  const auto key = "reprise:directory:code:" + code;
  ASSERT_EQ(redis.ask({"GET", key}), all.session());

  redis.kill();
  redis.start();
  // The nodes notice by themselves, and say what they know.
  while (redis.ask({"GET", key}) != all.session()) std::this_thread::sleep_for(10ms);
  while (redis.ask({"EXISTS", "reprise:{" + all.session() + "}:commands"}) != "1") std::this_thread::sleep_for(10ms);
  for (std::size_t node = 0; node < all.nodes(); ++node) {
    const auto newcomer = join(all.process(node).port(), code, "Newcomer", "late-" + std::to_string(node));
    EXPECT_EQ(newcomer.session, all.session());
  }

  const temporary_folder data;  // and so no keys of its own
  const server_process third(data.path(), {"--log-level", "off", "--shards", "1", "--log", redis.url()});
  EXPECT_EQ(third.session(), all.session()) << "it is in the list";
  EXPECT_EQ(third.join_code(), code);
  test_client again(third.port(), before.session);
  EXPECT_TRUE(again.enter(before.ticket)) << "all sign with the same key";
  EXPECT_EQ(join(third.port(), code, "Newcomer", "late-2").session, all.session());
}

TEST(forgetful_redis, P16_a_server_without_keys_that_comes_before_the_others_are_back_waits_to_be_told) {
  redis_process redis;
  cluster all({.logs = {redis.url()}, .people = 1, .seed = seed()});
  const auto before = all.people().front().who;
  test_client connected(all.process(0).port(), before.session);
  ASSERT_TRUE(connected.enter(before.ticket));
  redis.kill();
  redis.start();
  const temporary_folder data;
  const server_process other(data.path(), {"--log-level", "off", "--shards", "1", "--log", redis.url()});
  EXPECT_EQ(other.session(), all.session());
  test_client again(other.port(), before.session);
  EXPECT_TRUE(again.enter(before.ticket));
}

}  // namespace
}  // namespace reprise::tests
