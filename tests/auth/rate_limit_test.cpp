#include "server/auth/rate_limit.hpp"

#include <gtest/gtest.h>

namespace reprise {
namespace {

constexpr instant start = 1'000'000;

TEST(rate_limit, allows_a_burst_and_then_its_pace) {
  rate_limit limit({.burst = 3, .per_second = 2});
  for (int each = 0; each < 3; ++each) EXPECT_TRUE(limit.take("ada", start));
  EXPECT_FALSE(limit.take("ada", start));
  EXPECT_FALSE(limit.take("ada", start + 499));
  EXPECT_TRUE(limit.take("ada", start + 500));
  EXPECT_FALSE(limit.take("ada", start + 500));
}

TEST(rate_limit, counts_each_name_for_itself) {
  rate_limit limit({.burst = 1, .per_second = 1});
  EXPECT_TRUE(limit.take("ada", start));
  EXPECT_TRUE(limit.take("grace", start));
  EXPECT_FALSE(limit.take("ada", start));
}

TEST(rate_limit, learns_that_others_have_taken_and_never_that_there_is_more) {
  rate_limit limit({.burst = 3, .per_second = 1});
  limit.learn("ada", 1, start);
  EXPECT_TRUE(limit.take("ada", start));
  EXPECT_FALSE(limit.take("ada", start));
  limit.learn("ada", 3, start);
  EXPECT_FALSE(limit.take("ada", start));
  limit.learn("ada", -2, start);
  EXPECT_EQ(limit.wait_seconds("ada", start), 3);
  EXPECT_TRUE(limit.take("ada", start + 3'000));
}

TEST(rate_limit, never_saves_up_more_than_a_burst) {
  rate_limit limit({.burst = 2, .per_second = 1});
  limit.take("ada", start);
  int taken = 0;
  while (limit.take("ada", start + 1'000'000)) ++taken;
  EXPECT_EQ(taken, 2);
}

TEST(rate_limit, does_not_open_when_the_clock_goes_back) {
  rate_limit limit({.burst = 1, .per_second = 1});
  EXPECT_TRUE(limit.take("ada", start));
  EXPECT_FALSE(limit.take("ada", start - 86'400'000));
}

TEST(rate_limit, says_how_long_to_wait) {
  rate_limit limit({.burst = 1, .per_second = 0.1});
  limit.take("ada", start);
  EXPECT_EQ(limit.wait_seconds("ada", start), 10);
  EXPECT_EQ(limit.wait_seconds("grace", start), 1);
}

TEST(rate_limit, stays_within_its_memory_and_keeps_hold_of_the_worst) {
  rate_limit limit({.burst = 10, .per_second = 0.001}, 1'000);
  while (limit.take("flooder", start)) {
  }
  for (int each = 0; each < 50'000; ++each) {
    limit.take("address-" + std::to_string(each), start + 1);
    ASSERT_LE(limit.names(), 1'000U);
  }
  EXPECT_FALSE(limit.take("flooder", start + 2)) << "strangers must not wash out whoever is being held back";
}

TEST(addresses, are_counted_by_household) {
  EXPECT_EQ(counted_address("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(counted_address("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(counted_address("2001:db8:1:2:3:4:5:6"), counted_address("2001:db8:1:2:ffff::1"));
  EXPECT_NE(counted_address("2001:db8:1:2::1"), counted_address("2001:db8:1:3::1"));
}

}  // namespace
}  // namespace reprise
