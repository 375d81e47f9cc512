#include "server/hub/history.hpp"

#include <cassert>

namespace reprise {
namespace {

// Where an entity belongs, for those kinds that are seen by a room's people only.
std::optional<id<room>> place_of(const entity& of) {
  return std::visit(
      [](const auto& row) -> std::optional<id<room>> {
        using row_type = std::decay_t<decltype(row)>;
        constexpr bool everybody_sees_it = std::is_same_v<row_type, member> || std::is_same_v<row_type, room>;
        if constexpr (requires { row.room; } && !everybody_sees_it)
          return row.room;
        else
          return std::nullopt;
      },
      of);
}

}  // namespace

bool may_vanish(const entity* before, const entity* after) {
  if (!before) return false;
  if (!after) return true;
  if (place_of(*before) != place_of(*after)) return true;
  for (const auto each : {lens::facilitator, lens::roommate, lens::other}) {
    if (see(*before, each) && !see(*after, each)) return true;
  }
  return false;
}

void history::begin(seq_number seq, commit_mark mark) {
  floor_ = seq;
  floor_mark_ = mark;
  commits_.clear();
  touches_ = 0;
  standing_since_.clear();
}

void history::record([[maybe_unused]] seq_number seq, commit_mark mark, std::vector<touched> what) {
  assert(seq == floor_ + commits_.size() + 1);
  touches_ += what.size();
  what.shrink_to_fit();
  commits_.push_back({mark, std::move(what)});
  while (commits_.size() > options_.history_commits_max || touches_ > options_.history_touches_max) {
    touches_ -= commits_.front().what.size();
    floor_mark_ = commits_.front().mark;
    commits_.pop_front();
    ++floor_;
  }
}

bool history::is_another(seq_number seq, commit_mark mark) const {
  if (!holds(seq)) return false;
  const auto here = seq == floor_ ? floor_mark_ : commits_[static_cast<std::size_t>(seq - floor_ - 1)].mark;
  return here != 0 && mark != 0 && here != mark;
}

std::optional<std::vector<touched>> history::since(seq_number since, id<member> for_whom) const {
  if (!holds(since)) return std::nullopt;
  const auto own = standing_since_.find(for_whom);
  if (own != standing_since_.end() && own->second > since) return std::nullopt;

  std::vector<touched> all;
  std::unordered_map<std::uint64_t, std::size_t> place;
  for (auto at = commits_.begin() + static_cast<std::ptrdiff_t>(since - floor_); at != commits_.end(); ++at) {
    for (const auto& each : at->what) {
      const auto key = each.what.id * entity_kinds + static_cast<std::uint64_t>(each.what.kind);
      const auto [known, is_new] = place.try_emplace(key, all.size());
      if (is_new)
        all.push_back(each);
      else
        all[known->second].may_vanish |= each.may_vanish;
    }
  }
  return all;
}

}  // namespace reprise
