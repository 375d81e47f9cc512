// Rooms: the standing rule of placement, opening and closing, moving people, handing on the turns.
#include <algorithm>

#include "server/session/audit.hpp"
#include "server/session/closing_rooms.hpp"
#include "server/session/decisions.hpp"
#include "server/session/fishbowl.hpp"
#include "server/session/placing.hpp"
#include "server/session/reviewers.hpp"
#include "server/session/rounds.hpp"

namespace reprise {
namespace {

std::optional<refusal> not_a_room(const outcome& out, id<room> wanted, const char* field) {
  const auto* found = out.find(wanted);
  if (found && found->state == room_state::open) return std::nullopt;
  return refuse(refusal_code::not_found, "There is no such room, or it was merged with another.", field);
}

std::optional<refusal> not_a_participant(const member* found, const char* field) {
  if (!found || found->attendance == attendance::removed) {
    return refuse(refusal_code::not_found, "There is no such member.", field);
  }
  if (found->role == role::participant) return std::nullopt;
  return refuse(refusal_code::not_allowed, "Only participants have a place in a room.", field);
}

// Who comes into the fishbowl has not been asked, and who goes is missed.
std::optional<refusal> is_watched(const state& now, id<room> one, id<room> other) {
  const auto watched = now.the_session().fishbowl;
  if (!watched || (watched != one && watched != other)) return std::nullopt;
  return refuse(refusal_code::not_yet, "Everybody watches this room just now. End the fishbowl first.");
}

}  // namespace

decision decide_one(const asking& by, const command::set_placement& asked) {
  if (auto why = unusable_groups(asked.mode, asked.groups)) {
    why->field = "args." + why->field;
    return *std::move(why);
  }
  outcome out{by.now, by.at};
  auto rule = out.placement();
  rule.mode = asked.mode;
  rule.room_size = asked.room_size;
  rule.groups = asked.groups;
  out.put(std::move(rule));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::open_rooms&) {
  if (by.now.the_session().now != stage::rehearse) {
    return refuse(refusal_code::wrong_stage, "Rooms open while everybody rehearses. Go to that stage first.");
  }
  outcome out{by.now, by.at};
  open_the_rooms(out);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::close_rooms& asked) {
  outcome out{by.now, by.at};
  if (out.session().rooms == rooms_state::closed) return changes{};
  if (asked.notice_seconds == 0)
    close_the_rooms(out);
  else
    announce_closing(out, asked.notice_seconds * 1'000);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::place_people&) {
  if (by.now.the_session().fishbowl) {
    return refuse(refusal_code::not_yet, "Everybody watches a room just now. End the fishbowl first.");
  }
  outcome out{by.now, by.at};
  place_everybody(out);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::move_member& asked) {
  const auto* found = by.now.find(asked.member);
  if (auto why = not_a_participant(found, "args.member")) return *why;
  if (!by.by_facilitator()) {
    const bool may_choose = by.now.the_placement().mode == placement_mode::self_chosen && asked.member == by.actor->id;
    if (!may_choose) return refuse(refusal_code::not_allowed, "The facilitator decides who is in which room.");
  }
  if (auto why = is_watched(by.now, found->room, asked.room)) return *why;
  outcome out{by.now, by.at};
  if (asked.room) {
    if (auto why = not_a_room(out, asked.room, "args.room")) return *why;
    if (found->room == asked.room) return changes{};
    if (out.living_in(asked.room).size() >= limits::room_people_max) {
      return refuse(refusal_code::limit_reached, "This room is full. Choose another.", "args.room");
    }
  } else if (by.now.all<room>().size() >= limits::rooms_max) {
    return refuse(refusal_code::limit_reached, "There cannot be more rooms in this session.", "args.room");
  }
  const auto left = found->room;
  const auto into = asked.room ? asked.room : make_room(out);
  seat(out, *found, into);
  // The target first: whoever moves by hand may still be on the way to filling what they left.
  settle_roles(out, into);
  if (left) settle_roles(out, left);
  if (by.by_facilitator()) note(out, by.actor->id, {.action = audit_action::move, .subject = asked.member});
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::swap_members& asked) {
  const auto* first = by.now.find(asked.first);
  const auto* second = by.now.find(asked.second);
  if (auto why = not_a_participant(first, "args.first")) return *why;
  if (auto why = not_a_participant(second, "args.second")) return *why;
  if (!first->room || !second->room) {
    const char* field = first->room ? "args.second" : "args.first";
    return refuse(refusal_code::not_yet, "Both must have a room before they can change places.", field);
  }
  if (first->room == second->room) {
    return refuse(refusal_code::already_done, "They are in the same room already.", "args.second");
  }
  if (auto why = is_watched(by.now, first->room, second->room)) return *why;
  outcome out{by.now, by.at};
  forget_agreement(out, asked.first);
  forget_agreement(out, asked.second);
  auto one = *first;
  auto other = *second;
  std::swap(one.room, other.room);
  std::swap(one.seat, other.seat);
  const auto rooms = {one.room, other.room};
  out.put(std::move(one));
  out.put(std::move(other));
  for (const auto each : rooms) {
    if (each) settle_roles(out, each);
  }
  note(out, by.actor->id, {.action = audit_action::move, .subject = asked.first});
  note(out, by.actor->id, {.action = audit_action::move, .subject = asked.second});
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::merge_room& asked) {
  outcome out{by.now, by.at};
  if (auto why = not_a_room(out, asked.room, "args.room")) return *why;
  if (auto why = not_a_room(out, asked.into, "args.into")) return *why;
  if (asked.room == asked.into)
    return refuse(refusal_code::incomplete, "A room cannot be merged with itself.", "args.into");
  if (auto why = is_watched(by.now, asked.room, asked.into)) return *why;
  if (out.living_in(asked.room).size() + out.living_in(asked.into).size() > limits::room_people_max) {
    return refuse(refusal_code::limit_reached, "Together they would be too many for one room.", "args.into");
  }
  merge(out, asked.room, asked.into);
  note(out, by.actor->id, {.action = audit_action::merge});
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::next_slot& asked) {
  outcome out{by.now, by.at};
  if (auto why = not_a_room(out, asked.room, "args.room")) return *why;
  if (!by.by_facilitator() && by.actor->room != asked.room) {
    return refuse(refusal_code::different_room, "You can hand on the turn in your own room only.", "args.room");
  }
  if (out.get(asked.room).fishbowl == fishbowl_state::watched) {
    return refuse(refusal_code::wrong_stage, "A fishbowl is one turn. All rooms have theirs afterwards.", "args.room");
  }
  if (out.session().rooms == rooms_state::closed) {
    return refuse(refusal_code::rooms_closed, "The rooms are closed just now.");
  }
  if (!by.by_facilitator() && by.now.the_playbook().pace == pace::lockstep) {
    return refuse(refusal_code::not_allowed, "All rooms hand on the turn together, when the time is up.");
  }
  if (asked.from && out.get(asked.room).slot != *asked.from)
    return changes{};  // somebody else has handed it on already
  end_slot(out, asked.room, past_the_plan::goes_on);
  return std::move(out).done();
}

}  // namespace reprise
