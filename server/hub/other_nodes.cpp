#include "server/hub/other_nodes.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "protocol/codec.hpp"
#include "protocol/writer.hpp"
#include "server/log/commit_log.hpp"

namespace reprise {

other_nodes::other_nodes(std::uint64_t own_name, const hub_options& options)
    : own_name_(std::to_string(own_name)), options_(options) {}

std::string other_nodes::word(std::vector<frame::member_presence> here, bool asks) const {
  node_word said;
  said.node.value = own_name_;
  said.asks = asks;
  static_cast<std::vector<frame::member_presence>&>(said.here) = std::move(here);
  std::string bytes;
  write(bytes, said);
  return bytes;
}

other_nodes::news other_nodes::hear(std::string_view bytes, presence& all, instant now) {
  news found;
  auto said = decode<node_word>(bytes, whisper_bytes_max);
  if (said.has_error()) return found;
  if (said->node.value == own_name_) {
    // After a while in which this server heard nothing, the others have their time once more.
    if (is_deaf(now)) {
      for (auto& each : nodes_) each.second.heard_at = now;
    }
    heard_itself_at_ = now;
    return found;
  }
  found.asks = said->asks;
  auto& of = nodes_[said->node.value];
  of.heard_at = now;
  enter(of, std::move(said->here), all, found);
  return found;
}

other_nodes::news other_nodes::forget_the_silent(presence& all, instant now) {
  news found;
  if (is_deaf(now)) return found;
  for (auto at = nodes_.begin(); at != nodes_.end();) {
    const bool speaks = now - at->second.heard_at <= options_.node_silent_ms_max;
    if (!speaks) enter(at->second, {}, all, found);
    at = speaks ? std::next(at) : nodes_.erase(at);
  }
  return found;
}

bool other_nodes::is_deaf(instant now) const { return now - heard_itself_at_ > 2 * options_.node_says_ms; }

bool other_nodes::have_people() const {
  return std::any_of(nodes_.begin(), nodes_.end(), [](const auto& each) { return !each.second.here.empty(); });
}

void other_nodes::enter(node& of, std::vector<frame::member_presence> here, presence& all, news& into) {
  std::unordered_map<id<member>, frame::member_presence> now;
  for (const auto& each : here) now.emplace(each.member, each);
  for (const auto& [who, said] : now) {
    const auto before = of.here.find(who);
    const bool is_new = before == of.here.end();
    if (is_new) {
      all.connected(who);
      into.came_or_went.push_back(who);
    }
    const bool typed = !is_new && before->second.typing;
    if (said.typing || typed) all.typing(who, said.typing, said.attempt);
  }
  for (const auto& each : of.here) {
    if (now.contains(each.first)) continue;
    if (each.second.typing) all.typing(each.first, false, {});
    if (all.disconnected(each.first)) into.came_or_went.push_back(each.first);
  }
  of.here = std::move(now);
}

}  // namespace reprise
