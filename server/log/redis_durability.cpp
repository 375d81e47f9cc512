#include "server/log/redis_durability.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <tuple>

namespace reprise {
namespace {

std::string_view of_its_file(redis_durability::file kept_in) {
  using file = redis_durability::file;
  switch (kept_in) {
    case file::always: return " writes everything to its disk before it answers: nothing acknowledged is lost.";
    case file::every_second:
      return " writes to its disk once a second: when its machine fails, the last second may be lost, unless a server "
             "still holds it. \"appendfsync always\" loses nothing.";
    case file::snapshots_only:
      return " writes to its disk only now and then: when it ends, minutes of a lesson may be lost, unless a server "
             "still holds them. Set \"appendonly yes\".";
    case file::none:
      return " keeps nothing on a disk: when it ends, every session is lost that no server holds. "
             "Set \"appendonly yes\".";
    case file::unknown:
      return " does not say how it keeps what it is given (CONFIG GET and INFO are not allowed to this user).";
  }
  return {};
}

}  // namespace

redis_durability ask_for_durability(redis_connection& of) {
  redis_durability found;
  found.where = of.where();
  const auto info = of.ask({"INFO"});
  if (info.is_error()) return found;
  const auto all = info.text();
  found.version = redis_info(all, "redis_version");
  found.redis_id = redis_info(all, "run_id");
  found.is_cluster = redis_info(all, "cluster_enabled") == "1";
  found.replicas = static_cast<int>(std::strtol(redis_info(all, "connected_slaves").c_str(), nullptr, 10));
  found.up_seconds = std::strtol(redis_info(all, "uptime_in_seconds").c_str(), nullptr, 10);
  const auto eviction = redis_info(all, "maxmemory_policy");
  if (redis_info(all, "maxmemory") != "0" && eviction != "noeviction") found.evicts_by = eviction;
  const bool has_aof = redis_info(all, "aof_enabled") == "1";
  const auto policy = of.ask({"CONFIG", "GET", "appendfsync"});
  const auto snapshots = of.ask({"CONFIG", "GET", "save"});
  using file = redis_durability::file;
  if (has_aof && !policy.is_error()) {
    found.kept_in = policy[1].text() == "always"     ? file::always
                    : policy[1].text() == "everysec" ? file::every_second
                                                     : file::snapshots_only;
  } else if (!has_aof) {
    found.kept_in = !snapshots.is_error() && !snapshots[1].text().empty() ? file::snapshots_only : file::none;
  }
  return found;
}

redis_durability unanswered_durability(const std::string& where) {
  redis_durability found;
  found.where = where;
  found.answers = false;
  found.is_cluster = true;
  return found;
}

bool redis_durability::keeps_less_than(const redis_durability& other) const {
  return std::tuple(evicts_by.empty(), kept_in) < std::tuple(other.evicts_by.empty(), other.kept_in);
}

const redis_durability& weakest(const std::vector<redis_durability>& of, int replicas_wanted) {
  const auto replicas_that_count = [&](const redis_durability& one) {
    return one.answers ? std::min(one.replicas, replicas_wanted) : replicas_wanted;
  };
  return *std::min_element(of.begin(), of.end(), [&](const redis_durability& one, const redis_durability& other) {
    const auto there = replicas_that_count(one);
    const auto there_too = replicas_that_count(other);
    if (there != there_too) return there < there_too;
    if (one.keeps_less_than(other) || other.keeps_less_than(one)) return one.keeps_less_than(other);
    return one.replicas < other.replicas;
  });
}

std::string redis_durability::in_words() const {
  const auto name = is_cluster ? "The Redis at " + where : std::string("This Redis");
  if (!answers) return name + " does not answer, so what it keeps is not known.";
  auto words = name;
  if (!evicts_by.empty()) {
    words += " throws away what it was given when its memory is full (maxmemory-policy " + evicts_by;
    words += "): lessons may be lost while they run. Set \"maxmemory-policy noeviction\".";
  } else {
    words += of_its_file(kept_in);
  }
  words += replicas == 0   ? " It has no replica."
           : replicas == 1 ? " It has a replica."
                           : " It has " + std::to_string(replicas) + " replicas.";
  return words;
}

}  // namespace reprise
