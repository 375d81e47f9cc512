#include <rapidcheck/gtest.h>

#include <map>
#include <set>

#include "server/session/placing.hpp"
#include "tests/session/lesson.hpp"

namespace reprise::tests {
namespace {

const command::go_to_stage rehearse{.stage = stage::rehearse};

std::vector<std::size_t> sizes(const lesson& in) {
  std::vector<std::size_t> found;
  for (const auto& each : in.rooms()) found.push_back(in.living_in(each.id).size());
  std::sort(found.rbegin(), found.rend());
  return found;
}

TEST(placement, P2_every_number_of_people_makes_threes_and_pairs) {
  for (std::size_t people = 2; people <= 300; ++people) {
    std::size_t placed = 0;
    for (const auto size : room_sizes(people, 3)) {
      EXPECT_TRUE(size == 2 || size == 3) << people << " people made a room of " << size;
      placed += size;
    }
    EXPECT_EQ(placed, people);
  }
}

TEST(placement, P2_pairs_and_fours_leave_nobody_alone_either) {
  for (std::size_t people = 2; people <= 300; ++people) {
    for (const std::size_t wanted : {2U, 4U}) {
      for (const auto size : room_sizes(people, wanted))
        EXPECT_TRUE(size >= 2 && size <= std::max<std::size_t>(wanted, 3));
    }
  }
}

TEST(placement, P2_seven_people_are_three_two_and_two_when_rooms_open) {
  lesson it;
  it.join_many(7);
  it.done(it.facilitator, rehearse);
  EXPECT_EQ(sizes(it), (std::vector<std::size_t>{3, 2, 2}));
}

TEST(placement, P2_opening_again_brings_the_same_people_together) {
  lesson it;
  const auto people = it.join_many(8);
  it.done(it.facilitator, rehearse);
  std::map<id<member>, id<room>> first;
  for (const auto each : people) first[each] = it.person(each).room;
  it.done(it.facilitator, command::close_rooms{.notice_seconds = 0});
  it.done(it.facilitator, command::open_rooms{});
  for (const auto each : people) EXPECT_EQ(it.person(each).room, first[each]);
}

TEST(placement, P2_a_late_person_joins_the_smallest_room) {
  lesson it;
  it.join_many(5);
  it.done(it.facilitator, rehearse);
  it.join("Late");
  EXPECT_EQ(sizes(it), (std::vector<std::size_t>{3, 3}));
}

TEST(placement, P2_the_second_of_two_late_people_makes_a_pair_with_the_first) {
  lesson it;
  it.join_many(6);
  it.done(it.facilitator, rehearse);
  it.join("Late");
  EXPECT_EQ(sizes(it), (std::vector<std::size_t>{4, 3}));
  it.join("Later");
  EXPECT_EQ(sizes(it), (std::vector<std::size_t>{3, 3, 2}));
}

TEST(placement, P2_a_returning_person_lands_where_they_belong) {
  lesson it;
  const auto people = it.join_many(6);
  it.done(it.facilitator, rehearse);
  const auto place = it.person(people[0]).room;
  it.done({}, command::note_attendance{.member = people[0], .here = false});
  it.pass(left_after_ms + 1);
  ASSERT_EQ(it.person(people[0]).attendance, attendance::left);
  it.done({}, command::note_attendance{.member = people[0], .here = true});
  EXPECT_EQ(it.person(people[0]).room, place);
}

TEST(placement, P2_prepared_lists_are_followed_whatever_case_and_spaces_were_typed) {
  lesson it;
  it.done(it.facilitator, command::set_placement{.mode = placement_mode::prepared,
                                                 .groups = {{"Ada Lovelace", "Ben"}, {"Cy", "Dee", "Eve"}}});
  const auto cy = it.join("CY");
  const auto ada = it.join("ada lovelace");
  const auto dee = it.join("Dee");
  const auto ben = it.join(" Ben ");
  it.done(it.facilitator, rehearse);
  EXPECT_EQ(it.person(ada).room, it.person(ben).room);
  EXPECT_EQ(it.person(cy).room, it.person(dee).room);
  EXPECT_NE(it.person(ada).room, it.person(cy).room);
  const auto eve = it.join("Eve");
  EXPECT_EQ(it.person(eve).room, it.person(cy).room) << "late, but prepared";
}

TEST(placement, P2_groups_may_be_prepared_when_the_session_is_opened) {
  auto opening = a_session();
  opening.grouping =
      placement{.id = {}, .mode = placement_mode::prepared, .room_size = 2, .groups = {{"Ada", "Ben"}, {"Cy", "Dee"}}};
  const moment at{.now = 1'800'000'000'000};
  auto made = decide({}, {{}, opening}, at);
  ASSERT_TRUE(made) << made.error().detail;
  state opened;
  for (const auto& each : *made) reprise::apply(opened, each);
  EXPECT_EQ(opened.the_placement().mode, placement_mode::prepared);
  EXPECT_EQ(opened.the_placement().room_size, 2);
  ASSERT_EQ(opened.the_placement().groups.size(), 2U);
  EXPECT_EQ(opened.the_placement().groups[1][0].str(), "Cy");
  opening.grouping->groups.push_back({"ben"});
  made = decide({}, {{}, opening}, at);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().field, "groups");
}

TEST(placement, P2_self_chosen_rooms_are_open_to_their_people_only_when_the_rule_says_so) {
  lesson it;
  const auto people = it.join_many(4);
  EXPECT_EQ(it.refused(people[0], command::move_member{.member = people[0], .room = {}}), refusal_code::not_allowed);
  it.done(it.facilitator, command::set_placement{.mode = placement_mode::self_chosen, .groups = {}});
  it.done(people[0], command::move_member{.member = people[0], .room = {}});
  const auto chosen = it.person(people[0]).room;
  it.done(people[1], command::move_member{.member = people[1], .room = chosen});
  EXPECT_EQ(it.refused(people[1], command::move_member{.member = people[2], .room = chosen}),
            refusal_code::not_allowed);
  it.done(it.facilitator, rehearse);
  EXPECT_EQ(it.person(people[0]).room, it.person(people[1]).room);
  EXPECT_EQ(sizes(it), (std::vector<std::size_t>{2, 2}));
}

TEST(placement, P4_a_lone_survivor_is_merged_into_another_room_with_what_they_shared) {
  lesson it;
  const auto people = it.join_many(5);
  it.done(it.facilitator, rehearse);
  const auto pair = it.rooms()[it.living_in(it.rooms()[0].id).size() == 2 ? 0 : 1];
  const auto pair_people = it.living_in(pair.id);
  const auto shared = it.share(pair_people[0], "When you greeted them at the door, they sat down.");
  it.done(pair_people[1], command::leave{});
  EXPECT_EQ(sizes(it), (std::vector<std::size_t>{4}));
  EXPECT_EQ(it.now.find(pair.id)->state, room_state::merged);
  EXPECT_EQ(it.now.find(shared)->room, it.person(pair_people[0]).room);
}

TEST(placement, P2_moving_swapping_and_merging_by_hand) {
  lesson it;
  const auto people = it.join_many(6);
  it.done(it.facilitator, rehearse);
  const auto rooms = it.rooms();
  const auto one = it.living_in(rooms[0].id)[0];
  const auto other = it.living_in(rooms[1].id)[0];
  it.done(it.facilitator, command::swap_members{.first = one, .second = other});
  EXPECT_EQ(it.person(one).room, rooms[1].id);
  EXPECT_EQ(it.person(other).room, rooms[0].id);
  it.done(it.facilitator, command::move_member{.member = one, .room = rooms[0].id});
  EXPECT_EQ(sizes(it), (std::vector<std::size_t>{4, 2}));
  it.done(it.facilitator, command::merge_room{.room = rooms[1].id, .into = rooms[0].id});
  EXPECT_EQ(sizes(it), (std::vector<std::size_t>{6}));
  EXPECT_EQ(it.refused(people[0], command::merge_room{.room = rooms[0].id, .into = rooms[0].id}),
            refusal_code::not_allowed);
}

TEST(placement, P2_nobody_is_swapped_out_of_the_rooms) {
  lesson it;
  const auto gone = it.join("Gone");
  it.done(gone, command::leave{});
  const auto people = it.join_many(3);
  it.done(it.facilitator, rehearse);
  EXPECT_EQ(it.refused(it.facilitator, command::swap_members{.first = people[0], .second = gone}),
            refusal_code::not_yet);
}

TEST(placement, P5_closing_with_notice_can_be_called_off_and_otherwise_happens_by_itself) {
  lesson it;
  it.join_many(4);
  it.done(it.facilitator, rehearse);
  it.done(it.facilitator, command::close_rooms{.notice_seconds = 60});
  EXPECT_EQ(it.now.the_session().rooms, rooms_state::closing);
  it.done(it.facilitator, command::open_rooms{});
  it.pass(120'000);
  EXPECT_EQ(it.now.the_session().rooms, rooms_state::open);
  it.done(it.facilitator, command::close_rooms{.notice_seconds = 60});
  it.pass(60'000);
  EXPECT_EQ(it.now.the_session().rooms, rooms_state::closed);
  EXPECT_TRUE(it.now.all<timer>().empty());
}

TEST(placement, everybody_performs_in_turn) {
  lesson it;
  it.join_many(3);
  it.done(it.facilitator, rehearse);
  const auto place = it.rooms()[0].id;
  std::set<id<member>> performers;
  for (int slot = 1; slot <= 3; ++slot) {
    EXPECT_EQ(it.now.find(place)->slot, slot);
    performers.insert(it.now.find(place)->performer);
    it.done(it.facilitator, command::next_slot{.room = place, .from = slot});
  }
  EXPECT_EQ(performers.size(), 3U);
}

RC_GTEST_PROP(placement, P2_placement_gives_only_threes_and_pairs_however_the_dice_fall, ()) {
  lesson it;
  it.check_replay = false;
  it.dice = *rc::gen::arbitrary<std::uint64_t>();
  const auto people = *rc::gen::inRange<std::size_t>(2, 60);
  it.join_many(people);
  it.done(it.facilitator, rehearse);
  std::size_t placed = 0;
  for (const auto size : sizes(it)) {
    RC_ASSERT(size == 2U || size == 3U);
    placed += size;
  }
  RC_ASSERT(placed == people);
}

}  // namespace
}  // namespace reprise::tests
