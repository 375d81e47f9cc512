// People: who comes, how they are called, what they may do, who goes.
#include <algorithm>

#include "server/session/audit.hpp"
#include "server/session/decisions.hpp"
#include "server/session/departure.hpp"
#include "server/session/fishbowl.hpp"
#include "server/session/placing.hpp"
#include "server/session/reviewers.hpp"

namespace reprise {
namespace {

bool rooms_are_open(const outcome& out) { return out.session().rooms != rooms_state::closed; }

// Two people of one name cannot be told apart in a room: the second is called "Ada 2".
name_text free_name(const state& in, const name_text& wanted, id<member> for_whom) {
  const auto taken = [&](const std::string& name) {
    return std::any_of(in.all<member>().begin(), in.all<member>().end(), [&](const member& each) {
      return each.id != for_whom && each.attendance != attendance::removed && folded(each.name.str()) == folded(name);
    });
  };
  if (!taken(wanted.str())) return wanted;
  for (int number = 2;; ++number) {
    const auto tail = " " + std::to_string(number);
    auto stem = wanted.str();
    // Makes room for the number without cutting a UTF-8 sequence in two; bytes bound code points from above.
    while (stem.size() + tail.size() > name_text::max) {
      while (!stem.empty() && (static_cast<unsigned char>(stem.back()) & 0xC0) == 0x80) stem.pop_back();
      if (!stem.empty()) stem.pop_back();
    }
    if (!taken(stem + tail)) return stem + tail;
  }
}

void bring_along(outcome& out, id<member> whose, const gap_task& promised) {
  earlier_task row;
  row.id = out.fresh<earlier_task>();
  row.member = whose;
  row.what = promised.what;
  row.with_whom = promised.with_whom;
  row.by_when = promised.by_when;
  row.evidence = promised.evidence;
  row.promised_at = promised.at;
  out.put(std::move(row));
}

}  // namespace

decision decide_one(const asking& by, const command::join& asked) {
  if (by.now.the_session().locked) {
    return refuse(refusal_code::session_locked, "The facilitator has locked this session. Ask them to let you in.");
  }
  if (by.now.all<member>().size() >= limits::members_max) {
    return refuse(refusal_code::session_full, "This session is full.");
  }
  outcome out{by.now, by.at};
  member fresh;
  fresh.id = out.fresh<member>();
  fresh.name = free_name(by.now, asked.name, {});
  fresh.since = by.at.now;
  fresh.joined_at = by.at.now;
  const auto who = fresh.id;
  out.put(std::move(fresh));
  if (asked.promised) bring_along(out, who, *asked.promised);
  if (rooms_are_open(out)) place_one(out, who);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::note_attendance& asked) {
  const auto* known = by.now.find(asked.member);
  if (!known || known->attendance == attendance::removed) return changes{};
  outcome out{by.now, by.at};
  auto person = *known;
  if (!asked.here) {
    if (person.attendance != attendance::here) return changes{};
    person.attendance = attendance::away;
    person.since = by.at.now;
    out.put(std::move(person));
    for (const auto& owed : out.feedback_from(asked.member)) ensure_reviewer(out, owed.attempt);
    return std::move(out).done();
  }
  if (person.attendance == attendance::here) return changes{};
  person.attendance = attendance::here;
  person.since = by.at.now;
  out.put(std::move(person));
  take_up_reviews(out, asked.member);
  for (const auto& owed : out.feedback_from(asked.member)) ensure_reviewer(out, owed.attempt);
  if (rooms_are_open(out))
    place_one(out, asked.member);
  else if (rehearses(out.session(), known->room))
    settle(out, known->room);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::rename& asked) {
  const auto* found = by.now.find(asked.member);
  const bool is_self = asked.member == by.actor->id;
  if (!found) return refuse(refusal_code::not_found, "There is no such member.", "args.member");
  if (!is_self && !by.by_facilitator()) {
    return refuse(refusal_code::not_allowed, "You can change your own name only.", "args.member");
  }
  auto person = *found;
  person.name = free_name(by.now, asked.name, person.id);
  outcome out{by.now, by.at};
  out.put(std::move(person));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::leave&) {
  outcome out{by.now, by.at};
  depart(out, *by.actor, attendance::left);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::set_role& asked) {
  const auto* found = by.now.find(asked.member);
  if (!found || found->attendance == attendance::removed) {
    return refuse(refusal_code::not_found, "There is no such member.", "args.member");
  }
  if (found->role == role::facilitator || asked.role == role::facilitator) {
    return refuse(refusal_code::not_allowed, "A session has one facilitator. Make them a co-facilitator instead.",
                  "args.role");
  }
  if (found->role == asked.role) return changes{};
  outcome out{by.now, by.at};
  auto person = *found;
  const auto place = person.room;
  const auto who = person.id;
  person.role = asked.role;
  if (asked.role == role::participant) {
    out.put(std::move(person));
    if (rooms_are_open(out)) place_one(out, who);
  } else {
    seat(out, std::move(person), {});
    close_questions(out, who);
    release_reviews(out, who);
    if (place) settle(out, place);
  }
  note(out, by.actor->id, {.action = audit_action::set_role, .subject = who});
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::remove_member& asked) {
  const auto* found = by.now.find(asked.member);
  if (!found || found->attendance == attendance::removed) {
    return refuse(refusal_code::not_found, "There is no such member.", "args.member");
  }
  if (found->role == role::facilitator || found->id == by.actor->id) {
    return refuse(refusal_code::not_allowed, "The facilitator cannot be removed.", "args.member");
  }
  outcome out{by.now, by.at};
  depart(out, *found, attendance::removed);
  note(out, by.actor->id,
       {.action = audit_action::remove_member, .subject = asked.member, .reason = asked.reason.str()});
  return std::move(out).done();
}

}  // namespace reprise
