// A cluster of three Redis servers, for one test.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "server/log/redis_log.hpp"
#include "tests/support/redis_process.hpp"
#include "tests/support/three_primaries.hpp"

namespace reprise::tests {

inline void await(const redis_process& redis, const std::vector<std::string>& command, const std::string& says) {
  while (redis.ask(command).find(says) == std::string::npos) std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

class redis_cluster : public testing::Test {
 protected:
  redis_log_options options() const {
    return {.address = read_redis_address(nodes.url()).value(),
            .patience = {.connect = std::chrono::seconds(1), .reply = std::chrono::seconds(2)}};
  }

  three_primaries nodes;
};

}  // namespace reprise::tests
