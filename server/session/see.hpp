// Who may see what. The whole of privacy is here: what this returns is what leaves the server, nothing else does.
#pragma once

#include <optional>

#include "protocol/changes.hpp"
#include "server/session/state.hpp"

namespace reprise {

// What a viewer is to an entity. The first that fits:
//   owner        whose it is: the member, the attempt's author, the feedback's reviewer, the help request's asker
//   facilitator  facilitators, co-facilitators and observers
//   roommate     shares the room that it belongs to, or is its other party: the feedback's receiver, the reviewer of
//                the attempt; what is addressed to everybody makes everybody a roommate, and so does the fishbowl: its
//                room, what it performs and what is said about it
//   other        everybody else in the session
BOOST_DEFINE_ENUM_CLASS(lens, owner, facilitator, roommate, other)
inline constexpr std::size_t lenses = 4;

// A viewer's own standing. When it changes, what they may see of old entities changes too: they get a new snapshot.
struct standing {
  id<reprise::member> member;
  reprise::role role = role::participant;
  id<reprise::room> room;
  bool operator==(const standing&) const = default;
};

standing standing_of(const state& in, id<member> viewer);
bool sees_as_facilitator(role of);

// A row of any kind where it stands, so that asking about it copies nothing.
template <class Entity>
using pointer_to_row = const Entity*;
using entity_ref = boost::mp11::mp_transform<pointer_to_row, entity>;

lens lens_of(const state& in, const standing& viewer, const entity& of);
lens lens_of(const state& in, const standing& viewer, entity_ref of);

// The entity as this lens may know it: whole, with words taken out, or (nullopt) not at all.
std::optional<entity> see(const entity& of, lens through);

}  // namespace reprise
