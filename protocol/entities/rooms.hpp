// The rooms that people rehearse in: who is put where, and whose turn it is.
#pragma once

#include <boost/describe.hpp>
#include <string_view>

#include "protocol/entities/session.hpp"

namespace reprise {

// merged: its people went to another room; kept so that what it made can still be named.
BOOST_DEFINE_ENUM_CLASS(room_state, open, merged)
// A fishbowl is one rehearsal in front of everybody, before all rooms go. asked: its people may say yes or no. declined:
// they would rather not, and only facilitators learn that they were asked. watched: now.
BOOST_DEFINE_ENUM_CLASS(fishbowl_state, none, asked, declined, watched)

struct room {
  static constexpr std::string_view wire_name = "room";
  reprise::id<reprise::room> id;
  whole<1, limits::rooms_max> number;
  room_state state = room_state::open;
  whole<0, 1'000> slot = 0;  // 0: not begun
  reprise::step step = step::waiting;
  bool harder = false;  // whoever performs has performed before: the harder variation
  reprise::id<member> performer;
  reprise::id<member> coach;                // everybody else in the room is a pupil
  reprise::id<reprise::attempt> attempt_a;  // of this slot, once it is shared
  reprise::id<reprise::attempt> attempt_b;
  reprise::id<criterion> watch_for;  // "watch me for ...": the performer's gap, and their words
  sentence_text watch_words;
  bool held = false;                                         // the coach has stopped the performance for a moment
  sentence_text again_from;                                  // the coach asks for it again from these words
  list<reprise::id<member>, limits::room_people_max> ready;  // who has said so, in this step
  reprise::id<reprise::timer> clock;                         // of this step; 0: none
  instant slot_since = 0;
  instant step_since = 0;
  fishbowl_state fishbowl = fishbowl_state::none;  // watched, it goes through its steps and its slot stays 0
};
BOOST_DESCRIBE_STRUCT(room, (),
                      (id, number, state, slot, step, harder, performer, coach, attempt_a, attempt_b, watch_for,
                       watch_words, held, again_from, ready, clock, slot_since, step_since, fishbowl))

// Somebody's yes to rehearsing in front of everybody. Whose it is, is theirs to know: else silence would be a no with a
// name.
struct agreement {
  static constexpr std::string_view wire_name = "agreement";
  reprise::id<agreement> id;
  reprise::id<reprise::room> room;
  reprise::id<reprise::member> member;  // 0 for everybody else
};
BOOST_DESCRIBE_STRUCT(agreement, (), (id, room, member))

// random: threes and pairs by the dice. prepared: lists of names. by_hand: the facilitator puts each person.
// self_chosen: each person chooses. Whoever the rule does not name is placed in the smallest room.
BOOST_DEFINE_ENUM_CLASS(placement_mode, random, prepared, by_hand, self_chosen)

using group = list<name_text, limits::room_people_max>;

struct placement {
  static constexpr std::string_view wire_name = "placement";
  reprise::id<placement> id;
  placement_mode mode = placement_mode::random;
  whole<2, 4> room_size = 3;
  list<group, limits::rooms_max> groups;  // for prepared: group n goes to room n
};
BOOST_DESCRIBE_STRUCT(placement, (), (id, mode, room_size, groups))

}  // namespace reprise
