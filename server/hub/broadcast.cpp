#include "server/hub/broadcast.hpp"

#include <algorithm>

#include "protocol/writer.hpp"

namespace reprise {
namespace {

entity_key key_of(const change& what) { return {kind_of(what), id_of(what)}; }

template <class Entity>
entity_key key_of(id<Entity> which) {
  return {kind_of<Entity>(), which.value};
}

}  // namespace

std::optional<entity> copy_of(const state& from, entity_key which) {
  return boost::mp11::mp_with_index<entity_kinds>(
      static_cast<std::size_t>(which.kind), [&](auto kind) -> std::optional<entity> {
        const auto* row = from.find(id<boost::mp11::mp_at_c<entity, kind>>{which.id});
        if (!row) return std::nullopt;
        return entity{*row};
      });
}

void broadcast::collect(const commit& what) {
  for (const auto& each : what.changes) {
    auto& made = *touches_.emplace_back(std::make_unique<touch>());
    made.key = key_of(each);
    made.before = copy_of(committed_, made.key);
    if (const auto* now = std::get_if<put>(&each)) made.put_now = &now->value;
  }
  // Entities that stay as they are, but whose viewers may change.
  const auto changed = touches_.size();
  for (std::size_t at = 0; at < changed; ++at) {
    const auto* old = touches_[at]->old();
    const auto* now = touches_[at]->put_now;
    for (const auto* side : {old, now}) {
      const auto* given = side ? std::get_if<feedback>(side) : nullptr;
      if (given) add_dependent(key_of(given->attempt), given->reviewer);
    }
    const auto* moved_from = old ? std::get_if<attempt>(old) : nullptr;
    const auto* moved_to = now ? std::get_if<attempt>(now) : nullptr;
    if (!moved_from && !moved_to) continue;
    if (moved_from && moved_to && moved_from->room == moved_to->room) continue;
    const auto which = (moved_from ? moved_from : moved_to)->id;
    add_talk_about(which);
  }
  add_fishbowl(what);
}

void broadcast::add_talk_about(id<attempt> which) {
  for (const auto each : committed_.feedback_on(which)) add_dependent(key_of(each), {});
  for (const auto& each : committed_.all<judgement>()) {
    if (each.attempt == which) add_dependent(key_of(each.id), {});
  }
}

// Everybody sees the room that they watch and what it performs now, and not what they watched before.
void broadcast::add_fishbowl(const commit& what) {
  if (!committed_.opened()) return;
  struct shown {
    id<room> where;
    id<attempt> a;
    id<attempt> b;
    bool operator==(const shown&) const = default;
  };
  const auto before = committed_.the_session().fishbowl;
  auto after = before;
  for (const auto& each : what.changes) {
    const auto* made = std::get_if<put>(&each);
    if (const auto* row = made ? std::get_if<session>(&made->value) : nullptr) after = row->fishbowl;
  }
  if (!before && !after) return;
  const auto shown_in = [](const room* row) { return row ? shown{row->id, row->attempt_a, row->attempt_b} : shown{}; };
  const auto was = shown_in(committed_.find(before));
  auto is = shown_in(committed_.find(after));
  for (const auto& each : what.changes) {
    const auto* made = std::get_if<put>(&each);
    const auto* row = made ? std::get_if<room>(&made->value) : nullptr;
    if (row && row->id == after) is = shown_in(row);
  }
  if (was == is) return;
  for (const auto& side : {was, is}) {
    if (was.where != is.where && side.where) {
      add_dependent(key_of(side.where), {});
      for (const auto& each : committed_.all<timer>()) {
        if (each.room == side.where) add_dependent(key_of(each.id), {});
      }
    }
    for (const auto made : {side.a, side.b}) {
      if (!made) continue;
      add_dependent(key_of(made), {});
      add_talk_about(made);
    }
  }
}

void broadcast::add_dependent(entity_key which, id<member> only) {
  for (const auto& each : touches_) {
    if (each->key != which) continue;
    each->for_others = each->for_others || each->changed;
    if (each->changed || each->only == only || !each->only) return;
  }
  auto same = copy_of(committed_, which);
  if (!same) return;
  auto& made = *touches_.emplace_back(std::make_unique<touch>());
  made.key = which;
  made.before = std::move(same);
  made.changed = false;
  made.only = only;
}

void broadcast::add_listeners() {
  listeners_.clear();
  for (const auto& each : audience_.groups()) {
    listeners_.push_back({.as = each.second.as, .seats = &each.second.seats, .is_class = true});
  }
  std::vector<id<member>> parties;
  for (const auto& each : touches_) {
    if (each->old()) add_parties(parties, committed_, *each->old());
    if (each->after()) add_parties(parties, committed_, *each->after());
    if (each->only) parties.push_back(each->only);
  }
  std::sort(parties.begin(), parties.end());
  parties.erase(std::unique(parties.begin(), parties.end()), parties.end());
  for (const auto who : parties) {
    const auto& seats = audience_.seats_of(who);
    if (seats.empty()) continue;
    listeners_.push_back({.as = seats.front()->as, .seats = &seats, .is_class = false});
  }
  befores_.clear();
  for (auto& who : listeners_) {
    who.before = befores_.size();
    for (const auto& each : touches_) {
      befores_.push_back(each->before ? std::optional(lens_of(committed_, who.as, *each->before)) : std::nullopt);
    }
  }
}

void broadcast::apply_all(const commit& what) {
  for (const auto& each : touches_) {
    if (each->changed) each->before_views = encoded_.take(each->key);
  }
  for (const auto& each : what.changes) reprise::apply(committed_, each);
}

void broadcast::record(const commit& what, commit_mark mark) {
  std::vector<touched> all;
  all.reserve(touches_.size());
  for (const auto& each : touches_) {
    all.push_back({each->key, !each->changed || each->for_others || may_vanish(each->old(), each->after())});
    const auto* now = each->put_now ? std::get_if<member>(each->put_now) : nullptr;
    if (!now) continue;
    const auto* old = each->before ? std::get_if<member>(&*each->before) : nullptr;
    if (!old || old->role != now->role || old->room != now->room) past_.standing_changed(now->id, what.seq);
  }
  past_.record(what.seq, mark, std::move(all));
}

void broadcast::replay(const commit& what, commit_mark mark) {
  collect(what);
  apply_all(what);
  record(what, mark);
  put_down();
}

// What a commit was is a kilobyte for each entity that it touched: too much to be kept by every session until its next.
void broadcast::put_down() {
  touches_.clear();
  frames_.clear();
}

std::vector<seat*> broadcast::moved_seats() {
  std::vector<seat*> moved;
  for (const auto& each : touches_) {
    if (!each->changed || each->key.kind != kind_of<member>()) continue;
    const auto now = standing_of(committed_, id<member>{each->key.id});
    for (auto* const who : audience_.seats_of(now.member)) {
      if (who->as == now) continue;
      who->mark = mark_;
      moved.push_back(who);
    }
  }
  return moved;
}

broadcast::action broadcast::action_for(touch& of, const listeners& who, std::size_t index) {
  const auto put_as = [](lens as) {
    return static_cast<action>(static_cast<char>(action::put_owner) + static_cast<char>(as));
  };
  if (!of.changed && of.only && of.only != who.as.member) return action::nothing;

  const auto before = befores_[who.before + index];
  const std::string* old_json = nullptr;
  if (before) {
    const auto as = *before;
    old_json = of.changed ? of.before_views.through(as, *of.before) : encoded_.through(as, *of.before);
  }
  if (const auto* after = of.after()) {
    const auto as = lens_of(committed_, who.as, *after);
    if (!of.changed && as == before) return action::nothing;
    const auto* json = encoded_.through(as, *after);
    if (json) return old_json && *old_json == *json ? action::nothing : put_as(as);
  }
  return old_json ? action::removal : action::nothing;
}

shared_frame broadcast::frame_for(const commit& what, const std::string& actions) {
  for (const auto& each : frames_) {
    if (each.first == actions) return each.second;
  }
  std::vector<std::string> removals;
  removals.reserve(actions.size());
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < actions.size(); ++at) {
    const auto act = static_cast<action>(actions[at]);
    if (act == action::nothing) continue;
    if (act == action::removal) {
      write_removal(removals.emplace_back(), touches_[at]->key.kind, touches_[at]->key.id);
      parts.push_back(removals.back());
      continue;
    }
    const auto as = static_cast<lens>(static_cast<char>(act) - static_cast<char>(action::put_owner));
    parts.push_back(*encoded_.through(as, *touches_[at]->after()));
  }
  auto made = changes_frame(what.seq, past_.mark(), what.at, parts);
  counted_.frames.add();
  frames_.emplace_back(actions, made);
  return made;
}

std::vector<seat*> broadcast::tell(const commit& what, commit_mark mark, instant now) {
  encoded_.trim();
  collect(what);
  if (audience_.size() == 0) {
    apply_all(what);
    record(what, mark);
    put_down();
    return {};
  }
  add_listeners();
  apply_all(what);
  record(what, mark);
  ++mark_;
  auto moved = moved_seats();

  std::string actions;
  // Persons first: marked, they are left out when their class has its turn.
  for (const bool classes : {false, true}) {
    for (const auto& who : listeners_) {
      if (who.is_class != classes) continue;
      actions.clear();
      bool anything = false;
      for (std::size_t at = 0; at < touches_.size(); ++at) {
        const auto act = action_for(*touches_[at], who, at);
        anything = anything || act != action::nothing;
        actions += static_cast<char>(act);
      }
      const auto frame = anything ? frame_for(what, actions) : nullptr;
      for (auto* const each : *who.seats) {
        if (each->mark == mark_) continue;
        if (!classes) each->mark = mark_;
        if (frame) audience_.give(*each, frame, now);
      }
    }
  }
  put_down();
  for (auto* const who : moved) audience_.restand(*who, standing_of(committed_, who->as.member));
  return moved;
}

std::vector<std::string_view> broadcast::everything_for(const standing& viewer) {
  encoded_.trim();
  std::vector<std::string_view> puts;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, entity>>([&](auto kind) {
    using entity_type = typename decltype(kind)::type;
    for (const auto& row : committed_.all<entity_type>()) {
      const auto as = lens_of(committed_, viewer, entity_ref{&row});
      const auto* json = encoded_.through(as, row);
      if (json) puts.push_back(*json);
    }
  });
  return puts;
}

std::vector<std::string_view> broadcast::since(const std::vector<touched>& what, const standing& viewer,
                                               std::vector<std::string>& removals) {
  encoded_.trim();
  removals.reserve(what.size());  // so that the views stay good
  std::vector<std::string_view> parts;
  for (const auto& each : what) {
    const auto now = copy_of(committed_, each.what);
    const auto* json = now ? encoded_.through(lens_of(committed_, viewer, *now), *now) : nullptr;
    if (json) {
      parts.push_back(*json);
    } else if (each.may_vanish) {
      write_removal(removals.emplace_back(), each.what.kind, each.what.id);
      parts.push_back(removals.back());
    }
  }
  return parts;
}

}  // namespace reprise
