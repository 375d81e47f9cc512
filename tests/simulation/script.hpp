// What simulated people do: a command that a person in their place might send now, or should not.
#pragma once

#include <random>
#include <string>

#include "protocol/commands.hpp"
#include "server/session/session.hpp"

namespace reprise::tests {

// The only source of chance in a simulation: the same seed plays the same run on every machine.
class chance {
 public:
  explicit chance(std::uint64_t seed) : random_(seed) {}
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  bool percent(unsigned in_a_hundred) { return below(100) < in_a_hundred; }
  std::uint64_t draw() { return random_(); }

  template <class Rows>
  auto pick_id(const Rows& rows) -> decltype(rows.begin()->id) {
    if (rows.empty()) return {};
    auto at = rows.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(below(rows.size())));
    return at->id;
  }

 private:
  std::mt19937_64 random_;
};

// A word that occurs once in the whole run, so that whoever is sent it can be found: "zq17x".
struct secrets {
  std::uint64_t made = 0;
  std::string next() { return "zq" + std::to_string(++made) + "x"; }
};

// `seen` may be older than what the server has: people act on what they saw.
member_command something_to_do(chance&, secrets&, const state& seen, id<member> as);

}  // namespace reprise::tests
