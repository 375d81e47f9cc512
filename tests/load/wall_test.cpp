// A command on a wall is shown when the last screen has it, whichever comes first: that, or its author's being told.
#include <gtest/gtest.h>

#include "load-tests/group.hpp"

namespace reprise::load {
namespace {

TEST(wall, a_command_is_shown_when_the_last_screen_has_it) {
  measures found;
  int shown = 0;
  wall_watch wall;
  wall.begin(3, [&] { ++shown; });
  wall.acknowledged(5, 1'000, found);
  wall.seen(5, 2'000, found);
  wall.seen(5, 3'000, found);
  EXPECT_EQ(shown, 0);
  wall.seen(5, 4'000, found);
  EXPECT_EQ(shown, 1);
  EXPECT_EQ(found.wall_commands, 1U);
  EXPECT_EQ(found.wall_deliveries, 3U);
  ASSERT_EQ(found.of(duration_kind::shown).count(), 1U);
  EXPECT_NEAR(static_cast<double>(found.of(duration_kind::shown).max()), 3'000, 30);
}

TEST(wall, an_acknowledgement_may_come_after_the_last_screen) {
  measures found;
  wall_watch wall;
  wall.begin(1, {});
  wall.seen(6, 2'000, found);
  EXPECT_EQ(found.of(duration_kind::shown).count(), 0U);
  wall.acknowledged(6, 500, found);
  ASSERT_EQ(found.of(duration_kind::shown).count(), 1U);
  EXPECT_NEAR(static_cast<double>(found.of(duration_kind::shown).max()), 1'500, 15);
}

TEST(wall, commands_that_are_under_way_together_are_told_apart) {
  measures found;
  wall_watch wall;
  wall.begin(2, {});
  for (const std::uint64_t seq : {7U, 8U}) wall.seen(seq, 10, found);
  EXPECT_EQ(found.wall_commands, 0U);
  for (const std::uint64_t seq : {7U, 8U}) wall.seen(seq, 20, found);
  EXPECT_EQ(found.wall_commands, 2U);
}

TEST(wall, nothing_is_counted_before_it_is_watched) {
  measures found;
  wall_watch wall;
  wall.seen(1, 10, found);
  EXPECT_EQ(found.wall_deliveries, 0U);
}

}  // namespace
}  // namespace reprise::load
