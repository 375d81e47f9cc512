#include "load-tests/leader.hpp"

#include <algorithm>
#include <boost/describe.hpp>
#include <cmath>
#include <utility>

#include "load-tests/words.hpp"
#include "protocol/codec.hpp"

namespace reprise::load {
namespace {

constexpr pause to_answer{.median_ms = 15'000, .spread = 0.4};
constexpr pause to_look{.median_ms = 60'000, .spread = 0.3};
constexpr std::size_t playbook_bytes_max = 1'024 * 1'024;
constexpr std::int64_t look_us = 200'000;

stage stage_after(stage now, const std::vector<stage>& wanted, const std::vector<stage_plan>& planned) {
  for (const auto& each : planned) {
    const bool is_wanted = wanted.empty() || std::find(wanted.begin(), wanted.end(), each.stage) != wanted.end();
    if (each.stage > now && is_wanted) return each.stage;
  }
  return stage::ended;
}

}  // namespace

void leader::forget_the_session() {
  on_cleared();
  ready_ = adjusted_ = began_ = done_ = false;
  stage_ = stage::lobby;
  feature_ = attempt_ = feedback_ = 0;
  asked_ = 0;
  round_ = 0;
}

void leader::on_cleared() {
  rooms_.clear();
  people_.clear();
  questions_.clear();
}

void leader::on_entered() {
  if (in_.plan.how == behaviour::lesson && in_.plan.speed != 1 && !adjusted_) return adjust_plan();
  ready_ = true;
}

void leader::on_change(const change_text& what) {
  if (what.kind == "playbook") {
    if (!what.removed) read_playbook(what.row);
  } else if (what.kind == "room") {
    if (what.removed || what.row.word("state") != "open") {
      rooms_.erase(what.id);
    } else {
      auto& now = rooms_[what.id];
      boost::describe::enum_from_string(std::string(what.row.word("step")).c_str(), now);
    }
  } else if (what.kind == "member") {
    if (!what.removed && what.row.word("role") == "participant") people_.insert(what.id);
  } else if (what.kind == "feature") {
    if (!what.removed && what.row.number("criterion") == 0) feature_ = what.id;
  } else if (what.kind == "attempt") {
    if (!what.removed && what.row.word("state") == "shared" && what.row.word("kind") == "text") attempt_ = what.id;
  } else if (what.kind == "feedback") {
    if (!what.removed && what.row.word("state") == "delivered" &&
        what.row.number("reviewer") != what.row.number("receiver"))
      feedback_ = what.id;
  } else if (what.kind == "help_request") {
    std::erase_if(questions_, [&](const question& each) { return each.id == what.id; });
    if (what.removed || what.row.word("state") != "waiting") return;
    questions_.push_back({what.id, what.row.number("room")});
    plan(answer_help, in_.soon(to_answer));
  }
}

// The first time as it is prepared, then as it was shortened: the last is what is carried out.
void leader::read_playbook(const row_text& row) {
  const auto read = decode<playbook>(row.whole(), playbook_bytes_max);
  if (!read) return in_.found.error("the playbook could not be read: " + read.error().detail);
  where_->steps.assign(read->steps.begin(), read->steps.end());
  where_->stages.assign(read->stages.begin(), read->stages.end());
  where_->slots = read->slots;
  where_->pace = read->pace;
  where_->features_asked = read->features_asked;
  where_->passages = static_cast<std::int64_t>(std::max<std::size_t>(1, read->exemplar.passages.size()));
  if (adjusted_) ready_ = true;
}

void leader::adjust_plan() {
  adjusted_ = true;
  const auto faster = [this](std::int64_t seconds) {
    if (seconds == 0) return std::int64_t{0};
    return std::max<std::int64_t>(1, std::llround(static_cast<double>(seconds) / in_.plan.speed));
  };
  command::adjust_plan adjusted;
  adjusted.pace = where_->pace;
  adjusted.slots = where_->slots;
  for (const auto& each : where_->stages)
    adjusted.stages.push_back({.stage = each.stage, .seconds = faster(each.seconds)});
  for (const auto& each : where_->steps) adjusted.steps.push_back({.step = each.step, .seconds = faster(each.seconds)});
  say(std::move(adjusted), loop::now());
}

std::int64_t leader::rehearsal_us() const {
  std::int64_t slot = 0;
  for (const auto& each : where_->steps) slot += each.seconds;
  return where_->slots * slot * 1'000'000;
}

void leader::tell(std::string what) {
  if (speaks_) in_.found.note(loop::now(), std::move(what));
}

void leader::begin() {
  began_ = true;
  const auto now = loop::now();
  switch (in_.plan.how) {
    case behaviour::lesson: return plan(next_stage, 0);
    case behaviour::wall: enter(stage::name, now); return say(command::show_wall{.shown = true}, now);
    case behaviour::doors:
      enter(stage::rehearse, now);
      round_ = 1;
      return plan(close_doors, in_.plan.round_ms * 1'000);
    case behaviour::idle: return;
  }
}

void leader::enter(stage next, std::int64_t due) {
  stage_ = next;
  change_scene(0);
  for (std::size_t at = 0; at < questions_.size(); ++at) plan(answer_help, in_.soon(to_answer));
  say(command::go_to_stage{.stage = next}, due);
  std::string text = "stage ";
  tell(text.append(boost::describe::enum_to_string(next, "")));
}

void leader::plan_stage(stage now) {
  const auto seconds = where_->seconds_of(now) * 1'000'000;
  const auto part = [&](double share) { return static_cast<std::int64_t>(share * static_cast<double>(seconds)); };
  switch (now) {
    case stage::lobby:
    case stage::ended: return;
    case stage::see:
      for (const double share : {0.2, 0.45, 0.7}) plan(show_passage, part(share));
      break;
    case stage::name:
      plan(group_feature, part(0.5));
      plan(group_feature, part(0.6));
      plan(show_wall, part(0.7));
      plan(show_calibration, part(0.85));
      break;
    case stage::plan: break;
    case stage::rehearse:
      rehearsal_ends_ = loop::now() + rehearsal_us() * 3 / 2 + 10'000'000;
      plan(announce, in_.soon(to_look));
      plan(visit, in_.soon(to_look) * 2);
      return plan(look_at_rooms, look_us);
    case stage::debrief:
      for (const double share : {0.1, 0.3, 0.5}) plan(propose_spotlight, part(share));
      break;
    case stage::commit: plan(announce, part(0.1)); break;
  }
  plan(next_stage, std::max<std::int64_t>(seconds, 200'000));
}

void leader::on_act(std::uint32_t what, std::int64_t due) {
  if (done_) return;
  switch (static_cast<act>(what)) {
    case next_stage: {
      const auto next = stage_after(stage_, in_.plan.stages, where_->stages);
      enter(next, due);
      if (next == stage::ended) {
        done_ = true;
        return;
      }
      return plan_stage(next);
    }
    case show_passage: {
      const auto passage = 1 + static_cast<std::int64_t>(in_.luck.below(static_cast<std::size_t>(where_->passages)));
      return say(command::show_passage{.passage = passage}, due);
    }
    case group_feature:
      if (feature_ != 0 && !where_->criteria.empty())
        say(command::group_feature{.feature = {feature_}, .criterion = {where_->criteria.front()}}, due);
      return;
    case show_wall: return say(command::show_wall{.shown = true}, due);
    case show_calibration: return say(command::show_calibration{.shown = true}, due);
    case look_at_rooms: return look(due);
    case announce: return say_to_all(due);
    case visit:
      if (!rooms_.empty()) {
        const auto at = static_cast<std::ptrdiff_t>(in_.luck.below(rooms_.size()));
        say(command::drop_in{.room = {std::next(rooms_.begin(), at)->first}}, due);
      }
      return plan(visit, in_.soon(to_look));
    case answer_help: return help(due);
    case propose_spotlight: return spotlight(due);
    case close_doors:
      say(command::close_rooms{.notice_seconds = 0}, due);
      tell("rooms close");
      if (round_++ >= in_.plan.rounds) {
        done_ = true;
        return;
      }
      return plan(open_doors, in_.plan.round_ms * 500);
    case open_doors:
      say(command::open_rooms{}, due);
      tell("rooms open");
      return plan(close_doors, in_.plan.round_ms * 1'000);
  }
}

void leader::look(std::int64_t due) {
  const bool all_done = !rooms_.empty() && std::all_of(rooms_.begin(), rooms_.end(),
                                                       [](const auto& each) { return each.second == step::done; });
  if (all_done) return plan(next_stage, 1'000'000);
  if (due > rehearsal_ends_) {
    in_.found.error("the rooms were not done in one and a half times the planned time");
    return plan(next_stage, 0);
  }
  plan(look_at_rooms, look_us);
}

// Goes there, says something to the room, and takes the question off the list.
void leader::help(std::int64_t due) {
  if (questions_.empty()) return;
  const auto asked = questions_.front();
  questions_.erase(questions_.begin());
  if (asked.room != 0) {
    say(command::drop_in{.room = {asked.room}}, due);
    say(command::announce{.room = {asked.room}, .text = words::answer(in_.luck)}, due);
  }
  say(command::close_help{.request = {asked.id}}, due);
}

void leader::spotlight(std::int64_t due) {
  const bool of_attempt = asked_++ % 2 == 0;
  if (of_attempt && attempt_ != 0) {
    say(command::propose_spotlight{.attempt = {std::exchange(attempt_, 0)}, .feedback = {}}, due);
  } else if (feedback_ != 0) {
    say(command::propose_spotlight{.attempt = {}, .feedback = {std::exchange(feedback_, 0)}}, due);
  }
}

void leader::say_to_all(std::int64_t due) {
  std::uint32_t word = 0;
  const auto text = marked(words::announcement(in_.luck), word);
  const auto thing = in_.marks ? where_->words.open(me(), "announcement", readers::everybody) : ledger::none;
  say(command::announce{.room = {}, .text = text}, due, thing, word);
}

}  // namespace reprise::load
