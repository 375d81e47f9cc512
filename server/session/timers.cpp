// Timers (P5: paused, extended, cut and repeated while they run), and the clock that ends them.
#include <algorithm>

#include "server/session/closing_rooms.hpp"
#include "server/session/decisions.hpp"
#include "server/session/departure.hpp"
#include "server/session/rounds.hpp"
#include "server/session/stages.hpp"

namespace reprise {
namespace {

result<timer> known_timer(const asking& by, id<timer> wanted) {
  const auto* found = by.now.find(wanted);
  if (!found) return refuse(refusal_code::not_found, "There is no such timer any more.", "args.timer");
  return *found;
}

bool somebody_leads(const outcome& out) {
  for (const auto& each : out.before().all<member>()) {
    const bool leads = each.role == role::facilitator || each.role == role::co_facilitator;
    if (leads && each.attendance == attendance::here) return true;
  }
  return false;
}

decision kept(const asking& by, timer row) {
  outcome out{by.now, by.at};
  out.put(std::move(row));
  return std::move(out).done();
}

// What happens when a timer's time is up, or it is cut; `then` is when that was. In a session that nobody leads for the
// moment the clock carries everybody on (P8); else the next stage begins when a facilitator says so.
void finish(outcome& out, timer row, instant then) {
  switch (row.purpose) {
    case timer_purpose::close_rooms: return close_the_rooms(out);
    case timer_purpose::step:
      if (out.before().the_playbook().pace == pace::lockstep) return time_is_up(out, row.room, then);
      break;
    case timer_purpose::stage: {
      const auto next = stage_after(out.before().the_playbook(), out.session().now);
      if (next && !somebody_leads(out)) return go_to(out, *next);
      break;
    }
    case timer_purpose::work: break;
  }
  row.state = timer_state::finished;
  row.ends_at = out.now();
  row.remaining_ms = 0;
  out.put(std::move(row));
}

}  // namespace

decision decide_one(const asking& by, const command::start_timer& asked) {
  const auto* place = by.now.find(asked.room);
  if (asked.room && (!place || place->state != room_state::open)) {
    return refuse(refusal_code::not_found, "There is no such room.", "args.room");
  }
  outcome out{by.now, by.at};
  // One timer of work per place: a new one takes the old one's place on the screen.
  for (const auto& each : by.now.all<timer>()) {
    if (each.purpose == timer_purpose::work && each.room == asked.room) out.remove(each.id);
  }
  timer fresh;
  fresh.id = out.fresh<timer>();
  fresh.room = asked.room;
  fresh.label = asked.label;
  fresh.total_ms = asked.seconds * 1'000;
  fresh.ends_at = by.at.now + fresh.total_ms;
  out.put(std::move(fresh));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::pause_timer& asked) {
  auto row = known_timer(by, asked.timer);
  if (!row) return row.error();
  if (row->state != timer_state::running) return changes{};
  row->state = timer_state::paused;
  row->remaining_ms = std::max<std::int64_t>(0, row->ends_at - by.at.now);
  row->ends_at = 0;
  return kept(by, *std::move(row));
}

decision decide_one(const asking& by, const command::resume_timer& asked) {
  auto row = known_timer(by, asked.timer);
  if (!row) return row.error();
  if (row->state != timer_state::paused) return changes{};
  row->state = timer_state::running;
  row->ends_at = by.at.now + row->remaining_ms;
  row->remaining_ms = 0;
  return kept(by, *std::move(row));
}

decision decide_one(const asking& by, const command::extend_timer& asked) {
  auto row = known_timer(by, asked.timer);
  if (!row) return row.error();
  const auto more = asked.seconds * 1'000;
  const auto left = row->state == timer_state::paused ? row->remaining_ms : row->ends_at - by.at.now;
  if (left + more > limits::timer_seconds_max * 1'000) {
    return refuse(refusal_code::limit_reached, "A timer runs for four hours at most.", "args.seconds");
  }
  switch (row->state) {
    case timer_state::running: row->ends_at += more; break;
    case timer_state::paused: row->remaining_ms += more; break;
    case timer_state::finished:  // a little longer: it runs again from now
      row->state = timer_state::running;
      row->ends_at = by.at.now + more;
      break;
  }
  return kept(by, *std::move(row));
}

decision decide_one(const asking& by, const command::cut_timer& asked) {
  auto row = known_timer(by, asked.timer);
  if (!row) return row.error();
  if (row->state == timer_state::finished) return changes{};
  outcome out{by.now, by.at};
  finish(out, *std::move(row), by.at.now);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::repeat_timer& asked) {
  auto row = known_timer(by, asked.timer);
  if (!row) return row.error();
  row->state = timer_state::running;
  row->ends_at = by.at.now + row->total_ms;
  row->remaining_ms = 0;
  return kept(by, *std::move(row));
}

decision decide_one(const asking& by, const command::wake&) {
  outcome out{by.now, by.at};
  for (const auto& each : by.now.all<timer>()) {
    // What ended a moment ago may have ended, or set anew, what comes now.
    const auto* still = out.find(each.id);
    const bool due = each.state == timer_state::running && each.ends_at <= by.at.now;
    if (due && still && still->state == timer_state::running && still->ends_at <= by.at.now)
      finish(out, *still, still->ends_at);
  }
  for (const auto who : by.now.away()) {
    const auto person = out.get(who);
    if (person.since + left_after_ms <= by.at.now) depart(out, person, attendance::left);
  }
  return std::move(out).done();
}

std::optional<instant> next_wake(const state& of) {
  std::optional<instant> soonest;
  const auto consider = [&](instant when) {
    if (!soonest || when < *soonest) soonest = when;
  };
  for (const auto& each : of.all<timer>()) {
    if (each.state == timer_state::running) consider(each.ends_at);
  }
  for (const auto who : of.away()) consider(of.find(who)->since + left_after_ms);
  return soonest;
}

}  // namespace reprise
