// How many connections there may be, in all and from one address. Thread-safe. It outlives the shards, because the last
// connections end with them.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "server/net/net_counters.hpp"

namespace reprise::net {

class connection_limits {
 public:
  connection_limits(std::size_t all_max, std::size_t per_address_max, net_counters& counters)
      : all_max_(all_max), per_address_max_(per_address_max), counters_(counters) {}

  // Holds one place for as long as it lives, wherever the connection is moved. Null: there is none.
  using place = std::shared_ptr<void>;
  // A proxy speaks for many, and so does this machine.
  place enter(const std::string& address, bool speaks_for_many) {
    const std::lock_guard hold(mutex_);
    auto& here = by_address_[address];
    if (all_ >= all_max_ || (!speaks_for_many && here >= per_address_max_)) {
      if (here == 0) by_address_.erase(address);
      counters_.turned_away++;
      return nullptr;
    }
    ++here;
    ++all_;
    counters_.accepted++;
    counters_.connections++;
    return {this, [address](connection_limits* from) { from->leave(address); }};
  }

 private:
  void leave(const std::string& address) {
    const std::lock_guard hold(mutex_);
    const auto here = by_address_.find(address);
    if (--here->second == 0) by_address_.erase(here);
    --all_;
    counters_.connections--;
  }

  const std::size_t all_max_;
  const std::size_t per_address_max_;
  net_counters& counters_;

  std::mutex mutex_;
  std::size_t all_ = 0;
  std::unordered_map<std::string, std::size_t> by_address_;
};

}  // namespace reprise::net
