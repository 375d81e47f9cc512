// What a log that other servers write to as well asks for: hearing of their commits, looking before a refusal, and giving
// back what the log has lost.
#include <utility>

#include "server/hub/pipeline.hpp"
#include "server/ops/logging.hpp"

namespace reprise {

// --- hearing of others ---------------------------------------------------------------------------------------------

void pipeline::on_heard(heard what) {
  if (const auto* said = std::get_if<heard_whisper>(&what)) return to_.whispered(said->bytes);
  if (const auto* news = std::get_if<heard_commits>(&what)) {
    const auto& last = news->commits.back();
    const bool heard_before = news->before.epoch == position_.epoch && last.seq <= position_.seq;
    if (heard_before) return;
    const auto unlike = [](std::uint64_t one, std::uint64_t other) { return one != 0 && other != 0 && one != other; };
    if (now_ == phase::ready && news->before == position_ && !unlike(news->before.mark, position_.mark)) {
      world_.counters().heard.add();
      return take_those_of_others(news->commits);
    }
    // Perhaps our own, whose answer is on its way; if not, the log is asked when nothing is in flight.
    if (heard_.epoch != news->before.epoch || heard_.seq < last.seq) heard_ = {news->before.epoch, last.seq};
  } else {
    must_look_ = true;
    // It can be reached again: no need to wait for the next attempt, nor long for those after it.
    if (now_ == phase::waiting_to_load) {
      failures_ = 0;
      world_.clock().cancel(retry_);
      return come_back();
    }
  }
  decide_soon();
}

bool pipeline::is_behind() const {
  if (must_look_) return true;
  return heard_.seq != 0 && (heard_.epoch != position_.epoch || heard_.seq > position_.seq);
}

std::uint64_t pipeline::look() {
  must_look_ = true;
  const auto next = looks_ + 1;
  decide_soon();
  return next;
}

void pipeline::confirm() {
  now_ = phase::confirming;
  ++looks_;
  heard_ = {};
  must_look_ = false;
  std::vector<std::string> refused;
  for (const auto& each : batch_) {
    if (is_final_refusal(each)) refused.push_back(each.asked->id);
  }
  world_.log().look(key_, position_, std::move(refused), on_this_thread(&pipeline::on_confirmed));
}

void pipeline::on_confirmed(append_answer answer) {
  if (std::holds_alternative<appended>(answer)) {
    failures_ = 0;
    looked_ = looks_;
    settle(std::exchange(batch_, {}));
    decide_soon();
    return;
  }
  undo_batch(false);
  if (const auto* instead = std::get_if<overtaken>(&answer)) {
    failures_ = 0;
    looked_ = looks_;
    position_.epoch = instead->last.epoch;  // of a session that began elsewhere; else it is the same
    for (const auto& each : instead->known) known_.add(each.command_id, {each.seq, std::nullopt});
    take_those_of_others(instead->commits);
  } else if (const auto* why = std::get_if<load_again>(&answer)) {
    on_load_again(*why);
  } else {
    world_.counters().unavailable.add();
    load_after_a_pause();
  }
}

// --- a log that holds less than it did -----------------------------------------------------------------------------

void pipeline::on_load_again(const load_again& why) {
  if (why.lost_something && options_.log_is_shared)
    restore();
  else
    start_load();
}

bool pipeline::has_lost_something(const loaded_session& loaded) const {
  if (!options_.log_is_shared || gave_way_ || position_.seq == 0) return false;
  if (loaded.last.seq == 0) return true;
  if (loaded.last.seq < position_.seq) return true;
  auto mark_there = loaded.last.seq == position_.seq ? loaded.last.mark : 0;
  for (const auto& each : loaded.commits) {
    if (each.seq == position_.seq) mark_there = mark_of(each.bytes);
  }
  return mark_there != 0 && position_.mark != 0 && mark_there != position_.mark;
}

instant pipeline::opened_at() const {
  const auto& now = to_.committed_state();
  return now.opened() ? now.the_session().opened_at : 0;
}

void pipeline::restore() {
  now_ = phase::restoring;
  loaded_session held{.last = position_,
                      .snapshot = stored_snapshot{position_.seq, to_.picture(), position_.mark},
                      .commits = {tail_.begin(), tail_.end()},
                      .recent_commands = known_.newest(recent_commands_max),
                      .created_at = opened_at()};
  world_.log().restore(key_, std::move(held), on_this_thread(&pipeline::on_restored));
}

void pipeline::on_restored(append_answer answer) {
  if (std::holds_alternative<unavailable>(answer)) {
    world_.counters().unavailable.add();
    give_up_on_the_impatient();
    load_after_a_pause();
    return;
  }
  if (std::holds_alternative<appended>(answer)) {
    world_.counters().restored.add();
    logging::warning("session_restored", {{"session", key_}, {"seq", position_.seq}});
    to_.put_back();
    return confirm();
  }
  // Everybody here is told anew, from what the log holds now.
  const auto* why = std::get_if<load_again>(&answer);
  if (why && why->lost_something) {
    world_.counters().histories_lost.add();
    logging::error("history_lost", {{"session", key_}, {"seq", position_.seq}});
  }
  gave_way_ = true;
  start_load();
}

// After the log could not be reached: what is known here is looked at again, not read anew, so that nobody needs a snapshot.
void pipeline::come_back() {
  const bool knows_something = options_.log_is_shared && position_.seq > 0 && !gave_way_;
  if (knows_something)
    confirm();
  else
    start_load();
}

void pipeline::remember(stored_commit what) {
  if (!options_.log_is_shared) return;
  tail_bytes_ += what.bytes.size();
  tail_.push_back(std::move(what));
  while (tail_.size() > options_.tail_commits_max || tail_bytes_ > options_.tail_bytes_max) {
    tail_bytes_ -= tail_.front().bytes.size();
    tail_.pop_front();
  }
}

}  // namespace reprise
