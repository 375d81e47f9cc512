// What every screen must show in a rehearsal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/lesson/rehearsal.hpp"

namespace reprise::tests {
namespace {

std::string name_of(step of) { return boost::describe::enum_to_string(of, ""); }

bool contains(const std::vector<id<member>>& people, std::uint64_t who) {
  return std::find(people.begin(), people.end(), id<member>{who}) != people.end();
}

}  // namespace

void rehearsal::check_the_beginning(std::int64_t slot, const step_plan& of) {
  ASSERT_FALSE(in_.rooms().empty());
  for (const auto where : in_.rooms()) {
    auto screens = in_.in_room(where);
    EXPECT_FALSE(screens.empty());
    screens.push_back(in_.onlooker);
    if (in_.facilitator().connected) screens.push_back(&in_.facilitator());
    for (const auto* each : screens) check_screen(*each, where, slot, of);
    const auto& row = in_.onlooker->row("room", where.value);
    auto& cast = casts[where];
    cast.resize(static_cast<std::size_t>(slot));
    cast.back() = {{number(row, "performer")}, {number(row, "coach")}};
  }
  check_outsiders();
}

void rehearsal::check_screen(const screen& of, id<room> where, std::int64_t slot, const step_plan& now) {
  SCOPED_TRACE("the screen of " + std::to_string(of.me.value));
  const auto& row = of.row("room", where.value);
  EXPECT_EQ(row.at("step"), name_of(now.step));
  EXPECT_EQ(time_of(row, "slot"), slot);
  EXPECT_EQ(time_of(row, "step_since"), began_);
  EXPECT_TRUE(row.at("ready").empty()) << "a new step: nobody has done with it yet";
  EXPECT_EQ(row.at("held"), false);
  EXPECT_EQ(row.at("again_from"), "");
  const auto people = of.people_of(where);
  EXPECT_GE(people.size(), 2U) << "P4: nobody rehearses alone";
  EXPECT_TRUE(contains(people, number(row, "performer"))) << "P6: everybody knows who performs";
  EXPECT_TRUE(contains(people, number(row, "coach"))) << "P6: everybody knows who coaches";
  EXPECT_NE(number(row, "performer"), number(row, "coach"));
  const bool shown = now.step >= step::write;
  EXPECT_EQ(number(row, "attempt_a") != 0, shown) << "what was performed can be talked about, and nothing before it";
  EXPECT_EQ(number(row, "attempt_b") != 0, now.step >= step::close);

  const auto* clock = of.clock_of(where);
  if (now.seconds == 0) {
    EXPECT_EQ(clock, nullptr);
    return;
  }
  ASSERT_NE(clock, nullptr) << "P6: everybody knows how long is left";
  EXPECT_EQ(clock->at("purpose"), "step");
  EXPECT_EQ(clock->at("state"), "running");
  EXPECT_EQ(time_of(*clock, "total_ms"), now.seconds * 1'000);
  EXPECT_EQ(time_of(*clock, "ends_at"), began_ + now.seconds * 1'000) << "steps follow without a gap";
}

// From another room one sees where a room is and who performs, and not what is said in it or how long it has.
void rehearsal::check_outsiders() {
  const auto all = in_.participants();
  const auto& who = *all.front();
  for (const auto where : in_.rooms()) {
    if (where == who.room_id()) continue;
    const auto& row = who.row("room", where.value);
    const auto& whole = in_.onlooker->row("room", where.value);
    for (const auto* same : {"step", "slot", "performer", "coach"}) EXPECT_EQ(row.at(same), whole.at(same));
    EXPECT_EQ(row.at("watch_words"), "");
    EXPECT_EQ(who.clock_of(where), nullptr);
  }
}

// A warning at 60 s and at 10 s is what a screen can work out for itself: from its clock, and from the server's time.
void rehearsal::check_left(std::int64_t left_ms) {
  for (const auto where : in_.rooms()) {
    auto* const each = in_.in_room(where).front();
    const auto* clock = each->clock_of(where);
    ASSERT_NE(clock, nullptr);
    EXPECT_EQ(clock->at("state"), "running");
    EXPECT_EQ(time_of(*clock, "ends_at") - in_.time_on(*each), left_ms);
  }
}

// P4, before the time is up: whoever is here and was asked has written, and somebody other than the performer has; P7:
// and nobody can read it yet.
void rehearsal::check_reviews_are_in() {
  for (const auto* each : in_.participants()) {
    std::size_t from_others = 0;
    for (const auto* row : each->tables.rows("feedback")) {
      const bool is_mine = number(*row, "reviewer") == each->me.value;
      EXPECT_FALSE(is_mine && row->at("state") == "asked") << *row;
      const bool is_written = row->at("state") == "sealed" || row->at("state") == "draft";
      const bool is_review = number(*row, "reviewer") != number(*row, "receiver");
      if (is_written && is_review && number(*row, "attempt") == each->attempt_a().value) ++from_others;
    }
    EXPECT_GE(from_others, 1U);
    EXPECT_TRUE(each->given_to_me_on(each->attempt_a()).empty());
  }
}

// When the time to write is up, all of it opens at once, for everybody in the room; nothing is left unwritten.
void rehearsal::check_deliveries() {
  for (const auto where : in_.rooms()) {
    const auto people = in_.people_of(where);
    for (const auto* each : in_.in_room(where)) {
      std::size_t delivered = 0;
      for (const auto* row : each->tables.rows("feedback")) {
        if (number(*row, "attempt") != each->attempt_a().value) continue;
        if (row->at("state") == "released") {
          EXPECT_FALSE(contains(people, number(*row, "reviewer"))) << "only who has left need not write";
          continue;
        }
        EXPECT_EQ(row->at("state"), "delivered") << *row;
        EXPECT_NE(row->at("strength"), "");
        EXPECT_NE(row->at("action_step"), "");
        EXPECT_EQ(row->at("ratings").size(), each->tables.rows("criterion").size());
        ++delivered;
      }
      EXPECT_GE(delivered, 2U) << "the performer's own, and at least one other's";
      EXPECT_EQ(!each->given_to_me_on(each->attempt_a()).empty(), each->performs()) << "P4, P14";
    }
  }
}

void rehearsal::check_the_end() {
  for (const auto where : in_.rooms()) {
    auto screens = in_.in_room(where);
    screens.push_back(in_.onlooker);
    for (const auto* each : screens) {
      const auto& row = each->row("room", where.value);
      EXPECT_EQ(row.at("step"), "done");
      EXPECT_EQ(number(row, "performer"), 0U);
      EXPECT_EQ(number(row, "coach"), 0U);
      EXPECT_EQ(each->clock_of(where), nullptr);
    }
  }
}

void rehearsal::check_that_nothing_more_happens() {
  const auto before = in_.session->position().seq;
  in_.pass(10 * 60'000);
  EXPECT_EQ(in_.session->position().seq, before) << "no clock ticks after the last slot";
}

}  // namespace reprise::tests
