// A cluster of Redis: three primaries that share the slots, each with a replica where a test wants to lose one of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/redis_process.hpp"

namespace reprise::tests {

class three_primaries {
 public:
  enum class replicas { none, one_each };
  // `settings` are those of every node. Returns when all agree that all slots are served, and throws when they do not.
  explicit three_primaries(const std::vector<std::string>& settings = {}, replicas kept = replicas::none);

  // With all primaries as those that are asked first.
  std::string url() const;
  static constexpr std::size_t size() { return 3; }
  redis_process& primary(std::size_t number) { return *primaries_[number]; }
  redis_process& replica(std::size_t number) { return *replicas_[number]; }
  // Which of them has a slot that was never moved.
  static std::size_t owner_of(std::uint16_t slot) { return slot <= 5460 ? 0 : slot <= 10922 ? 1 : 2; }

  // With all that is in it, key by key, as an operator's tools do it. Returns when also the replicas know where it is.
  void move_slot(std::uint16_t slot, std::size_t from, std::size_t to);

 private:
  void start_primary(const std::vector<std::string>& settings, int first_slot, int last_slot);
  void start_replica(const std::vector<std::string>& settings, const redis_process& of);
  void introduce(const redis_process& newcomer, const std::string& bus) const;

  std::vector<std::unique_ptr<redis_process>> primaries_;
  std::vector<std::unique_ptr<redis_process>> replicas_;
};

}  // namespace reprise::tests
