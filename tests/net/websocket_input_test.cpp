// What comes in over a WebSocket that is broken, too large or too much.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "protocol/close_codes.hpp"
#include "server/net/live_connection.hpp"
#include "tests/net/live_websocket.hpp"

namespace reprise::tests {
namespace {

using nlohmann::json;

TEST_F(live_websocket, frames_that_cannot_be_read_are_refused_and_the_connection_kept) {
  auto client = enter_as(join_as("Ada"));
  const std::vector<std::pair<std::string, std::string>> bad{
      {"", "not_json"},
      {"hello?", "not_json"},
      {"{}", "missing_field"},
      {"[]", "wrong_type"},
      {R"({"frame":"dance"})", "unknown_name"},
      {R"({"frame":"ping","at":"noon"})", "wrong_type"},
      {R"({"frame":"ping","at":1,"more":2})", "unknown_field"},
      {R"({"frame":"ping","at":1,"at":2})", "duplicate_field"},
      {std::string(1'000, '[') + std::string(1'000, ']'), "wrong_type"},
      {R"({"frame":"command","id":"x","name":"rename","args":{"member":1,"name":"\ud800"}})", "bad_text"},
  };
  for (const auto& [text, code] : bad) {
    client.send_text(text);
    const auto refused = client.receive("refused");
    ASSERT_TRUE(refused) << text;
    EXPECT_EQ(refused->at("problem").at("code"), code) << text;
  }
  EXPECT_TRUE(is_served(client));
  EXPECT_EQ(server.log.check().commits, 2U) << "opening and joining, nothing else";
}

TEST_F(live_websocket, a_refusal_names_the_command_that_it_is_about) {
  auto client = enter_as(join_as("Ada"));
  client.command("my-id", "rename", {{"member", 1}});
  const auto refused = client.receive("refused");
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->at("id"), "my-id");
  EXPECT_EQ(refused->at("problem").at("field"), "args.name");
}

TEST_F(live_websocket, binary_messages_are_refused) {
  auto client = enter_as(join_as("Ada"));
  client.raw().send(ws_frame(2, R"({"frame":"ping","at":1})"));
  EXPECT_TRUE(client.receive("refused"));
  EXPECT_TRUE(is_served(client));
}

TEST_F(live_websocket, fragments_and_pings_between_them_are_put_together) {
  auto client = enter_as(join_as("Ada"));
  client.raw().send(ws_frame(1, R"({"frame":)", false) + ws_frame(9, "are you there") +
                    ws_frame(0, R"("ping",)", false) + ws_frame(0, R"("at":77})"));
  auto message = client.receive();
  ASSERT_TRUE(message);
  EXPECT_EQ(message->opcode, 10);
  EXPECT_EQ(message->payload, "are you there");
  const auto pong = client.receive("pong");
  ASSERT_TRUE(pong);
  EXPECT_EQ(pong->at("at"), 77);
}

TEST_F(live_websocket, one_byte_at_a_time_is_slow_but_understood) {
  auto client = enter_as(join_as("Ada"));
  for (const char each : ws_frame(1, R"({"frame":"ping","at":5})")) client.raw().send({&each, 1});
  EXPECT_TRUE(client.receive("pong"));
}

TEST_F(live_websocket, the_largest_message_is_read_and_one_byte_more_refused) {
  auto client = enter_as(join_as("Ada"));
  std::string text = R"({"frame":"ping","at":5})";
  text.append(limits::frame_bytes_max - text.size(), ' ');
  client.send_text(text);
  EXPECT_TRUE(client.receive("pong"));
  client.send_text(text + " ");
  const auto refused = client.receive("refused");
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->at("problem").at("code"), "too_large");
  EXPECT_TRUE(is_served(client));
}

TEST_F(live_websocket, too_large_a_command_is_refused_by_its_id_however_it_comes) {
  auto client = enter_as(join_as("Ada"));
  const auto command = [](const std::string& id, std::size_t chars) {
    return R"({"frame":"command","id":")" + id + R"(","name":"announce","args":{"room":0,"text":")" +
           std::string(chars, 'a') + R"("}})";
  };
  client.send_text(command("half-a-mebibyte", 512 * 1024));
  auto refused = client.receive("refused");
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->at("id"), "half-a-mebibyte");
  EXPECT_EQ(refused->at("problem").at("code"), "too_large");

  const auto pieces = command("in-pieces", 100'000);
  client.raw().send(ws_frame(1, pieces.substr(0, 70'000), false));
  refused = client.receive("refused");
  ASSERT_TRUE(refused) << "it is not waited for what is thrown away";
  EXPECT_EQ(refused->at("id"), "in-pieces");
  client.raw().send(ws_frame(9, "still there?") + ws_frame(0, pieces.substr(70'000)));
  EXPECT_TRUE(is_served(client));

  client.send_text(command("without-end", net::skipped_bytes_max));
  EXPECT_EQ(client.receive_close(), closing::hostile.value);
}

TEST_F(live_websocket, too_large_a_hello_is_closed) {
  auto client = connect();
  client.hello(std::string(limits::frame_bytes_max, 'x'));
  EXPECT_EQ(client.receive_close(), closing::bad_frame.value);
  EXPECT_EQ(client.seen().front().at("problem").at("code"), "too_large");
}

TEST_F(live_websocket, what_breaks_the_websocket_protocol_is_closed) {
  const auto ada = join_as("Ada");
  const std::vector<std::pair<std::string, int>> broken{
      {ws_frame(1, "not masked", true, false), 1002},
      {ws_frame(3, "opcode that nobody has defined"), 1002},
      {ws_frame(1 | 0x40, "compressed although nobody agreed to it"), 1002},
      {ws_frame(0, "the rest of nothing"), 1002},
      {ws_frame(9, std::string(126, 'x')), 1002},
      {ws_frame(9, "ping in pieces", false), 1002},
      {ws_frame(1, "first", false) + ws_frame(1, "second"), 1002},
      {ws_frame(1, "\xff\xfe"), 1007},
      {ws_frame(1, "\xed\xa0\x80"), 1007},
      {ws_frame(8, "\x01"), 1002},
      {ws_frame(8, std::string("\x00\x05", 2)), 1002},
  };
  for (const auto& [bytes, code] : broken) {
    auto client = enter_as(ada);
    client.raw().send(bytes);
    EXPECT_EQ(client.receive_close(), code) << bytes;
    EXPECT_TRUE(client.raw().is_closed_by_peer());
  }
  EXPECT_TRUE(eventually([&] { return server.counters.websockets == 0; }));
}

TEST_F(live_websocket, a_close_is_answered) {
  auto client = enter_as(join_as("Ada"));
  client.raw().send(ws_frame(8, std::string("\x03\xe8", 2)));
  EXPECT_EQ(client.receive_close(), 1'000);
  EXPECT_TRUE(client.raw().is_closed_by_peer());
}

TEST_F(live_websocket, hello_comes_first_and_once) {
  const auto ada = join_as("Ada");
  auto early = connect();
  early.send_text(R"({"frame":"ping","at":1})");
  EXPECT_EQ(early.receive_close(), closing::bad_frame.value);
  EXPECT_EQ(early.seen().front().at("problem").at("code"), "wrong_order");

  auto twice = enter_as(ada);
  twice.hello(ada.ticket);
  const auto refused = twice.receive("refused");
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->at("problem").at("code"), "wrong_order");
  EXPECT_TRUE(is_served(twice));
}

TEST_F(live_websocket, who_goes_on_sending_nonsense_is_closed_as_hostile) {
  auto client = enter_as(join_as("Ada"));
  for (std::size_t each = 0; each < net::bad_frames_max; ++each) client.send_text("nonsense");
  EXPECT_EQ(client.receive_close(), closing::hostile.value);
  EXPECT_EQ(server.counters.hostile, 1U);
}

TEST_F(live_websocket, a_flood_is_closed_and_others_go_on) {
  const auto ada = join_as("Ada");
  auto calm = enter_as(join_as("Ben"));
  auto flooder = enter_as(ada);
  std::string flood;
  for (int each = 0; each < 5'000; ++each) flood += ws_frame(1, R"({"frame":"ping","at":1})");
  flooder.raw().send(flood);
  EXPECT_EQ(flooder.receive_close(), closing::too_fast.value);
  EXPECT_EQ(flooder.seen().back().at("come_back"), true);
  EXPECT_TRUE(is_served(calm));
  EXPECT_EQ(server.counters.floods, 1U);
}

// Beast answers pings by itself, so that they must be counted by us: else whoever pings and never reads has the server
// keep a pong for each.
TEST_F(live_websocket, a_flood_of_pings_is_closed_and_others_go_on) {
  const auto ada = join_as("Ada");
  auto calm = enter_as(join_as("Ben"));
  auto flooder = enter_as(ada);
  std::string flood;
  for (int each = 0; each < 5'000; ++each) flood += ws_frame(9, "are you there?");
  flooder.raw().send(flood);
  EXPECT_EQ(flooder.receive_close(), closing::too_fast.value);
  EXPECT_TRUE(is_served(calm));
  EXPECT_EQ(server.counters.floods, 1U);
}

}  // namespace
}  // namespace reprise::tests
