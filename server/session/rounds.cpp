#include "server/session/rounds.hpp"

#include <algorithm>

#include "server/session/casting.hpp"
#include "server/session/reviewers.hpp"

namespace reprise {
namespace {

const playbook& plan_of(const outcome& out) { return out.get(out.before().the_playbook().id); }

const char* label_of(step of) {
  switch (of) {
    case step::waiting: return "Waiting";
    case step::frame: return "Watch me for";
    case step::attempt_a: return "Attempt A";
    case step::write: return "Write feedback";
    case step::deliver: return "Deliver feedback";
    case step::commit: return "Commit to the fix";
    case step::attempt_b: return "Attempt B";
    case step::close: return "Close";
    case step::done: return "Done";
  }
  return "";
}

bool is_here(const outcome& out, id<member> who) {
  const auto* person = out.find(who);
  return person && person->attendance == attendance::here;
}

// The planned steps in their order, whatever order the playbook lists them in; those of the shared attempts come whole
// even if the playbook forgot one: an attempt A that nobody writes on would break P4.
std::vector<step_plan> steps_of(const playbook& plan) {
  std::vector<step_plan> all{plan.steps.begin(), plan.steps.end()};
  std::stable_sort(all.begin(), all.end(), [](const auto& one, const auto& other) { return one.step < other.step; });
  return all;
}

std::optional<step_plan> step_after(const outcome& out, step now) {
  for (const auto& each : steps_of(plan_of(out))) {
    if (each.step > now) return each;
  }
  return std::nullopt;
}

std::optional<step_plan> step_before(const outcome& out, step now) {
  std::optional<step_plan> last;
  for (const auto& each : steps_of(plan_of(out))) {
    if (each.step < now) last = each;
  }
  return last;
}

std::int64_t seconds_of(const outcome& out, step wanted) {
  for (const auto& each : plan_of(out).steps) {
    if (each.step == wanted) return each.seconds;
  }
  return 0;
}

// When a step begins that follows one whose time was up then: at that moment, so that steps follow without a gap however
// late the clock was looked at; unless the whole step would be over already.
instant begins_at(const outcome& out, step next, instant then) {
  return then + seconds_of(out, next) * 1'000 > out.now() ? then : out.now();
}

// The clock of the step that begins: the same row all through a room's life, so that a screen sees it set anew.
void set_clock(outcome& out, room& place) {
  const auto seconds = seconds_of(out, place.step);
  if (seconds == 0) {
    if (place.clock) out.remove(place.clock);
    place.clock = {};
    return;
  }
  timer row;
  row.id = place.clock ? place.clock : out.fresh<timer>();
  row.room = place.id;
  row.purpose = timer_purpose::step;
  row.label = label_of(place.step);
  row.total_ms = seconds * 1'000;
  row.ends_at = place.step_since + row.total_ms;
  place.clock = row.id;
  out.put(std::move(row));
}

void enter(outcome& out, id<room> in, step next, instant then) {
  auto place = out.get(in);
  place.step = next;
  place.step_since = begins_at(out, next, then);
  place.ready.clear();
  place.held = false;
  place.again_from = {};
  set_clock(out, place);
  out.put(std::move(place));
}

void finish_room(outcome& out, id<room> in) {
  drop_clock(out, in);
  auto place = out.get(in);
  place.step = step::done;
  place.step_since = out.now();
  place.performer = {};
  place.coach = {};
  place.ready.clear();
  place.watch_for = {};
  place.watch_words = {};
  out.put(std::move(place));
}

// The performer's unshared words for attempt A, or for attempt B when `answers` names attempt A.
std::optional<attempt> draft_of(const outcome& out, id<member> author, id<attempt> answers) {
  for (const auto each : out.before().attempts_by(author)) {
    const auto& row = out.get(each);
    if (row.state == attempt_state::draft && row.answers == answers && !row.draft.empty()) return row;
  }
  return std::nullopt;
}

// What the clock found when the time for attempt A or B was up: words that were typed count; what was performed aloud
// is an attempt without words.
void collect_attempt(outcome& out, id<room> in, id<attempt> answers) {
  const auto place = out.get(in);
  auto made = draft_of(out, place.performer, answers);
  if (made) {
    made->kind = attempt_kind::text;
    made->text = made->draft;
    made->draft = {};
  } else {
    const bool aloud = !answers || out.get(answers).kind == attempt_kind::live;
    const bool in_room = is_here(out, place.performer) && out.get(place.performer).room == in;
    if (!aloud || !in_room) return;
    made.emplace();
    made->id = out.fresh<attempt>();
    made->author = place.performer;
    made->answers = answers;
    made->kind = attempt_kind::live;
  }
  made->room = in;
  made->slot = place.slot;
  made->state = attempt_state::shared;
  made->revision = 1;
  made->shared_at = out.now();
  made->watch_for = place.watch_for;
  made->feedback_open = static_cast<bool>(answers);
  out.put(*made);
  auto changed = out.get(in);
  (answers ? changed.attempt_b : changed.attempt_a) = made->id;
  out.put(std::move(changed));
  if (!answers) ask_the_room(out, *made);
}

void leave(outcome& out, id<room> in) {
  const auto place = out.get(in);
  switch (place.step) {
    case step::attempt_a:
      if (!place.attempt_a) collect_attempt(out, in, {});
      return;
    case step::write: return open_everything(out, in);
    case step::attempt_b:
      if (place.attempt_a && !place.attempt_b && out.get(place.attempt_a).state == attempt_state::shared)
        collect_attempt(out, in, place.attempt_a);
      return;
    case step::waiting:
    case step::frame:
    case step::deliver:
    case step::commit:
    case step::close:
    case step::done: return;
  }
}

void begin_slot(outcome& out, id<room> in, instant then) {
  auto place = out.get(in);
  cast(out, place);
  const auto first = step_after(out, step::waiting);
  const auto opening = first ? first->step : step::attempt_a;
  const bool is_turn = place.fishbowl != fishbowl_state::watched;
  if (place.performer) {
    if (is_turn) place.slot = std::min<std::int64_t>(place.slot + 1, place.slot.max);
    place.slot_since = begins_at(out, opening, then);
  }
  const bool begins = static_cast<bool>(place.performer);
  out.put(std::move(place));
  if (!begins) return finish_room(out, in);
  enter(out, in, opening, then);
}

// Nobody waits for somebody who is not back by the time they should perform, or when a facilitator has the room do it
// once more.
void wait_for_nobody(outcome& out, id<room> in) {
  const auto& place = out.get(in);
  if (place.step <= step::attempt_a && !place.attempt_a && !is_here(out, place.performer)) replace_performer(out, in);
}

}  // namespace

std::vector<id<room>> rooms_in_use(const outcome& out) {
  if (const auto watched = out.session().fishbowl) return {watched};
  std::vector<id<room>> found;
  for (const auto& each : out.before().all<room>()) {
    if (out.get(each.id).state == room_state::open && !out.living_in(each.id).empty()) found.push_back(each.id);
  }
  return found;
}

void begin_slot(outcome& out, id<room> in) { begin_slot(out, in, out.now()); }

void advance(outcome& out, id<room> in) { time_is_up(out, in, out.now()); }

void time_is_up(outcome& out, id<room> in, instant then) {
  if (out.get(in).step == step::done) return;
  leave(out, in);
  const auto place = out.get(in);
  const auto next = step_after(out, place.step);
  const bool nothing_to_write_on = next && next->step >= step::write && !place.attempt_a;
  if (!next || nothing_to_write_on) {
    const bool is_turn = place.fishbowl != fishbowl_state::watched;
    if (is_turn && place.slot < plan_of(out).slots) return begin_slot(out, in, then);
    return finish_room(out, in);
  }
  enter(out, in, next->step, then);
  if (next->step == step::attempt_a) wait_for_nobody(out, in);
}

void step_back(outcome& out, id<room> in) {
  const auto before = step_before(out, out.get(in).step);
  if (!before || out.get(in).step == step::done) return;
  enter(out, in, before->step, out.now());
  wait_for_nobody(out, in);
}

void repeat_step(outcome& out, id<room> in) {
  const auto now = out.get(in).step;
  if (now == step::done || now == step::waiting) return;
  enter(out, in, now, out.now());
  wait_for_nobody(out, in);
}

void end_slot(outcome& out, id<room> in, past_the_plan more) {
  leave(out, in);
  open_everything(out, in);
  const auto& place = out.get(in);
  const bool is_turn = place.fishbowl != fishbowl_state::watched;
  if (is_turn && (more == past_the_plan::goes_on || place.slot < plan_of(out).slots)) return begin_slot(out, in);
  finish_room(out, in);
}

void open_everything(outcome& out, id<room> in) {
  for (auto& each : out.attempts_of(in)) {
    if (each.state == attempt_state::shared && !each.feedback_open) open_all(out, std::move(each), typed::counts);
  }
}

void forget_slots(outcome& out, id<room> in) {
  drop_clock(out, in);
  const auto before = out.get(in);
  room place;
  place.id = before.id;
  place.number = before.number;
  place.state = before.state;
  place.fishbowl = before.fishbowl;
  out.put(std::move(place));
}

void replace_performer(outcome& out, id<room> in) {
  auto place = out.get(in);
  if (place.step == step::done) return;
  if (place.step == step::waiting) return begin_slot(out, in);
  const bool together = plan_of(out).pace == pace::lockstep && place.fishbowl != fishbowl_state::watched;
  // All rooms stay together: what was performed has its feedback as it would have had, and the next turn begins with the
  // others'. Whoever comes back meanwhile finds their turn as it stands.
  if (together && (place.attempt_a || place.step > step::attempt_a)) return;
  if (place.attempt_a) return end_slot(out, in);
  // Who passes is not asked again. Who was not there has not had their turn.
  const auto* former = out.find(place.performer);
  if (former && (former->room != in || former->attendance != attendance::here)) give_turn_back(out, in);
  // The slot and its clock go on: in lockstep there is no time to begin it again. What the coach had stopped for a moment
  // is not stopped for somebody else.
  if (place.held && plan_of(out).pace == pace::own) start_clock(out, in);
  cast(out, place);
  place.ready.clear();
  const bool somebody = static_cast<bool>(place.performer);
  out.put(std::move(place));
  if (!somebody) finish_room(out, in);
}

void note_attempt(outcome& out, const attempt& shared) {
  auto place = out.get(shared.room);
  if (place.performer != shared.author || place.step == step::done) return;
  const bool is_a = !shared.answers && !place.attempt_a;
  const bool is_b = shared.answers && shared.answers == place.attempt_a;
  if (!is_a && !is_b) return;
  (is_a ? place.attempt_a : place.attempt_b) = shared.id;
  out.put(std::move(place));
  if (plan_of(out).pace == pace::lockstep) return note_ready(out, shared.author);
  const auto next = step_after(out, is_a ? step::attempt_a : step::attempt_b);
  if (next && out.get(shared.room).step < next->step) enter(out, shared.room, next->step, out.now());
}

void note_withdrawn(outcome& out, id<attempt> gone) {
  const auto* found = out.find(out.get(gone).room);
  if (!found || found->state != room_state::open) return;
  auto place = *found;
  const auto in = place.id;
  if (place.attempt_b == gone) {
    place.attempt_b = {};
    out.put(std::move(place));
    return;
  }
  if (place.attempt_a != gone) return;
  place.attempt_a = {};
  place.attempt_b = {};
  const auto performer = place.performer;
  const bool can_be_replaced = place.step <= step::attempt_a;
  const bool too_late = place.step > step::write;
  const bool goes_back = place.step == step::write && plan_of(out).pace == pace::own;
  out.put(std::move(place));
  if (too_late && plan_of(out).pace == pace::own) return end_slot(out, in);
  if (goes_back) enter(out, in, step::attempt_a, out.now());
  const auto* author = out.find(performer);
  if (can_be_replaced && author && author->room != in) replace_performer(out, in);
}

void note_ready(outcome& out, id<member> who) {
  auto place = out.get(out.get(who).room);
  if (std::find(place.ready.begin(), place.ready.end(), who) != place.ready.end()) return;
  if (place.ready.size() >= limits::room_people_max) return;
  place.ready.push_back(who);
  out.put(std::move(place));
  const auto all = rooms_in_use(out);
  const bool everybody = std::all_of(all.begin(), all.end(), [&](id<room> each) {
    const auto& one = out.get(each);
    if (one.step == step::done) return true;
    const auto people = out.living_in(each);
    return std::all_of(people.begin(), people.end(), [&](const member& person) {
      return person.attendance != attendance::here ||
             std::find(one.ready.begin(), one.ready.end(), person.id) != one.ready.end();
    });
  });
  if (!everybody) return;
  for (const auto each : all) advance(out, each);
}

void stop_clock(outcome& out, id<room> in) {
  const auto* found = out.find(out.get(in).clock);
  if (!found || found->state != timer_state::running) return;
  auto row = *found;
  row.state = timer_state::paused;
  row.remaining_ms = std::max<std::int64_t>(0, row.ends_at - out.now());
  row.ends_at = 0;
  out.put(std::move(row));
}

void start_clock(outcome& out, id<room> in) {
  const auto* found = out.find(out.get(in).clock);
  if (!found || found->state != timer_state::paused) return;
  auto row = *found;
  row.state = timer_state::running;
  row.ends_at = out.now() + row.remaining_ms;
  row.remaining_ms = 0;
  out.put(std::move(row));
}

void drop_clock(outcome& out, id<room> in) {
  auto place = out.get(in);
  if (!place.clock) return;
  if (out.find(place.clock)) out.remove(place.clock);
  place.clock = {};
  out.put(std::move(place));
}

}  // namespace reprise
