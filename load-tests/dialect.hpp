// What other servers are spoken to in: how somebody gets into a room, how they say something there, and what it looks like when
// it arrives. Only as much as a plain fan-out needs. Pure functions.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "load-tests/websocket.hpp"

namespace reprise::load {

// plain: a room is a path, and a message is itself (ws, uWebSockets, nchan, our own bare loop).
BOOST_DEFINE_ENUM_CLASS(dialect, plain, socket_io, colyseus)

namespace speech {

// The request that has a place kept, where there is one: its path and its body. "" where none is needed.
std::string booking_path(dialect in);
std::string booking_body(dialect in, std::size_t room);
// Where the WebSocket is opened; `booked`: what the booking was answered.
std::string target(dialect in, std::size_t room, std::string_view booked);

struct said {
  websocket::opcode how = websocket::opcode::text;
  std::string bytes;
};
said message(dialect in, std::string_view words);

// What has come, and what is answered to it.
enum class heard : unsigned char { message, entered, nothing };
heard hear(dialect in, std::string_view bytes, std::string& answer);
// There is nothing to wait for once the handshake is done.
bool enters_at_once(dialect in);

}  // namespace speech
}  // namespace reprise::load
