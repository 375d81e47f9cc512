// What is said to other servers, byte by byte, and how what they say is understood: a fan-out that nobody answers measures nothing.
#include "load-tests/dialect.hpp"

#include <gtest/gtest.h>

namespace reprise::load::speech {
namespace {

TEST(dialect, a_plain_room_is_a_path_and_a_message_is_itself) {
  std::string answer;
  EXPECT_EQ(booking_path(dialect::plain), "");
  EXPECT_EQ(target(dialect::plain, 7, ""), "/room/7");
  EXPECT_EQ(message(dialect::plain, "words").bytes, "words");
  EXPECT_TRUE(enters_at_once(dialect::plain));
  EXPECT_EQ(hear(dialect::plain, "words", answer), heard::message);
  EXPECT_EQ(answer, "");
}

TEST(dialect, socket_io_is_entered_after_its_two_greetings_and_its_pings_are_answered) {
  std::string answer;
  EXPECT_EQ(target(dialect::socket_io, 7, ""), "/socket.io/?EIO=4&transport=websocket&room=room-7");
  EXPECT_FALSE(enters_at_once(dialect::socket_io));
  EXPECT_EQ(hear(dialect::socket_io, R"(0{"sid":"a","pingInterval":25000})", answer), heard::nothing);
  EXPECT_EQ(answer, "40");
  EXPECT_EQ(hear(dialect::socket_io, R"(40{"sid":"b"})", answer), heard::entered);
  answer.clear();
  EXPECT_EQ(hear(dialect::socket_io, "2", answer), heard::nothing);
  EXPECT_EQ(answer, "3");
  const auto said = message(dialect::socket_io, "words");
  EXPECT_EQ(said.bytes, R"(42["m","words"])");
  EXPECT_EQ(said.how, websocket::opcode::text);
  EXPECT_EQ(hear(dialect::socket_io, said.bytes, answer), heard::message);
}

TEST(dialect, colyseus_keeps_a_seat_first_and_is_told_that_it_has_been_taken) {
  std::string answer;
  EXPECT_EQ(booking_path(dialect::colyseus), "/matchmake/joinOrCreate/fan_out");
  EXPECT_EQ(booking_body(dialect::colyseus, 7), R"({"room":"room-7"})");
  EXPECT_EQ(target(dialect::colyseus, 7, R"({"name":"fan_out","sessionId":"S1","roomId":"R1","processId":"P1"})"),
            "/P1/R1?sessionId=S1");
  EXPECT_EQ(hear(dialect::colyseus, "\x0a\x05token", answer), heard::entered);
  EXPECT_EQ(answer, "\x0a");
  const auto said = message(dialect::colyseus, "words");
  EXPECT_EQ(said.how, websocket::opcode::binary);
  EXPECT_EQ(said.bytes, std::string("\x0d\xa1m\xda\0\x05words", 11));
  EXPECT_EQ(hear(dialect::colyseus, said.bytes, answer), heard::message);
}

}  // namespace
}  // namespace reprise::load::speech
