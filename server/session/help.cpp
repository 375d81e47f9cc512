// Asking for help, knocking and dropping in, announcing.
#include <algorithm>

#include "server/session/decisions.hpp"

namespace reprise {
namespace {

std::optional<refusal> no_such_room(const asking& by, id<room> wanted) {
  const auto* found = by.now.find(wanted);
  if (found && found->state == room_state::open) return std::nullopt;
  return refuse(refusal_code::not_found, "There is no such room.", "args.room");
}

// A visitor is at one door at a time.
decision visit_room(const asking& by, id<room> where, visit_state how) {
  if (auto why = no_such_room(by, where)) return *why;
  outcome out{by.now, by.at};
  visit row;
  for (const auto& each : by.now.all<visit>()) {
    if (each.visitor != by.actor->id) continue;
    if (each.room == where)
      row = each;
    else
      out.remove(each.id);
  }
  if (row.id && row.state == how) return changes{};
  if (!row.id) row.id = out.fresh<visit>();
  row.visitor = by.actor->id;
  row.room = where;
  row.state = how;
  row.since = by.at.now;
  out.put(std::move(row));
  return std::move(out).done();
}

}  // namespace

decision decide_one(const asking& by, const command::ask_for_help& asked) {
  outcome out{by.now, by.at};
  help_request row;
  row.asked_at = by.at.now;
  for (const auto& each : by.now.all<help_request>()) {
    if (each.asker == by.actor->id && each.state == help_state::waiting) row = each;
  }
  if (!row.id) row.id = out.fresh<help_request>();
  row.asker = by.actor->id;
  row.room = by.actor->room;
  row.text = asked.text;
  out.put(std::move(row));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::close_help& asked) {
  const auto* found = by.now.find(asked.request);
  const bool in_room = found && found->room && found->room == by.actor->room;
  const bool is_asker = found && found->asker == by.actor->id;
  if (!found || !(by.by_facilitator() || in_room || is_asker)) {
    return refuse(refusal_code::not_found, "There is no such question in your room.", "args.request");
  }
  if (found->state == help_state::closed) return changes{};
  outcome out{by.now, by.at};
  auto row = *found;
  row.state = help_state::closed;
  row.closed_at = by.at.now;
  out.put(std::move(row));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::knock& asked) {
  return visit_room(by, asked.room, visit_state::knocking);
}

decision decide_one(const asking& by, const command::drop_in& asked) {
  return visit_room(by, asked.room, visit_state::inside);
}

decision decide_one(const asking& by, const command::end_visit& asked) {
  const auto* found = by.now.find(asked.visit);
  if (!found) return changes{};  // it is over already
  if (found->visitor != by.actor->id && !by.by_facilitator()) {
    return refuse(refusal_code::not_allowed, "This is somebody else's visit.", "args.visit");
  }
  outcome out{by.now, by.at};
  out.remove(found->id);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::announce& asked) {
  if (asked.room) {
    if (auto why = no_such_room(by, asked.room)) return *why;
  }
  outcome out{by.now, by.at};
  announcement row;
  row.id = out.fresh<announcement>();
  row.sender = by.actor->id;
  row.room = asked.room;
  row.text = asked.text;
  row.at = by.at.now;
  out.put(std::move(row));
  return std::move(out).done();
}

}  // namespace reprise
