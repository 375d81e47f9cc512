#include "server/session/casting.hpp"

#include <algorithm>
#include <tuple>

#include "server/session/fishbowl.hpp"

namespace reprise {
namespace {

// Whoever has had the fewest turns, those who are here before those who are away, then by seat from `after` on.
const member* next_performer(const std::vector<member>& people, std::int64_t after) {
  const member* best = nullptr;
  const auto rank = [&](const member& one) {
    return std::tuple{one.attendance != attendance::here, one.turns.value, one.seat.value <= after, one.seat.value};
  };
  for (const auto& each : people) {
    if (!best || rank(each) < rank(*best)) best = &each;
  }
  return best;
}

// The seat of whoever performs, even if they are gone: the turn goes on from there.
std::int64_t seat_of_performer(const outcome& out, const room& place) {
  const auto* last = place.performer ? out.find(place.performer) : nullptr;
  return last && last->room == place.id ? last->seat.value : 0;
}

}  // namespace

void cast(outcome& out, room& place) {
  const auto after = seat_of_performer(out, place);
  const auto people = players_of(out, place);
  const auto* next = next_performer(people, after);
  place.performer = next ? next->id : id<member>{};
  place.coach = {};
  place.harder = false;
  place.attempt_a = {};
  place.attempt_b = {};
  place.watch_for = {};
  place.watch_words = {};
  place.held = false;
  place.again_from = {};
  if (!next) return;
  place.harder = next->turns > 0;
  // The coach sits next to the performer; somebody who is away coaches only if nobody else can.
  const auto behind = [&](const member& one) {
    return std::tuple{one.attendance != attendance::here, one.seat <= next->seat, one.seat.value};
  };
  const member* coach = nullptr;
  for (const auto& each : people) {
    if (each.id != next->id && (!coach || behind(each) < behind(*coach))) coach = &each;
  }
  if (coach) place.coach = coach->id;
  // What is shown to everybody is nobody's turn: they have theirs in the rehearsal. Who passes is followed by the next seat.
  if (place.fishbowl == fishbowl_state::watched) return;
  auto person = *next;
  person.turns = std::min<std::int64_t>(person.turns + 1, person.turns.max);
  out.put(std::move(person));
}

void give_turn_back(outcome& out, id<room> in) {
  const auto place = out.get(in);
  const auto* found = out.find(place.performer);
  if (!found || place.attempt_a || found->turns == 0 || place.fishbowl == fishbowl_state::watched) return;
  auto person = *found;
  person.turns = person.turns - 1;
  out.put(std::move(person));
}

}  // namespace reprise
