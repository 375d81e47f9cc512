// Opening and closing all rooms. Steps of larger decisions; they add to an outcome.
#pragma once

#include "server/session/outcome.hpp"

namespace reprise {

// Everybody who takes part is in a room afterwards; people who had one are back with the same people. A closing that
// was announced is called off.
void open_the_rooms(outcome&);

// The rooms close in notice_ms; a timer counts down on every screen (P5).
void announce_closing(outcome&, std::int64_t notice_ms);

// Now. Belonging is kept: the rooms can be opened again with the same people.
void close_the_rooms(outcome&);

}  // namespace reprise
