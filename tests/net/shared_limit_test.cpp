// What several servers allow together: as much as one would.
#include "server/net/shared_limit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>

#include "tests/net/served.hpp"
#include "tests/support/shared_places.hpp"

namespace reprise::tests {
namespace {

constexpr rate some{.burst = 10, .per_second = 1};

class limits_of_two_servers : public ::testing::Test {
 protected:
  bool ask(net::shared_limit& at, const std::string& name, bool takes = true) {
    std::optional<bool> answer;
    at.ask(takes, name, counts.now, [&](bool how) { answer = how; });
    return answer.value();
  }

  counts_in_memory counts;
  const tickets signer{ticket_key{}};
  net::shared_limit one{"guesses", some, &counts, signer};
  net::shared_limit other{"guesses", some, &counts, signer};
};

TEST_F(limits_of_two_servers, a_guess_at_one_counts_at_the_other) {
  int given = 0;
  for (int guess = 0; guess < 20; ++guess) given += ask(guess % 2 == 0 ? one : other, "192.0.2.1") ? 1 : 0;
  EXPECT_EQ(given, some.burst);
  EXPECT_FALSE(ask(one, "192.0.2.1", false));
  EXPECT_FALSE(ask(other, "192.0.2.1", false));
  EXPECT_EQ(other.wait_seconds("192.0.2.1", counts.now), 1);
  EXPECT_TRUE(ask(other, "192.0.2.2"));
  counts.now += 1'000;
  EXPECT_TRUE(ask(other, "192.0.2.1"));
  EXPECT_FALSE(ask(one, "192.0.2.1"));
}

TEST_F(limits_of_two_servers, whoever_is_held_back_troubles_redis_no_more) {
  while (ask(one, "192.0.2.1")) continue;
  const auto before = counts.asked;
  for (int guess = 0; guess < 100; ++guess) EXPECT_FALSE(ask(one, "192.0.2.1"));
  EXPECT_EQ(counts.asked, before);
}

TEST_F(limits_of_two_servers, when_redis_is_away_each_decides_for_itself) {
  for (int guess = 0; guess < 4; ++guess) ask(other, "192.0.2.1");
  EXPECT_TRUE(ask(one, "192.0.2.1"));  // and hears of the other's
  counts.away = true;
  int given = 0;
  for (int guess = 0; guess < 20; ++guess) given += ask(one, "192.0.2.1") ? 1 : 0;
  EXPECT_EQ(given, some.burst - 5);
}

// What has been let in before anybody could be asked: over time, still no more than one server would.
TEST_F(limits_of_two_servers, what_each_gives_at_once_is_given_back_later) {
  int given = 0;
  for (int second = 0; second < 100; ++second, counts.now += 1'000) {
    for (int each = 0; each < 5; ++each)
      given += (one.take("ada", counts.now) ? 1 : 0) + (other.take("ada", counts.now) ? 1 : 0);
  }
  EXPECT_LE(given, some.burst + 100 * some.per_second + 2) << "and one that is under way at each";
  EXPECT_GE(given, 100 * some.per_second);
}

TEST_F(limits_of_two_servers, tell_nobody_an_address) {
  net::shared_limit keys("keys", some, &counts, signer);
  ask(one, "192.0.2.1");
  ask(keys, "192.0.2.1");
  const auto names = counts.names();
  ASSERT_EQ(names.size(), 2U);
  for (const auto& each : names) EXPECT_THAT(each, ::testing::Not(::testing::HasSubstr("192.0.2")));
  const auto disguised = [](const std::string& name) { return name.substr(name.find(':')); };
  EXPECT_NE(disguised(names[0]), disguised(names[1])) << "nor which of two limits are of one address";
  EXPECT_EQ(signer.disguise("192.0.2.1").size(), 22U);
  EXPECT_NE(signer.disguise("192.0.2.1"), tickets(ticket_key{1}).disguise("192.0.2.1"));
}

// --- at the door

class two_desks : public ::testing::Test {
 protected:
  net::front_desk desk() {
    return net::front_desk(
        {log, {&home}, signer, organiser_key, no_playbooks, counters, [this] { return now; }, &counts});
  }
  refusal_code join(net::front_desk& at, const std::string& code) {
    refusal_code told{};
    at.join({"guess", code, "Eve"}, {"192.0.2.1", false},
            [&](const result<http::joined>& how) { told = how.error().code; });
    return told;
  }

  instant now = 1'000'000;
  counts_in_memory counts;
  memory_log log;
  net::net_counters counters;
  shard home{log, hub_options{}};
  tickets signer{ticket_key{}};
  net::playbook_shelf no_playbooks{{}, {}};
  net::front_desk one = desk();
  net::front_desk other = desk();
};

TEST_F(two_desks, a_neighbour_who_guesses_keys_does_not_keep_the_organiser_out) {
  const net::caller school{"192.0.2.3", false};
  ASSERT_TRUE(one.check_key(organiser_key, school));
  for (int guess = 0; guess < 2 * net::wrong_keys_per_address.burst; ++guess) one.check_key("not the key", school);
  EXPECT_TRUE(one.check_key(organiser_key, school));
  for (int guess = 0; guess < net::wrong_keys_beside_an_organiser.burst; ++guess) one.check_key("not the key", school);
  EXPECT_EQ(one.check_key(organiser_key, school).error().code, refusal_code::too_fast) << "there is a limit";
}

TEST_F(two_desks, a_guesser_has_no_more_tries_at_two_than_at_one) {
  log.claim("code:K7HF3M", "session1234", [](claim_answer) {});
  int wrong = 0;
  for (int guess = 0; guess < 60; ++guess) {
    wrong += join(guess % 2 == 0 ? one : other, "K7HF3A") == refusal_code::bad_code ? 1 : 0;
  }
  EXPECT_EQ(wrong, net::wrong_codes_per_address.burst);
  EXPECT_EQ(join(one, "K7HF3M"), refusal_code::too_fast) << "a right one looks like the others";
  EXPECT_EQ(join(other, "K7HF3M"), refusal_code::too_fast);
  const net::caller guesser{"192.0.2.2", false};
  for (int guess = 0; guess < net::wrong_keys_per_address.burst; ++guess) {
    EXPECT_EQ(one.check_key("not the key", guesser).error().code, refusal_code::bad_key);
  }
  other.check_key("not the key", guesser);  // it hears of the others' with this one
  EXPECT_EQ(other.check_key(organiser_key, guesser).error().code, refusal_code::too_fast);
}

}  // namespace
}  // namespace reprise::tests
