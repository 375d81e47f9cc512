// A served session, and somebody in it who sends what no honest client sends.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "tests/net/served.hpp"
#include "tests/support/corpora.hpp"

namespace reprise::tests {

class bad_input : public ::testing::Test {
 protected:
  // Not slowed down by the pace that people are held to: what is sent is the subject here.
  bad_input()
      : server({.patience = {.ping_after_ms = 600'000, .silent_ms_max = 600'000},
                .hub = {.commands_per_second_max = 1e6, .commands_burst_max = 1e6}}),
        opened(server.open()),
        ada(join(server.port(), opened.code, "Ada", "join-ada")) {
    stored();
  }

  // A connection that has misbehaved and spoken less than it may; a fresh one when need be.
  test_client& client() { return client_for(ada.ticket); }
  test_client& client_for(const std::string& ticket) {
    ++sent_;
    const bool is_worn = refused_ + 1 >= net::bad_frames_max || sent_ >= net::messages_burst_max / 2;
    if (!client_ || is_worn || ticket_ != ticket) {
      client_.emplace(server.port(), opened.session);
      EXPECT_TRUE(client_->enter(ticket));
      ticket_ = ticket;
      sent_ = 0;
      refused_ = 0;
    }
    return *client_;
  }
  void forget_client() { client_.reset(); }

  // The answer to a message or, where it has an id, to that command. Nothing when the connection ends first.
  std::optional<nlohmann::json> answer(const std::string& command_id = {}) {
    while (const auto message = client_->receive()) {
      if (message->opcode == 8) return std::nullopt;
      if (message->opcode != 1) continue;
      auto frame = nlohmann::json::parse(message->payload);
      const bool is_answer = frame.at("frame") == "refused" || frame.at("frame") == "acknowledged";
      if (!is_answer || frame.at("id") != command_id) continue;
      if (frame.at("frame") == "refused") ++refused_;
      return frame;
    }
    return std::nullopt;
  }

  // What the log holds that somebody asked for and that was not there when this was called before. Attendance and the clock
  // commit by themselves, at moments of their own, and have no command id.
  std::vector<stored_commit> stored() {
    std::vector<stored_commit> asked_for;
    server.log.read(opened.session, read_to_, 100'000, [&](const read_answer& got) {
      for (const auto& each : std::get<std::vector<stored_commit>>(got)) {
        read_to_ = each.seq;
        if (!each.command_id.empty()) asked_for.push_back(each);
      }
    });
    return asked_for;
  }

  // Refused in just this way; nothing stored.
  void expect_refused(const std::string& bytes, refusal_code code, const std::string& field) {
    client().send_text(bytes);
    const auto refused = answer();
    ASSERT_TRUE(refused) << bytes.substr(0, 100);
    EXPECT_EQ(refused->at("problem").at("code"), std::string(refusal_name(code))) << bytes.substr(0, 100);
    EXPECT_EQ(refused->at("problem").at("field"), field) << bytes.substr(0, 100);
    EXPECT_FALSE(refused->at("problem").at("detail").get<std::string>().empty());
    EXPECT_TRUE(stored().empty()) << bytes.substr(0, 100);
  }

  served server;
  const served::opened_session opened;
  const joined_member ada;

 private:
  std::optional<test_client> client_;
  std::string ticket_;
  double sent_ = 0;
  std::size_t refused_ = 0;
  seq_number read_to_ = 0;
};

}  // namespace reprise::tests
