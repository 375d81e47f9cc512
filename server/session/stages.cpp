// The session itself: opened from a playbook, led from stage to stage, locked.
#include "server/session/audit.hpp"
#include "server/session/closing_rooms.hpp"
#include "server/session/decisions.hpp"
#include "server/session/reviewers.hpp"

namespace reprise {
namespace {

// P14: written feedback reaches its receiver, also when the room did not get round to opening it.
void deliver_everything(outcome& out) {
  for (auto& each : out.all<attempt>()) {
    if (each.state == attempt_state::shared && !each.feedback_open) open_all(out, std::move(each));
  }
}

}  // namespace

decision decide_one(const asking& by, const command::open_session& asked) {
  outcome out{by.now, by.at};

  member facilitator;
  facilitator.id = out.fresh<member>();
  facilitator.name = asked.facilitator;
  facilitator.role = role::facilitator;
  facilitator.since = by.at.now;
  facilitator.joined_at = by.at.now;
  out.put(std::move(facilitator));

  session fresh;
  fresh.id = out.fresh<session>();
  fresh.title = asked.title;
  fresh.npq = asked.playbook.npq;
  fresh.join_code = asked.join_code.str();
  fresh.opened_at = by.at.now;
  out.put(std::move(fresh));

  auto plan = asked.playbook;
  plan.id = out.fresh<playbook>();
  placement rule;
  rule.id = out.fresh<placement>();
  rule.room_size = plan.room_size;
  out.put(std::move(plan));
  out.put(std::move(rule));

  std::int64_t number = 0;
  for (auto each : asked.criteria) {
    each.id = out.fresh<criterion>();
    each.number = ++number;
    out.put(std::move(each));
  }
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::go_to_stage& asked) {
  outcome out{by.now, by.at};
  auto session = out.session();
  if (session.now == asked.stage) return changes{};
  const auto left = session.now;
  session.now = asked.stage;
  session.ended_at = asked.stage == stage::ended ? by.at.now : 0;
  out.put(std::move(session));
  // What was timed belongs to the stage that is over: nobody in the debrief wants the minutes of attempt A.
  for (const auto& each : by.now.all<timer>()) {
    if (each.purpose == timer_purpose::work) out.remove(each.id);
  }
  if (left == stage::rehearse) {
    close_the_rooms(out);
    deliver_everything(out);
  }
  if (asked.stage == stage::rehearse) open_the_rooms(out);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::lock_session& asked) {
  outcome out{by.now, by.at};
  auto session = out.session();
  if (session.locked == asked.locked) return changes{};
  session.locked = asked.locked;
  out.put(std::move(session));
  note(out, by.actor->id,
       {.action = asked.locked ? audit_action::lock : audit_action::unlock, .subject = {}, .reason = asked.reason});
  return std::move(out).done();
}

}  // namespace reprise
