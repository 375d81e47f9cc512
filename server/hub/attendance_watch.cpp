#include "server/hub/attendance_watch.hpp"

#include <algorithm>
#include <vector>

namespace reprise {
namespace {

// A note that was refused (the log did not answer) is sent again after so long.
constexpr std::int64_t again_after_ms = 3'000;

}  // namespace

attendance_watch::verdict attendance_watch::judge(const state& in, id<member> who) const {
  const auto* row = in.find(who);
  if (!row || row->attendance == attendance::removed) return verdict::as_it_should_be;
  // Others say a moment later than the log that somebody is not with them any more. Whoever has left is back when they have
  // come anew, which the server sees to that they come to.
  if (row->attendance == attendance::left && !is_attached_(who)) return verdict::as_it_should_be;
  if (connections_.is_here(who)) {
    return row->attendance == attendance::here ? verdict::as_it_should_be : verdict::is_back;
  }
  return row->attendance == attendance::here ? verdict::is_gone : verdict::as_it_should_be;
}

void attendance_watch::look_at(const state& in, id<member> who) {
  const auto now = world_.now();
  switch (judge(in, who)) {
    case verdict::as_it_should_be: due_.erase(who); return;
    case verdict::is_back:
      // Noted as soon as the caller is done with what it is doing.
      due_[who] = now;
      break;
    case verdict::is_gone: due_.try_emplace(who, now + away_after_ms); break;
  }
  arm(in, due_[who]);
}

void attendance_watch::look_at_everybody(const state& in) {
  due_.clear();
  for (const auto& row : in.all<member>()) {
    const auto found = judge(in, row.id);
    if (found == verdict::is_back) due_[row.id] = world_.now();
    if (found == verdict::is_gone) due_[row.id] = world_.now() + back_within_ms;
  }
  arm_for_the_earliest(in);
}

void attendance_watch::arm(const state& in, instant due) {
  if (alarm_.is_set() && alarm_.at() <= due) return;
  alarm_.set(due, [this, &in] { ring(in); });
}

void attendance_watch::arm_for_the_earliest(const state& in) {
  if (due_.empty()) return alarm_.cancel();
  const auto earlier = [](const auto& left, const auto& right) { return left.second < right.second; };
  arm(in, std::min_element(due_.begin(), due_.end(), earlier)->second);
}

void attendance_watch::ring(const state& in) {
  const auto now = world_.now();
  std::vector<id<member>> ripe;
  for (const auto& [who, due] : due_) {
    if (due <= now) ripe.push_back(who);
  }
  std::sort(ripe.begin(), ripe.end());
  for (const auto who : ripe) {
    const auto found = judge(in, who);
    if (found == verdict::as_it_should_be) {
      due_.erase(who);
      continue;
    }
    due_[who] = now + again_after_ms;
    note_(who, found == verdict::is_back);
  }
  arm_for_the_earliest(in);
}

}  // namespace reprise
