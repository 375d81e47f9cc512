// A cluster of three Redis servers, for one test.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "server/log/redis_log.hpp"
#include "tests/support/redis_process.hpp"

namespace reprise::tests {

inline void await(const redis_process& redis, const std::vector<std::string>& command, const std::string& says) {
  while (redis.ask(command).find(says) == std::string::npos) std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

class redis_cluster : public testing::Test {
 protected:
  redis_cluster() {
    std::vector<std::string> buses;  // its nodes talk to each other there
    for (int node = 0; node < 3; ++node) {
      buses.push_back(std::to_string(free_port()));
      nodes.push_back(std::make_unique<redis_process>(
          std::vector<std::string>{"cluster-enabled yes", "cluster-port " + buses.back(), "cluster-node-timeout 2000",
                                   "cluster-require-full-coverage no"}));
    }
    const std::vector<std::pair<int, int>> ranges{{0, 5460}, {5461, 10922}, {10923, 16383}};
    for (std::size_t node = 0; node < 3; ++node) {
      const auto [first, last] = ranges[node];
      nodes[node]->ask({"CLUSTER", "ADDSLOTSRANGE", std::to_string(first), std::to_string(last)});
      nodes[node]->ask({"CLUSTER", "SET-CONFIG-EPOCH", std::to_string(node + 1)});
      nodes[0]->ask({"CLUSTER", "MEET", "127.0.0.1", std::to_string(nodes[node]->port()), buses[node]});
    }
    for (const auto& each : nodes) {
      await(*each, {"CLUSTER", "INFO"}, "cluster_slots_assigned:16384");
      await(*each, {"CLUSTER", "INFO"}, "cluster_state:ok");
    }
  }

  redis_log_options options() const {
    return {.address = read_redis_address("redis-cluster://" + nodes[0]->address()).value(),
            .patience = {.connect = std::chrono::seconds(1), .reply = std::chrono::seconds(2)}};
  }
  std::size_t owner_of(std::uint16_t slot) const { return slot <= 5460 ? 0 : slot <= 10922 ? 1 : 2; }

  void move_slot(std::uint16_t slot, std::size_t from, std::size_t to) {
    const auto number = std::to_string(slot);
    const auto source = nodes[from]->ask({"CLUSTER", "MYID"});
    const auto target = nodes[to]->ask({"CLUSTER", "MYID"});
    nodes[to]->ask({"CLUSTER", "SETSLOT", number, "IMPORTING", source});
    nodes[from]->ask({"CLUSTER", "SETSLOT", number, "MIGRATING", target});
    for (auto keys = nodes[from]->ask({"CLUSTER", "GETKEYSINSLOT", number, "1"}); !keys.empty();
         keys = nodes[from]->ask({"CLUSTER", "GETKEYSINSLOT", number, "1"})) {
      keys.pop_back();  // the end of its line
      nodes[from]->ask({"MIGRATE", "127.0.0.1", std::to_string(nodes[to]->port()), keys, "0", "5000"});
    }
    for (const auto node : {to, from}) nodes[node]->ask({"CLUSTER", "SETSLOT", number, "NODE", target});
  }

  std::vector<std::unique_ptr<redis_process>> nodes;
};

}  // namespace reprise::tests
