// One connection that speaks HTTP/1.1, until it ends or becomes a WebSocket.
//
// Thread    That of the shard it was given to.
// Owner     Itself: its pending operation keeps it alive; when none is left, it is gone.
// Failure   What cannot be read is answered with a problem, then closed. Who is slow is closed: a request has
//           only so long to arrive, and an answer to leave (times.hpp). An answer that is not found in time is try_again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "server/net/connection_limits.hpp"
#include "server/net/live_connection.hpp"
#include "server/net/site.hpp"
#include "server/net/sockets.hpp"
#include "server/net/times.hpp"
#include "server/net/trusted_proxies.hpp"

namespace reprise::net {

inline constexpr std::size_t header_bytes_max = 8 * 1024;
inline constexpr std::size_t draining_bytes_max = 1024 * 1024;
inline constexpr std::size_t requests_per_connection_max = 1'000;

struct http_surroundings {
  site& pages;
  const live_surroundings& live;
  net_counters& counters;
  times patience;
  trusted_proxies proxies{};
};

// From here the connection lives on `here`. `peer` is the address as text.
void serve_http(tcp_socket socket, std::string peer, connection_limits::place place, shard& here,
                const http_surroundings& with);

}  // namespace reprise::net
