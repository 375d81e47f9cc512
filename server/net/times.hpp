// How long things may take on a connection. The defaults are what a server runs with; tests choose shorter ones.
#pragma once

#include <cstdint>

namespace reprise::net {

struct times {
  // HTTP
  std::int64_t request_ms_max = 10'000;   // to arrive as a whole; also the next one on a kept connection
  std::int64_t answer_ms_max = 15'000;    // to be found; over hub_options::command_patience_ms, whose refusal says more
  std::int64_t response_ms_max = 60'000;  // to leave
  std::int64_t draining_ms_max =
      2'000;  // after a refusal the rest is read and thrown away, or the reset eats the answer

  // WebSocket
  std::int64_t handshake_ms_max = 10'000;
  std::int64_t hello_ms_max = 5'000;
  std::int64_t ping_after_ms = 15'000;  // of silence
  std::int64_t silent_ms_max = 45'000;  // then the connection is taken for dead
  std::int64_t goodbye_ms_max = 2'000;  // for the last bytes to leave and the other side to close
};

}  // namespace reprise::net
