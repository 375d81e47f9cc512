// How long, how many, and with which luck. In the suite a short form; longer, with the same checks:
//   REPRISE_NODE_KILLS=1000 REPRISE_REDIS_INTERRUPTIONS=500 REPRISE_REDIS_AWAY_SECONDS=60 REPRISE_CLUSTER_SEED=n cluster_test
// REPRISE_SIXTY_PEOPLE=1: wherever something is done to Redis, three servers, HAProxy and sixty people.
#pragma once

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "tests/cluster/cluster.hpp"

namespace reprise::tests {

inline std::optional<int> number_from(const char* variable) {
  const auto* text = std::getenv(variable);
  if (!text) return std::nullopt;
  return std::atoi(text);
}

inline unsigned seed() { return static_cast<unsigned>(number_from("REPRISE_CLUSTER_SEED").value_or(4711)); }

inline constexpr int some = 20;  // acknowledgements between one fault and the next

// A Redis that keeps everything.
inline const std::vector<std::string> careful{"appendonly yes", "appendfsync always"};

// Three servers behind HAProxy as it ships, and sixty people.
inline cluster_plan sixty_people(const std::string& log) {
  return {.logs = {log, log, log},
          .people = 60,
          .seed = seed(),
          .behind_haproxy = true,
          .under_way_max = 2,
          .thinks_max = std::chrono::milliseconds(500)};
}

// The quick form of that, where the suite tries something that it tries with sixty people elsewhere.
inline cluster_plan few_people(const std::string& log) {
  auto plan =
      number_from("REPRISE_SIXTY_PEOPLE") ? sixty_people(log) : cluster_plan{.logs = {log, log}, .seed = seed()};
  plan.one_at_each = true;
  return plan;
}

}  // namespace reprise::tests
