// How often something may happen, per name: a token bucket for each, in bounded memory.
//
// Thread-safe. Time is an argument. A full bucket is as good as none, so buckets that have filled up again are forgotten;
// where more than names_max are in use at once, those nearest to full go first, which only ever errs on the kind side.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "protocol/values.hpp"

namespace reprise {

struct rate {
  double burst = 1;       // at once
  double per_second = 1;  // afterwards
};

class rate_limit {
 public:
  explicit rate_limit(rate allowed, std::size_t names_max = 65'536) : allowed_(allowed), names_max_(names_max) {}

  // Takes one and says yes, or says no and takes nothing.
  bool take(std::string_view name, instant now);
  // Whether take() would say yes.
  bool has(std::string_view name, instant now) const;
  // Others have taken too: there are no more than `tokens`, which may be less than none.
  void learn(std::string_view name, double tokens, instant now);
  // Seconds until one is there again, at least 1: for Retry-After.
  int wait_seconds(std::string_view name, instant now) const;

  std::size_t names() const;

 private:
  struct bucket {
    double tokens = 0;
    instant at = 0;
  };

  double tokens_at(const bucket& of, instant now) const;
  double tokens_of(const std::string& name, instant now) const;
  void put(const std::string& name, const bucket& what, instant now);
  void make_room(instant now);

  const rate allowed_;
  const std::size_t names_max_;

  mutable std::mutex mutex_;
  std::unordered_map<std::string, bucket> buckets_;
};

// What an address is counted as: an IPv4 address, or the first 64 bits of an IPv6 address, because one household has
// all of the rest.
std::string counted_address(std::string_view address);

}  // namespace reprise
