#include "load-tests/histogram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace reprise::load {
namespace {

TEST(histogram, has_nothing_to_say_when_nothing_was_recorded) {
  const histogram empty;
  EXPECT_EQ(empty.count(), 0U);
  EXPECT_EQ(empty.percentile(99), 0);
  EXPECT_EQ(empty.mean(), 0);
  EXPECT_TRUE(empty.buckets().empty());
}

TEST(histogram, keeps_short_times_exactly) {
  histogram times;
  for (std::int64_t us = 1; us <= 200; ++us) times.record(us);
  EXPECT_EQ(times.percentile(50), 100);
  EXPECT_EQ(times.percentile(99), 198);
  EXPECT_EQ(times.percentile(100), 200);
  EXPECT_EQ(times.max(), 200);
}

TEST(histogram, is_off_by_less_than_a_hundredth_whatever_the_size) {
  std::mt19937_64 dice(7);
  std::lognormal_distribution<double> drawn(10, 2);
  std::vector<std::int64_t> exact;
  histogram times;
  for (int at = 0; at < 100'000; ++at) {
    exact.push_back(static_cast<std::int64_t>(drawn(dice)));
    times.record(exact.back());
  }
  std::sort(exact.begin(), exact.end());
  for (const double percentile : {1.0, 25.0, 50.0, 90.0, 99.0, 99.9, 99.99}) {
    const auto rank = static_cast<std::size_t>(std::ceil(percentile / 100 * 100'000)) - 1;
    const auto wanted = static_cast<double>(exact[rank]);
    EXPECT_NEAR(static_cast<double>(times.percentile(percentile)), wanted, wanted * 0.008 + 1) << percentile;
  }
  EXPECT_EQ(times.max(), exact.back()) << "the longest is exact";
}

TEST(histogram, counts_what_is_longer_than_it_can_say_as_the_longest) {
  histogram times;
  times.record(static_cast<std::int64_t>(histogram::value_max) * 4);
  times.record(-3);
  EXPECT_EQ(times.max(), static_cast<std::int64_t>(histogram::value_max));
  EXPECT_EQ(times.percentile(1), 0);
}

TEST(histogram, of_two_processes_is_that_of_all_their_times) {
  histogram one;
  histogram other;
  histogram both;
  for (std::int64_t us = 0; us < 100'000; us += 7) {
    (us % 2 == 0 ? one : other).record(us);
    both.record(us);
  }
  one.add(other);
  EXPECT_EQ(one.buckets(), both.buckets());
  EXPECT_EQ(one.mean(), both.mean());
}

TEST(histogram, can_be_read_back_from_its_buckets) {
  histogram times;
  for (std::int64_t us = 1; us < 3'000'000; us = us * 11 / 10 + 1)
    times.record(us, static_cast<std::uint64_t>(us % 13 + 1));
  histogram again;
  for (const auto& [us, count] : times.buckets()) again.record(us, count);
  for (const double percentile : {50.0, 95.0, 99.0, 100.0})
    EXPECT_EQ(again.percentile(percentile), times.percentile(percentile));
}

}  // namespace
}  // namespace reprise::load
