// What is asked of each Redis before it is used, at the start and when a lane reaches another one or one that was started anew:
// how things are laid out in it, and what it promises to keep.
#include <algorithm>
#include <utility>

#include "server/log/redis_layout.hpp"
#include "server/log/redis_log.hpp"

namespace reprise {

std::vector<std::shared_ptr<redis_log::branch>> redis_log::primaries() const {
  const std::lock_guard lock(branches_mutex_);
  if (branch_of_slot_.empty()) return branches_;
  std::vector<std::shared_ptr<branch>> found;
  for (const auto& each : branch_of_slot_) {
    // Slots are in few rows.
    const bool is_new = each && (found.empty() || found.back() != each);
    if (is_new && std::find(found.begin(), found.end(), each) == found.end()) found.push_back(each);
  }
  return found;
}

void redis_log::meet_primaries() {
  std::optional<std::int64_t> up;
  std::string why = "no node answers";
  for (const auto& each : primaries()) {
    auto found = unanswered_durability(each->endpoint.text());
    try {
      redis_connection with(find(*each->lane), options_.address, options_.patience);
      found = ask_for_durability(with);
      if (found.is_cluster && !is_cluster()) throw redis_error("this is a node of a cluster; say redis-cluster://");
      agree_on_layout(with);
      up = std::min(up.value_or(found.up_seconds), found.up_seconds);
    } catch (const wrong_redis_layout&) {
      throw;
    } catch (const redis_error& error) {
      if (!is_cluster()) throw;
      why = error.what();  // what is on the other nodes goes on without this one
    }
    const std::lock_guard lock(branches_mutex_);
    each->promises = std::move(found);
  }
  if (!up) throw redis_error(why);
  up_seconds_ = *up;
  const std::lock_guard lock(branches_mutex_);
  is_open_ = true;
}

void redis_log::reached(const redis_lane& lane, redis_connection& with) {
  agree_on_layout(with);
  const auto found = ask_for_durability(with);
  std::optional<redis_durability> before;
  {
    const std::lock_guard lock(branches_mutex_);
    if (!is_open_) return;  // a lane that is quicker than the start, which asks all of them itself
    for (const auto& each : branches_) {
      if (each->lane.get() == &lane) before = std::exchange(each->promises, found);
    }
  }
  if (before && before->redis_id == found.redis_id) return;  // known from the start
  found_anew_at_ = std::chrono::steady_clock::now();
  if (options_.found_anew) options_.found_anew(found, before && found.keeps_less_than(*before));
}

redis_durability redis_log::durability() const {
  const auto all = primaries();
  std::vector<redis_durability> known;
  {
    const std::lock_guard lock(branches_mutex_);
    for (const auto& each : all) {
      if (each->promises) known.push_back(*each->promises);
    }
  }
  return known.empty() ? redis_durability{} : weakest(known, options_.wait_replicas);
}

}  // namespace reprise
