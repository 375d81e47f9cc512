// More than one Redis: a primary that sentinels watch over, and a cluster whose slots move while sessions run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <future>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "server/log/redis_keys.hpp"
#include "server/log/redis_log.hpp"
#include "tests/log/redis_cluster.hpp"
#include "tests/support/blocking_log.hpp"
#include "tests/support/redis_process.hpp"

namespace reprise {
namespace {

using namespace std::chrono_literals;
using tests::redis_process;

stored_commit commit(seq_number seq) { return {seq, "c" + std::to_string(seq), "commit " + std::to_string(seq)}; }

// Appends until it is done, as a server does: what is unknown is looked at again.
log_position append_surely(commit_log& log, const session_key& session, log_position at) {
  const auto next = commit(at.seq + 1);
  for (;;) {
    const auto answer = blocking_log(log).append(session, at, {next});
    if (const auto* done = std::get_if<appended>(&answer)) return done->last;
    if (const auto* first = std::get_if<overtaken>(&answer)) return first->last;  // it had been done
    std::this_thread::sleep_for(10ms);
  }
}

// --- sentinels -----------------------------------------------------------------------------------------------------

TEST(redis_sentinel, P16_after_a_failover_the_new_primary_is_found_and_nothing_is_lost) {
  redis_process primary({"repl-diskless-sync-delay 0"});
  const redis_process replica({"replicaof 127.0.0.1 " + std::to_string(primary.port()), "repl-diskless-sync-delay 0"});
  ASSERT_TRUE(replica.await({"INFO", "replication"}, "master_link_status:up"));
  const redis_process sentinel(
      {"sentinel monitor lessons 127.0.0.1 " + std::to_string(primary.port()) + " 1",
       "sentinel down-after-milliseconds lessons 300", "sentinel failover-timeout lessons 3000"},
      true);
  ASSERT_TRUE(sentinel.await({"SENTINEL", "REPLICAS", "lessons"}, std::to_string(replica.port())));

  redis_log log({.address = read_redis_address("redis-sentinel://" + sentinel.address() + "/lessons").value(),
                 .patience = {.connect = 1s, .reply = 1s},
                 .wait_replicas = 1,
                 .others_wait = 100ms});
  auto at = append_surely(log, "lesson", {});
  for (int count = 0; count < 20; ++count) at = append_surely(log, "lesson", at);
  primary.kill();
  ASSERT_TRUE(sentinel.await({"SENTINEL", "GET-MASTER-ADDR-BY-NAME", "lessons"}, std::to_string(replica.port())));

  // Nobody is left to wait for; that is the operator's to change, and here the point is what the replica had.
  redis_log alone({.address = read_redis_address("redis-sentinel://" + sentinel.address() + "/lessons").value(),
                   .patience = {.connect = 1s, .reply = 1s},
                   .others_wait = 100ms});
  const auto loaded = std::get<loaded_session>(blocking_log(alone).load("lesson"));
  EXPECT_EQ(loaded.last, at);
  EXPECT_EQ(append_surely(alone, "lesson", at).seq, at.seq + 1);
}

TEST(redis_sentinel, that_knows_no_such_primary_is_said) {
  const redis_process sentinel({}, true);
  std::string says;
  try {
    const redis_log log({.address = read_redis_address("redis-sentinel://" + sentinel.address() + "/lessons").value()});
  } catch (const std::exception& failed) {
    says = failed.what();
  }
  EXPECT_THAT(says, testing::HasSubstr("knows no primary \"lessons\""));
}

// --- a cluster -----------------------------------------------------------------------------------------------------

using redis_cluster = tests::redis_cluster;

TEST_F(redis_cluster, spreads_sessions_and_hears_of_all_of_them) {
  redis_log one(options());
  redis_log other(options());
  std::vector<bool> used(3);
  for (int number = 0; number < 12; ++number) {
    const session_key session = std::string("lesson") + static_cast<char>('a' + number);
    used[nodes.owner_of(redis_slot("reprise:{" + session + "}:"))] = true;
    std::mutex mutex;
    std::condition_variable more;
    int gaps = 0;
    seq_number heard_seq = 0;
    const auto token = other.follow(session, [&](heard what) {
      const std::lock_guard lock(mutex);
      if (std::holds_alternative<heard_too_little>(what)) ++gaps;
      if (const auto* news = std::get_if<heard_commits>(&what)) heard_seq = news->commits.back().seq;
      more.notify_all();
    });
    {
      std::unique_lock lock(mutex);
      more.wait(lock, [&] { return gaps > 0; });
    }
    append_surely(one, session, {});
    std::unique_lock lock(mutex);
    more.wait(lock, [&] { return heard_seq == 1; });
  }
  EXPECT_EQ(used, (std::vector<bool>{true, true, true})) << "the test wants sessions on every node";
  const auto listed = std::get<std::vector<session_summary>>(blocking_log(other).sessions());
  ASSERT_EQ(listed.size(), 12U);
  EXPECT_EQ(listed.front().key, "lessonl");
  EXPECT_TRUE(std::holds_alternative<claimed>(blocking_log(one).claim("code:AAAAAA", "lessona")));
  EXPECT_TRUE(std::holds_alternative<claimed_before>(blocking_log(other).claim("code:AAAAAA", "lessonb")));
}

TEST_F(redis_cluster, P16_a_session_goes_on_while_its_slot_moves_to_another_node) {
  redis_log log(options());
  const auto slot = redis_slot("reprise:{lesson}:");
  const auto from = nodes.owner_of(slot);
  const auto to = (from + 1) % 3;
  std::mutex mutex;
  std::condition_variable more;
  seq_number heard_seq = 0;
  const auto token = log.follow("lesson", [&](heard what) {
    const auto* news = std::get_if<heard_commits>(&what);
    if (!news) return;
    const std::lock_guard lock(mutex);
    heard_seq = news->commits.back().seq;
    more.notify_all();
  });
  auto at = append_surely(log, "lesson", {});
  std::atomic<bool> moved{false};
  std::thread mover([&] {
    nodes.move_slot(slot, from, to);
    nodes.move_slot(slot, to, from);
    nodes.move_slot(slot, from, to);
    moved = true;
  });
  while (!moved) at = append_surely(log, "lesson", at);
  mover.join();
  at = append_surely(log, "lesson", at);

  const auto read = std::get<std::vector<stored_commit>>(blocking_log(log).read("lesson", 0, 1'000'000));
  ASSERT_EQ(read.size(), at.seq);
  for (std::size_t index = 0; index < read.size(); ++index) EXPECT_EQ(read[index], commit(index + 1));
  // It is heard of at its new place.
  std::unique_lock lock(mutex);
  while (heard_seq < at.seq) {
    lock.unlock();
    at = append_surely(log, "lesson", at);
    lock.lock();
    more.wait_for(lock, 100ms);
  }
}

TEST_F(redis_cluster, counts_and_texts_are_where_their_slots_are) {
  redis_log log(options());
  for (const auto* name : {"ada", "ben", "cleo", "dev"}) {  // over several slots
    std::promise<count_answer> counted_once;
    log.count(name, {3, 1}, counting::take, [&](count_answer how) { counted_once.set_value(std::move(how)); });
    const auto answer = counted_once.get_future().get();
    ASSERT_TRUE(std::holds_alternative<counted>(answer)) << std::get<unavailable>(answer).reason;
    EXPECT_TRUE(std::get<counted>(answer).was_there);
  }
  std::promise<change_answer> kept;
  log.keep("angry-parents", 0, "text", 1, [&](change_answer how) { kept.set_value(std::move(how)); });
  EXPECT_TRUE(std::holds_alternative<text_settled>(kept.get_future().get()));
  std::promise<texts_answer> read;
  log.texts({"angry-parents"}, [&](texts_answer how) { read.set_value(std::move(how)); });
  const auto there = read.get_future().get();
  ASSERT_TRUE((std::holds_alternative<std::map<std::string, std::string>>(there)));
  EXPECT_EQ((std::get<std::map<std::string, std::string>>(there).at("angry-parents")), "text");
}

}  // namespace
}  // namespace reprise
