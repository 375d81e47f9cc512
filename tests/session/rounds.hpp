// The times of a slot, and a lesson that rehearses by them.
#pragma once

#include "tests/session/lesson.hpp"

namespace reprise::tests {

inline constexpr std::int64_t frame_s = 30;
inline constexpr std::int64_t attempt_a_s = 120;
inline constexpr std::int64_t write_s = 90;
inline constexpr std::int64_t deliver_s = 60;
inline constexpr std::int64_t commit_s = 30;
inline constexpr std::int64_t attempt_b_s = 90;
inline constexpr std::int64_t close_s = 60;
inline constexpr std::int64_t slot_s = frame_s + attempt_a_s + write_s + deliver_s + commit_s + attempt_b_s + close_s;

inline command::adjust_plan in_lockstep() {
  command::adjust_plan plan;
  plan.pace = pace::lockstep;
  plan.slots = 3;
  plan.stages = {{stage::lobby, 0}, {stage::rehearse, 0}, {stage::debrief, 480}};
  plan.steps = {{step::frame, frame_s},     {step::attempt_a, attempt_a_s}, {step::write, write_s},
                {step::deliver, deliver_s}, {step::commit, commit_s},       {step::attempt_b, attempt_b_s},
                {step::close, close_s}};
  return plan;
}

struct rounds : ::testing::Test {
  void begin(std::size_t count) {
    people = it.join_many(count);
    it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  }
  room first() const { return it.rooms().front(); }
  void seconds(std::int64_t many) { it.pass(many * 1'000); }
  // To the middle of a step of the first slot, so that no step is missed by a tick of the clock.
  void into(step wanted) {
    for (int guard = 0; first().step != wanted; ++guard) {
      ASSERT_LT(guard, 100);
      seconds(10);
    }
  }

  lesson it;
  std::vector<id<member>> people;
};

struct lockstep : rounds {
  lockstep() { it.done(it.facilitator, in_lockstep()); }
};

}  // namespace reprise::tests
