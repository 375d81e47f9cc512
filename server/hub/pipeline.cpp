#include "server/hub/pipeline.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "protocol/codec.hpp"
#include "protocol/writer.hpp"

namespace reprise {
namespace {

std::uint64_t first_put_of(const changes& what) {
  for (const auto& each : what) {
    if (const auto* made = std::get_if<put>(&each)) return id_of(made->value);
  }
  return 0;
}

// After so long, an append whose answer was lost has arrived or never will.
constexpr std::int64_t doubt_ms = 60'000;

refusal refused_elsewhere() {
  return refuse(refusal_code::already_done,
                "Another server has refused this already. Look at what is there now, and send it anew.");
}

refusal cannot_save(bool in_doubt) {
  if (in_doubt) {
    return refuse(
        refusal_code::try_again,
        "The server cannot reach its storage, so it is not certain that this was saved. Send it again with the "
        "same id; it will not be done twice.");
  }
  return refuse(refusal_code::try_again, "The server cannot save anything just now. Try again in a moment.");
}

}  // namespace

pipeline::pipeline(session_key key, surroundings& world, const hub_options& options, listener& to)
    : key_(std::move(key)), world_(world), options_(options), to_(to), known_(options.known_commands_max) {}

pipeline::~pipeline() {
  world_.deciding().forget(*this);
  world_.clock().cancel(retry_);
  world_.clock().cancel(patience_ends_);
  world_.counters().waiting.less(waiting());
}

// --- in ------------------------------------------------------------------------------------------------------------

void pipeline::submit(request asked, std::string logged_id, answer_to then) {
  if (!logged_id.empty()) {
    if (const auto same = by_id_.find(logged_id); same != by_id_.end()) {
      world_.counters().repeats.add();
      same->second->answers.push_back(std::move(then));
      return;
    }
  }
  if (now_ == phase::unreadable) {
    then(unreadable_here());
    return;
  }
  if (inbox_.size() >= options_.inbox_commands_max) {
    then(
        refuse(refusal_code::try_again, "The session has more to do than it can keep up with. Try again in a moment."));
    return;
  }
  auto made = std::make_unique<asked_command>();
  made->what = std::move(asked);
  made->id = std::move(logged_id);
  made->answers.push_back(std::move(then));
  made->since = world_.now();
  if (!made->id.empty()) by_id_.emplace(made->id, made.get());
  inbox_.push_back(std::move(made));
  world_.counters().waiting.add();
  decide_soon();
}

void pipeline::decide_soon() { world_.deciding().mark(*this); }

void pipeline::flush() { decide_batch(); }

void pipeline::decide_batch() {
  if (now_ != phase::ready) return;
  if (inbox_.empty()) {
    if (is_behind()) confirm();
    return;
  }
  const auto now = world_.now();
  std::size_t bytes = 0;
  encoded_.clear();
  while (!inbox_.empty() && batch_.size() < options_.batch_commands_max && bytes < options_.batch_bytes_max) {
    auto next = std::move(inbox_.front());
    inbox_.pop_front();
    batch_.push_back(decide_one(std::move(next), now, position_.seq + encoded_.size() + 1, bytes));
  }
  if (encoded_.empty() && options_.log_is_shared) return confirm();
  if (encoded_.empty()) {
    // Nothing is in flight, so the state that these were decided on is the one that is.
    settle(std::exchange(batch_, {}));
    return decide_batch();
  }
  append();
}

pipeline::item pipeline::decide_one(std::unique_ptr<asked_command> asked, instant now, seq_number next,
                                    std::size_t& bytes) {
  if (const auto* known = known_.find(asked->id)) {
    if (known->seq == 0) return {std::move(asked), refused_elsewhere()};
    return {std::move(asked), repeated{*known}};
  }
  auto decision = decide(ahead_, asked->what, {.now = now, .next = next, .dice = world_.dice()});
  if (decision.has_error()) return {std::move(asked), std::move(decision.error())};
  if (decision->empty()) return {std::move(asked), nothing_changed{}};

  decided made;
  made.what = {.seq = next,
               .at = now,
               .actor = asked->what.actor,
               .command_id = asked->id,
               .command = std::string(command_name(asked->what.command)),
               .changes = std::move(*decision)};
  auto json = to_json(made.what);
  if (json.size() > commit_bytes_max) {
    return {std::move(asked), refuse(refusal_code::limit_reached, "This would change more at once than can be kept.")};
  }
  bytes += json.size();
  made.mark = mark_of(json);
  encoded_.push_back({next, asked->id, std::move(json)});
  made.inverses.reserve(made.what.changes.size());
  for (const auto& each : made.what.changes) made.inverses.push_back(reprise::apply(ahead_, each));
  return {std::move(asked), std::move(made)};
}

void pipeline::append() {
  now_ = phase::appending;
  append_began_ = world_.now();
  // Its answer says, too, whether anything came.
  ++looks_;
  must_look_ = false;
  if (options_.log_is_shared) in_flight_ = encoded_;
  world_.log().append(key_, position_, std::exchange(encoded_, {}), on_this_thread(&pipeline::on_append));
}

// --- the log has answered ------------------------------------------------------------------------------------------

void pipeline::on_append(append_answer answer) {
  auto& counted = world_.counters();
  counted.appends.add();
  counted.append_latency.add(world_.now() - append_began_);
  if (const auto* done = std::get_if<appended>(&answer)) {
    on_appended(done->last);
  } else if (const auto* instead = std::get_if<overtaken>(&answer)) {
    counted.overtaken.add();
    on_overtaken(*instead);
  } else if (const auto* why = std::get_if<load_again>(&answer)) {
    undo_batch(false);
    on_load_again(*why);
  } else {
    counted.unavailable.add();
    undo_batch(true);
    load_after_a_pause();
  }
}

void pipeline::on_appended(const log_position& last) {
  failures_ = 0;
  looked_ = looks_;
  position_.epoch = last.epoch;
  for (auto& each : std::exchange(in_flight_, {})) remember(std::move(each));
  // An append does not note refusals, and before one is noted another server may still do what is refused here.
  auto refused = take_out_refusals();
  settle(std::exchange(batch_, {}), !refused.empty());
  if (refused.empty()) return decide_soon();
  batch_ = std::move(refused);
  confirm();
  to_.settled();
}

bool pipeline::is_final_refusal(const item& one) {
  // Newcomers may knock again with the same id; members' clients never send again what was refused.
  return std::holds_alternative<refusal>(one.outcome) && one.asked->what.actor && !one.asked->id.empty();
}

std::vector<pipeline::item> pipeline::take_out_refusals() {
  std::vector<item> refused;
  if (!options_.log_is_shared) return refused;
  const auto first =
      std::stable_partition(batch_.begin(), batch_.end(), [](const item& each) { return !is_final_refusal(each); });
  refused.assign(std::make_move_iterator(first), std::make_move_iterator(batch_.end()));
  batch_.erase(first, batch_.end());
  return refused;
}

void pipeline::on_overtaken(const overtaken& how) {
  undo_batch(false);
  looked_ = looks_;
  position_.epoch = how.last.epoch;
  for (const auto& each : how.known) known_.add(each.command_id, {each.seq, std::nullopt});
  take_those_of_others(how.commits);
}

void pipeline::take_those_of_others(const std::vector<stored_commit>& commits) {
  for (const auto& each : commits) {
    const auto read = decode_commit(each.bytes);
    if (read.has_error() || read->seq != position_.seq + 1)
      return start_load();  // which will say what is wrong with it
    for (const auto& one : read->changes) reprise::apply(ahead_, one);
    learn(*read);
    position_.seq = read->seq;
    position_.mark = mark_of(each.bytes);
    world_.counters().commits_of_others.add();
    remember(each);
    to_.committed(*read, short_mark(position_.mark));
  }
  decide_again();
}

void pipeline::decide_again() {
  now_ = phase::ready;
  to_.settled();
  give_up_on_the_impatient();
  decide_soon();
}

void pipeline::undo_batch(bool in_doubt) {
  for (auto each = batch_.rbegin(); each != batch_.rend(); ++each) {
    if (auto* made = std::get_if<decided>(&each->outcome)) {
      for (auto one = made->inverses.rbegin(); one != made->inverses.rend(); ++one) reprise::apply(ahead_, *one);
      if (in_doubt) put_in_doubt(each->asked->id);
    }
    inbox_.push_front(std::move(each->asked));
  }
  batch_.clear();
}

// --- out -----------------------------------------------------------------------------------------------------------

void pipeline::settle(std::vector<item> batch, bool more_to_come) {
  now_ = phase::answering;  // whoever is answered may ask for the next thing at once; that waits
  auto& counted = world_.counters();
  for (auto& each : batch) {
    auto& asked = *each.asked;
    if (auto* made = std::get_if<decided>(&each.outcome)) {
      position_.seq = made->what.seq;
      position_.mark = made->mark;
      learn(made->what);
      counted.commits.add();
      to_.committed(made->what, short_mark(made->mark));
      answer(asked, accepted{made->what.seq, first_put_of(made->what.changes)});
    } else if (auto* same = std::get_if<repeated>(&each.outcome)) {
      counted.repeats.add();
      answer_repeated(std::move(each.asked), same->as);
    } else if (auto* why = std::get_if<refusal>(&each.outcome)) {
      answer(asked, may_still_happen(asked.id) ? cannot_save(true) : *why);
    } else {
      known_.add(asked.id, {position_.seq, 0});
      answer(asked, accepted{position_.seq, 0});
    }
  }
  if (more_to_come) return;
  now_ = phase::ready;
  to_.settled();
}

void pipeline::answer(asked_command& to, const result<accepted>& with) {
  const auto at = by_id_.find(to.id);
  if (at != by_id_.end() && at->second == &to) by_id_.erase(at);
  world_.counters().waiting.less();
  for (const auto& each : to.answers) each(with);
}

void pipeline::answer_repeated(std::unique_ptr<asked_command> to, known_commands::known as) {
  // Members are told the seq alone; newcomers need to know who they became, which the commit says.
  if (as.first_put || to->what.actor) {
    answer(*to, accepted{as.seq, as.first_put.value_or(0)});
    return;
  }
  ++resolving_;
  by_id_.erase(to->id);
  const std::shared_ptr<asked_command> kept = std::move(to);
  world_.log().read(
      key_, as.seq - 1, 1,
      [this, kept, as, post = world_.to_this_thread(), alive = std::weak_ptr<int>(alive_)](read_answer got) {
        std::optional<std::uint64_t> first_put;
        const auto* commits = std::get_if<std::vector<stored_commit>>(&got);
        if (commits && commits->size() == 1) {
          const auto read = decode_commit(commits->front().bytes);
          // A log that trims gives the next one that it still has.
          if (read.has_value() && read->seq == as.seq) first_put = first_put_of(read->changes);
        }
        post([this, kept, as, first_put, alive] {
          if (!alive.lock()) return;
          --resolving_;
          // A commit that is trimmed is in the snapshot only.
          const auto became = first_put ? first_put : member_made_by(as.seq);
          if (became) {
            known_.add(kept->id, {as.seq, became});
            answer(*kept, accepted{as.seq, *became});
          } else {
            answer(*kept, cannot_save(true));
          }
          to_.settled();
        });
      });
}

// Ids say which commit made them.
std::optional<std::uint64_t> pipeline::member_made_by(seq_number seq) const {
  for (const auto& each : to_.committed_state().all<member>()) {
    if (each.id.value / ids_per_commit == seq) return each.id.value;
  }
  return std::nullopt;
}

// --- doubt ---------------------------------------------------------------------------------------------------------

// An append whose answer was lost may still be on its way. It can only arrive while the log ends where it ended then;
// until it has moved on, or too much time has passed, nobody may be told that such a command was *not* done.

void pipeline::put_in_doubt(const std::string& id) {
  if (doubt_at_ != position_) doubtful_.clear();
  doubt_at_ = position_;
  doubt_since_ = world_.now();
  if (!id.empty()) doubtful_.insert(id);
}

bool pipeline::may_still_happen(const std::string& id) const {
  const bool over = doubt_at_ != position_ || world_.now() - doubt_since_ > doubt_ms;
  return !over && doubtful_.contains(id);
}

void pipeline::learn(const commit& what) { known_.add(what.command_id, {what.seq, first_put_of(what.changes)}); }

void pipeline::give_up_on_the_impatient() {
  const auto now = world_.now();
  std::list<std::unique_ptr<asked_command>> patient;
  std::vector<std::unique_ptr<asked_command>> impatient;
  for (auto& each : inbox_) {
    const bool too_long = now - each->since > options_.command_patience_ms;
    if (too_long)
      impatient.push_back(std::move(each));
    else
      patient.push_back(std::move(each));
  }
  inbox_ = std::move(patient);
  for (const auto& each : impatient) answer(*each, cannot_save(may_still_happen(each->id)));
}

void pipeline::give_up(const refusal& why) {
  for (const auto& each : std::exchange(inbox_, {})) answer(*each, why);
}

}  // namespace reprise
