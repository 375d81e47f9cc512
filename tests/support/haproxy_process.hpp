// HAProxy with the configuration that ships (docker/haproxy), in front of a test's servers: only addresses are set.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/program.hpp"

namespace reprise::tests {

class haproxy_process {
 public:
  // Up to three nodes, as "127.0.0.1:8080". Returns when it answers, and throws when it does not.
  explicit haproxy_process(const std::vector<std::string>& nodes);

  std::uint16_t port() const { return port_; }  // of loopback; people come there

  // What its own page of numbers says of a node.
  struct node_numbers {
    std::string status;  // "UP", "DOWN", "UP 1/2" while it is not certain, ...
    int people = 0;      // connections that are open
    bool is_up() const { return status.starts_with("UP"); }
  };
  // In the order in which they were named; empty where it did not answer.
  std::vector<node_numbers> nodes() const;

 private:
  const std::uint16_t port_;
  const std::uint16_t numbers_;
  program program_;
};

}  // namespace reprise::tests
