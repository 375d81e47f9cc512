// Loading: at first, and again when the outcome of an append is unknown.
#include <algorithm>
#include <utility>

#include "protocol/codec.hpp"
#include "server/hub/pipeline.hpp"
#include "server/ops/logging.hpp"

namespace reprise {
namespace {

refusal unreadable(seq_number at, const refusal& why) {
  return refuse(refusal_code::internal_error,
                "What the log holds at " + std::to_string(at) + " cannot be read: " + why.detail);
}

refusal gap(seq_number at) {
  return refuse(refusal_code::internal_error, "The log has no commit " + std::to_string(at) + ".");
}

}  // namespace

refusal pipeline::unreadable_here() {
  return refuse(refusal_code::try_again,
                "This session cannot be read from the server's storage just now. What you have written is kept.");
}

void pipeline::load(std::function<void(result<void>)> then) {
  loaded_then_ = std::move(then);
  load_began_ = world_.now();
  // Before the first look at it, so that nothing falls in between.
  if (options_.log_is_shared && !following_)
    following_ = world_.log().follow(key_, on_this_thread(&pipeline::on_heard));
  patience_ends_ = world_.clock().set(world_.now() + options_.command_patience_ms, [this] { give_up_loading(); });
  start_load();
}

// Also when the log has given no answer at all. Whoever asked for the session is told; the next one to ask begins again.
void pipeline::give_up_loading() {
  now_ = phase::not_loaded;
  world_.clock().cancel(retry_);
  const auto why = refuse(refusal_code::try_again, "The session cannot be loaded just now. Try again in a moment.");
  give_up(why);
  std::exchange(loaded_then_, {})(why);
}

void pipeline::start_load() {
  now_ = phase::loading;
  ++looks_;
  heard_ = {};
  must_look_ = false;
  world_.log().load(key_, on_this_thread(&pipeline::on_load));
}

void pipeline::load_after_a_pause() {
  now_ = phase::waiting_to_load;
  const auto doubled = options_.retry_ms_min << std::min<std::uint64_t>(failures_++, 16);
  const auto pause = std::min(doubled, options_.retry_ms_max);
  retry_ = world_.clock().set(world_.now() + pause, [this] {
    give_up_on_the_impatient();
    come_back();
  });
}

void pipeline::on_load(load_answer answer) {
  if (now_ != phase::loading) return;  // it had been given up
  auto& counted = world_.counters();
  if (std::holds_alternative<unavailable>(answer)) {
    counted.unavailable.add();
    give_up_on_the_impatient();
    load_after_a_pause();
    return;
  }
  if (has_lost_something(std::get<loaded_session>(answer))) return restore();
  if (loaded_then_) world_.clock().cancel(patience_ends_);
  const auto taken = take_up(std::get<loaded_session>(answer));
  if (taken.has_error()) {
    now_ = phase::unreadable;
    logging::error("session_unreadable", {{"session", key_}, {"reason", taken.error().detail}});
    counted.refusals[static_cast<std::size_t>(refusal_code::internal_error)].add();
    // A newer server may read it, so nobody's words are refused for good.
    give_up(unreadable_here());
  } else {
    now_ = phase::ready;
    if (loaded_then_)
      counted.load_ms.add(static_cast<std::uint64_t>(std::max<instant>(world_.now() - load_began_, 0)));
    else
      counted.reloads.add();
  }
  // The first to hear of it is whoever waits; commands that waited go on after that.
  if (loaded_then_)
    std::exchange(loaded_then_, {})(taken);
  else if (taken.has_error())
    to_.lost();
  if (taken.has_error()) return;
  to_.settled();
  decide_soon();
}

result<void> pipeline::take_up(const loaded_session& loaded) {
  const bool same_log = position_.seq > 0 && loaded.last.epoch == position_.epoch && loaded.last.seq >= position_.seq;
  const bool all_there = !loaded.snapshot || loaded.snapshot->seq <= position_.seq;
  auto done = same_log && all_there && !gave_way_ ? catch_up(loaded) : begin_again(loaded);
  if (done.has_error()) return done;
  gave_way_ = false;
  failures_ = 0;
  looked_ = looks_;
  if (loaded.last.mark != 0) position_.mark = loaded.last.mark;
  for (const auto& each : loaded.recent_commands) known_.add(each.command_id, {each.seq, std::nullopt});
  return done;
}

result<void> pipeline::catch_up(const loaded_session& loaded) {
  for (const auto& each : loaded.commits) {
    if (each.seq <= position_.seq) continue;
    if (each.seq != position_.seq + 1) return gap(position_.seq + 1);
    const auto read = decode_commit(each.bytes);
    if (read.has_error()) return unreadable(each.seq, read.error());
    for (const auto& one : read->changes) reprise::apply(ahead_, one);
    learn(*read);
    position_.seq = each.seq;
    position_.mark = mark_of(each.bytes);
    remember(each);
    to_.committed(*read, short_mark(position_.mark));
  }
  if (position_.seq != loaded.last.seq) return gap(position_.seq + 1);
  return {};
}

result<void> pipeline::begin_again(const loaded_session& loaded) {
  known_.clear();
  tail_.clear();
  tail_bytes_ = 0;
  position_ = {loaded.last.epoch, 0};
  changes puts;
  commit_mark mark = 0;
  if (loaded.snapshot) {
    auto read = decode_stored_state(loaded.snapshot->bytes);
    if (read.has_error()) return unreadable(loaded.snapshot->seq, read.error());
    puts = std::move(read->changes);
    mark = read->mark.value_or(0);
    position_.seq = loaded.snapshot->seq;
  }
  if (mark == 0 && position_.seq == loaded.last.seq) mark = short_mark(loaded.last.mark);
  to_.restarted(puts, position_.seq, mark);
  for (const auto& each : loaded.commits) {
    if (each.seq != position_.seq + 1) return gap(position_.seq + 1);
    const auto read = decode_commit(each.bytes);
    if (read.has_error()) return unreadable(each.seq, read.error());
    learn(*read);
    position_.seq = each.seq;
    position_.mark = mark_of(each.bytes);
    remember(each);
    to_.replayed(*read, short_mark(position_.mark));
  }
  if (position_.seq != loaded.last.seq) return gap(position_.seq + 1);
  ahead_ = to_.committed_state();
  to_.caught_up();
  return {};
}

}  // namespace reprise
