// What everybody in a run has to do with: the loop, chance, the server, the measures, and how the run is to be.
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "load-tests/address.hpp"
#include "load-tests/chance.hpp"
#include "load-tests/http_pool.hpp"
#include "load-tests/loop.hpp"
#include "load-tests/measures.hpp"
#include "load-tests/scenario.hpp"

namespace reprise::load {

// How far the server's clock is from ours, from the ping whose answer was quickest. The server says whole milliseconds; half of
// one is added, so that the error has no side.
class server_clock {
 public:
  void heard(std::int64_t server_ms, std::int64_t sent_us, std::int64_t now_us) {
    const auto took = now_us - sent_us;
    if (took >= quickest_us_) return;
    quickest_us_ = took;
    ahead_us_ = server_ms * 1'000 + 500 - (sent_us + took / 2);
  }
  // By the steady clock of the loop.
  std::int64_t to_ours(std::int64_t server_ms) const { return server_ms * 1'000 + 500 - ahead_us_; }
  bool is_known() const { return quickest_us_ != std::numeric_limits<std::int64_t>::max(); }

 private:
  std::int64_t quickest_us_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t ahead_us_ = 0;
};

struct setting {
  loop& turns;
  chance luck;
  const address& server;
  const scenario plan;
  bool marks = true;  // texts carry words that are looked for afterwards; not where a person reads them
  measures found{};
  server_clock clock{};
  std::uint32_t words = 0;            // given out so far
  std::uint64_t commands = 0;         // ids
  std::string run{};                  // distinguishes its ids from those of other runs
  std::vector<address> more_nodes{};  // of the same: people are spread over all of them,
  bool together = false;              // or sessions are, each with all of its people

  const address& node_of(std::size_t person, std::size_t session) const {
    const auto at = (together ? session : person) % (1 + more_nodes.size());
    return at == 0 ? server : more_nodes[at - 1];
  }

  // A pause of people, as this run makes it shorter.
  std::int64_t soon(const pause& of) {
    return static_cast<std::int64_t>(static_cast<double>(luck.draw(of)) / plan.speed);
  }
};

}  // namespace reprise::load
