// The fishbowl: one room rehearses in front of everybody, before all rooms go. Its people are asked and may say no, then
// and at any time (P13); it is nobody's turn of the rehearsal. Steps of larger decisions; they add to an outcome.
#pragma once

#include "server/session/outcome.hpp"

namespace reprise {

// Whether the room rehearses now: the rooms are open, or it is the one that everybody watches.
bool rehearses(const session&, id<room>);

// Ends it, or takes the question back. What was sealed is delivered; the room stands as if no slot of it had begun.
void close_the_fishbowl(outcome&);

// Whoever goes elsewhere is asked anew when they come back.
void forget_agreement(outcome&, id<member>);

// Those who can have a part in the room's turns: whoever takes part, and in front of everybody only who has said yes.
std::vector<member> players_of(const outcome&, const room&);

}  // namespace reprise
