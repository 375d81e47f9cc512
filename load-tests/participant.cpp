// What somebody sees, and what they mean to do because of it.
#include "load-tests/participant.hpp"

#include <algorithm>
#include <boost/describe.hpp>
#include <utility>

namespace reprise::load {
namespace {

template <class Enum>
Enum enum_of(std::string_view word, Enum otherwise) {
  Enum value = otherwise;
  boost::describe::enum_from_string(std::string(word).c_str(), value);
  return value;
}

// How long people take, at their own speed.
constexpr pause to_notice{.median_ms = 20'000, .spread = 0.6};
constexpr pause to_rate{.median_ms = 12'000, .spread = 0.5};
constexpr pause to_start{.median_ms = 3'000, .spread = 0.5};
constexpr pause to_frame{.median_ms = 8'000, .spread = 0.4};
constexpr pause to_hold{.median_ms = 40'000, .spread = 0.4};
constexpr pause to_say{.median_ms = 6'000, .spread = 0.5};
constexpr pause to_give{.median_ms = 60'000, .spread = 0.25};
constexpr pause to_choose{.median_ms = 12'000, .spread = 0.4};
constexpr pause to_answer{.median_ms = 8'000, .spread = 0.5};
constexpr pause to_read{.median_ms = 25'000, .spread = 0.4};
constexpr pause to_write_task{.median_ms = 90'000, .spread = 0.4};
constexpr pause to_be_ready{.median_ms = 45'000, .spread = 0.2};
constexpr double share_who_ask = 0.03;
constexpr double share_who_vote = 0.6;
// Before the time is up, so that what is sent still comes in time.
constexpr std::int64_t margin_us = 150'000;

}  // namespace

void participant::forget_the_session() {
  on_cleared();
  last_ = {};
  typed_ = left_ = 0;
  gave_ = aloud_a_ = false;
  gap_ = feature_ = 0;
  wall_thing_ = preparation_thing_ = attempt_thing_ = feedback_thing_ = task_thing_ = ledger::none;
}

void participant::on_cleared() {
  stage_ = stage::lobby;
  step_ = step::waiting;
  room_number_ = slot_ = performer_ = coach_ = attempt_a_ = watch_for_ = seen_room_ = 0;
  given_.clear();
  spotlight_ = to_vote_for_ = question_ = 0;
}

void participant::on_change(const change_text& what) {
  if (what.kind == "room") {
    if (what.id == room_ && !what.removed) see_room(what.row);
  } else if (what.kind == "session") {
    if (!what.removed) stage_ = enum_of(what.row.word("now"), stage::lobby);
  } else if (what.kind == "feedback") {
    see_feedback(what);
  } else if (what.kind == "feature") {
    // The first of mine: it is the one that is revised.
    if (feature_ == 0 && !what.removed && what.row.number("author") == me()) feature_ = what.id;
  } else if (what.kind == "spotlight") {
    see_spotlight(what);
  } else if (what.kind == "playbook" && helpful_ && !what.removed) {
    // Nobody of ours leads, who would have read it.
    where_->pace = enum_of(what.row.word("pace"), pace::lockstep);
    where_->features_asked = what.row.time("features_asked");
  } else if (what.kind == "help_request" && helpful_ && !what.removed) {
    const bool waits = what.row.word("state") == "waiting" && what.row.number("asker") != me();
    if (waits && what.row.number("room") == room_ && question_ != what.id) {
      question_ = what.id;
      plan(help_roommate, in_.soon(to_answer));
    }
  }
}

void participant::see_room(const row_text& row) {
  seen_room_ = room_;
  room_number_ = row.number("number");
  slot_ = row.number("slot");
  step_ = enum_of(row.word("step"), step::waiting);
  performer_ = row.number("performer");
  coach_ = row.number("coach");
  attempt_a_ = row.number("attempt_a");
  watch_for_ = row.number("watch_for");
}

void participant::see_feedback(const change_text& what) {
  if (what.removed || what.row.number("receiver") != me() || what.row.number("reviewer") == me()) return;
  if (what.row.word("state") != "delivered") return;
  if (std::find(given_.begin(), given_.end(), what.id) == given_.end()) given_.push_back(what.id);
}

void participant::see_spotlight(const change_text& what) {
  if (what.removed) return;
  const auto how_far = what.row.word("state");
  if (how_far == "asked" && what.row.number("owner") == me()) {
    spotlight_ = what.id;
    plan(answer_spotlight, in_.soon(to_answer));
  } else if (how_far == "shown" && what.row.number("feedback") != 0 && to_vote_for_ != what.id) {
    to_vote_for_ = what.id;
    if (in_.luck.one_in(share_who_vote)) plan(vote, in_.soon(to_answer));
  }
}

void participant::on_seen(std::uint64_t seq) {
  if (in_.plan.how == behaviour::doors && room_ != 0) {
    if (last_.room != 0 && last_.room != room_) in_.found.error("P2: somebody came back to another room");
    last_.room = room_;
  }
  if (in_.plan.how != behaviour::lesson) return;
  const scene now{stage_, stage_ == stage::rehearse ? step_ : step::waiting, slot_, room_};
  if (now == last_) return;
  const auto before = std::exchange(last_, now);
  change_scene(seq);
  if (before.slot != now.slot || before.room != now.room) {
    aloud_a_ = false;
    given_.clear();
    feedback_thing_ = ledger::none;
    gave_ = false;
  }
  // The clock has shared what was typed, and opened what was sealed.
  if (before.at == step::attempt_a || before.at == step::attempt_b)
    note_what_was_typed(before.slot == now.slot && before.room == now.room && performs());
  if (before.at == step::write && now.at == step::deliver && feedback_thing_ != ledger::none && gave_) {
    auto& row = where_->words.of(feedback_thing_);
    row.who = readers::receiver;
  }
  begin_scene();
}

// Where somebody else performs by now, the words stay their author's draft.
void participant::note_what_was_typed(bool is_shared) {
  const auto thing = std::exchange(attempt_thing_, ledger::none);
  if (thing == ledger::none || !is_shared) return;
  auto& row = where_->words.of(thing);
  row.who = readers::room;
  row.room = room_;
}

ledger::thing participant::thing_of(ledger::thing& place, const char* what, readers who) {
  if (!in_.marks) return ledger::none;
  if (place == ledger::none) place = where_->words.open(me(), what, who);
  return place;
}

// When it is done; or, where the scenario wants everybody at the last moment, then.
void participant::plan_submission(std::uint32_t what, const pause& own_time, std::int64_t seconds) {
  const auto end = seconds * 1'000'000 - margin_us;
  auto in = in_.soon(own_time);
  if (in_.plan.submit_within_ms > 0) {
    in = end - in_.luck.between(0, in_.plan.submit_within_ms * 1'000);
  } else if (seconds > 0) {
    in = std::min(in, end);
  }
  plan(what, std::max<std::int64_t>(0, in));
}

void participant::begin_scene() {
  typed_ = 0;
  switch (stage_) {
    case stage::lobby:
    case stage::see:
    case stage::ended: return;
    case stage::name:
      left_ = static_cast<std::size_t>(std::max<std::int64_t>(1, where_->features_asked));
      plan(name_feature, in_.soon(to_notice));
      plan(rate_exemplar, in_.soon(to_rate) + in_.soon(to_notice) * 3);
      return plan(choose_gap, in_.soon(to_rate) + in_.soon(to_notice) * 4);
    case stage::plan: left_ = 4; return plan(prepare, in_.soon(to_choose));
    case stage::rehearse: return begin_step();
    case stage::debrief:
      if (spotlight_ != 0) plan(answer_spotlight, in_.soon(to_answer));
      return;
    case stage::commit: left_ = 3; return plan_submission(type_task, to_write_task, where_->seconds_of(stage::commit));
  }
}

void participant::begin_step() {
  const auto seconds = where_->seconds_of(step_);
  // Where rooms go at their own pace somebody has to press the button.
  if (where_->pace == pace::own && coaches() && step_ != step::waiting && step_ != step::done)
    plan(go_on, seconds > 0 ? seconds * 1'000'000 : in_.soon(to_read));
  if (helpful_) plan(ready, in_.soon(to_be_ready));
  switch (step_) {
    case step::waiting:
    case step::done: return;
    case step::frame:
      if (performs()) plan(frame_it, in_.soon(to_frame));
      return;
    case step::attempt_a:
    case step::attempt_b:
      if (in_.luck.one_in(share_who_ask)) plan(ask, in_.soon(to_answer));
      if (step_ == step::attempt_a) aloud_a_ = how() == manner::aloud;
      if (performs() && !aloud_a_) return plan(begin_attempt, in_.soon(to_start));
      if (coaches() && aloud_a_ && step_ == step::attempt_a) plan(hold, in_.soon(to_hold));
      return;
    case step::write: plan(begin_feedback, in_.soon(to_start)); return plan_submission(give_feedback, to_give, seconds);
    case step::deliver: return;
    case step::commit:
      if (performs()) plan(commit_to_fix, in_.soon(to_choose));
      return;
    case step::close:
      plan(judge, in_.soon(to_choose));
      if (performs()) plan(value_feedback, in_.soon(to_read));
      return;
  }
}

}  // namespace reprise::load
