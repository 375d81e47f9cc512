// A session over real sockets, and people who join it.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "tests/net/served.hpp"

namespace reprise::tests {

class live_websocket : public ::testing::Test {
 protected:
  explicit live_websocket(served_options chosen = {}) : server(std::move(chosen)), opened(server.open()) {}

  joined_member join_as(const std::string& name) { return join(server.port(), opened.code, name, "join-" + name); }
  test_client connect() const { return {server.port(), opened.session}; }
  // Connected and welcomed.
  test_client enter_as(const joined_member& who) const {
    auto client = connect();
    EXPECT_TRUE(client.enter(who.ticket));
    return client;
  }
  static nlohmann::json rename_args(const joined_member& who, const std::string& name) {
    return {{"member", who.member}, {"name", name}};
  }

  // Answers a ping, so is alive and was not closed.
  static bool is_served(test_client& client) {
    return client.send_text(R"({"frame":"ping","at":1})") && client.receive("pong");
  }

  served server;
  const served::opened_session opened;
};

}  // namespace reprise::tests
