// A cluster of three Redis servers, for one test.
#pragma once

#include <gtest/gtest.h>

#include <chrono>

#include "server/log/redis_log.hpp"
#include "tests/support/three_primaries.hpp"

namespace reprise::tests {

class redis_cluster : public testing::Test {
 protected:
  redis_log_options options() const {
    return {.address = read_redis_address(nodes.url()).value(),
            .patience = {.connect = std::chrono::seconds(1), .reply = std::chrono::seconds(2)}};
  }

  three_primaries nodes;
};

}  // namespace reprise::tests
