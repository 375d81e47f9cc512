// How fast one member may send commands: a token bucket, from which a long command takes more than a short one. Pure.
#pragma once

#include <algorithm>
#include <cstddef>

#include "protocol/values.hpp"

namespace reprise {

class command_rate {
 public:
  // True: go ahead. False: too fast; nothing was taken. What costs more than the burst takes a full bucket.
  bool take(instant now, double per_second, double burst, double cost) {
    if (!begun_) {
      tokens_ = burst;
      begun_ = true;
    } else if (now > since_) {
      tokens_ = std::min(burst, tokens_ + static_cast<double>(now - since_) * per_second / 1'000.0);
    }
    since_ = now;
    cost = std::min(cost, burst);
    if (tokens_ < cost) {
      ++refused_in_a_row_;
      return false;
    }
    tokens_ -= cost;
    refused_in_a_row_ = 0;
    return true;
  }
  std::size_t refused_in_a_row() const { return refused_in_a_row_; }

 private:
  double tokens_ = 0;
  instant since_ = 0;
  std::size_t refused_in_a_row_ = 0;
  bool begun_ = false;
};

}  // namespace reprise
