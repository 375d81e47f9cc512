// What the network side has done, for /metrics. Any thread.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace reprise::net {

struct net_counters {
  using number = std::atomic<std::uint64_t>;

  // Now
  number connections{0};
  number websockets{0};

  // Since the start
  number accepted{0};
  number turned_away{0};  // over a limit of connections
  number timed_out{0};    // too slow with a request
  number websockets_opened{0};
  number frames_in{0};
  number bytes_in{0};
  number bytes_out{0};       // on WebSockets
  number frames_refused{0};  // that could not be read
  number hello_timeouts{0};
  number silent{0};  // nothing heard for too long
  number floods{0};
  number hostile{0};
  number foreign_pages{0};  // refused for their Origin
  number wrong_codes{0};
  number joined{0};
  number sessions_opened{0};
  number csp_reports{0};
  std::array<number, 6> responses{};  // by the first digit of their status
};

}  // namespace reprise::net
