// Whether something happened under a name within the last while, in bounded memory; of too many, the longest ago is forgotten.
//
// Thread-safe. Time is an argument.
#pragma once

#include <cstddef>
#include <string_view>

#include "server/auth/rate_limit.hpp"

namespace reprise {

class recent_names {
 public:
  explicit recent_names(double seconds, std::size_t names_max = 65'536)
      : once_({.burst = 1, .per_second = 1 / seconds}, names_max) {}

  void note(std::string_view name, instant now) { once_.learn(name, 0, now); }
  bool has(std::string_view name, instant now) const { return !once_.has(name, now); }

 private:
  rate_limit once_;  // a bucket of one, which takes as long as that to fill up again
};

}  // namespace reprise
