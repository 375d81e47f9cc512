// Everything that is left to chance in a run, from one seed.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>

namespace reprise::load {

// How long a person takes: most about the median, a few much longer (log-normal), nobody for ever.
struct pause {
  double median_ms = 0;
  double spread = 0.5;
};

class chance {
 public:
  explicit chance(std::uint64_t seed) : engine_(seed) {}

  double share() { return std::uniform_real_distribution<double>(0, 1)(engine_); }
  bool one_in(double share_of_all) { return share() < share_of_all; }
  std::size_t below(std::size_t count) { return count < 2 ? 0 : static_cast<std::size_t>(engine_() % count); }
  std::uint32_t mask() { return static_cast<std::uint32_t>(engine_()); }
  // In microseconds.
  std::int64_t draw(const pause& of) {
    const double drawn = of.median_ms * std::exp(of.spread * std::normal_distribution<double>()(engine_));
    return static_cast<std::int64_t>(1'000 * std::min(drawn, 6 * of.median_ms));
  }
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return most <= least ? least : least + static_cast<std::int64_t>(share() * static_cast<double>(most - least));
  }
  // Until the next of things that happen so often, each independently of the others.
  std::int64_t until_next(double per_second) {
    return static_cast<std::int64_t>(1e6 * std::exponential_distribution<double>(per_second)(engine_));
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace reprise::load
