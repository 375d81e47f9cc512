#include "server/log/redis_durability.hpp"

#include <cstdlib>

namespace reprise {

redis_durability ask_for_durability(redis_connection& of) {
  redis_durability found;
  const auto info = of.ask({"INFO"});
  if (info.is_error()) return found;
  const auto all = info.text();
  found.version = redis_info(all, "redis_version");
  found.is_cluster = redis_info(all, "cluster_enabled") == "1";
  found.replicas = static_cast<int>(std::strtol(redis_info(all, "connected_slaves").c_str(), nullptr, 10));
  found.up_seconds = std::strtol(redis_info(all, "uptime_in_seconds").c_str(), nullptr, 10);
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

std::string redis_durability::in_words() const {
  std::string words;
  switch (kept_in) {
    case file::always:
      words = "This Redis writes everything to its disk before it answers: nothing acknowledged is lost.";
      break;
    case file::every_second:
      words =
          "This Redis writes to its disk once a second: when its machine fails, the last second may be lost, unless a "
          "server still holds it. \"appendfsync always\" loses nothing.";
      break;
    case file::snapshots_only:
      words =
          "This Redis writes to its disk only now and then: when it ends, minutes of a lesson may be lost, unless a "
          "server still holds them. Set \"appendonly yes\".";
      break;
    case file::none:
      words =
          "This Redis keeps nothing on a disk: when it ends, every session is lost that no server holds. Set "
          "\"appendonly yes\".";
      break;
    case file::unknown:
      words =
          "This Redis does not say how it keeps what it is given (CONFIG GET and INFO are not allowed to this user).";
      break;
  }
  words += replicas == 0   ? " It has no replica."
           : replicas == 1 ? " It has a replica."
                           : " It has " + std::to_string(replicas) + " replicas.";
  return words;
}

}  // namespace reprise
