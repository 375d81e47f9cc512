// A whole lesson from each of the playbooks that ship, driven over the wire with thirty people in virtual time, checked at
// every step of every slot in every room against the slot table, and frame by frame against the privacy matrix.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "tests/lesson/day.hpp"
#include "tests/support/places/places.hpp"

namespace reprise::tests {
namespace {

const std::filesystem::path shipped = source_folder() / "playbooks";

loaded_playbook book(const std::string& named) {
  auto read = load_playbook(shipped / (named + ".yaml"));
  if (!read) throw std::runtime_error(read.error().detail);
  return *std::move(read);
}

class each_playbook : public testing::TestWithParam<std::string> {};

// Threes in three slots: everybody performs once, coaches once, and is the third once.
void check_that_roles_went_round(day& of) {
  EXPECT_EQ(of.rounds.casts.size(), cohort / 3);
  for (const auto& [where, slots] : of.rounds.casts) {
    std::set<id<member>> performers;
    std::set<id<member>> coaches;
    std::set<id<member>> others;
    for (const auto& each : slots) {
      performers.insert(each.performer);
      coaches.insert(each.coach);
      for (const auto one : of.room.people_of(where)) {
        if (one != each.performer && one != each.coach) others.insert(one);
      }
    }
    EXPECT_EQ(performers.size(), 3U) << "room " << where.value;
    EXPECT_EQ(coaches.size(), 3U) << "room " << where.value;
    EXPECT_EQ(others.size(), 3U) << "room " << where.value;
  }
  for (const auto* each : of.people()) EXPECT_EQ(number(each->myself(), "turns"), 1U);
}

// Somebody asks, the facilitator comes, and only that room hears of it.
void ask_for_help(day& of) {
  auto& asker = *of.people().front();
  const auto where = asker.room_id();
  const auto people = of.room.people_of(where);
  const auto question = "What now? " + of.room.words.make(asker.me);
  of.room.words.tell_room(question, where, people);
  of.room.does(asker, command::ask_for_help{.text = question});
  of.room.does(of.room.facilitator(), command::knock{.room = where});
  for (const auto* each : of.people()) {
    EXPECT_EQ(each->tables.rows("visit").size(), each->room_id() == where ? 1U : 0U) << "P9: the room sees who comes";
  }
  of.room.does(of.room.facilitator(), command::drop_in{.room = where});
  const auto answer = "Write it down. " + of.room.words.make(of.room.facilitator().me);
  of.room.words.tell_room(answer, where, people);
  of.room.does(of.room.facilitator(), command::announce{.room = where, .text = answer});
  of.room.does(of.room.facilitator(),
               command::close_help{.request = {number(*asker.tables.rows("help_request").front(), "id")}});
  of.room.does(of.room.facilitator(), command::end_visit{.visit = {number(*asker.tables.rows("visit").front(), "id")}});
  for (const auto* each : of.people()) EXPECT_TRUE(each->tables.rows("visit").empty());
}

TEST_P(each_playbook, P4_P5_P6_P7_is_a_whole_lesson_by_the_slot_table_and_the_privacy_matrix) {
  day it{book(GetParam())};
  ASSERT_EQ(it.book.playbook.pace, pace::lockstep) << "what follows is by the clock";
  it.gather();
  it.enter(stage::see);
  it.see();
  it.rest_of(stage::see);
  it.enter(stage::name);
  it.name();
  it.rest_of(stage::name);
  it.enter(stage::plan);
  it.plan();
  it.rest_of(stage::plan);
  ASSERT_FALSE(HasFailure());

  it.enter(stage::rehearse);
  it.rounds.when(1, step::deliver, [&] { ask_for_help(it); });
  it.rounds.all_are_ready(2, step::commit);
  it.rounds.run(it.room.now());
  ASSERT_FALSE(HasFailure());
  check_that_roles_went_round(it);
  EXPECT_EQ(it.delivered(), cohort / 3 * 3 * 3) << "in every slot of every room, from all three";
  it.check();

  it.enter(stage::debrief);
  it.debrief();
  it.rest_of(stage::debrief);
  it.enter(stage::commit);
  it.promise();
  it.rest_of(stage::commit);
  it.enter(stage::ended);
  it.end();

  for (const auto* each : it.room.everybody()) {
    EXPECT_FALSE(each->closed_with) << "P1: one connection all the way";
  }
  // A lesson in which nothing was said would prove nothing.
  EXPECT_GT(it.room.words.made(), 1'000U);
  EXPECT_GT(it.room.frames_watched, 5'000U);
}

INSTANTIATE_TEST_SUITE_P(, each_playbook,
                         testing::Values("executive-leadership", "headship", "leading-behaviour-and-culture",
                                         "leading-teacher-development", "leading-teaching", "senior-leadership"),
                         [](const auto& named) {
                           auto name = named.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

// Two leave in the middle of a slot, one comes late, a room falls to one person, somebody loses their connection for two
// minutes, and so does the facilitator just when the rehearsal should begin.
TEST(a_disturbed_lesson, P2_P4_P8_goes_on_when_people_go_and_come_and_nobody_leads_for_a_while) {
  day it{book("headship")};
  auto& room = it.room;
  it.gather();
  it.enter(stage::name);
  it.name();
  it.enter(stage::plan);
  it.plan();
  room.pass_until(it.end_of(stage::plan) - 30'000);
  room.lose(room.facilitator());
  room.pass_until(it.end_of(stage::plan));
  it.check_stage(stage::rehearse);
  ASSERT_FALSE(HasFailure()) << "P8: the clock has gone on";

  const auto numbered = room.rooms();
  const auto loses_performer = numbered.at(1);
  const auto loses_coach = numbered.at(2);
  const auto falls_to_one = numbered.at(3);
  const auto loses_connection = numbered.at(5);
  const auto leave = [&](id<member> who) {
    room.does(room.screen_of(who), command::leave{});
    EXPECT_TRUE(room.screen_of(who).closed_with);
  };
  screen* late = nullptr;
  screen* survivor = nullptr;
  screen* lost = nullptr;
  id<attempt> of_survivor;

  it.rounds.when(1, step::attempt_a, [&] {
    room.come_back(room.facilitator());
    room.pass(1);
    EXPECT_FALSE(room.facilitator().tables.welcome_was_snapshot) << "only what was missed";
    EXPECT_EQ(room.facilitator().myself().at("attendance"), "here");
    room.check_that_screens_are_fresh();
    leave(it.rounds.casts.at(loses_performer).back().performer);
    EXPECT_NE(room.in_room(loses_performer).front()->my_room().at("performer"), 0);
  });
  it.rounds.when(1, step::write, [&] {
    leave(it.rounds.casts.at(loses_coach).back().coach);
    late = &room.join("Late");
    EXPECT_EQ(late->room_id(), loses_performer) << "P2: the smallest room";
    EXPECT_EQ(late->step(), "write");
  });
  it.rounds.when(2, step::write, [&] {
    const auto cast = it.rounds.casts.at(falls_to_one).back();
    survivor = &room.screen_of(cast.performer);
    of_survivor = survivor->attempt_a();
    const auto words = text_of(survivor->row("attempt", of_survivor.value), "text");
    ASSERT_NE(words, "");
    for (const auto each : room.people_of(falls_to_one)) {
      if (each == cast.performer) continue;
      // The last to leave makes it one room with the smallest other, who are to read what waits for its reviews.
      if (room.people_of(falls_to_one).size() == 2)
        room.words.tell_room(words, loses_coach, room.people_of(loses_coach));
      leave(each);
    }
    EXPECT_EQ(survivor->room_id(), loses_coach) << "P4: nobody is left alone";
    for (const auto* each : room.in_room(loses_coach)) {
      EXPECT_NE(each->my_feedback_on(of_survivor), nullptr) << "P4: asked at once";
    }
  });
  it.rounds.when(2, step::deliver, [&] {
    EXPECT_GE(survivor->given_to_me_on(of_survivor).size(), 2U) << "P4: the reviews of those who took it over";
  });
  it.rounds.when(3, step::attempt_a, [&] {
    const auto cast = it.rounds.casts.at(loses_connection).back();
    for (auto* each : room.in_room(loses_connection)) {
      if (each->me != cast.performer && each->me != cast.coach) lost = each;
    }
    room.lose(*lost);
  });
  it.rounds.when(3, step::write, [&] {
    EXPECT_EQ(room.onlooker->row("member", lost->me.value).at("attendance"), "left");
    room.come_back(*lost);
    room.pass(1);
    EXPECT_EQ(lost->room_id(), loses_connection) << "P2: the same person, the same room";
    EXPECT_EQ(lost->step(), "write");
    room.check_that_screens_are_fresh();
  });
  it.rounds.run(it.end_of(stage::plan));
  ASSERT_FALSE(HasFailure());
  ASSERT_NE(lost, nullptr) << "all of it has happened";
  for (const auto* each : it.people()) EXPECT_GE(number(each->myself(), "turns"), 1U) << "everybody has performed";
  it.check();
  it.enter(stage::debrief);
  it.check();
}

TEST(playbooks, that_ship_are_the_six_that_are_played_here) {
  const auto all = load_playbooks(shipped);
  ASSERT_TRUE(all);
  EXPECT_EQ(all->size(), 6U);
}

}  // namespace
}  // namespace reprise::tests
