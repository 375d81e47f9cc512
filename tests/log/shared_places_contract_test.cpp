// What servers share beside their sessions: counts and texts, as Redis keeps them and as the tests' own stand-in does.
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <ostream>
#include <thread>

#include "server/log/redis_keys.hpp"
#include "server/log/redis_log.hpp"
#include "tests/support/redis_process.hpp"
#include "tests/support/shared_places.hpp"

namespace reprise {
namespace {

using tests::redis_process;

struct places {
  virtual ~places() = default;
  virtual shared_counts& counts() = 0;
  virtual shared_texts& texts() = 0;
};

struct places_in_memory final : places {
  shared_counts& counts() override { return counts_; }
  shared_texts& texts() override { return texts_; }
  tests::counts_in_memory counts_;
  tests::texts_in_memory texts_;
};

struct places_in_redis final : places {
  shared_counts& counts() override { return log_; }
  shared_texts& texts() override { return log_; }
  redis_process redis_;
  redis_log log_{{.address = read_redis_address(redis_.url()).value()}};
};

struct place_kind {
  const char* name;
  std::function<std::unique_ptr<places>()> open;
};
void PrintTo(const place_kind& kind, std::ostream* out) { *out << kind.name; }

template <class Answer, class Ask>
Answer wait(Ask ask) {
  const auto promised = std::make_shared<std::promise<Answer>>();
  ask([promised](Answer answer) { promised->set_value(std::move(answer)); });
  return promised->get_future().get();
}

count_answer count(shared_counts& in, const std::string& name, counting how, bucket_size of = {3, 0.001}) {
  return wait<count_answer>([&](auto then) { in.count(name, of, how, then); });
}

class shared_places_contract : public testing::TestWithParam<place_kind> {
 protected:
  counted counts(const std::string& name, counting how, bucket_size of = {3, 0.001}) {
    const auto answer = count(open_->counts(), name, how, of);
    EXPECT_TRUE(std::holds_alternative<counted>(answer));
    return std::get<counted>(answer);
  }
  change_answer keep(const std::string& name, std::uint64_t expected, const std::string& text, std::size_t most = 2) {
    return wait<change_answer>([&](auto then) { open_->texts().keep(name, expected, text, most, then); });
  }
  change_answer remove(const std::string& name, std::uint64_t expected) {
    return wait<change_answer>([&](auto then) { open_->texts().remove(name, expected, then); });
  }
  text_marks marks() {
    return std::get<text_marks>(wait<marks_answer>([&](auto then) { open_->texts().marks(then); }));
  }
  std::map<std::string, std::string> texts(const std::vector<std::string>& names) {
    const auto answer = wait<texts_answer>([&](auto then) { open_->texts().texts(names, then); });
    return std::get<std::map<std::string, std::string>>(answer);
  }

  std::unique_ptr<places> open_ = GetParam().open();
};

const place_kind kinds[] = {
    {"memory", [] { return std::make_unique<places_in_memory>(); }},
    {"redis", [] { return std::make_unique<places_in_redis>(); }},
};
INSTANTIATE_TEST_SUITE_P(each, shared_places_contract, testing::ValuesIn(kinds),
                         [](const auto& kind) { return std::string(kind.param.name); });

TEST_P(shared_places_contract, a_bucket_is_taken_from_until_it_is_empty) {
  for (int left = 2; left >= 0; --left) {
    const auto one = counts("ada", counting::take);
    EXPECT_TRUE(one.was_there);
    EXPECT_NEAR(one.tokens, left, 0.1);
  }
  EXPECT_FALSE(counts("ada", counting::take).was_there);
  EXPECT_FALSE(counts("ada", counting::look).was_there);
  EXPECT_TRUE(counts("grace", counting::look).was_there) << "each name for itself";
  EXPECT_NEAR(counts("grace", counting::look).tokens, 3, 0.1) << "who looks takes nothing";
}

TEST_P(shared_places_contract, what_was_given_already_makes_debts_down_to_a_burst) {
  for (int told = 0; told < 5; ++told) counts("ada", counting::tell);
  EXPECT_NEAR(counts("ada", counting::look).tokens, -2, 0.1);
  for (int told = 0; told < 50; ++told) counts("ada", counting::tell);
  EXPECT_NEAR(counts("ada", counting::look).tokens, -3, 0.1);
}

TEST_P(shared_places_contract, of_many_who_take_at_once_no_more_are_given_than_there_are) {
  std::atomic<int> given{0};
  std::vector<std::thread> all;
  for (int taker = 0; taker < 4; ++taker) {
    all.emplace_back([&] {
      for (int each = 0; each < 20; ++each) {
        if (counts("ada", counting::take, {7, 0.001}).was_there) ++given;
      }
    });
  }
  for (auto& each : all) each.join();
  EXPECT_EQ(given, 7);
}

TEST_P(shared_places_contract, a_text_is_kept_replaced_and_removed_by_its_mark) {
  EXPECT_TRUE(marks().marks.empty());
  EXPECT_TRUE(marks().epoch.empty());
  ASSERT_TRUE(std::holds_alternative<text_settled>(keep("angry-parents", 0, "one")));
  const auto first = marks();
  EXPECT_FALSE(first.epoch.empty());
  EXPECT_EQ(first.marks.at("angry-parents"), mark_of("one"));
  EXPECT_EQ(texts({"angry-parents", "not-there"}), (std::map<std::string, std::string>{{"angry-parents", "one"}}));
  ASSERT_TRUE(std::holds_alternative<text_settled>(keep("angry-parents", mark_of("one"), "two")));
  EXPECT_EQ(marks().epoch, first.epoch);
  ASSERT_TRUE(std::holds_alternative<text_settled>(remove("angry-parents", mark_of("two"))));
  EXPECT_TRUE(marks().marks.empty());
  EXPECT_TRUE(texts({"angry-parents"}).empty());
}

TEST_P(shared_places_contract, whoever_did_not_see_the_newest_is_told_and_changes_nothing) {
  keep("angry-parents", 0, "one");
  EXPECT_TRUE(std::holds_alternative<text_differs>(keep("angry-parents", 0, "another")));
  EXPECT_TRUE(std::holds_alternative<text_differs>(keep("angry-parents", mark_of("older"), "another")));
  EXPECT_TRUE(std::holds_alternative<text_differs>(remove("angry-parents", mark_of("older"))));
  EXPECT_TRUE(std::holds_alternative<text_differs>(keep("not-there", mark_of("older"), "another")));
  EXPECT_EQ(texts({"angry-parents", "not-there"}).size(), 1U);
  EXPECT_EQ(texts({"angry-parents"}).at("angry-parents"), "one");
}

TEST_P(shared_places_contract, the_same_change_once_more_is_settled) {
  keep("angry-parents", 0, "one");
  EXPECT_TRUE(std::holds_alternative<text_settled>(keep("angry-parents", 0, "one")));
  remove("angry-parents", mark_of("one"));
  EXPECT_TRUE(std::holds_alternative<text_settled>(remove("angry-parents", mark_of("one"))));
}

TEST_P(shared_places_contract, there_is_room_for_so_many_texts) {
  keep("one", 0, "text");
  keep("two", 0, "text");
  EXPECT_TRUE(std::holds_alternative<no_room>(keep("three", 0, "text")));
  EXPECT_TRUE(std::holds_alternative<text_settled>(keep("two", mark_of("text"), "a longer text")));
  remove("one", mark_of("text"));
  EXPECT_TRUE(std::holds_alternative<text_settled>(keep("three", 0, "text")));
}

// --- of Redis alone

TEST(redis_counts, are_gone_when_their_bucket_is_full_again) {
  const redis_process redis;
  redis_log log{{.address = read_redis_address(redis.url()).value()}};
  for (int each = 0; each < 2; ++each) count(log, "ada", counting::take, {20, 1.0 / 60});
  const auto left = std::stol(redis.ask({"PTTL", redis_count_key("ada")}));
  EXPECT_GT(left, 60'000);
  EXPECT_LE(left, 120'000);
}

TEST(redis_counts, go_by_the_clock_of_redis_and_fill_up_again) {
  const redis_process redis;
  redis_log log{{.address = read_redis_address(redis.url()).value()}};
  EXPECT_TRUE(std::get<counted>(count(log, "ada", counting::take, {1, 20})).was_there);
  bool again = false;
  while (!again) again = std::get<counted>(count(log, "ada", counting::take, {1, 20})).was_there;
  EXPECT_TRUE(again);
}

TEST(redis_counts, are_not_waited_for_while_redis_is_known_to_be_away) {
  redis_process redis;
  redis_log log{{.address = read_redis_address(redis.url()).value()}};
  redis.pause();
  EXPECT_TRUE(std::holds_alternative<unavailable>(count(log, "ada", counting::take)));  // which finds it out
  bool answered_at_once = false;
  log.count("ada", {3, 1}, counting::take,
            [&](const count_answer& answer) { answered_at_once = std::holds_alternative<unavailable>(answer); });
  EXPECT_TRUE(answered_at_once) << "within the call itself";
  redis.resume();
  while (std::holds_alternative<unavailable>(count(log, "ada", counting::take))) std::this_thread::yield();
}

}  // namespace
}  // namespace reprise
