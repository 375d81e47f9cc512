// Rooms and the turns in them.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string_view>

#include "protocol/entities.hpp"

namespace reprise::command {

// --- facilitators: rooms -----------------------------------------------------------------------------------------

// Groups matter to "prepared" only: names as they will be typed; letter case and spaces do not matter.
struct set_placement {
  static constexpr std::string_view wire_name = "set_placement";
  placement_mode mode = placement_mode::random;
  whole<2, 4> room_size = 3;
  list<group, limits::rooms_max> groups;
};
BOOST_DESCRIBE_STRUCT(set_placement, (), (mode, room_size, groups))

// Opens the rooms; people who already belong to a room go back to the same people.
struct open_rooms {
  static constexpr std::string_view wire_name = "open_rooms";
};
BOOST_DESCRIBE_STRUCT(open_rooms, (), ())

struct close_rooms {
  static constexpr std::string_view wire_name = "close_rooms";
  whole<0, limits::notice_seconds_max> notice_seconds = 60;  // 0: now
};
BOOST_DESCRIBE_STRUCT(close_rooms, (), (notice_seconds))

// Gives everybody who has no room theirs by the standing rule, as opening the rooms would; they stay closed.
struct place_people {
  static constexpr std::string_view wire_name = "place_people";
};
BOOST_DESCRIBE_STRUCT(place_people, (), ())

// Room 0 makes a new room. A participant may move themself where placement is self-chosen.
struct move_member {
  static constexpr std::string_view wire_name = "move_member";
  reprise::id<reprise::member> member;
  reprise::id<reprise::room> room;
};
BOOST_DESCRIBE_STRUCT(move_member, (), (member, room))

struct swap_members {
  static constexpr std::string_view wire_name = "swap_members";
  reprise::id<reprise::member> first;
  reprise::id<reprise::member> second;
};
BOOST_DESCRIBE_STRUCT(swap_members, (), (first, second))

struct merge_room {
  static constexpr std::string_view wire_name = "merge_room";
  reprise::id<reprise::room> room;
  reprise::id<reprise::room> into;
};
BOOST_DESCRIBE_STRUCT(merge_room, (), (room, into))

// --- the fishbowl: one room rehearses in front of everybody, while everybody plans ------------------------------------

// Facilitators. Asks the people of a room that has not begun its turns; one room at a time.
struct invite_fishbowl {
  static constexpr std::string_view wire_name = "invite_fishbowl";
  reprise::id<reprise::room> room;
};
BOOST_DESCRIBE_STRUCT(invite_fishbowl, (), (room))

// Participants of the room. One no ends the question, or the fishbowl, and nobody learns whose it was.
struct answer_fishbowl {
  static constexpr std::string_view wire_name = "answer_fishbowl";
  bool yes = true;
};
BOOST_DESCRIBE_STRUCT(answer_fishbowl, (), (yes))

// Facilitators. It begins, when everybody of the room who is here has said yes.
struct open_fishbowl {
  static constexpr std::string_view wire_name = "open_fishbowl";
  reprise::id<reprise::room> room;
};
BOOST_DESCRIBE_STRUCT(open_fishbowl, (), (room))

// Facilitators. Takes the question back, or ends the fishbowl: what was sealed is delivered, and the room's own turns
// begin from the first.
struct close_fishbowl {
  static constexpr std::string_view wire_name = "close_fishbowl";
};
BOOST_DESCRIBE_STRUCT(close_fishbowl, (), ())

// --- the room's turns: anybody in the room, or a facilitator --------------------------------------------------------

// Begins the first slot, or hands the roles on to the next performer: from this slot (0: none has begun), so that two people
// who press at once do not pass over anybody's turn. Nothing: from whichever it is.
struct next_slot {
  static constexpr std::string_view wire_name = "next_slot";
  reprise::id<reprise::room> room;
  std::optional<whole<0, 1'000>> from;
};
BOOST_DESCRIBE_STRUCT(next_slot, (), (room, from))

// From this step of the slot to the next: two people who press at once go on once. Where rooms go at their own pace:
// anybody in the room. In lockstep: facilitators.
struct go_on {
  static constexpr std::string_view wire_name = "go_on";
  reprise::id<reprise::room> room;
  reprise::step from = step::frame;
};
BOOST_DESCRIBE_STRUCT(go_on, (), (room, from))

// Participants, in lockstep: when everybody in every room has said so, all go on before the time is up.
struct set_ready {
  static constexpr std::string_view wire_name = "set_ready";
  bool ready = true;
};
BOOST_DESCRIBE_STRUCT(set_ready, (), (ready))

// The performer: "watch me for ...". Criterion 0: none of them in particular.
struct frame_attempt {
  static constexpr std::string_view wire_name = "frame_attempt";
  reprise::id<reprise::criterion> criterion;
  sentence_text words;
};
BOOST_DESCRIBE_STRUCT(frame_attempt, (), (criterion, words))

// The performer, before attempt A is shared: somebody else performs now. Nothing is kept of it.
struct pass_turn {
  static constexpr std::string_view wire_name = "pass_turn";
};
BOOST_DESCRIBE_STRUCT(pass_turn, (), ())

// The coach stops the performance for a moment, or lets it go on.
struct hold_performance {
  static constexpr std::string_view wire_name = "hold_performance";
  bool held = true;
};
BOOST_DESCRIBE_STRUCT(hold_performance, (), (held))

// The coach: again from these words.
struct rewind_performance {
  static constexpr std::string_view wire_name = "rewind_performance";
  prose<limits::sentence_chars_max> from;
};
BOOST_DESCRIBE_STRUCT(rewind_performance, (), (from))

// Facilitators, for one room or (0) for all of them.
BOOST_DEFINE_ENUM_CLASS(steering, pause, resume, extend, skip, repeat, back)

// Seconds belong to "extend", and are 0 for the others.
struct steer {
  static constexpr std::string_view wire_name = "steer";
  reprise::id<reprise::room> room;
  steering how = steering::pause;
  whole<0, limits::timer_seconds_max> seconds = 0;
};
BOOST_DESCRIBE_STRUCT(steer, (), (room, how, seconds))

}  // namespace reprise::command
