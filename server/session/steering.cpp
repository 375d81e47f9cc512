// What a facilitator does to the rounds while they run: for one room, or for all of them.
#include <algorithm>

#include "protocol/plan.hpp"
#include "server/session/decisions.hpp"
#include "server/session/fishbowl.hpp"
#include "server/session/rounds.hpp"

namespace reprise {
namespace {

void extend(outcome& out, id<room> in, std::int64_t more_ms) {
  const auto* clock = out.find(out.get(in).clock);
  if (!clock) return;
  auto row = *clock;
  const bool paused = row.state == timer_state::paused;
  const auto left_ms = paused ? row.remaining_ms : std::max<std::int64_t>(0, row.ends_at - out.now());
  // As far as a clock goes: of all rooms, those that stood near its end get what there is.
  const auto now_left_ms = std::min(left_ms + more_ms, limits::timer_seconds_max * 1'000);
  if (paused) {
    row.remaining_ms = now_left_ms;
  } else {
    row.ends_at = out.now() + now_left_ms;
    row.state = timer_state::running;
  }
  out.put(std::move(row));
}

void turn_to(outcome& out, id<room> in, const command::steer& how) {
  switch (how.how) {
    case command::steering::pause: return stop_clock(out, in);
    case command::steering::resume: return start_clock(out, in);
    case command::steering::extend: return extend(out, in, how.seconds * 1'000);
    case command::steering::skip: return advance(out, in);
    case command::steering::repeat: return repeat_step(out, in);
    case command::steering::back: return step_back(out, in);
  }
}

// A facilitator has stopped the clock; the coach, who stops the performance, is another matter.
bool stands_still(const outcome& out, id<room> in) {
  const auto& place = out.get(in);
  const auto* clock = out.find(place.clock);
  return clock && clock->state == timer_state::paused && !place.held;
}

void steer_one(outcome& out, id<room> in, const command::steer& how) {
  // Who has stopped a room to say something goes through its steps and lets it go on when they have said it.
  const bool stood_still = stands_still(out, in);
  turn_to(out, in, how);
  if (stood_still && how.how != command::steering::resume) stop_clock(out, in);
}

}  // namespace

decision decide_one(const asking& by, const command::adjust_plan& asked) {
  if (auto why = unusable_plan(asked.pace, asked.stages, asked.steps)) {
    why->field = "args." + why->field;
    return *std::move(why);
  }
  outcome out{by.now, by.at};
  auto plan = by.now.the_playbook();
  plan.pace = asked.pace;
  plan.slots = asked.slots;
  plan.stages = asked.stages;
  plan.steps = asked.steps;
  out.put(std::move(plan));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::steer& asked) {
  if ((asked.how == command::steering::extend) != (asked.seconds > 0)) {
    return refuse(refusal_code::incomplete, "Say by how many seconds to extend, and 0 for everything else.",
                  "args.seconds");
  }
  const auto& session = by.now.the_session();
  if (!rehearses(session, asked.room ? asked.room : session.fishbowl)) {
    return refuse(refusal_code::rooms_closed, "The rooms are closed just now.");
  }
  outcome out{by.now, by.at};
  if (!asked.room) {
    for (const auto each : rooms_in_use(out)) steer_one(out, each, asked);
    return std::move(out).done();
  }
  const auto* place = out.find(asked.room);
  if (!place || place->state != room_state::open) {
    return refuse(refusal_code::not_found, "There is no such room, or it was merged with another.", "args.room");
  }
  steer_one(out, asked.room, asked);
  return std::move(out).done();
}

}  // namespace reprise
