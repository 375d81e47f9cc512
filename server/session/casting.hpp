// Who performs in a slot, and who coaches. Steps of larger decisions; they add to an outcome.
#pragma once

#include "server/session/outcome.hpp"

namespace reprise {

// Casts the room's next turn: whoever has had the fewest, the others after them by seat. Nobody when nobody lives there.
// What belonged to the turn before is taken from the room; the caller puts the room.
void cast(outcome&, room&);

// Whoever was to perform and had no chance to has not had their turn.
void give_turn_back(outcome&, id<room>);

}  // namespace reprise
