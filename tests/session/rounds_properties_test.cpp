// Rounds of any kind, drawn by RapidCheck: clocks that are steered in any order, and people who go and come in any order.
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/session/numbers.hpp"

namespace reprise::tests {
namespace {

using steering = command::steering;

command::adjust_plan drawn_plan(numbers& draw) {
  command::adjust_plan plan;
  plan.pace = pace::lockstep;
  plan.slots = 1 + static_cast<std::int64_t>(draw.below(3));
  plan.stages = {{stage::lobby, 0}, {stage::rehearse, 0}, {stage::debrief, 0}};
  for (const auto each : {step::frame, step::attempt_a, step::write, step::deliver, step::attempt_b, step::close}) {
    plan.steps.push_back({each, 5 + static_cast<std::int64_t>(draw.below(26))});
  }
  return plan;
}

// What a room's clock comes to, kept by hand with a stopwatch: it knows nothing of sessions.
class stopwatch {
 public:
  stopwatch(const command::adjust_plan& plan, instant now) : plan_(plan) { begin(0, now, now); }

  bool done() const { return at_ == plan_.steps.size() * static_cast<std::size_t>(plan_.slots); }
  std::size_t ended() const { return ended_; }

  void pause(instant now) {
    if (done() || paused_) return;
    left_ = std::max<std::int64_t>(0, ends_ - now);
    paused_ = true;
  }
  void resume(instant now) {
    if (done() || !paused_) return;
    ends_ = now + left_;
    paused_ = false;
  }
  void extend(std::int64_t more, instant now) {
    if (done()) return;
    if (paused_)
      left_ += more;
    else
      ends_ = std::max(ends_, now) + more;
  }
  void skip(instant now) {
    if (!done()) begin(at_ + 1, now, now);
  }
  void repeat(instant now) {
    if (!done()) begin(at_, now, now);
  }
  void back(instant now) {
    if (!done() && at_ % plan_.steps.size() > 0) begin(at_ - 1, now, now);
  }
  // One that stands goes to another step and stands there.
  void standing(void (stopwatch::*go)(instant), instant now) {
    const bool stood = paused_;
    (this->*go)(now);
    if (stood) pause(now);
  }
  void look(instant now) {
    if (done() || paused_ || ends_ > now) return;
    ++ended_;
    begin(at_ + 1, ends_, now);
  }

  // "" when the room is where this says.
  std::string differs_from(const state& in, const room& place) const {
    const auto* clock = in.find(place.clock);
    if (done()) return place.step == step::done && !clock ? "" : "it should be done";
    const auto& now = plan_.steps[at_ % plan_.steps.size()];
    if (place.step != now.step) return "it is in another step";
    if (place.slot != static_cast<std::int64_t>(at_ / plan_.steps.size()) + 1) return "it is in another slot";
    if (!clock) return "it has no clock";
    if ((clock->state == timer_state::paused) != paused_) return "paused or not";
    if (paused_) return clock->remaining_ms == left_ ? "" : "another time is left";
    return clock->state == timer_state::running && clock->ends_at == ends_ ? "" : "it ends at another time";
  }

 private:
  void begin(std::size_t at, instant then, instant now) {
    at_ = at;
    paused_ = false;
    const auto length = done() ? 0 : plan_.steps[at_ % plan_.steps.size()].seconds * 1'000;
    ends_ = then + length > now ? then + length : now + length;
  }

  const command::adjust_plan& plan_;
  std::size_t at_ = 0;  // steps before this one, over all slots
  instant ends_ = 0;
  std::int64_t left_ = 0;
  bool paused_ = false;
  std::size_t ended_ = 0;  // by themselves
};

using stopwatches = std::map<id<room>, stopwatch>;

void steer(lesson& it, stopwatches& by_hand, numbers& draw) {
  const auto where = draw.below(2) ? any_of<room>(it.now, draw) : id<room>{};
  const auto how = static_cast<steering>(draw.below(6));
  const auto more = how == steering::extend ? static_cast<std::int64_t>(1 + draw.below(20)) : 0;
  const auto made = it.ask(it.facilitator, command::steer{.room = where, .how = how, .seconds = more});
  if (!made) return;
  for (auto& [which, watch] : by_hand) {
    if (where && which != where) continue;
    switch (how) {
      case steering::pause: watch.pause(it.clock); break;
      case steering::resume: watch.resume(it.clock); break;
      case steering::extend: watch.extend(more * 1'000, it.clock); break;
      case steering::skip: watch.standing(&stopwatch::skip, it.clock); break;
      case steering::repeat: watch.standing(&stopwatch::repeat, it.clock); break;
      case steering::back: watch.standing(&stopwatch::back, it.clock); break;
    }
  }
}

// The same by the timer's own commands, and all at once by closing and opening the rooms.
void turn_the_clock(lesson& it, stopwatches& by_hand, numbers& draw) {
  const auto where = any_of<room>(it.now, draw);
  const auto clock = it.now.find(where)->clock;
  auto& watch = by_hand.at(where);
  const bool open = it.now.the_session().rooms != rooms_state::closed;
  switch (draw.below(4)) {
    case 0:
      if (it.ask(it.facilitator, command::pause_timer{.timer = clock})) watch.pause(it.clock);
      return;
    case 1:
      if (open && it.ask(it.facilitator, command::cut_timer{.timer = clock})) watch.skip(it.clock);
      return;
    case 2:
      it.done(it.facilitator, command::close_rooms{.notice_seconds = 0});
      for (auto& each : by_hand) each.second.pause(it.clock);
      return;
    default:
      it.done(it.facilitator, command::open_rooms{});
      if (open) return;
      for (auto& each : by_hand) each.second.resume(it.clock);
  }
}

// `look` is called after every wake.
template <class Look>
void pass(lesson& it, std::int64_t ms, Look look) {
  const auto until = it.clock + ms;
  for (auto next = next_wake(it.now); next && *next <= until; next = next_wake(it.now)) {
    it.clock = std::max(it.clock, *next);
    it.done({}, command::wake{});
    const auto then = next_wake(it.now);
    RC_ASSERT(!then || *then > it.clock);
    look();
  }
  it.clock = std::max(it.clock, until);
}

RC_GTEST_PROP(any_rounds, P5_end_every_step_once_and_on_time_however_they_are_steered, ()) {
  numbers draw{*rc::gen::resize(200, rc::gen::arbitrary<std::vector<std::uint32_t>>())};
  lesson it;
  it.check_replay = false;
  const auto plan = drawn_plan(draw);
  it.done(it.facilitator, plan);
  it.join_many(2 + draw.below(7));
  it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  stopwatches by_hand;
  for (const auto& each : it.now.all<room>()) by_hand.emplace(each.id, stopwatch{plan, it.clock});
  const auto compare = [&] {
    for (const auto& [which, watch] : by_hand) {
      const auto difference = watch.differs_from(it.now, *it.now.find(which));
      if (!difference.empty()) RC_FAIL(difference);
    }
  };
  compare();
  while (!draw.over()) {
    switch (draw.below(4)) {
      case 0: steer(it, by_hand, draw); break;
      case 1: turn_the_clock(it, by_hand, draw); break;
      case 2: it.clock += static_cast<std::int64_t>(draw.below(12'000)); break;  // nobody looks at the clock
      default:
        pass(it, static_cast<std::int64_t>(draw.below(40'000)), [&] {
          for (auto& each : by_hand) each.second.look(it.clock);
          compare();
        });
    }
    compare();
  }
  std::size_t ended = 0;
  for (const auto& each : by_hand) ended += each.second.ended();
  RC_CLASSIFY(ended > 0, "steps ended by themselves");
  RC_CLASSIFY(ended > 20, "many did");
}

// --- reviews -----------------------------------------------------------------------------------------------------------

struct reviews {
  std::map<std::string, id<member>> words;  // that somebody wrote

  // Everybody who is here gives what they owe; those who lead too, when they are asked as the last resort.
  void give(lesson& it, id<member> who) {
    for (const auto& each : it.now.all<feedback>()) {
      const bool owed = each.state == feedback_state::asked || each.state == feedback_state::draft;
      if (each.reviewer != who || !owed || it.now.find(each.attempt)->feedback_open) continue;
      std::string word = "sealed-";
      word += std::to_string(words.size());
      word += '-';
      words.emplace(word, who);
      it.give(who, each.attempt, word);
      return give(it, who);
    }
  }
  void all_give(lesson& it) {
    std::vector<id<member>> here;
    for (const auto& each : it.now.all<member>()) {
      if (each.attendance == attendance::here) here.push_back(each.id);
    }
    for (const auto each : here) give(it, each);
  }

  // P7: what is sealed is its reviewer's alone.
  void check_seals(const lesson& it) const {
    std::set<std::string> sealed;
    for (const auto& each : it.now.all<feedback>()) {
      if (!it.now.find(each.attempt)->feedback_open) sealed.insert(each.strength.str());
    }
    for (const auto& viewer : it.now.all<member>()) {
      const auto sent = payload(it.now, viewer.id);
      for (const auto& each : sealed) {
        if (!each.empty() && words.at(each) != viewer.id) RC_ASSERT(sent.find(each) == std::string::npos);
      }
    }
  }
};

std::vector<id<attempt>> waiting(const state& in) {
  std::vector<id<attempt>> found;
  for (const auto& each : in.all<attempt>()) {
    if (each.state == attempt_state::shared && !each.feedback_open) found.push_back(each.id);
  }
  return found;
}

bool has_review(const state& in, id<attempt> about) {
  const auto& all = in.feedback_on(about);
  return std::any_of(all.begin(), all.end(), [&](id<feedback> each) {
    const auto& one = *in.find(each);
    const bool given = one.state == feedback_state::sealed || one.state == feedback_state::delivered;
    return given && one.reviewer != one.receiver;
  });
}

void somebody_goes_or_comes(lesson& it, numbers& draw) {
  const auto who = any_of<member>(it.now, draw);
  if (who == it.facilitator) return;
  switch (draw.below(5)) {
    case 0: (void)it.ask(who, command::leave{}); return;
    case 1: (void)it.ask({}, command::note_attendance{.member = who, .here = false}); return;
    case 2:
    case 3: (void)it.ask({}, command::note_attendance{.member = who, .here = true}); return;
    default:
      if (it.now.all<member>().size() < 12) it.join("Late");
  }
}

RC_GTEST_PROP(any_rounds, P4_P7_give_every_attempt_its_reviews_whoever_goes_and_comes_and_sealed_until_then, ()) {
  numbers draw{*rc::gen::resize(120, rc::gen::arbitrary<std::vector<std::uint32_t>>())};
  lesson it;
  it.check_replay = false;
  auto plan = drawn_plan(draw);
  plan.slots = 3;
  plan.steps = {{step::frame, 5}, {step::attempt_a, 5}, {step::write, 15}, {step::deliver, 5}, {step::close, 5}};
  it.done(it.facilitator, plan);
  it.join_many(2 + draw.below(7));
  it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  reviews all;
  while (!draw.over()) {
    for (auto times = draw.below(3); times > 0; --times) somebody_goes_or_comes(it, draw);
    if (draw.below(2)) all.give(it, any_of<member>(it.now, draw));
    const auto next = next_wake(it.now);
    const auto until = it.clock + static_cast<std::int64_t>(draw.below(15'000));
    if (!next || *next > until) {
      it.clock = until;
      continue;
    }
    // Shortly before the time is up, everybody gives what they have.
    it.clock = std::max(it.clock, *next - 500);
    all.all_give(it);
    all.check_seals(it);
    const auto were_waiting = waiting(it.now);
    for (const auto each : were_waiting) RC_ASSERT(has_review(it.now, each));
    pass(it, 1'000, [] {});
    for (const auto each : were_waiting) RC_ASSERT(has_review(it.now, each));
  }
  for (const auto& each : it.now.all<attempt>()) {
    std::set<id<member>> reviewers;
    for (const auto one : it.now.feedback_on(each.id)) RC_ASSERT(reviewers.insert(it.now.find(one)->reviewer).second);
  }
  RC_CLASSIFY(all.words.size() > 5, "people wrote");
}

}  // namespace
}  // namespace reprise::tests
