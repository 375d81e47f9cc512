// What a log in Redis adds to the contract: it is shared, and Redis can go away, come back as less than it was, or be
// another one.
#include "server/log/redis_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "server/log/redis_keys.hpp"
#include "tests/log/one_redis.hpp"
#include "tests/support/relay.hpp"

namespace reprise {
namespace {

using namespace std::chrono_literals;
using tests::redis_process;

// What a follower hears, for a test that waits for it.
class ears {
 public:
  commit_log::teller teller() {
    return [this](heard what) {
      const std::lock_guard lock(mutex_);
      all_.push_back(std::move(what));
      more_.notify_all();
    };
  }
  template <class What>
  What wait_for() {
    std::unique_lock lock(mutex_);
    for (;;) {
      for (; read_ < all_.size(); ++read_) {
        if (auto* one = std::get_if<What>(&all_[read_])) {
          ++read_;
          return *one;
        }
      }
      more_.wait(lock);
    }
  }

 private:
  std::mutex mutex_;
  std::condition_variable more_;
  std::vector<heard> all_;
  std::size_t read_ = 0;
};

loaded_session held_by_a_server(commit_log& log, std::vector<stored_commit> newest) {
  const auto loaded = load(log);
  return {.last = loaded.last,
          .snapshot = stored_snapshot{loaded.last.seq, "the state"},
          .commits = std::move(newest),
          .recent_commands = loaded.recent_commands};
}

// Asks until it is there again; the test's own time limit is the guard.
void until_written(commit_log& log) {
  while (!std::holds_alternative<claimed>(blocking_log(log).claim("is it back", "yes")))
    std::this_thread::sleep_for(10ms);
}

// --- hearing of others ---------------------------------------------------------------------------------------------

TEST(redis_log, what_one_server_appends_and_whispers_is_heard_by_the_others) {
  const redis_process redis;
  redis_log one(at(redis));
  redis_log other(at(redis));
  ears hears;
  const auto token = other.follow("lesson", hears.teller());
  hears.wait_for<heard_too_little>();  // from here it is connected

  auto last = append(one, {}, {commit(1, "a"), commit(2)});
  auto news = hears.wait_for<heard_commits>();
  EXPECT_EQ(news.before, (log_position{last.epoch, 0}));
  EXPECT_EQ(news.commits, (std::vector{commit(1, "a"), commit(2)}));

  const auto before = last;
  last = append(one, last, {{3, std::string("id with \n and \0", 15), std::string("\0\r\n 7", 5)}});
  news = hears.wait_for<heard_commits>();
  EXPECT_EQ(news.before, before);
  EXPECT_EQ(news.before.mark, before.mark);
  EXPECT_EQ(news.commits[0].bytes, std::string("\0\r\n 7", 5));
  EXPECT_EQ(mark_of(news.commits[0].bytes), last.mark);

  one.whisper("lesson", "psst");
  EXPECT_EQ(hears.wait_for<heard_whisper>().bytes, "psst");
}

TEST(redis_log, a_follower_is_told_to_look_when_the_connection_was_lost) {
  redis_process redis({"appendonly yes", "appendfsync always"});
  redis_log log(at(redis));
  ears hears;
  const auto token = log.follow("lesson", hears.teller());
  hears.wait_for<heard_too_little>();
  redis.stop();
  redis.start();
  hears.wait_for<heard_too_little>();
  until_written(log);
  append(log, {}, {commit(1)});
  hears.wait_for<heard_commits>();
}

// --- losing Redis --------------------------------------------------------------------------------------------------

TEST(redis_log, P16_while_redis_is_away_nothing_is_acknowledged_and_afterwards_all_is_there) {
  redis_process redis({"appendonly yes", "appendfsync always"});
  redis_log log(at(redis));
  const auto last = append(log, {}, {commit(1, "a")});
  redis.kill();
  EXPECT_TRUE(std::holds_alternative<unavailable>(blocking_log(log).append("lesson", last, {commit(2, "b")})));
  EXPECT_FALSE(log.check().writable);
  EXPECT_NE(log.check().last_error, "");
  redis.start();
  until_written(log);
  EXPECT_EQ(load(log).commits, (std::vector{commit(1, "a")}));
  append(log, last, {commit(2, "b")});
  EXPECT_TRUE(log.check().writable);
}

TEST(redis_log, P16_what_a_stopped_redis_was_asked_for_is_in_doubt_and_done_once) {
  redis_process redis;
  auto options = at(redis);
  options.patience.reply = 500ms;
  redis_log log(options);
  const auto last = append(log, {}, {commit(1, "a")});
  redis.pause();
  EXPECT_TRUE(std::holds_alternative<unavailable>(blocking_log(log).append("lesson", last, {commit(2, "b")})));
  redis.resume();
  until_written(log);
  // It lay in the socket's buffer, and was done when Redis went on; or it was lost with the connection.
  const auto again = blocking_log(log).append("lesson", last, {commit(2, "b")});
  if (const auto* came_first = std::get_if<overtaken>(&again)) {
    EXPECT_EQ(came_first->known, (std::vector{known_command{"b", 2}}));
  } else {
    EXPECT_TRUE(std::holds_alternative<appended>(again));
  }
  EXPECT_EQ(load(log).commits, (std::vector{commit(1, "a"), commit(2, "b")}));
}

TEST(redis_log, a_redis_that_is_read_only_or_full_refuses_with_its_reason_and_works_again_by_itself) {
  const redis_process redis;
  redis_log log(at(redis));
  auto last = append(log, {}, {commit(1)});

  redis.ask({"CONFIG", "SET", "maxmemory", "1"});
  auto answer = blocking_log(log).append("lesson", last, {commit(2)});
  ASSERT_TRUE(std::holds_alternative<unavailable>(answer));
  EXPECT_THAT(std::get<unavailable>(answer).reason, testing::HasSubstr("maxmemory"));
  EXPECT_EQ(load(log).last, last) << "reading goes on";
  redis.ask({"CONFIG", "SET", "maxmemory", "0"});
  last = append(log, last, {commit(2)});

  redis.ask({"REPLICAOF", "127.0.0.1", "1"});
  EXPECT_TRUE(std::holds_alternative<unavailable>(blocking_log(log).append("lesson", last, {commit(3)})));
  redis.ask({"REPLICAOF", "NO", "ONE"});
  until_written(log);
  append(log, last, {commit(3)});
}

TEST(redis_log, scripts_that_redis_has_forgotten_are_given_to_it_again) {
  const redis_process redis;
  redis_log log(at(redis));
  const auto last = append(log, {}, {commit(1)});
  redis.ask({"SCRIPT", "FLUSH"});
  EXPECT_TRUE(std::holds_alternative<unavailable>(blocking_log(log).append("lesson", last, {commit(2)})));
  append(log, last, {commit(2)});
}

// --- a Redis that knows less ---------------------------------------------------------------------------------------

TEST(redis_log, P16_what_redis_lost_is_put_back_by_a_server_that_holds_it) {
  redis_process redis;  // keeps nothing on a disk
  redis_log log(at(redis));
  const auto last = append(log, {}, {commit(1, "a"), commit(2, "b"), commit(3, "c")});
  const auto held = held_by_a_server(log, {commit(1, "a"), commit(2, "b"), commit(3, "c")});
  redis.kill();
  redis.start();
  until_written(log);
  EXPECT_EQ(load(log).last, log_position{});

  const auto answer = blocking_log(log).restore("lesson", held);
  ASSERT_TRUE(std::holds_alternative<appended>(answer));
  EXPECT_EQ(std::get<appended>(answer).last, last);
  EXPECT_EQ(std::get<std::vector<stored_commit>>(blocking_log(log).read("lesson", 0, 10)), held.commits);
  const auto again = blocking_log(log).append("lesson", last, {commit(4, "b")});
  ASSERT_TRUE(std::holds_alternative<overtaken>(again));
  EXPECT_EQ(std::get<overtaken>(again).known, (std::vector{known_command{"b", 2}}));
}

TEST(redis_log, P16_a_session_whose_beginning_nobody_holds_any_more_is_put_back_from_its_state) {
  redis_process redis;
  redis_log log(at(redis));
  const auto last = append(log, {}, {commit(1, "a"), commit(2, "b"), commit(3, "c")});
  const auto held = held_by_a_server(log, {commit(3, "c")});
  redis.kill();
  redis.start();
  until_written(log);
  ASSERT_TRUE(std::holds_alternative<appended>(blocking_log(log).restore("lesson", held)));
  const auto loaded = load(log);
  EXPECT_EQ(loaded.last, last);
  EXPECT_EQ(loaded.snapshot, held.snapshot);
  EXPECT_TRUE(loaded.commits.empty());
  append(log, last, {commit(4, "d")});
  EXPECT_EQ(load(log).commits, (std::vector{commit(4, "d")}));
}

TEST(redis_log, P16_a_replica_that_took_over_without_the_end_is_given_the_end_before_anybody_writes) {
  redis_process primary({"repl-diskless-sync-delay 0"});
  tests::relay between(primary.port());
  redis_process replica({"replicaof 127.0.0.1 " + std::to_string(between.port())});
  ASSERT_TRUE(replica.await({"INFO", "replication"}, "master_link_status:up"));
  redis_log knows(at(primary));
  const auto old = append(knows, {}, {commit(1, "a"), commit(2, "b")});
  while (!replica.ask({"HGET", "reprise:{lesson}:commands", ""}).starts_with(old.epoch + " 2 "))
    std::this_thread::sleep_for(5ms);
  between.cut();
  const auto last = append(knows, old, {commit(3, "c")});
  const auto held = held_by_a_server(knows, {commit(2, "b"), commit(3, "c")});
  primary.kill();
  replica.ask({"REPLICAOF", "NO", "ONE"});

  redis_log newcomer(at(replica));
  const auto behind = load(newcomer);
  EXPECT_EQ(behind.last, old);
  const auto hasty = blocking_log(newcomer).append("lesson", old, {commit(3, "x", "something else")});
  EXPECT_TRUE(is_closed_for_now(hasty));

  redis_log found_again(at(replica));  // the server that knew, on its new connection
  ASSERT_TRUE(std::holds_alternative<appended>(blocking_log(found_again).restore("lesson", held)));
  EXPECT_EQ(load(newcomer).last, last);
  append(newcomer, last, {commit(4, "d")});
}

TEST(redis_log, P16_is_written_to_after_a_while_when_nobody_comes_who_knows_more) {
  redis_process redis({"appendonly yes", "appendfsync always"});
  const auto last = [&] {
    redis_log before(at(redis));
    return append(before, {}, {commit(1)});
  }();
  redis.stop();
  redis.start();
  auto options = at(redis);
  options.others_wait = 50ms;
  redis_log newcomer(options);
  append_answer answer = unavailable{};
  while (std::holds_alternative<unavailable>(answer)) {
    answer = blocking_log(newcomer).append("lesson", load(newcomer).last, {commit(2)});
  }
  EXPECT_TRUE(std::holds_alternative<appended>(answer));
  EXPECT_EQ(load(newcomer).last, (log_position{last.epoch, 2}));
}

TEST(redis_log, two_logs_that_grew_apart_are_told_from_each_other_and_get_a_new_epoch) {
  const redis_process redis;
  redis_log log(at(redis));
  const auto old = append(log, {}, {commit(1), commit(2)});
  const auto one = append(log, old, {commit(3, "", "one thing")});
  const auto held = held_by_a_server(log, {commit(3, "", "one thing")});
  // It loses its end, and another server goes on from there.
  redis.ask({"XDEL", "reprise:{lesson}:log", "3-0"});
  redis.ask({"DEL", "reprise:{lesson}:log"});
  redis.ask({"DEL", "reprise:{lesson}:commands"});
  redis_log other(at(redis));
  const auto again = append(other, {}, {commit(1), commit(2), commit(3, "", "another thing"), commit(4)});
  const auto head = redis.ask({"HGET", "reprise:{lesson}:commands", ""});
  redis.ask({"HSET", "reprise:{lesson}:commands", "", old.epoch + head.substr(head.find(' '))});

  const auto answer = blocking_log(log).append("lesson", one, {commit(4, "", "mine")});
  ASSERT_TRUE(std::holds_alternative<load_again>(answer));
  EXPECT_TRUE(std::get<load_again>(answer).lost_something);
  ASSERT_TRUE(std::holds_alternative<load_again>(blocking_log(log).restore("lesson", held)));
  const auto loaded = load(log);
  EXPECT_EQ(loaded.last.seq, again.seq);
  EXPECT_NE(loaded.last.epoch, old.epoch);
}

// --- opening -------------------------------------------------------------------------------------------------------

TEST(redis_log, is_opened_by_a_socket_with_user_and_password_in_another_database) {
  const redis_process redis;
  redis.ask({"ACL", "SETUSER", "reprise", "on", ">p@ss", "~reprise:*", "&reprise:*", "+@all"});
  const auto address = "unix://reprise:p%40ss@" + redis.socket() + "?db=2";
  redis_log log({.address = read_redis_address(address).value()});
  append(log, {}, {commit(1)});
  EXPECT_EQ(redis.ask({"EXISTS", "reprise:{lesson}:commands"}), "0") << "database 0";
  redis_log elsewhere(at(redis));
  EXPECT_EQ(load(elsewhere).last, log_position{});
}

TEST(redis_log, that_cannot_be_opened_says_why_and_where) {
  std::string says;
  try {
    const redis_log log({.address = read_redis_address("redis://:hunter2@127.0.0.1:1").value()});
  } catch (const std::exception& failed) {
    says = failed.what();
  }
  EXPECT_THAT(says, testing::HasSubstr("127.0.0.1:1"));
  EXPECT_THAT(says, testing::HasSubstr("Is Redis running"));
  EXPECT_THAT(says, testing::Not(testing::HasSubstr("hunter2")));
}

TEST(redis_log, P16_what_is_asked_after_the_end_is_refused) {
  const redis_process redis;
  redis_log log(at(redis));
  append(log, {}, {commit(1, "a")});
  log.stop();
  EXPECT_TRUE(std::holds_alternative<unavailable>(blocking_log(log).load("lesson")));
}

TEST(redis_log, a_connection_that_redis_closed_while_it_was_idle_costs_nobody_an_answer) {
  const redis_process redis;
  redis_log log(at(redis));
  const auto last = append(log, {}, {commit(1, "a")});
  redis.ask({"CLIENT", "KILL", "TYPE", "normal"});
  const auto answer = blocking_log(log).append("lesson", last, {commit(2, "b")});
  const auto* refused = std::get_if<unavailable>(&answer);
  EXPECT_TRUE(std::holds_alternative<appended>(answer)) << (refused ? refused->reason : "");
}

TEST(redis_slots, are_those_of_the_cluster_specification) {
  EXPECT_EQ(redis_slot("123456789"), 0x31C3);  // the check value of CRC16 XMODEM
  EXPECT_EQ(redis_slot("{user1000}.following"), redis_slot("{user1000}.followers"));
  EXPECT_EQ(redis_slot("foo{{bar}}zap"), redis_slot("{bar"));
  EXPECT_NE(redis_slot("foo{}{bar}"), redis_slot("bar"));
}

}  // namespace
}  // namespace reprise
