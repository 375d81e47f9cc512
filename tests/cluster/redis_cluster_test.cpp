// Redis is a cluster of three primaries: slots move and primaries die, while several sessions go on.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iostream>

#include "server/log/redis_keys.hpp"
#include "tests/cluster/cluster.hpp"
#include "tests/cluster/settings.hpp"
#include "tests/support/three_primaries.hpp"

namespace reprise::tests {
namespace {

using namespace std::chrono_literals;

double seconds_since(std::chrono::steady_clock::time_point then) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - then).count();
}

std::uint16_t slot_of(const std::string& session) {
  std::string key = "reprise:{";
  return redis_slot(key.append(session).append("}:"));
}

// The slot of a session moves, and moves on (REPRISE_SLOT_MOVES=100), while its people and those of other sessions send
// commands; then the primary that has it now dies.
TEST(redis_cluster, P16_whose_slots_move_and_whose_primary_dies_loses_no_word_of_its_sessions) {
  const int moves = number_from("REPRISE_SLOT_MOVES").value_or(3);
  three_primaries redis(careful, three_primaries::replicas::one_each);
  cluster all({.logs = {redis.url(), redis.url(), redis.url()},
               .people = 24,
               .sessions = 6,
               .seed = seed(),
               .under_way_max = 2,
               .thinks_max = 200ms});
  std::array<int, three_primaries::size()> spread{};
  for (const auto& each : all.sessions()) ++spread[redis.owner_of(slot_of(each))];
  all.begin();
  ASSERT_TRUE(all.everybody_hears(1));

  const auto slot = slot_of(all.session());
  auto owner = redis.owner_of(slot);
  double move_max = 0;
  double back_max = 0;
  for (int move = 0; move < moves; ++move) {
    const auto began = std::chrono::steady_clock::now();
    const auto to = (owner + 1) % redis.size();
    redis.move_slot(slot, owner, to);
    owner = to;
    move_max = std::max(move_max, seconds_since(began));
    const auto moved = std::chrono::steady_clock::now();
    ASSERT_TRUE(all.everybody_hears(1)) << "after move " << move;
    back_max = std::max(back_max, seconds_since(moved));
  }

  redis.primary(owner).kill();
  const auto killed = std::chrono::steady_clock::now();
  ASSERT_TRUE(redis.replica(owner).await({"ROLE"}, "master"));
  const auto taken_over = seconds_since(killed);
  ASSERT_TRUE(all.everybody_hears(1)) << "in the sessions that were on the dead primary, too";
  const auto everybody = seconds_since(killed);
  all.finish();
  all.check();
  std::cout << "6 sessions, on the primaries " << spread[0] << ", " << spread[1] << ", " << spread[2] << "; " << moves
            << " moves of a slot, of " << move_max << " s at most, everybody heard again after " << back_max
            << " s at most; a primary killed, its replica in its place after " << taken_over
            << " s, everybody heard again after " << everybody << " s; " << all.acknowledged()
            << " commands acknowledged, seed " << seed() << "\n";
}

}  // namespace
}  // namespace reprise::tests
