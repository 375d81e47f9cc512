// The viewers' side of a live session: coming, being told, falling behind, going.
#include <algorithm>
#include <utility>

#include "server/hub/live_session_inside.hpp"

namespace reprise {

bool live_session::inside::is_known_here(const resume_point& from) const {
  const auto& at = pipeline_.position();
  return from.epoch == at.epoch && from.seq <= at.seq && !past_.is_another(from.seq, from.mark);
}

void live_session::inside::attach(viewer& who, id<member> as, const std::optional<resume_point>& from) {
  ++attached_;
  active_at_ = world_.now();
  // Somebody who comes from another server may know more than this one has heard of. To show them less than they have seen
  // would take their own words from them, if only for a moment.
  const bool knows_more = from && !is_known_here(*from);
  // ... and who has joined through another server a moment ago may not be known here at all. Their ticket is good.
  const bool is_new_here = state_.find(as) == nullptr;
  if (options_.log_is_shared && (knows_more || is_new_here) && !lost_ && !finishing_) {
    at_the_door_.push_back({&who, as, from, 0, {}});
    const auto look = pipeline_.look();
    // The log may have answered during the call, and let everybody in.
    for (auto& each : at_the_door_) {
      if (each.who == &who) each.look = look;
    }
    let_in_who_waits();
    return;
  }
  enter(who, as, from);
}

void live_session::inside::let_in_who_waits() {
  const auto ready = [&](const at_the_door& each) {
    const bool has_been_heard_of = each.from && is_known_here(*each.from);
    return has_been_heard_of || (each.look != 0 && pipeline_.looked() >= each.look) || lost_ || finishing_;
  };
  for (std::size_t next = 0; next < at_the_door_.size();) {
    if (!ready(at_the_door_[next])) {
      ++next;
      continue;
    }
    auto one = std::move(at_the_door_[next]);
    at_the_door_.erase(at_the_door_.begin() + static_cast<std::ptrdiff_t>(next));
    enter(*one.who, one.as, one.from);
    for (auto& each : one.said) command(*one.who, std::move(each.command), each.bytes);
  }
}

bool live_session::inside::is_attached(id<member> who) const {
  const auto& seats = audience_.seats_of(who);
  return std::any_of(seats.begin(), seats.end(), [](const auto* each) { return !each->closed; });
}

// Each has an outbox with a picture of its own in it. Nobody looks at so many pages of one session.
void live_session::inside::close_the_oldest_of(id<member> who) {
  std::vector<seat*> open;
  for (auto* const each : audience_.seats_of(who)) {
    if (!each->closed) open.push_back(each);
  }
  if (open.size() < seats_per_member_max) return;
  const auto older = [](const seat* left, const seat* right) { return left->number < right->number; };
  close(**std::min_element(open.begin(), open.end(), older), closing::too_fast);
}

// Whoever is told that there is no such session, or nobody of that ticket, gives the ticket up. So that is said only when nobody
// can put back what the log has lost.
const close_code& live_session::inside::unless_it_may_be_told(const close_code& why) const {
  return world_.log().may_be_told_ms() > 0 ? closing::log_unavailable : why;
}

void live_session::inside::enter(viewer& who, id<member> as, const std::optional<resume_point>& from) {
  if (lost_) return who.close(closing::log_unavailable);
  if (!state_.opened()) return who.close(unless_it_may_be_told(closing::no_such_session));
  const auto* row = state_.find(as);
  if (!row) return who.close(unless_it_may_be_told(closing::bad_ticket));
  if (row->attendance == attendance::removed) return who.close(closing::removed);
  if (finishing_) return who.close(*finishing_);

  close_the_oldest_of(as);
  const auto seat = audience_.add(who, standing_of(state_, as));
  world_.counters().viewers.add();
  presence_.connected(as);
  own_people_changed_ = true;
  welcome(*seat, from);
  whisper_soon();
  attendance_.look_at(state_, as);
}

void live_session::inside::welcome(seat& who, const std::optional<resume_point>& from) {
  const auto& at = pipeline_.position();
  const auto present = presence_.present(who.as.member);
  std::optional<std::vector<touched>> missed;
  if (from && is_known_here(*from)) missed = past_.since(from->seq, who.as.member);

  std::vector<std::string> removals;
  const auto parts = missed ? broadcast_.since(*missed, who.as, removals) : broadcast_.everything_for(who.as);
  (missed ? world_.counters().resumes : world_.counters().snapshots).add();
  audience_.give(who,
                 welcome_frame(at.epoch, at.seq, past_.mark(), world_.now(), who.as.member, !missed, present, parts),
                 world_.now());
}

void live_session::inside::send_snapshot(seat& to) {
  if (to.closed || to.behind_since != 0) return;
  const auto& at = pipeline_.position();
  const auto parts = broadcast_.everything_for(to.as);
  world_.counters().snapshots.add();
  audience_.give(to, snapshot_frame(at.epoch, at.seq, past_.mark(), world_.now(), parts), world_.now());
}

void live_session::inside::detach(viewer& who) {
  --attached_;
  std::erase_if(at_the_door_, [&](const auto& each) { return each.who == &who; });
  const auto seat = audience_.find(who);
  if (!seat) return;
  active_at_ = world_.now();
  const bool was_closed = seat->closed;
  const auto whose = seat->as.member;
  audience_.remove(who);
  world_.counters().viewers.less();
  if (!was_closed) connection_gone(whose);
}

void live_session::inside::close(seat& who, const close_code& why) {
  if (who.closed) return;
  who.closed = true;
  who.who->close(why);
  connection_gone(who.as.member);
}

void live_session::inside::connection_gone(id<member> whose) {
  own_people_changed_ = true;
  // It may not have been their last one.
  if (typing_here_.erase(whose) > 0) presence_.typing(whose, false, {});
  if (presence_.disconnected(whose)) attendance_.look_at(state_, whose);
  whisper_soon();
}

void live_session::inside::close_all(const close_code& why) {
  for (const auto& each : std::exchange(at_the_door_, {})) each.who->close(why);
  for (const auto& each : audience_.everybody()) close(*each, why);
}

// --- falling behind ------------------------------------------------------------------------------------------------

void live_session::inside::drained(viewer& who) {
  const auto seat = audience_.find(who);
  if (!seat || seat->closed || seat->behind_since == 0) return;
  seat->behind_since = 0;

  auto& overflows = seat->overflows;
  const auto old = world_.now() - options_.conflation_window_ms;
  std::erase_if(overflows, [old](instant each) { return each < old; });
  if (overflows.size() >= options_.conflations_max) {
    world_.counters().slow_readers.add();
    return close(*seat, closing::slow_reader);
  }
  // The welcome itself may have been among what was thrown away.
  if (seat->has_spoken)
    send_snapshot(*seat);
  else
    welcome(*seat, {});
  audience_.give(*seat, presence_.everybody_for(state_, seat->as), world_.now());
  for (const auto& each : std::exchange(seat->owed, {})) audience_.answer(*seat, each, world_.now());
}

void live_session::inside::close_those_behind() {
  const auto now = world_.now();
  std::optional<instant> next;
  for (const auto& each : audience_.everybody()) {
    if (each->closed || each->behind_since == 0) continue;
    const auto until = each->behind_since + options_.behind_ms_max;
    if (until > now) {
      next = next ? std::min(*next, until) : until;
      continue;
    }
    world_.counters().slow_readers.add();
    close(*each, closing::slow_reader);
  }
  if (next) behind_.set(*next, [this] { close_those_behind(); });
}

// --- whispers ------------------------------------------------------------------------------------------------------

std::shared_ptr<seat> live_session::inside::who_speaks(viewer& from) {
  auto who = audience_.find(from);
  if (!who || who->closed) return nullptr;
  who->has_spoken = true;
  return who;
}

void live_session::inside::typing(viewer& from, const frame::typing& what) {
  const auto seat = who_speaks(from);
  if (!seat) return;
  presence_.typing(seat->as.member, what.active, what.attempt);
  own_people_changed_ = true;
  if (what.active)
    typing_here_[seat->as.member] = what.attempt;
  else
    typing_here_.erase(seat->as.member);
  whisper_soon();
}

void live_session::inside::whisper_soon() {
  if (!presence_.has_news() || whisper_.is_set()) return;
  whisper_.set(world_.now() + options_.presence_ms, [this] {
    presence_.whisper(state_, audience_, world_.counters(), world_.now());
    if (own_people_changed_) say_who_is_here(false);
  });
}

// To the other servers on the log.
void live_session::inside::say_who_is_here(bool and_ask) {
  own_people_changed_ = false;
  // One that stops says no more: that nobody is left here would make them away before they have come to another.
  if (!options_.log_is_shared || finished_) return;
  // Whenever something is said, and not only after a while in which nothing was: in a lively session there never is one.
  others_came_or_went(others_.forget_the_silent(presence_, world_.now()).came_or_went);
  std::vector<frame::member_presence> here;
  for (const auto& each : audience_.everybody()) {
    if (each->closed) continue;
    auto& said = here.emplace_back(frame::member_presence{.member = each->as.member, .attempt = {}});
    const auto typing = typing_here_.find(said.member);
    said.typing = typing != typing_here_.end();
    if (said.typing) said.attempt = typing->second;
  }
  const auto earlier = [](const auto& left, const auto& right) { return left.member < right.member; };
  const auto same = [](const auto& left, const auto& right) { return left.member == right.member; };
  std::sort(here.begin(), here.end(), earlier);
  here.erase(std::unique(here.begin(), here.end(), same), here.end());
  world_.log().whisper(key_, others_.word(std::move(here), and_ask));
  say_again_.set(world_.now() + options_.node_says_ms, [this] { say_who_is_here(false); });
}

void live_session::inside::whispered(std::string_view bytes) {
  const auto news = others_.hear(bytes, presence_, world_.now());
  others_came_or_went(news.came_or_went);
  if (news.asks) say_who_is_here(false);
}

void live_session::inside::others_came_or_went(const std::vector<id<member>>& who) {
  for (const auto each : who) attendance_.look_at(state_, each);
  whisper_soon();
}

void live_session::inside::ping(viewer& from, const frame::ping& what) {
  const auto seat = who_speaks(from);
  if (!seat) return;
  audience_.give(*seat, pong_frame(what.at, world_.now(), pipeline_.position().seq, past_.mark()), world_.now());
}

}  // namespace reprise
