// A lesson with a fishbowl, over the wire: one room rehearses in front of everybody while the others plan, and then all
// rooms rehearse as if it had not been. Frame by frame against the privacy matrix, like the lessons in lesson_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/lesson/day.hpp"
#include "tests/support/places/places.hpp"

namespace reprise::tests {
namespace {

class shown_lesson : public day {
 public:
  using day::day;

  // A room is asked; everybody else learns of nothing.
  void ask() {
    room.does(room.facilitator(), command::place_people{});
    where = room.rooms().front();
    room.does(room.facilitator(), command::invite_fishbowl{.room = where});
    for (const auto* each : people()) {
      EXPECT_EQ(each->row("room", where.value).at("fishbowl"), each->room_id() == where ? "asked" : "none");
    }
    for (auto* each : room.in_room(where)) {
      EXPECT_NE(room.ask(room.facilitator(), command::open_fishbowl{.room = where}), "")
          << "P13: not all have said yes";
      room.does(*each, command::answer_fishbowl{.yes = true});
    }
    for (const auto* each : people()) {
      EXPECT_EQ(each->tables.rows("agreement").size(), each->room_id() == where ? 1U : 0U) << "P7: one's own";
    }
    EXPECT_EQ(observer->tables.rows("agreement").size(), room.people_of(where).size());
  }

  const nlohmann::json& place_on(const screen& who) const { return who.row("room", where.value); }
  screen& performer() { return room.screen_of({number(place_on(*observer), "performer")}); }
  screen& coach() { return room.screen_of({number(place_on(*observer), "coach")}); }
  id<attempt> attempt_a() const { return {number(place_on(*observer), "attempt_a")}; }

  // Everybody's screen says where it is and how long is left.
  void check_that_everybody_sees(const char* step) {
    for (const auto* each : room.everybody()) {
      SCOPED_TRACE("the screen of " + std::to_string(each->me.value));
      EXPECT_EQ(place_on(*each).at("step"), step);
      EXPECT_EQ(place_on(*each).at("fishbowl"), "watched");
      EXPECT_EQ(number(*each->tables.rows("session").front(), "fishbowl"), where.value);
      const auto* clock = each->clock_of(where);
      ASSERT_NE(clock, nullptr) << "P6: everybody knows how long is left";
      EXPECT_EQ(clock->at("state"), "running");
    }
    room.check_that_the_told_know();
  }

  void go_on() { room.pass_until(time_of(*observer->clock_of(where), "ends_at")); }

  std::string told_to_all(screen& who) {
    const auto word = room.words.make(who.me);
    room.words.tell_everybody(word);
    return word;
  }

  // Typed and not given: it counts when the time is up.
  std::string type(screen& who) {
    command::save_feedback_draft typed;
    typed.attempt = attempt_a();
    typed.strength = "Half a " + room.words.make(who.me);
    room.does(who, typed);
    return typed.strength.str();
  }
  // Sealed until its time is up; then everybody reads it, and not what was typed before it.
  std::string give(screen& who) {
    type(who);
    command::give_feedback given;
    given.attempt = attempt_a();
    given.strength = "You " + room.words.make(who.me);
    given.action_step = "Next time " + room.words.make(who.me);
    room.does(who, given);
    return given.strength.str() + given.action_step.str();
  }

  id<reprise::room> where;
};

TEST(a_lesson_with_a_fishbowl, P5_P6_P7_P13_shows_one_room_to_everybody_and_nothing_private_of_it) {
  auto read = load_playbook(shipped_playbook("headship.yaml"));
  ASSERT_TRUE(read) << read.error().detail;
  shown_lesson it{*read};
  auto& room = it.room;
  it.gather();
  it.enter(stage::name);
  it.name();
  it.enter(stage::plan);
  it.plan();
  it.ask();
  ASSERT_FALSE(testing::Test::HasFailure());

  room.does(room.facilitator(), command::open_fishbowl{.room = it.where});
  it.check_that_everybody_sees("frame");
  it.check();
  auto& performer = it.performer();
  room.does(performer, command::frame_attempt{.criterion = {}, .words = "Watch me for " + it.told_to_all(performer)});
  room.check_that_the_told_know();

  it.go_on();
  it.check_that_everybody_sees("attempt_a");
  const auto text = "I say " + room.words.make(performer.me);
  room.does(performer, command::save_attempt_draft{.attempt = {}, .answers = {}, .text = text});
  const auto elsewhere = it.where == room.rooms().back() ? room.rooms().front() : room.rooms().back();
  auto& away = *room.in_room(elsewhere).front();
  room.lose(away);
  room.words.tell_everybody(text);
  it.go_on();
  it.check_that_everybody_sees("write");
  ASSERT_TRUE(it.attempt_a()) << "what was typed when the time was up is shared";

  std::string sealed;
  const auto inside = room.in_room(it.where);
  for (auto* each : inside) sealed += each == inside.back() ? it.type(*each) : it.give(*each);
  const auto viewer = std::find_if(room.screens.begin(), room.screens.end(), [&](const auto& each) {
    return each->connected && text_of(each->myself(), "role") == "participant" && each->room_id() != it.where;
  });
  EXPECT_NE(room.ask(**viewer, command::give_feedback{it.attempt_a(), {}, "Me too.", "Me too."}), "") << "they watch";
  room.words.tell_everybody(sealed);
  it.go_on();
  room.come_back(away);
  room.pass(1);
  EXPECT_EQ(it.place_on(away).at("step"), "deliver") << "P1: who was cut off has not missed it";
  it.check_that_everybody_sees("deliver");
  it.check();

  it.go_on();
  it.check_that_everybody_sees("commit");
  room.does(performer, command::commit_to_fix{
                           .attempt = it.attempt_a(), .feedback = {}, .fix = "This time " + it.told_to_all(performer)});
  it.go_on();
  it.check_that_everybody_sees("attempt_b");
  const auto again = "I say " + it.told_to_all(performer);
  room.does(performer, command::share_attempt{
                           .attempt = {}, .answers = it.attempt_a(), .kind = attempt_kind::text, .text = again});
  it.go_on();
  it.check_that_everybody_sees("close");
  auto& coach = it.coach();
  room.does(coach,
            command::judge_gap{
                .attempt = it.attempt_a(), .verdict = gap_verdict::closed, .why = "Because " + it.told_to_all(coach)});
  it.check();
  it.go_on();
  for (const auto* each : room.everybody()) EXPECT_EQ(it.place_on(*each).at("step"), "done");
  ASSERT_FALSE(testing::Test::HasFailure());

  room.does(room.facilitator(), command::close_fishbowl{});
  for (const auto* each : it.people()) {
    EXPECT_EQ(it.place_on(*each).at("step"), "waiting");
    const bool theirs = each->room_id() == it.where;
    EXPECT_EQ(count_rows(*each, "attempt", "author", performer.me.value), theirs ? 2U : 0U)
        << "it was shown, not given away";
    EXPECT_EQ(number(each->myself(), "turns"), 0U);
  }
  it.check();

  it.enter(stage::rehearse);
  it.rounds.run(room.now());
  for (const auto* each : it.people()) EXPECT_EQ(number(each->myself(), "turns"), 1U) << "everybody, once";
  it.check();
  it.enter(stage::debrief);
  it.check();
}

}  // namespace
}  // namespace reprise::tests
