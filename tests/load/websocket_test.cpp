#include "load-tests/websocket.hpp"

#include <gtest/gtest.h>

#include <string>

#include "protocol/frame_writer.hpp"

namespace reprise::load::websocket {
namespace {

std::string server_message(opcode what, const std::string& payload) {
  std::string out{static_cast<char>(0x80 | static_cast<int>(what))};
  if (payload.size() < 126) {
    out += static_cast<char>(payload.size());
  } else if (payload.size() < 65'536) {
    out += static_cast<char>(126);
    out += static_cast<char>(payload.size() >> 8);
    out += static_cast<char>(payload.size() & 0xff);
  } else {
    out += static_cast<char>(127);
    for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(payload.size() >> shift & 0xff);
  }
  return out + payload;
}

TEST(websocket, reads_messages_of_every_length) {
  for (const std::size_t size : {0U, 1U, 125U, 126U, 65'535U, 65'536U, 300'000U}) {
    const std::string payload(size, 'x');
    const auto bytes = server_message(opcode::text, payload) + server_message(opcode::ping, "still there?");
    std::string_view rest(bytes);
    message found;
    ASSERT_EQ(take(rest, found), taken::message) << size;
    EXPECT_EQ(found.what, opcode::text);
    EXPECT_EQ(found.payload, payload);
    ASSERT_EQ(take(rest, found), taken::message) << size;
    EXPECT_EQ(found.what, opcode::ping);
    EXPECT_EQ(found.payload, "still there?");
    EXPECT_EQ(take(rest, found), taken::needs_more);
  }
}

TEST(websocket, waits_for_the_rest_wherever_a_message_is_cut) {
  const auto bytes = server_message(opcode::text, std::string(70'000, 'y'));
  for (std::size_t cut = 0; cut < bytes.size(); cut += cut < 20 ? 1 : 9'973) {
    std::string_view part(bytes.data(), cut);
    message found;
    EXPECT_EQ(take(part, found), taken::needs_more) << cut;
    EXPECT_EQ(part.size(), cut) << "nothing is taken from what has not arrived whole";
  }
}

TEST(websocket, reads_what_our_server_writes) {
  const auto frame = acknowledged_frame("c17", 42);
  std::string_view bytes(*frame);
  message found;
  ASSERT_EQ(take(bytes, found), taken::message);
  EXPECT_EQ(found.payload, R"({"frame":"acknowledged","id":"c17","seq":42})");
  EXPECT_TRUE(bytes.empty());
}

TEST(websocket, refuses_what_no_server_of_ours_sends) {
  using namespace std::string_literals;
  message found;
  // A part of a message, one that is masked, the rest of one, one with an extension, and one of half the world.
  for (const auto& bytes :
       {"\x01\x01x"s, "\x81\x81zzzzz"s, "\x80\x01x"s, "\xc1\x01x"s, "\x81\x7f\xff\xff\xff\xff\xff\xff\xff\xff"s}) {
    std::string_view rest(bytes);
    EXPECT_EQ(take(rest, found), taken::broken);
  }
}

TEST(websocket, masks_what_it_sends) {
  for (const std::size_t size : {5U, 200U, 70'000U}) {
    std::string out;
    const std::string payload(size, 'z');
    append(out, opcode::text, payload, 0x01020304U);
    const std::size_t head = size < 126 ? 2 : size < 65'536 ? 4 : 10;
    ASSERT_EQ(out.size(), head + 4 + size);
    EXPECT_EQ(static_cast<unsigned char>(out[0]), 0x81);
    EXPECT_NE(static_cast<unsigned char>(out[1]) & 0x80, 0) << "a client that does not mask is closed";
    std::string read = out.substr(head + 4);
    for (std::size_t at = 0; at < read.size(); ++at) read[at] = static_cast<char>(read[at] ^ out[head + at % 4]);
    EXPECT_EQ(read, payload);
  }
}

TEST(websocket, knows_why_it_was_closed) {
  EXPECT_EQ(close_code({opcode::close, std::string_view("\x0f\xa0", 2)}), 4000);
  EXPECT_EQ(close_code({opcode::close, ""}), 0);
}

}  // namespace
}  // namespace reprise::load::websocket
