#include "server/hub/presence.hpp"

#include <algorithm>

namespace reprise {

presence::news& presence::news_of(id<member> who) {
  const auto [at, is_new] = news_.try_emplace(who);
  if (is_new) at->second.was_here = is_here(who);
  return at->second;
}

void presence::connected(id<member> who) {
  auto& fresh = news_of(who);
  were_here_.insert(who);
  ++here_[who].connections;
  fresh.came_or_went = !fresh.was_here;
}

bool presence::disconnected(id<member> who) {
  const auto at = here_.find(who);
  if (at == here_.end()) return false;
  if (--at->second.connections > 0) return false;
  auto& fresh = news_of(who);
  fresh.came_or_went = fresh.was_here;
  fresh.typing = fresh.typing || at->second.typing;
  here_.erase(at);
  return true;
}

void presence::typing(id<member> who, bool active, id<attempt> about) {
  const auto at = here_.find(who);
  if (at == here_.end()) return;
  if (!active) about = {};
  if (at->second.typing == active && at->second.about == about) return;
  news_of(who).typing = true;
  at->second.typing = active;
  at->second.about = about;
}

bool presence::was_whispered_here(id<member> who) const {
  const auto at = news_.find(who);
  return at == news_.end() ? is_here(who) : at->second.was_here;
}

std::vector<id<member>> presence::present(id<member> newcomer) const {
  std::vector<id<member>> all;
  all.reserve(here_.size());
  for (const auto& each : here_) {
    if (each.first != newcomer && was_whispered_here(each.first)) all.push_back(each.first);
  }
  for (const auto& each : news_) {
    if (each.first != newcomer && each.second.was_here && !is_here(each.first)) all.push_back(each.first);
  }
  all.push_back(newcomer);
  std::sort(all.begin(), all.end());
  return all;
}

namespace {

bool is_near(const standing& listener, const state& in, id<member> who) {
  const auto* row = in.find(who);
  return row && (sees_as_facilitator(listener.role) || (row->room && row->room == listener.room));
}

}  // namespace

frame::member_presence presence::told_to(const standing& listener, const state& in, id<member> who) const {
  const auto known = here_.find(who);
  frame::member_presence told{.member = who, .here = known != here_.end(), .typing = false, .attempt = {}};
  if (!told.here || !known->second.typing || !is_near(listener, in, who)) return told;
  told.typing = true;
  // A draft that the class may not see must not be named either.
  const auto* about = in.find(known->second.about);
  if (about && see(*about, lens_of(in, listener, *about))) told.attempt = about->id;
  return told;
}

shared_frame presence::everybody_for(const state& in, const standing& viewer) const {
  std::vector<frame::member_presence> rows;
  for (const auto& row : in.all<member>()) {
    rows.push_back(told_to(class_of(viewer), in, row.id));
    rows.back().here = row.id == viewer.member || was_whispered_here(row.id);
  }
  // Whoever is not in the session any more may still be on this viewer's screen.
  for (const auto each : were_here_) {
    if (!in.find(each)) rows.push_back({.member = each, .here = was_whispered_here(each), .attempt = {}});
  }
  return presence_frame(rows);
}

void presence::whisper(const state& in, audience& to, hub_counters& counted, instant now) {
  std::vector<id<member>> who;
  for (const auto& each : news_) who.push_back(each.first);
  std::sort(who.begin(), who.end());

  shared_frame plain;  // for classes that hear of nobody's typing
  std::vector<frame::member_presence> rows;
  for (const auto& each_group : to.groups()) {
    const auto& listeners = each_group.second;
    rows.clear();
    bool with_typing = false;
    for (const auto each : who) {
      const auto& said = news_.at(each);
      const bool typing_is_news = said.typing && is_near(listeners.as, in, each);
      if (!said.came_or_went && !typing_is_news) continue;
      rows.push_back(told_to(listeners.as, in, each));
      with_typing = with_typing || typing_is_news || rows.back().typing;
    }
    if (rows.empty()) continue;
    auto whispered = with_typing || !plain ? presence_frame(rows) : plain;
    if (with_typing || !plain) counted.whispers.add();
    if (!with_typing) plain = whispered;
    for (auto* const each : listeners.seats) to.give(*each, whispered, now);
  }
  news_.clear();
}

}  // namespace reprise
