// A shard with its thread: sessions on demand, one turn of the loop, alarms, and a graceful end.
#include "server/hub/shard.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <future>
#include <mutex>
#include <set>

#include "server/log/memory_log.hpp"
#include "tests/support/recorded_viewer.hpp"
#include "tests/support/small_session.hpp"

namespace reprise::tests {
namespace {

constexpr std::chrono::seconds hang_guard{30};

// What a function on the shard's thread gives back.
template <class Function>
auto on(shard& there, Function what) {
  using value = decltype(what());
  auto promised = std::make_shared<std::promise<value>>();
  auto future = promised->get_future();
  there.post([what, promised] {
    if constexpr (std::is_void_v<value>)
      what(), promised->set_value();
    else
      promised->set_value(what());
  });
  if (future.wait_for(hang_guard) != std::future_status::ready) throw std::runtime_error("the shard does not answer");
  return future.get();
}

class sharded : public testing::Test {
 protected:
  void SetUp() override { here.start(); }

  result<accepted> ask(const session_key& key, any_command what, std::string command_id) {
    auto promised = std::make_shared<std::promise<result<accepted>>>();
    auto future = promised->get_future();
    here.post([=, this] {
      here.with_session(key, [=](result<live_session*> found) {
        if (found.has_error()) return promised->set_value(found.error());
        found.value()->submit({{}, what}, command_id,
                              [promised](const result<accepted>& how) { promised->set_value(how); });
      });
    });
    if (future.wait_for(hang_guard) != std::future_status::ready) throw std::runtime_error("no answer");
    return future.get();
  }

  memory_log log;
  hub_options options;
  shard here{log, options};
};

TEST(shard_of, is_stable_and_spreads_sessions) {
  EXPECT_EQ(shard_of("abcdefghjkmn", 1), 0U);
  EXPECT_EQ(shard_of("abcdefghjkmn", 7), shard_of("abcdefghjkmn", 7));
  std::vector<int> load(4);
  for (int at = 0; at < 4'000; ++at) ++load[shard_of("session" + std::to_string(at), 4)];
  for (const auto each : load) EXPECT_NEAR(each, 1'000, 150);
}

TEST_F(sharded, loads_a_session_on_demand_and_keeps_it) {
  ASSERT_TRUE(ask("firstsession", small_session(), "open").has_value());
  ASSERT_TRUE(ask("secondsession", small_session(), "open").has_value());
  EXPECT_EQ(here.counters().sessions.value(), 2U);
  ASSERT_TRUE(ask("firstsession", command::join{.name = "Ada"}, "join-1").has_value());
  EXPECT_EQ(here.counters().sessions.value(), 2U);
  EXPECT_EQ(here.counters().commits.value(), 3U);
}

TEST_F(sharded, rings_alarms_in_order_and_not_before_their_time) {
  auto done = std::make_shared<std::promise<std::string>>();
  auto future = done->get_future();
  here.post([this, done] {
    auto order = std::make_shared<std::string>();
    const auto now = here.now();
    here.clock().set(now + 40, [=, this] { done->set_value(*order + (here.now() >= now + 40 ? "c" : "early")); });
    here.clock().set(now + 20, [=] { *order += "b"; });
    here.clock().set(now - 5, [=] { *order += "a"; });
    here.clock().cancel(here.clock().set(now + 1, [=] { *order += "cancelled"; }));
  });
  ASSERT_EQ(future.wait_for(hang_guard), std::future_status::ready);
  EXPECT_EQ(future.get(), "abc");
}

TEST_F(sharded, flushes_what_is_marked_once_at_the_end_of_the_turn) {
  struct counted final : flushable {
    void flush() override {
      ++flushes;
      if (then) std::exchange(then, {})();
    }
    int flushes = 0;
    std::function<void()> then;
  };
  counted one;
  counted two;
  counted forgotten;
  on(here, [&] {
    here.mark(one);
    here.mark(one);
    here.mark(forgotten);
    here.forget(forgotten);
    one.then = [&] { here.mark(two); };
    EXPECT_EQ(one.flushes, 0) << "not within the turn";
  });
  const auto until = std::chrono::steady_clock::now() + hang_guard;
  while (on(here, [&] { return two.flushes; }) == 0 && std::chrono::steady_clock::now() < until) continue;
  on(here, [&] {
    EXPECT_EQ(one.flushes, 1);
    EXPECT_EQ(two.flushes, 1) << "marked while flushing";
    EXPECT_EQ(forgotten.flushes, 0);
  });
}

TEST_F(sharded, what_other_threads_post_runs_here_in_their_order) {
  std::vector<std::thread> threads;
  auto seen = std::make_shared<std::vector<std::pair<int, int>>>();
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([=, this] {
      for (int at = 0; at < 500; ++at) {
        here.post([=, this] {
          if (here.on_this_thread()) seen->emplace_back(number, at);
        });
      }
    });
  }
  for (auto& each : threads) each.join();
  const auto all = on(here, [seen] { return *seen; });
  ASSERT_EQ(all.size(), 2'000U);
  std::vector<int> next(4);
  for (const auto& [number, at] : all) EXPECT_EQ(at, next[static_cast<std::size_t>(number)]++);
}

TEST_F(sharded, finishing_tells_everybody_and_takes_nothing_new) {
  ASSERT_TRUE(ask("firstsession", small_session(), "open").has_value());
  const auto joined = ask("firstsession", command::join{.name = "Ada"}, "join-1");
  ASSERT_TRUE(joined.has_value());
  recorded_viewer screen;
  live_session* there = nullptr;
  on(here, [&] {
    here.with_session("firstsession", [&](result<live_session*> found) {
      there = found.value();  // stays while the screen is attached
      there->attach(screen, id<member>{joined->first_put});
      there->command(screen, {.id = "c1", .request = command::rename{id<member>{joined->first_put}, "Adelheid"}});
    });
  });
  std::promise<void> finished;
  here.finish(closing::going_away, [&] { finished.set_value(); });
  ASSERT_EQ(finished.get_future().wait_for(hang_guard), std::future_status::ready);
  on(here, [&] {
    EXPECT_TRUE(screen.acknowledged("c1")) << "what was sent is kept first";
    EXPECT_EQ(screen.closed_with, closing::going_away.value);
    there->detach(screen);
  });
  const auto refused = ask("othersession", small_session(), "open");
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code, refusal_code::try_again);
}

TEST(shard, may_go_before_the_log_has_answered) {
  std::function<void(load_answer)> late;
  struct slow_log final : commit_log {
    explicit slow_log(std::function<void(load_answer)>& to) : late(to) {}
    void load(session_key, done<load_answer> then) override { late = std::move(then); }
    void append(session_key, log_position, std::vector<stored_commit>, done<append_answer>) override {}
    void read(session_key, seq_number, std::size_t, done<read_answer>) override {}
    void save_snapshot(session_key, std::string, stored_snapshot, done<bool>) override {}
    void claim(std::string, std::string, done<claim_answer>) override {}
    void find(std::string, done<find_answer>) override {}
    void release(std::string, std::string, done<bool>) override {}
    void sessions(done<sessions_answer>) override {}
    log_health check() const override { return {}; }
    std::function<void(load_answer)>& late;
  } log{late};
  {
    shard here(log, hub_options{});
    here.start();
    on(here, [&] { here.with_session("firstsession", [](result<live_session*>) {}); });
  }
  ASSERT_TRUE(late);
  late(unavailable{"too late"});  // must go nowhere, quietly
}

TEST_F(sharded, a_session_that_nobody_uses_is_let_go_and_comes_back_as_it_was) {
  hub_options quick;
  quick.unload_after_ms = 0;
  shard brief(log, quick);
  brief.start();
  const auto opened = on(brief, [&] {
    auto opening = std::make_shared<std::promise<void>>();
    brief.with_session("firstsession", [opening](result<live_session*> found) {
      found.value()->submit({{}, small_session()}, "open",
                            [opening](const result<accepted>&) { opening->set_value(); });
    });
    return opening;
  });
  ASSERT_EQ(opened->get_future().wait_for(hang_guard), std::future_status::ready);
  // The facilitator who never came is noted as away and then as gone, which takes longer than this test should; so a
  // session that was never opened shows it.
  on(brief, [&] { brief.with_session("emptysession", [](result<live_session*>) {}); });
  const auto until = std::chrono::steady_clock::now() + hang_guard;
  while (brief.counters().sessions_unloaded.value() == 0 && std::chrono::steady_clock::now() < until) on(brief, [] {});
  EXPECT_EQ(brief.counters().sessions_unloaded.value(), 1U);
  EXPECT_EQ(on(brief, [&] { return brief.counters().sessions.value(); }), 1U)
      << "the other one still has somebody to wait for";
}

TEST(shards_of_two_servers, let_a_session_go_soon_where_nobody_is_while_people_are_with_the_other) {
  hub_options shared;
  shared.log_is_shared = true;
  shared.unload_elsewhere_after_ms = 0;
  memory_log log;
  shard theirs(log, shared);
  shard ours(log, shared);
  theirs.start();
  ours.start();
  // Opened through ours, as somebody who joins may be let in by any server.
  auto opened = std::make_shared<std::promise<void>>();
  ours.post([&ours, opened] {
    ours.with_session("firstsession", [opened](result<live_session*> found) {
      found.value()->submit({{}, small_session()}, "open", [opened](const result<accepted>&) { opened->set_value(); });
    });
  });
  ASSERT_EQ(opened->get_future().wait_for(hang_guard), std::future_status::ready);
  recorded_viewer screen;
  on(theirs, [&] {
    theirs.with_session("firstsession", [&screen](result<live_session*> found) {
      const auto fiona = found.value()->committed().all<member>().begin()->id;
      found.value()->attach(screen, fiona);
    });
  });
  const auto until = std::chrono::steady_clock::now() + hang_guard;
  while (ours.counters().sessions_unloaded.value() == 0 && std::chrono::steady_clock::now() < until) on(ours, [] {});
  EXPECT_EQ(ours.counters().sessions_unloaded.value(), 1U);
  EXPECT_EQ(on(theirs, [&] { return theirs.counters().sessions.value(); }), 1U);
  on(theirs, [&] {
    theirs.with_session("firstsession", [&screen](result<live_session*> found) { found.value()->detach(screen); });
  });
}

}  // namespace
}  // namespace reprise::tests
