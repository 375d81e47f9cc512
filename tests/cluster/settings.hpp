// How long, and with which luck. In the suite a short form; longer, with the same checks:
//   REPRISE_NODE_KILLS=1000 REPRISE_REDIS_INTERRUPTIONS=500 REPRISE_REDIS_AWAY_SECONDS=60 REPRISE_CLUSTER_SEED=n cluster_test
#pragma once

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

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

}  // namespace reprise::tests
