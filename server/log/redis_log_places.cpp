// Where things are: the one Redis, the primary that sentinels name, or the node of a cluster that has a slot.
#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "server/log/redis_keys.hpp"
#include "server/log/redis_log.hpp"
#include "server/log/together.hpp"

namespace reprise {

using namespace std::chrono_literals;
constexpr int knocks_max = 3;

namespace {

std::int64_t steady_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace

std::vector<std::shared_ptr<redis_log::branch>> redis_log::all_branches() const {
  const std::lock_guard lock(branches_mutex_);
  return branches_;
}

std::shared_ptr<redis_log::branch> redis_log::branch_for(std::uint16_t slot) const {
  const std::lock_guard lock(branches_mutex_);
  if (branch_of_slot_.empty() || !branch_of_slot_[slot]) return branches_.front();
  return branch_of_slot_[slot];
}

std::shared_ptr<redis_log::branch> redis_log::branch_at(const redis_endpoint& where) {
  const std::lock_guard lock(branches_mutex_);
  for (const auto& each : branches_) {
    if (each->endpoint == where) return each;
  }
  if (stopping_) throw redis_error("the log is being closed");
  const auto made = std::make_shared<branch>();
  made->endpoint = where;
  try {
    redis_lane::owner& me = *this;
    made->lane = std::make_unique<redis_lane>(me, redis_lane_options{.address = options_.address,
                                                                     .patience = options_.patience,
                                                                     .under_way_max = options_.under_way_max,
                                                                     .wait_replicas = options_.wait_replicas,
                                                                     .replicas_patience = options_.replicas_patience});
    made->subscriber = std::make_unique<redis_subscriber>(redis_subscriber::parts{
        .address = options_.address,
        .patience = options_.patience,
        .is_sharded = is_cluster(),
        .find = [this, lane = made->lane.get()] { return find(*lane); },
        .connected = [this, at = std::weak_ptr(made)] { knock(at, knocks_max); },
        .heard = [this](std::string_view channel, std::string_view message) { heard_on(channel, message); },
        .gap = [this](const std::string& channel) { gap_on(channel); },
        .moved = [this] { find_channels_again(); }});
  } catch (const std::system_error& error) {  // no thread or no descriptor is left
    throw redis_error(where.text() + ": " + error.what());
  }
  branches_.push_back(made);
  return made;
}

redis_endpoint redis_log::find(const redis_lane& lane) {
  switch (options_.address.kind) {
    case redis_address::layout::single: break;
    case redis_address::layout::sentinel: return ask_sentinels();
    case redis_address::layout::cluster:
      for (const auto& each : all_branches()) {
        if (each->lane.get() == &lane) return each->endpoint;
      }
  }
  return options_.address.endpoints.front();
}

redis_endpoint redis_log::ask_sentinels() const {
  std::string why;
  for (const auto& each : options_.address.endpoints) {
    try {
      // Sentinels have users and passwords of their own, as a rule none.
      redis_connection sentinel(each, {}, options_.patience);
      const auto found = sentinel.ask({"SENTINEL", "GET-MASTER-ADDR-BY-NAME", options_.address.primary});
      if (found.size() == 2) return {found[0].str(), static_cast<std::uint16_t>(found[1].number())};
      why = each.text() + " knows no primary \"" + options_.address.primary + "\"";
    } catch (const redis_error& error) {
      why = error.what();
    }
  }
  throw redis_error("no sentinel names a primary: " + why);
}

void redis_log::read_slots() {
  auto nodes = options_.address.endpoints;
  for (const auto& each : all_branches()) nodes.push_back(each->endpoint);
  std::string why = "no node answers";
  for (const auto& each : nodes) {
    try {
      redis_connection node(each, options_.address, options_.patience);
      const auto ranges = node.ask({"CLUSTER", "SLOTS"});
      if (ranges.is_error()) throw redis_error(each.text() + ": " + ranges.str());
      if (ranges.size() == 0) throw redis_error(each.text() + " has no slots yet");
      std::vector<std::shared_ptr<branch>> of_slot(16'384);
      for (std::size_t at = 0; at < ranges.size(); ++at) {
        const auto range = ranges[at];
        redis_endpoint primary{range[2][0].str(), static_cast<std::uint16_t>(range[2][1].number())};
        if (primary.host.empty()) primary.host = each.host;
        const auto of = branch_at(primary);
        const auto last = static_cast<std::size_t>(std::clamp<std::int64_t>(range[1].number(), 0, 16'383));
        for (auto slot = static_cast<std::size_t>(std::max<std::int64_t>(range[0].number(), 0)); slot <= last; ++slot)
          of_slot[slot] = of;
      }
      const std::lock_guard lock(branches_mutex_);
      branch_of_slot_ = std::move(of_slot);
      slots_read_at_ = std::chrono::steady_clock::now();
      return;
    } catch (const redis_error& error) {
      why = error.what();
    }
  }
  throw redis_error(why);
}

// A cluster's slots have moved, or one of its nodes is not there any more.
void redis_log::find_channels_again() {
  if (!is_cluster() || stopping_) return;
  {
    const std::lock_guard lock(branches_mutex_);
    if (std::chrono::steady_clock::now() - slots_read_at_ < 200ms) return;
    slots_read_at_ = std::chrono::steady_clock::now();
  }
  together::wake_all();  // nodes that do not answer take seconds
  try {
    read_slots();
  } catch (const redis_error&) {
    return;  // asked again by whoever fails next
  }
  const std::lock_guard lock(followers_mutex_);
  for (auto& [channel, at] : heard_at_) {
    const auto now = branch_for(redis_slot(channel));
    if (now == at) continue;
    at->subscriber->remove(channel);
    now->subscriber->add(channel);
    at = now;
  }
}

void redis_log::redirect(redis_request_ptr what, const redis_endpoint& to, bool asks_first) {
  if (stopping_) {
    what->refuse("the log is being closed");
    return what->answer();
  }
  if (!asks_first) find_channels_again();
  what->asks_first = asks_first;
  try {
    branch_at(to)->lane->post(std::move(what));
  } catch (const redis_error& error) {
    what->refuse(error.what());
    what->answer();
  }
}

void redis_log::told_time(instant there) { time_there_ms_ = there - steady_ms(); }

std::optional<instant> redis_log::time_there() const {
  const auto known = time_there_ms_.load();
  return known == 0 ? std::nullopt : std::optional(known + steady_ms());
}

void redis_log::lost_connection(const redis_lane&) { find_channels_again(); }

}  // namespace reprise
