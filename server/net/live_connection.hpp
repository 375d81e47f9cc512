// One WebSocket: somebody's place in a session.
//
//   Beast reads (handshake, masking, fragments, UTF-8, pings); outgoing.hpp writes, once per turn of the loop.
//
// Thread    The session's shard, from serve_live's own hop on.
// Owner     Itself, by its one permanent read; the timers hold it weakly. It detaches from its session before it goes.
// Limits    hello in time, something heard in time (times.hpp); messages_per_second_max; bad_frames_max messages that
//           cannot be read; limits::frame_bytes_max a message: a larger one is refused unread, and one over
//           skipped_bytes_max closes the connection.
// Failure   A message that is refused keeps the connection; a bye with a code of protocol/close_codes.hpp, and a close
//           frame with the same number, precede every closing by us.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/auth/tickets.hpp"
#include "server/hub/shard.hpp"
#include "server/net/connection_limits.hpp"
#include "server/net/front_desk.hpp"
#include "server/net/net_counters.hpp"
#include "server/net/sockets.hpp"
#include "server/net/times.hpp"

namespace reprise::net {

inline constexpr double messages_per_second_max = 100;  // far over what a person causes; drafts and typing included
inline constexpr double messages_burst_max = 400;
inline constexpr std::size_t bad_frames_max = 20;
// Of one message that is over limits::frame_bytes_max. The largest that our own client could make of a form, a list of
// prepared groups with nothing but long names in it, is below.
inline constexpr std::size_t skipped_bytes_max = 1024 * 1024;

struct live_surroundings {
  const front_desk& desk;
  net_counters& counters;
  times patience;
};

// The request that asked for the WebSocket.
struct live_request {
  session_key session;
  std::string target;
  std::vector<std::pair<std::string, std::string>> fields;
};

// Moves the socket to the session's shard and answers the handshake there. May be called on any shard's thread, that of
// the socket; `socket` is empty afterwards.
void serve_live(tcp_socket socket, live_request asked, connection_limits::place place, const live_surroundings& with);

}  // namespace reprise::net
