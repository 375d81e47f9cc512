#include "load-tests/dialect.hpp"

#include "load-tests/screen_text.hpp"

namespace reprise::load::speech {
namespace {

// Colyseus' protocol: the first byte says what a message is.
constexpr char colyseus_join = 10;
constexpr char colyseus_data = 13;

std::string room_name(std::size_t room) { return std::string("room-").append(std::to_string(room)); }

// MessagePack: a text of less than 64 KiB.
void append_packed(std::string& out, std::string_view text) {
  out += '\xda';
  out += static_cast<char>(text.size() >> 8U & 0xffU);
  out += static_cast<char>(text.size() & 0xffU);
  out.append(text);
}

}  // namespace

std::string booking_path(dialect in) { return in == dialect::colyseus ? "/matchmake/joinOrCreate/fan_out" : ""; }

std::string booking_body(dialect in, std::size_t room) {
  if (in != dialect::colyseus) return "";
  std::string text = "{\"room\":\"";
  return text.append(room_name(room)).append("\"}");
}

std::string target(dialect in, std::size_t room, std::string_view booked) {
  std::string text;
  switch (in) {
    case dialect::plain: return text.append("/room/").append(std::to_string(room));
    case dialect::socket_io: return text.append("/socket.io/?EIO=4&transport=websocket&room=").append(room_name(room));
    case dialect::colyseus: {
      const row_text seat(booked);
      text.append("/").append(seat.word("processId")).append("/").append(seat.word("roomId"));
      return text.append("?sessionId=").append(seat.word("sessionId"));
    }
  }
  return text;
}

said message(dialect in, std::string_view words) {
  said made;
  switch (in) {
    case dialect::plain: made.bytes = words; return made;
    case dialect::socket_io: made.bytes.append("42[\"m\",\"").append(words).append("\"]"); return made;
    case dialect::colyseus:
      made.how = websocket::opcode::binary;
      made.bytes.append({colyseus_data, '\xa1', 'm'});
      append_packed(made.bytes, words);
      return made;
  }
  return made;
}

heard hear(dialect in, std::string_view bytes, std::string& answer) {
  if (in == dialect::plain) return heard::message;
  if (bytes.empty()) return heard::nothing;
  if (in == dialect::colyseus) {
    if (bytes.front() == colyseus_data) return heard::message;
    if (bytes.front() != colyseus_join) return heard::nothing;
    answer.assign(1, colyseus_join);
    return heard::entered;
  }
  if (bytes.starts_with("42")) return heard::message;
  if (bytes.starts_with("40")) return heard::entered;
  if (bytes.front() == '0') answer = "40";
  if (bytes.front() == '2') answer = "3";
  return heard::nothing;
}

bool enters_at_once(dialect in) { return in == dialect::plain; }

}  // namespace reprise::load::speech
