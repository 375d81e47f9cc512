#include "server/hub/live_session.hpp"

#include <algorithm>
#include <utility>

#include "protocol/writer.hpp"
#include "server/hub/directory_names.hpp"
#include "server/hub/live_session_inside.hpp"
#include "server/ops/logging.hpp"

namespace reprise {
namespace {

refusal stopping() {
  return refuse(refusal_code::try_again, "The server is stopping. Your client will find another and send this again.");
}

}  // namespace

std::string logged_command_id(id<member> actor, std::string_view chosen_by_client) {
  auto logged = std::to_string(actor.value);
  logged += ':';
  logged += chosen_by_client;
  return logged;
}

live_session::inside::inside(session_key key, surroundings& world, const hub_options& options)
    : key_(std::move(key)),
      world_(world),
      options_(options),
      past_(options),
      encoded_(options.encodings_bytes_max),
      audience_(world.counters()),
      broadcast_(state_, audience_, encoded_, past_, world.counters()),
      others_(world.dice(), options),
      clock_(world,
             [this] {
               pipeline_.submit({.actor = {}, .command = command::wake{}}, "", [this](const result<accepted>&) {
                 clock_.woken(next_wake(state_), pipeline_.position().seq);
               });
             }),
      attendance_(
          world, presence_, [this](id<member> who) { return is_attached(who); },
          [this](id<member> who, bool here) {
            pipeline_.submit({.actor = {}, .command = command::note_attendance{who, here}}, "",
                             [](const result<accepted>&) {});
          }),
      whisper_(world),
      say_again_(world),
      behind_(world),
      keep_(world),
      finishing_check_(world),
      active_at_(world.now()),
      pipeline_(key_, world, options, *this) {
  audience_.fell_behind = [this](seat&) {
    if (!behind_.is_set()) behind_.set(world_.now() + options_.behind_ms_max, [this] { close_those_behind(); });
  };
  world_.counters().sessions.add();
}

live_session::inside::~inside() {
  world_.counters().sessions.less();
  world_.counters().viewers.less(audience_.size());
}

// --- commands ------------------------------------------------------------------------------------------------------

void live_session::inside::refuse_now(seat& to, std::string_view command_id, const refusal& why) {
  world_.counters().refusals[static_cast<std::size_t>(why.code)].add();
  const auto frame = refused_frame(command_id, why);
  audience_.answer(to, frame, world_.now());
  if (why.code == refusal_code::try_again || why.code == refusal_code::too_fast) return;
  to.refused.emplace_back(command_id, frame);
  if (to.refused.size() > refusals_remembered_max) to.refused.erase(to.refused.begin());
}

void live_session::inside::command(viewer& from, frame::command asked, std::size_t bytes) {
  for (auto& each : at_the_door_) {
    if (each.who != &from) continue;
    // A client says nothing before its welcome, and what it has to say it says again.
    if (each.said.size() < said_at_the_door_max) each.said.push_back({std::move(asked), bytes});
    return;
  }
  const auto seat = who_speaks(from);
  if (!seat) return;
  auto& counted = world_.counters();
  counted.commands.add();
  active_at_ = world_.now();

  auto& rate = rates_[seat->as.member];
  const auto cost = 1 + static_cast<double>(bytes / options_.command_bytes_each);
  if (!rate.take(active_at_, options_.commands_per_second_max, options_.commands_burst_max, cost)) {
    refuse_now(*seat, asked.id.value,
               refuse(refusal_code::too_fast, "Too many commands in too short a time. Wait a moment."));
    if (rate.refused_in_a_row() >= options_.too_fast_refusals_max) close(*seat, closing::too_fast);
    return;
  }
  const auto refused = std::find_if(seat->refused.begin(), seat->refused.end(),
                                    [&](const auto& each) { return each.first == asked.id.value; });
  if (refused != seat->refused.end()) {
    counted.repeats.add();
    return audience_.answer(*seat, refused->second, active_at_);
  }
  auto logged = logged_command_id(seat->as.member, asked.id.value);
  if (logged.size() > logged_command_id_bytes_max) {
    refuse_now(*seat, asked.id.value, refuse(refusal_code::too_long, "A command's id has at most 200 bytes.", "id"));
    return;
  }
  if (finishing_) {
    refuse_now(*seat, asked.id.value, stopping());
    return;
  }
  pipeline_.submit({.actor = seat->as.member, .command = any(std::move(asked.request))}, std::move(logged),
                   [this, weak = std::weak_ptr(seat), id = std::move(asked.id.value)](const result<accepted>& how) {
                     const auto to = weak.lock();
                     if (!to) return;
                     if (how.has_error()) return refuse_now(*to, id, how.error());
                     audience_.answer(*to, acknowledged_frame(id, how->seq), world_.now());
                   });
}

void live_session::inside::submit(request asked, std::string command_id, answer_to then) {
  world_.counters().commands.add();
  active_at_ = world_.now();
  if (finishing_) return then(stopping());
  pipeline_.submit(std::move(asked), std::move(command_id),
                   [this, then = std::move(then)](const result<accepted>& how) {
                     if (how.has_error()) world_.counters().refusals[static_cast<std::size_t>(how.error().code)].add();
                     then(how);
                   });
}

// --- commits -------------------------------------------------------------------------------------------------------

void live_session::inside::committed(const commit& what, commit_mark mark) {
  state_at_ = what.at;
  auto moved = broadcast_.tell(what, mark, world_.now());
  close_who_has_gone(what);
  for (auto* const each : moved) {
    const auto leaving = [&](const auto& one) { return one.first == each->as.member; };
    if (std::none_of(to_close_.begin(), to_close_.end(), leaving)) send_snapshot(*each);
  }
}

void live_session::inside::close_who_has_gone(const commit& what) {
  for (const auto& each : what.changes) {
    const auto* made = std::get_if<put>(&each);
    const auto* row = made ? std::get_if<member>(&made->value) : nullptr;
    if (!row) continue;
    const bool by_themself = row->attendance == attendance::left && what.actor == row->id;
    // Their answers come first: they are closed when the batch has been answered.
    if (row->attendance == attendance::removed)
      to_close_.emplace_back(row->id, closing::removed);
    else if (by_themself)
      to_close_.emplace_back(row->id, closing::left);
    else
      attendance_.look_at(state_, row->id);
  }
}

void live_session::inside::restarted(const changes& puts, seq_number at, commit_mark mark) {
  state_ = {};
  for (const auto& each : puts) reprise::apply(state_, each);
  past_.begin(at, mark);
  encoded_.clear();
  kept_seq_ = at;
  held_.reset();
}

void live_session::inside::replayed(const commit& what, commit_mark mark) {
  state_at_ = what.at;
  broadcast_.replay(what, mark);
}

void live_session::inside::caught_up() {
  active_at_ = world_.now();
  for (const auto& each : audience_.everybody()) {
    const auto* row = state_.find(each->as.member);
    if (!state_.opened())
      close(*each, unless_it_may_be_told(closing::no_such_session));
    else if (!row)
      close(*each, unless_it_may_be_told(closing::bad_ticket));
    else if (row->attendance == attendance::removed)
      close(*each, closing::removed);
    if (each->closed) continue;
    audience_.restand(*each, standing_of(state_, each->as.member));
    send_snapshot(*each);
  }
  attendance_.look_at_everybody(state_);
  say_who_is_here(true);
  keep_in_directory();
}

// What is in memory may be half of what was read, so nobody is shown it and it is not kept. Whoever comes back has the
// session read once more.
void live_session::inside::lost() {
  lost_ = true;
  clock_.follow(std::nullopt, pipeline_.position().seq);
  close_all(closing::log_unavailable);
  finish_if_done();
}

void live_session::inside::settled() {
  for (const auto& [who, why] : std::exchange(to_close_, {})) {
    const auto seats = audience_.seats_of(who);
    for (auto* const each : seats) close(*each, why);
    attendance_.look_at(state_, who);
  }
  let_in_who_waits();
  clock_.follow(next_wake(state_), pipeline_.position().seq);
  keep_snapshot_if_due();
  finish_if_done();
}

// --- keeping and ending --------------------------------------------------------------------------------------------

void live_session::inside::keep_snapshot_if_due() {
  const auto since = pipeline_.position().seq - kept_seq_;
  const bool due =
      since >= options_.snapshot_commits_max || (since >= options_.snapshot_commits && pipeline_.at_rest());
  // In a turn of its own, after the answers of this one have gone out.
  if (due && !keeping_ && !keep_.is_set()) keep_.set(world_.now(), [this] { keep_the_one_before(); });
}

// Whoever loads the session reads the commits after its snapshot, and can tell by them what somebody missed who is just coming
// back. So that there always are some, what is kept is not the newest picture but the one before.
void live_session::inside::keep_the_one_before() {
  const auto& at = pipeline_.position();
  if (lost_ || keeping_ || at.seq == kept_seq_) return;
  kept_seq_ = at.seq;  // also when it is not kept after all: then the next one is soon enough
  if (auto before = std::exchange(held_, stored_snapshot{at.seq, picture(), at.mark})) keep(std::move(*before));
}

std::string live_session::inside::picture() const {
  std::string bytes = "{\"seq\":";
  write(bytes, pipeline_.position().seq);
  bytes += ",\"mark\":";
  write(bytes, past_.mark());
  bytes += ",\"at\":";
  write(bytes, state_at_);
  bytes += ",\"changes\":[";
  bool first = true;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, entity>>([&](auto kind) {
    using entity_type = typename decltype(kind)::type;
    for (const auto& row : state_.all<entity_type>()) {
      if (!std::exchange(first, false)) bytes += ',';
      write_put(bytes, row);
    }
  });
  bytes += "]}";
  return bytes;
}

void live_session::inside::keep_snapshot() {
  const auto& at = pipeline_.position();
  if (lost_ || keeping_ || (at.seq == kept_seq_ && !held_) || at.seq == 0) return;
  kept_seq_ = at.seq;
  held_.reset();
  keep({at.seq, picture(), at.mark});
}

void live_session::inside::keep(stored_snapshot what) {
  if (what.bytes.size() > snapshot_bytes_max) return;
  keeping_ = true;
  world_.log().save_snapshot(key_, pipeline_.position().epoch, std::move(what),
                             [this, post = world_.to_this_thread(), alive = std::weak_ptr(alive_)](bool kept) {
                               post([this, alive, kept] {
                                 if (!alive.lock()) return;
                                 keeping_ = false;
                                 if (kept) snapshot_is_kept();
                               });
                             });
}

void live_session::inside::snapshot_is_kept() {
  world_.counters().snapshots_kept.add();
  keep_in_directory();
  if (!state_.opened()) return;
  const bool has_ended = state_.the_session().now == stage::ended;
  const auto most = has_ended ? options_.ended_commits_kept : options_.live_commits_kept;
  if (pipeline_.position().seq > most) world_.log().trim(key_, pipeline_.position().epoch, most, [](bool) {});
}

// Newcomers find it by its code, also when a shared log has forgotten its directory, and for as long as the session is kept.
void live_session::inside::keep_in_directory() {
  if (!options_.log_is_shared || !state_.opened() || state_.the_session().join_code.str().empty()) return;
  world_.log().claim_for(key_, name_of_join_code(state_.the_session().join_code.str()),
                         [key = key_](const claim_answer& how) {
                           const auto* other = std::get_if<claimed_before>(&how);
                           if (other) logging::error("join_code_taken", {{"session", key}, {"by", other->value}});
                         });
}

std::optional<instant> live_session::inside::idle_since() const {
  if (lost_) return std::nullopt;
  const bool something_is_due = clock_.is_set() || attendance_.is_waiting();
  const bool busy = attached_ > 0 || !pipeline_.at_rest() || keeping_ || (something_is_due && !others_.have_people());
  if (busy) return std::nullopt;
  return active_at_;
}

void live_session::inside::finish(const close_code& why) {
  if (finishing_) return;
  finishing_ = why;
  finish_if_done();
}

void live_session::inside::finish_if_done() {
  if (!finishing_ || finished_) return;
  if (pipeline_.waiting() == 0) {
    finished_ = true;
    close_all(*finishing_);
    return;
  }
  // A log that does not answer lets commands go when their patience ends, which nobody else tells us.
  if (!finishing_check_.is_set()) finishing_check_.set(world_.now() + 50, [this] { finish_if_done(); });
}

// --- the public face -----------------------------------------------------------------------------------------------

live_session::live_session(session_key key, surroundings& world, const hub_options& options)
    : inside_(std::make_unique<inside>(std::move(key), world, options)) {}
live_session::~live_session() = default;

const session_key& live_session::key() const { return inside_->key_; }
void live_session::load(std::function<void(result<void>)> then) { inside_->pipeline_.load(std::move(then)); }
void live_session::attach(viewer& who, id<member> as, const std::optional<resume_point>& from) {
  inside_->attach(who, as, from);
}
void live_session::detach(viewer& who) { inside_->detach(who); }
void live_session::drained(viewer& who) { inside_->drained(who); }
void live_session::command(viewer& from, frame::command asked, std::size_t bytes) {
  inside_->command(from, std::move(asked), bytes);
}
void live_session::typing(viewer& from, const frame::typing& what) { inside_->typing(from, what); }
void live_session::ping(viewer& from, const frame::ping& what) { inside_->ping(from, what); }
void live_session::submit(request asked, std::string command_id, answer_to then) {
  inside_->submit(std::move(asked), std::move(command_id), std::move(then));
}
void live_session::close_all(const close_code& why) { inside_->close_all(why); }
void live_session::finish(const close_code& why) { inside_->finish(why); }
bool live_session::is_lost() const { return inside_->lost_; }
bool live_session::finished() const { return inside_->finished_; }
std::optional<instant> live_session::idle_since() const { return inside_->idle_since(); }
bool live_session::has_people_elsewhere() const { return inside_->others_.have_people(); }
void live_session::keep_snapshot() { inside_->keep_snapshot(); }
const state& live_session::committed() const { return inside_->state_; }
log_position live_session::position() const { return inside_->pipeline_.position(); }
std::size_t live_session::viewers() const { return inside_->attached_; }
std::size_t live_session::waiting() const { return inside_->pipeline_.waiting(); }

}  // namespace reprise
