// P4: no attempt goes without feedback, and nobody waits for somebody who left. How soon, as people's screens show it:
//
//   who leaves by their own word    is replaced in the same commit: at once
//   whose connection is lost        is noted as away after away_after_ms (5 s), and replaced in that commit
//   who stays away                  has left after left_after_ms more (60 s); whoever is alone then goes to another room
//
// In a room of three there is nothing to wait for in any case: both others are asked from the beginning.
#include "tests/hub/live.hpp"

namespace reprise::tests {
namespace {

constexpr std::int64_t soon_ms = 5'000;

class repairs : public live {
 protected:
  // Rooms in lockstep, where everybody writes on what was just performed.
  void rehearse(std::size_t count) {
    leader = &sit(facilitator);
    for (std::size_t at = 0; at < count; ++at) {
      people.push_back(join("Person " + std::to_string(at)));
      screens[people.back()] = &sit(people.back());
    }
    command::adjust_plan plan;
    plan.pace = pace::lockstep;
    plan.stages = {{stage::lobby, 0}, {stage::rehearse, 0}, {stage::debrief, 0}};
    plan.steps = {{step::frame, 30}, {step::attempt_a, 120}, {step::write, 90}, {step::deliver, 60}};
    say(*leader, "plan", plan);
    say(*leader, "go", command::go_to_stage{stage::rehearse});
    world.pass(160'000);
    for (const auto& each : session->committed().all<room>()) ASSERT_EQ(each.step, step::write);
  }
  const room& row_of(id<room> which) const { return *session->committed().find(which); }
  // A room of so many.
  const room& room_of_size(std::size_t size) const {
    for (const auto& each : session->committed().all<room>()) {
      if (session->committed().members_of(each.id).size() == size) return each;
    }
    throw std::logic_error("there is no room of that size");
  }
  // "" when this screen does not ask for feedback on it.
  std::string asked_on(const recorded_viewer& who, id<member> as, id<attempt> about) const {
    for (const auto* each : who.tables.rows("feedback")) {
      if (each->at("attempt") == about.value && each->at("reviewer") == as.value) return each->at("state");
    }
    return "";
  }
  std::string asked_on(id<member> as, id<attempt> about) const { return asked_on(*screens.at(as), as, about); }
  void give(recorded_viewer& who, id<attempt> about) {
    say(who, "give", command::give_feedback{about, {}, "You waited.", "Next time, wait longer."});
  }

  recorded_viewer* leader = nullptr;
  std::map<id<member>, recorded_viewer*> screens;
};

TEST_F(repairs, P4_when_the_only_reviewer_leaves_others_are_asked_within_five_seconds) {
  rehearse(5);
  const auto pair = room_of_size(2);
  const auto three = room_of_size(3);
  const auto helpers = session->committed().members_of(three.id);
  const auto left_at = world.now();
  say(*screens.at(pair.coach), "leave", command::leave{});
  world.settle();
  EXPECT_EQ(room_of(pair.performer), three.id) << "nobody is left alone";
  for (const auto each : helpers) EXPECT_EQ(asked_on(each, pair.attempt_a), "asked");
  EXPECT_LE(world.now() - left_at, soon_ms);
  for (const auto each : helpers) give(*screens.at(each), pair.attempt_a);
  world.pass(90'000);
  std::size_t delivered = 0;
  for (const auto* each : screens.at(pair.performer)->tables.rows("feedback")) {
    if (each->at("attempt") == pair.attempt_a.value && each->at("state") == "delivered") ++delivered;
  }
  EXPECT_EQ(delivered, helpers.size());
}

TEST_F(repairs, P4_in_a_room_of_three_the_other_reviewer_is_enough_and_nobody_waits) {
  rehearse(3);
  const auto place = room_of_size(3);
  id<member> pupil;
  for (const auto each : people) {
    if (each != place.performer && each != place.coach) pupil = each;
  }
  say(*screens.at(place.coach), "leave", command::leave{});
  world.settle();
  EXPECT_EQ(row_of(place.id).coach, pupil) << "somebody else coaches";
  EXPECT_EQ(asked_on(pupil, place.attempt_a), "asked");
  EXPECT_EQ(asked_on(*leader, facilitator, place.attempt_a), "") << "a facilitator is the last resort";
  give(*screens.at(pupil), place.attempt_a);
  give(*screens.at(place.performer), place.attempt_a);
  world.settle();
  EXPECT_EQ(row_of(place.id).step, step::deliver) << "all who are here have written";
}

TEST_F(repairs, P4_the_facilitator_is_the_last_resort_within_five_seconds) {
  rehearse(2);
  const auto place = room_of_size(2);
  const auto left_at = world.now();
  say(*screens.at(place.coach), "leave", command::leave{});
  world.settle();
  EXPECT_EQ(asked_on(*leader, facilitator, place.attempt_a), "asked");
  EXPECT_LE(world.now() - left_at, soon_ms);
  give(*leader, place.attempt_a);
  world.pass(90'000);
  EXPECT_EQ(asked_on(*screens.at(place.performer), facilitator, place.attempt_a), "delivered");
}

TEST_F(repairs, P4_a_lost_connection_is_made_good_within_five_seconds_and_undone_when_they_are_back) {
  rehearse(2);
  const auto place = room_of_size(2);
  auto& theirs = *screens.at(place.coach);
  session->detach(theirs);
  world.pass(away_after_ms - 1);
  EXPECT_EQ(asked_on(*leader, facilitator, place.attempt_a), "") << "a short loss is nobody's business";
  world.pass(soon_ms - (away_after_ms - 1));
  EXPECT_EQ(asked_on(*leader, facilitator, place.attempt_a), "asked");
  world.pass(10'000);
  sit_again(theirs, place.coach);
  world.pass(1);
  EXPECT_EQ(asked_on(*leader, facilitator, place.attempt_a), "released") << "the facilitator need not";
  EXPECT_EQ(asked_on(place.coach, place.attempt_a), "asked");
  EXPECT_EQ(room_of(place.coach), place.id);
}

TEST_F(repairs, P4_who_stays_away_has_left_and_whoever_is_alone_then_goes_to_another_room) {
  rehearse(5);
  const auto pair = room_of_size(2);
  const auto three = room_of_size(3);
  const auto helpers = session->committed().members_of(three.id);
  session->detach(*screens.at(pair.coach));
  world.pass(away_after_ms);
  EXPECT_EQ(asked_on(*leader, facilitator, pair.attempt_a), "asked");
  EXPECT_EQ(room_of(pair.performer), pair.id) << "they may be back any moment";
  world.pass(left_after_ms);
  EXPECT_EQ(room_of(pair.performer), three.id);
  for (const auto each : helpers) EXPECT_EQ(asked_on(each, pair.attempt_a), "asked");
  EXPECT_EQ(asked_on(*leader, facilitator, pair.attempt_a), "released");
}

TEST_F(repairs, P4_when_nobody_leads_for_the_moment_the_one_who_comes_back_finds_it_on_their_screen) {
  rehearse(2);
  const auto place = room_of_size(2);
  session->detach(*leader);
  world.pass(away_after_ms + 1);
  say(*screens.at(place.coach), "leave", command::leave{});
  world.settle();
  sit_again(*leader, facilitator);
  world.settle();
  EXPECT_EQ(asked_on(*leader, facilitator, place.attempt_a), "asked");
}

TEST_F(repairs, P8_the_steps_keep_to_the_plan_through_a_restart) {
  rehearse(3);
  const auto before = room_of_size(3);
  session.reset();
  world.jump(100'000);  // the time to write ran out while the server was down
  begin();
  world.pass(1);
  const auto& after = row_of(before.id);
  EXPECT_EQ(after.step, step::deliver);
  EXPECT_EQ(after.step_since, before.step_since + 90'000) << "it began when the time to write was up";
}

}  // namespace
}  // namespace reprise::tests
