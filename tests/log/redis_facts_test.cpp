// What a server says again to a Redis that has forgotten its directory.
#include "server/log/redis_facts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "server/log/redis_log.hpp"
#include "tests/support/blocking_log.hpp"
#include "tests/support/redis_process.hpp"
#include "tests/support/relay.hpp"

namespace reprise {
namespace {

using namespace std::chrono_literals;
using tests::redis_process;

stored_commit commit(seq_number seq) { return {seq, "c" + std::to_string(seq), "commit " + std::to_string(seq)}; }

redis_log_options at(std::uint16_t port) {
  return {.address = read_redis_address("redis://127.0.0.1:" + std::to_string(port) + "/0").value(),
          .patience = {.connect = 1s, .reply = 500ms}};
}

std::vector<std::string> names(redis_facts& of) {
  std::vector<std::string> all;
  for (const auto& each : of.all()) all.push_back(each.name.empty() ? each.value : each.name);
  return all;
}

// Asks until it is so; the test's own time limit is the guard.
template <class Condition>
void until(Condition holds) {
  while (!holds()) std::this_thread::sleep_for(5ms);
}

TEST(redis_facts, too_many_push_out_the_oldest_about_a_session_and_never_the_keys) {
  redis_facts facts(3, 0ms);
  facts.claimed("agreed:key", "ours", true);
  facts.claimed("code:A", "lesson", false);
  facts.listed("lesson", "1");
  facts.claimed("code:A", "lesson", false);
  facts.claimed("code:B", "other2", false);
  EXPECT_EQ(names(facts), (std::vector<std::string>{"agreed:key", "code:A", "code:B"}));
  facts.released("code:A");
  facts.unlisted("lesson");
  EXPECT_EQ(names(facts), (std::vector<std::string>{"agreed:key", "code:B"}));
}

TEST(redis_facts, about_a_session_that_was_to_be_forgotten_are_not_said_again) {
  redis_facts facts(10, 1ms);
  facts.claimed("agreed:key", "ours", true);
  facts.claimed("code:A", "lesson", false);
  until([&] { return names(facts).size() == 1; });
  EXPECT_EQ(names(facts), (std::vector<std::string>{"agreed:key"}));
}

TEST(redis_directory, P16_of_a_redis_that_had_kept_nothing_is_there_again_before_anybody_asks_for_it) {
  redis_process redis;
  redis_log knows(at(redis.port()));
  blocking_log asked(knows);
  const auto last = std::get<appended>(asked.append("lesson", {}, {commit(1)})).last;
  asked.claim_for("lesson", "code:K7QF2M");
  asked.claim("agreed:key", "ours");
  const auto created = std::get<std::vector<session_summary>>(asked.sessions()).at(0).created_at;
  redis.kill();
  redis.start();
  until([&] { return redis.ask({"GET", "reprise:directory:code:K7QF2M"}) == "lesson"; });

  redis_log newcomer(at(redis.port()));
  blocking_log asks(newcomer);
  EXPECT_EQ(std::get<found>(asks.find("code:K7QF2M")).value, "lesson");
  EXPECT_EQ(std::get<claimed_before>(asks.claim("agreed:key", "mine")).value, "ours");
  EXPECT_TRUE(std::get<std::vector<session_summary>>(asks.sessions()).empty()) << "listed, and not put back yet";
  const loaded_session held{.last = last,
                            .snapshot = stored_snapshot{1, "the state"},
                            .commits = {commit(1)},
                            .recent_commands = {},
                            .created_at = created};
  ASSERT_TRUE(std::holds_alternative<appended>(asked.restore("lesson", held)));
  const auto listed = std::get<std::vector<session_summary>>(asks.sessions());
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].last, last);
  EXPECT_EQ(listed[0].created_at, created);
}

TEST(redis_directory, what_was_released_stays_free) {
  redis_process redis;
  redis_log log(at(redis.port()));
  blocking_log asked(log);
  asked.claim("one", "ours");
  asked.claim("other", "ours");
  EXPECT_TRUE(asked.release("one", "ours"));
  redis.kill();
  redis.start();
  until([&] { return redis.ask({"GET", "reprise:directory:other"}) == "ours"; });
  EXPECT_TRUE(std::holds_alternative<not_found>(asked.find("one")));
}

TEST(redis_directory, servers_that_agreed_on_two_different_things_find_out) {
  redis_process redis;
  tests::relay cable(redis.port());
  redis_log cut_off(at(cable.port()));
  ASSERT_TRUE(std::holds_alternative<claimed>(blocking_log(cut_off).claim("agreed:key", "ours")));
  cable.cut();
  redis.kill();
  redis.start();
  redis_log other(at(redis.port()));
  EXPECT_GT(other.may_be_told_ms(), 0) << "it should have waited for this server";
  ASSERT_TRUE(std::holds_alternative<claimed>(blocking_log(other).claim("agreed:key", "theirs")));
  cable.heal();
  until([&] { return cut_off.check().disagrees_about == "agreed:key"; });
  EXPECT_EQ(other.check().disagrees_about, "");
  EXPECT_EQ(redis.ask({"GET", "reprise:directory:agreed:key"}), "theirs");
}

TEST(redis_directory, what_was_deleted_by_hand_is_said_again_by_tidying) {
  const redis_process redis;
  redis_log log(at(redis.port()));
  blocking_log asked(log);
  asked.claim_for("lesson", "code:K7QF2M");
  redis.ask({"FLUSHALL"});
  ASSERT_TRUE(std::holds_alternative<std::size_t>(asked.tidy()));
  EXPECT_EQ(std::get<found>(asked.find("code:K7QF2M")).value, "lesson");
}

}  // namespace
}  // namespace reprise
