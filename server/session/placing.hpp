// Where people belong (P2: placement is a standing rule; nobody is ever left outside while the rooms are open).
// Steps of larger decisions; they add to an outcome.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/session/outcome.hpp"

namespace reprise {

// How many rooms of which size n people make. For rooms of three: threes and pairs, for every n >= 2 (3a + 2b).
std::vector<std::size_t> room_sizes(std::size_t people, std::size_t room_size);

// Letter case and spaces do not tell names apart.
std::string folded(const std::string& name);

// Why people cannot be placed by these groups, with "groups" as the field at fault; nothing when they can.
std::optional<refusal> unusable_groups(placement_mode mode, const list<group, limits::rooms_max>& groups);

id<room> make_room(outcome&);

// Puts a member into a room (0: none), behind those who sit there, and repairs nothing: callers settle the rooms.
void seat(outcome&, member, id<room>);

// By the standing rule, for one person who comes while the rooms are open. Whoever has a room keeps it.
void place_one(outcome&, id<member>);
// For everybody who has no room yet, when the rooms open.
void place_everybody(outcome&);

// After people left or came: a lone survivor is merged into the smallest other room, else the roles of the slot in
// progress are filled again; and every attempt has its reviewers. While the rooms are closed only the last is seen to.
void settle(outcome&, id<room>);
// The same without merging: somebody who moves people by hand may want a room of one for a moment.
void settle_roles(outcome&, id<room>);
void settle_everywhere(outcome&);

// Everybody in `from`, with their unopened attempts and questions, goes to `into`.
void merge(outcome&, id<room> from, id<room> into);

}  // namespace reprise
