// Why a WebSocket was closed, and whether its client should come back. One table, published in the AsyncAPI document.
// 4000 to 4499: come back (after a pause drawn from the range that the bye frame gives). 4500 to 4999: do not.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace reprise {

struct close_code {
  std::uint16_t value;
  std::string_view name;
  std::string_view meaning;
  std::int64_t pause_ms_min;  // 0 and 0 where the client must not come back
  std::int64_t pause_ms_max;

  constexpr bool come_back() const { return value < 4500; }
};

namespace closing {
inline constexpr close_code going_away{4000, "going_away", "The server is stopping or moving this session.", 500,
                                       5'000};
inline constexpr close_code slow_reader{4001, "slow_reader", "The connection could not keep up.", 1'000, 5'000};
inline constexpr close_code too_fast{4002, "too_fast", "Too many messages in too short a time.", 5'000, 15'000};
inline constexpr close_code hello_timeout{4003, "hello_timeout", "No hello came in time.", 1'000, 5'000};
inline constexpr close_code silent{4004, "silent", "Nothing was heard from the client for too long.", 500, 3'000};
inline constexpr close_code log_unavailable{4005, "log_unavailable", "The session could not be loaded just now.", 2'000,
                                            8'000};
inline constexpr close_code bad_frame{4500, "bad_frame",
                                      "A message could not be read; the refusal sent before says why.", 0, 0};
inline constexpr close_code bad_ticket{4501, "bad_ticket", "The ticket is not valid; join again with the code.", 0, 0};
inline constexpr close_code removed{4502, "removed", "A facilitator has removed this member.", 0, 0};
inline constexpr close_code no_such_session{4503, "no_such_session", "There is no such session.", 0, 0};
inline constexpr close_code left{4504, "left", "The member has left the session.", 0, 0};
inline constexpr close_code hostile{4505, "hostile", "The client broke the protocol.", 0, 0};
}  // namespace closing

inline constexpr std::array close_codes{closing::going_away,      closing::slow_reader, closing::too_fast,
                                        closing::hello_timeout,   closing::silent,      closing::log_unavailable,
                                        closing::bad_frame,       closing::bad_ticket,  closing::removed,
                                        closing::no_such_session, closing::left,        closing::hostile};

}  // namespace reprise
