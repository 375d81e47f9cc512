// For every size of a session: only threes and pairs, nobody outside, everybody performs as often as the slots allow, and
// everybody else in the room is asked about every attempt, once.
#include <algorithm>
#include <set>

#include "tests/session/rounds.hpp"

namespace reprise::tests {
namespace {

constexpr std::size_t people_max = 300;
constexpr std::size_t parts = 6;  // each takes every sixth number, so that they can run beside each other

// Whom three slots serve does not hang on what is done in between, and three hundred times three hundred people take long.
constexpr std::size_t in_full_max = 20;
command::adjust_plan in_short() {
  auto plan = in_lockstep();
  plan.steps = {{step::attempt_a, attempt_a_s}, {step::write, write_s}};
  return plan;
}

class any_number : public testing::TestWithParam<std::size_t> {};

void check_turns(const lesson& of, const room& place) {
  std::vector<std::int64_t> turns;
  for (const auto each : of.living_in(place.id)) turns.push_back(of.person(each).turns);
  std::sort(turns.begin(), turns.end());
  const auto wanted = turns.size() == 3 ? std::vector<std::int64_t>{1, 1, 1} : std::vector<std::int64_t>{1, 2};
  EXPECT_EQ(turns, wanted);
  EXPECT_EQ(place.step, step::done);
  EXPECT_EQ(place.slot, 3);
}

void check_reviews(const lesson& of, const attempt& about) {
  EXPECT_TRUE(about.feedback_open);
  std::set<id<member>> asked;
  for (const auto each : of.now.feedback_on(about.id)) {
    EXPECT_TRUE(asked.insert(of.now.find(each)->reviewer).second) << "asked twice";
  }
  asked.erase(about.author);  // on the same form, and no review
  const auto people = of.living_in(about.room);
  EXPECT_EQ(asked.size(), people.size() - 1);
  for (const auto each : people) EXPECT_EQ(asked.contains(each), each != about.author);
}

TEST_P(any_number, P2_P4_of_people_makes_threes_and_pairs_that_three_slots_serve) {
  lesson gathered;
  gathered.check_replay = false;
  gathered.done(gathered.facilitator, in_lockstep());
  for (std::size_t count = 1; count <= people_max; ++count) {
    gathered.join("Person " + std::to_string(count));
    if (count < 2 || count % parts != GetParam()) continue;
    SCOPED_TRACE(count);
    auto it = gathered;
    if (count > in_full_max) it.done(it.facilitator, in_short());
    it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
    std::size_t placed = 0;
    for (const auto& each : it.rooms()) {
      const auto size = it.living_in(each.id).size();
      EXPECT_TRUE(size == 2 || size == 3) << size;
      placed += size;
    }
    EXPECT_EQ(placed, count);
    it.pass(3 * slot_s * 1'000 + 1'000);
    for (const auto& each : it.rooms()) check_turns(it, each);
    std::size_t performed = 0;
    for (const auto& each : it.now.all<attempt>()) {
      if (each.answers) continue;
      check_reviews(it, each);
      ++performed;
    }
    EXPECT_EQ(performed, 3 * it.rooms().size());
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(part, any_number, testing::Range(std::size_t{0}, parts));

}  // namespace
}  // namespace reprise::tests
