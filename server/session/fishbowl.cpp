#include "server/session/fishbowl.hpp"

#include <algorithm>

#include "server/session/decisions.hpp"
#include "server/session/placing.hpp"
#include "server/session/rounds.hpp"

namespace reprise {
namespace {

std::optional<refusal> not_while_planning(const session& now) {
  if (now.now == stage::plan) return std::nullopt;
  return refuse(refusal_code::wrong_stage, "A fishbowl belongs to the stage in which everybody plans.");
}

std::optional<refusal> not_a_room(const room* found) {
  if (found && found->state == room_state::open) return std::nullopt;
  return refuse(refusal_code::not_found, "There is no such room, or it was merged with another.", "args.room");
}

std::vector<member> people_here(const outcome& out, id<room> in) {
  auto people = out.living_in(in);
  std::erase_if(people, [](const member& each) { return each.attendance != attendance::here; });
  return people;
}

std::optional<refusal> too_few(const std::vector<member>& people) {
  if (people.size() >= 2) return std::nullopt;
  return refuse(refusal_code::not_yet, "It takes two people of this room who are here.", "args.room");
}

std::vector<agreement> agreements_of(const outcome& out, id<room> in) {
  auto all = out.all<agreement>();
  std::erase_if(all, [&](const agreement& each) { return each.room != in; });
  return all;
}

bool has_agreed(const std::vector<agreement>& all, id<member> who) {
  return std::any_of(all.begin(), all.end(), [&](const agreement& each) { return each.member == who; });
}

void set_fishbowl(outcome& out, id<room> in, fishbowl_state to) {
  auto place = out.get(in);
  place.fishbowl = to;
  out.put(std::move(place));
}

}  // namespace

bool rehearses(const session& now, id<room> in) {
  return now.rooms != rooms_state::closed || (in && now.fishbowl == in);
}

std::vector<member> players_of(const outcome& out, const room& place) {
  auto people = out.living_in(place.id);
  if (place.fishbowl != fishbowl_state::watched) return people;
  const auto agreed = agreements_of(out, place.id);
  std::erase_if(people, [&](const member& each) { return !has_agreed(agreed, each.id); });
  return people;
}

void forget_agreement(outcome& out, id<member> of) {
  for (const auto& each : out.all<agreement>()) {
    if (each.member == of) out.remove(each.id);
  }
}

void close_the_fishbowl(outcome& out) {
  for (const auto& each : out.all<agreement>()) out.remove(each.id);
  for (const auto& each : out.all<room>()) {
    if (each.fishbowl == fishbowl_state::asked) set_fishbowl(out, each.id, fishbowl_state::none);
  }
  auto session = out.session();
  const auto watched = session.fishbowl;
  if (!watched) return;
  session.fishbowl = {};
  out.put(std::move(session));
  set_fishbowl(out, watched, fishbowl_state::none);
  open_everything(out, watched);
  forget_slots(out, watched);
}

decision decide_one(const asking& by, const command::invite_fishbowl& asked) {
  const auto& session = by.now.the_session();
  if (auto why = not_while_planning(session)) return *why;
  const auto* place = by.now.find(asked.room);
  if (auto why = not_a_room(place)) return *why;
  if (session.fishbowl) {
    return refuse(refusal_code::already_done, "End the fishbowl that goes on before you ask another room.",
                  "args.room");
  }
  if (place->slot > 0) {
    return refuse(refusal_code::already_done, "This room has begun its turns. A fishbowl comes before them.",
                  "args.room");
  }
  if (place->fishbowl == fishbowl_state::asked) return changes{};
  if (place->fishbowl == fishbowl_state::declined) {
    return refuse(refusal_code::already_done, "This room would rather rehearse among itself.", "args.room");
  }
  outcome out{by.now, by.at};
  if (auto why = too_few(people_here(out, asked.room))) return *why;
  close_the_fishbowl(out);  // one room is asked at a time
  set_fishbowl(out, asked.room, fishbowl_state::asked);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::answer_fishbowl& asked) {
  const auto* place = by.now.find(by.actor->room);
  const bool is_asked =
      place && (place->fishbowl == fishbowl_state::asked || place->fishbowl == fishbowl_state::watched);
  if (!is_asked) return refuse(refusal_code::not_found, "Nobody asks your room about this any more.");
  const auto where = place->id;
  outcome out{by.now, by.at};
  if (!asked.yes) {
    close_the_fishbowl(out);
    set_fishbowl(out, where, fishbowl_state::declined);
    return std::move(out).done();
  }
  if (has_agreed(agreements_of(out, where), by.actor->id)) return changes{};
  agreement row;
  row.id = out.fresh<agreement>();
  row.room = where;
  row.member = by.actor->id;
  out.put(std::move(row));
  settle_roles(out, where);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::open_fishbowl& asked) {
  if (auto why = not_while_planning(by.now.the_session())) return *why;
  const auto* place = by.now.find(asked.room);
  if (auto why = not_a_room(place)) return *why;
  if (place->fishbowl == fishbowl_state::watched) return changes{};  // two facilitators pressed at once
  if (place->fishbowl != fishbowl_state::asked) {
    return refuse(refusal_code::not_yet, "First ask the people of this room.", "args.room");
  }
  outcome out{by.now, by.at};
  const auto people = people_here(out, asked.room);
  if (auto why = too_few(people)) return *why;
  const auto agreed = agreements_of(out, asked.room);
  if (!std::all_of(people.begin(), people.end(), [&](const member& each) { return has_agreed(agreed, each.id); })) {
    return refuse(refusal_code::not_yet, "Not everybody in this room has said yes so far.", "args.room");
  }
  auto session = out.session();
  session.fishbowl = asked.room;
  out.put(std::move(session));
  set_fishbowl(out, asked.room, fishbowl_state::watched);
  begin_slot(out, asked.room);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::close_fishbowl&) {
  outcome out{by.now, by.at};
  close_the_fishbowl(out);
  return std::move(out).done();
}

}  // namespace reprise
