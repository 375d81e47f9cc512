// What the network side has done, for /metrics. Any thread.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace reprise::net {

// What HTTP requests may do only so often; each is counted by those who are turned away (429).
enum class door_limit { requests, wrong_codes, joins, joins_by_code, wrong_keys, records };
inline constexpr std::array<std::string_view, 6> door_limit_names{"requests",      "wrong_codes", "joins",
                                                                  "joins_by_code", "wrong_keys",  "records"};

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
  std::array<number, door_limit_names.size()> over_limit{};
  std::array<number, 6> responses{};  // by the first digit of their status

  void turn_away(door_limit by) { over_limit[static_cast<std::size_t>(by)]++; }
};

}  // namespace reprise::net
