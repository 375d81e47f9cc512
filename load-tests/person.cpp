#include "load-tests/person.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "protocol/writer.hpp"

namespace reprise::load {
namespace {

constexpr std::int64_t ping_us = 10'000'000;
constexpr std::int64_t slow_for_us_afterwards = 5'000'000;
constexpr std::int64_t back_ms_min = 100;
constexpr std::int64_t back_ms_max = 900;
constexpr int doublings_max = 4;
constexpr int for_good = 4500;  // close codes from here on

// What happens to people as well: the step was over when they pressed.
bool is_too_late(std::string_view code) {
  return code == "feedback_open" || code == "already_done" || code == "not_yet" || code == "wrong_stage" ||
         code == "rooms_closed" || code == "session_ended";
}

commit_mark mark_in(const frame_text& frame) { return static_cast<commit_mark>(frame.row.number("mark")); }

}  // namespace

void person::sit(group& where, std::size_t seat, std::int64_t wanted) {
  where_ = &where;
  seat_ = seat;
  ++life_;
  change_scene(0);
  wanted_ = wanted;
  back_due_ = 0;
  attempts_ = 0;
  epoch_.clear();
  seq_ = 0;
  room_ = 0;
  pending_.clear();
  // Not all at the same moment, whoever came together.
  in_.turns.at(loop::now() + in_.luck.between(0, ping_us), this, ping, life_);
  open(in_.node_of(number_, where_->number), where_->key, read_bytes_);
}

void person::leave() {
  drop();
  here_ = false;
  ++life_;
  change_scene(0);
}

void person::cut(std::int64_t away_us_max) {
  if (!where_) return;
  drop();
  here_ = false;
  come_back_in(in_.luck.between(0, away_us_max));
}

void person::stall(std::int64_t for_us) {
  slow_until_ = loop::now() + for_us;
  set_reading(false);
  in_.turns.at(slow_until_, this, read_again, life_);
}

void person::come_back_in(std::int64_t us) {
  back_due_ = loop::now() + us;
  in_.turns.at(back_due_, this, come_back, life_);
}

void person::on_moment(std::uint32_t what, std::uint32_t scene, std::int64_t due) {
  if (what >= first_act) {
    if (scene == scene_) on_act(what, due);
    return;
  }
  if (scene != life_) return;
  switch (static_cast<moment>(what)) {
    case come_back: return open(in_.node_of(number_, where_->number), where_->key, read_bytes_);
    case ping:
      if (is_open()) {
        std::string text;
        write(text, client_frame(frame::ping{.at = loop::now()}));
        send(text);
      }
      return in_.turns.at(loop::now() + ping_us, this, ping, life_);
    case read_again:
      in_.turns.at(loop::now() + slow_for_us_afterwards, this, not_slow_any_more, life_);
      return set_reading(true);
    case not_slow_any_more: slow_until_ = 0; return;
  }
}

// --- the connection ---------------------------------------------------------------------------------------------------

void person::on_open() {
  frame::hello said;
  said.ticket = my_seat().ticket;
  if (!epoch_.empty()) {
    said.epoch = epoch_;
    said.seq = seq_;
    said.mark = mark_;
  }
  std::string text;
  write(text, client_frame(std::move(said)));
  send(text);
}

void person::on_closed(int code) {
  const bool was_here = std::exchange(here_, false);
  if (was_here && !is_slow()) ++in_.found.cuts;
  if (code >= for_good) return in_.found.error("connection closed for good with " + std::to_string(code));
  auto least = std::exchange(pause_ms_min_, 0);
  auto most = std::exchange(pause_ms_max_, 0);
  if (most == 0) {
    const auto doubled = std::min(attempts_, doublings_max);
    least = back_ms_min << doubled;
    most = back_ms_max << doubled;
  }
  ++attempts_;
  come_back_in(in_.luck.between(least * 1'000, most * 1'000));
}

void person::on_text(std::string_view text) {
  const auto frame = read_frame(text);
  ++in_.found.deliveries;
  if (frame.name == "changes") return take_changes(frame);
  if (frame.name == "acknowledged") return take_answer(frame, true);
  if (frame.name == "refused") return take_answer(frame, false);
  if (frame.name == "welcome") return take_welcome(frame);
  if (frame.name == "snapshot") return take_snapshot(frame);
  if (frame.name == "pong") {
    if (!is_slow()) in_.clock.heard(frame.row.time("now"), frame.row.time("at"), loop::now());
    return;
  }
  if (frame.name == "bye") {
    pause_ms_min_ = frame.row.time("pause_ms_min");
    pause_ms_max_ = frame.row.time("pause_ms_max");
  }
}

void person::take_welcome(const frame_text& frame) {
  const bool was_away = !epoch_.empty();
  const bool whole = frame.row.flag("snapshot");
  const auto now = loop::now();
  if (!was_away && wanted_ > 0) in_.found.record(duration_kind::entered, now - std::exchange(wanted_, 0));
  if (was_away) {
    if (back_due_ > 0 && !is_slow()) in_.found.record(duration_kind::resumed, now - back_due_);
    ++(whole ? in_.found.resume_snapshots : in_.found.resumes);
  }
  back_due_ = 0;
  attempts_ = 0;
  here_ = true;
  where_->seats[seat_].member = frame.row.number("member");
  epoch_ = frame.row.word("epoch");
  const auto known = std::exchange(seq_, frame.row.number("seq"));
  mark_ = mark_in(frame);
  if (whole) on_cleared();
  apply(frame, known);
  if (!here_) return;
  for (const auto& each : pending_) send(each.text);
  if (!was_away) on_entered();
}

void person::take_changes(const frame_text& frame) {
  seq_ = frame.row.number("seq");
  mark_ = mark_in(frame);
  if (!is_slow() && in_.clock.is_known())
    where_->arrivals.note(seq_, in_.clock.to_ours(frame.row.time("at")), loop::now(), in_.found);
  constexpr std::string_view of_the_wall = "[{\"put\":\"feature\"";
  if (in_.plan.how == behaviour::wall && frame.row.raw("changes").starts_with(of_the_wall))
    where_->wall.seen(seq_, loop::now(), in_.found);
  apply(frame, seq_);
}

void person::take_snapshot(const frame_text& frame) {
  epoch_ = frame.row.word("epoch");
  const auto known = std::exchange(seq_, frame.row.number("seq"));
  mark_ = mark_in(frame);
  if (!is_slow()) where_->arrivals.note(seq_, 0, loop::now(), in_.found);
  ++in_.found.snapshots;
  on_cleared();
  apply(frame, known);
}

// `seq`: the last commit of which it is certain that what has changed now had not changed by then, or the one that changed it.
void person::apply(const frame_text& frame, std::uint64_t seq) {
  for_each_change(frame, [this](const change_text& each) {
    if (each.kind == "criterion") {
      auto& all = where_->criteria;
      const auto known = std::find(all.begin(), all.end(), each.id);
      if (each.removed && known != all.end()) all.erase(known);
      if (!each.removed && known == all.end()) all.push_back(each.id);
    } else if (each.kind == "member" && each.id == me() && !each.removed) {
      room_ = each.row.number("room");
      where_->seats[seat_].room = room_;
    }
    on_change(each);
  });
  on_seen(seq);
}

// --- commands -----------------------------------------------------------------------------------------------------------

std::string person::marked(std::string text, std::uint32_t& word) {
  if (!in_.marks) return text;
  word = ++in_.words;
  return text.append(mark_of(word));
}

void person::say(member_command what, std::int64_t due, ledger::thing thing, std::uint32_t word, bool is_draft) {
  pending made;
  made.id = ++in_.commands;
  made.due = due;
  made.thing = thing;
  made.word = word;
  made.scene = scene_;
  made.is_draft = is_draft;
  if (thing != ledger::none && word > 0) where_->words.sent(thing, word);
  write(made.text, frame::command{.id = "c" + std::to_string(made.id), .request = std::move(what)});
  ++in_.found.commands;
  if (here_) send(made.text);
  pending_.push_back(std::move(made));
}

void person::whisper(bool active, std::uint64_t attempt) {
  if (!here_) return;
  std::string text;
  write(text, client_frame(frame::typing{.active = active, .attempt = {attempt}}));
  send(text);
}

void person::take_answer(const frame_text& frame, bool acknowledged) {
  const auto name = frame.row.word("id");
  std::uint64_t id = 0;
  if (name.size() > 1) std::from_chars(name.data() + 1, name.data() + name.size(), id);
  const auto found = std::find_if(pending_.begin(), pending_.end(), [&](const pending& each) { return each.id == id; });
  if (!acknowledged) {
    const row_text problem(frame.row.raw("problem"));
    const auto code = problem.word("code");
    if (found != pending_.end() && is_too_late(code)) {
      ++in_.found.too_late;
    } else {
      std::string reason = "a command was refused: ";
      in_.found.error(reason.append(code).append(", ").append(problem.word("detail")));
    }
  }
  if (found == pending_.end()) return;
  const auto answered = std::move(*found);
  pending_.erase(found);
  if (!is_slow()) in_.found.record(duration_kind::acknowledged, loop::now() - answered.due);
  if (acknowledged) {
    ++in_.found.acknowledged;
    where_->wall.acknowledged(frame.row.number("seq"), answered.due, in_.found);
  }
  if (answered.thing == ledger::none || answered.word == 0) {
    if (acknowledged) ++in_.found.without_words;
    return;
  }
  // Words that arrived when the clock had already taken what was there stay in a draft that is overwritten later.
  const auto ended = scene_ends_[answered.scene % scene_ends_.size()];
  const bool came_after =
      answered.is_draft && answered.scene != scene_ && (ended == 0 || frame.row.number("seq") > ended);
  if (acknowledged && !came_after) return where_->words.kept(answered.thing, answered.word);
  if (acknowledged) ++in_.found.without_words;
  where_->words.refused(answered.thing, answered.word);
}

}  // namespace reprise::load
