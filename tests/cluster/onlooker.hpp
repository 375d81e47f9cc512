// Somebody with one connection to one server who does what the test says, and nothing by themself: what their screen would
// show, and what they were answered.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/recorded_viewer.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::tests {

class onlooker {
 public:
  onlooker(std::uint16_t port, const std::string& session, const std::string& ticket) : client_(port, session) {
    client_.raw().set_patience(std::chrono::seconds(60) * slowness);
    const auto welcome = client_.enter(ticket);
    EXPECT_TRUE(welcome);
    if (welcome) tables_.take(*welcome);
  }

  const client_tables& tables() const { return tables_; }
  // Reads until it is so; false when the connection ends before, or nothing comes for long.
  bool sees(const std::function<bool(const client_tables&)>& wanted) {
    while (!wanted(tables_)) {
      if (!take_one()) return false;
    }
    return true;
  }

  void send(const std::string& command_id, const std::string& command, const nlohmann::json& args) {
    EXPECT_TRUE(client_.command(command_id, command, args));
  }
  // The frame with the answer: it may have come already.
  nlohmann::json answer(const std::string& command_id) {
    while (!answers_.contains(command_id)) {
      if (!take_one()) return {{"frame", "none"}};
    }
    return answers_.at(command_id);
  }
  // Both; fails the test where it is refused.
  void does(const std::string& command, const nlohmann::json& args) {
    const auto command_id = "does-" + std::to_string(++done_);
    send(command_id, command, args);
    const auto said = answer(command_id);
    EXPECT_EQ(said.at("frame"), "acknowledged") << command << ": " << said;
  }

 private:
  bool take_one() {
    const auto message = client_.receive();
    if (!message || message->opcode == 8) return false;
    if (message->opcode != 1) return true;
    const auto frame = nlohmann::json::parse(message->payload);
    tables_.take(frame);
    if (frame.at("frame") == "acknowledged" || frame.at("frame") == "refused") answers_[frame.at("id")] = frame;
    return true;
  }

  test_client client_;
  client_tables tables_;
  std::map<std::string, nlohmann::json> answers_;
  int done_ = 0;
};

}  // namespace reprise::tests
