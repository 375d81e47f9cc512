// The session itself: opened from a playbook, led from stage to stage, locked.
#include "server/session/stages.hpp"

#include <algorithm>

#include "server/session/audit.hpp"
#include "server/session/closing_rooms.hpp"
#include "server/session/decisions.hpp"
#include "server/session/fishbowl.hpp"
#include "server/session/placing.hpp"
#include "server/session/reviewers.hpp"

namespace reprise {
namespace {

// P14: written feedback reaches its receiver, also when the room did not get round to opening it.
void deliver_everything(outcome& out) {
  for (auto& each : out.all<attempt>()) {
    if (each.state == attempt_state::shared && !each.feedback_open) open_all(out, std::move(each), typed::counts);
  }
}

const char* label_of(stage of) {
  switch (of) {
    case stage::lobby: return "Before we begin";
    case stage::see: return "See it";
    case stage::name: return "Name it";
    case stage::plan: return "Plan";
    case stage::rehearse: return "Rehearse";
    case stage::debrief: return "Debrief";
    case stage::commit: return "Commit";
    case stage::ended: return "Ended";
  }
  return "";
}

// The stage that is left has taken its time. A session that was opened before this was kept does not know since when.
void add_up(session& of, instant now) {
  if (of.now == stage::ended || of.stage_since == 0) return;
  auto at =
      std::find_if(of.spent.begin(), of.spent.end(), [&](const stage_time& each) { return each.stage == of.now; });
  if (at == of.spent.end()) at = of.spent.insert(at, {of.now, 0});
  at->ms += std::max<std::int64_t>(now - of.stage_since, 0);
}

void start_clock_of(outcome& out, stage now) {
  for (const auto& each : out.before().the_playbook().stages) {
    if (each.stage != now || each.seconds == 0) continue;
    timer row;
    row.id = out.fresh<timer>();
    row.purpose = timer_purpose::stage;
    row.label = label_of(now);
    row.total_ms = each.seconds * 1'000;
    row.ends_at = out.now() + row.total_ms;
    out.put(std::move(row));
  }
}

}  // namespace

void go_to(outcome& out, stage next) {
  if (out.session().now == next) return;
  close_the_fishbowl(out);
  auto session = out.session();
  const auto left = session.now;
  add_up(session, out.now());
  session.now = next;
  session.stage_since = out.now();
  session.ended_at = next == stage::ended ? out.now() : 0;
  session.passage = 0;
  session.playback = {};
  out.put(std::move(session));
  // What was timed belongs to the stage that is over: nobody in the debrief wants the minutes of attempt A.
  for (const auto& each : out.before().all<timer>()) {
    if (each.purpose == timer_purpose::work || each.purpose == timer_purpose::stage) out.remove(each.id);
  }
  if (left == stage::rehearse) {
    close_the_rooms(out);
    deliver_everything(out);
  }
  start_clock_of(out, next);
  if (next == stage::rehearse) open_the_rooms(out);
}

std::optional<stage> stage_after(const playbook& plan, stage now) {
  for (const auto& each : plan.stages) {
    if (each.stage > now) return each.stage;
  }
  return now < stage::ended ? std::optional{stage::ended} : std::nullopt;
}

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
  fresh.stage_since = by.at.now;
  fresh.follows = asked.follows;
  out.put(std::move(fresh));

  auto plan = asked.playbook;
  plan.id = out.fresh<playbook>();
  placement rule;
  rule.id = out.fresh<placement>();
  rule.room_size = plan.room_size;
  if (asked.grouping) {
    if (auto why = unusable_groups(asked.grouping->mode, asked.grouping->groups)) return *std::move(why);
    rule.mode = asked.grouping->mode;
    rule.room_size = asked.grouping->room_size;
    rule.groups = asked.grouping->groups;
  }
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
  go_to(out, asked.stage);
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
