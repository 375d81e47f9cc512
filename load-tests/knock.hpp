// What a handshake costs the server: people connect, shake hands, say hello with their ticket and what they know, are told that
// nothing was missed, and go again. One session for each who knocks, so that nobody else has to be told of it.
//
// Thread    One, all of it in knock().
// Failure   An exception where the sessions cannot be opened or a ticket is not taken.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>

namespace reprise::load {

struct knock_options {
  std::string target;
  std::string organiser_key;  // "": any WebSocket server; only the handshake is done, in rooms as in echo.hpp
  std::size_t at_once = 16;
  std::size_t times = 20'000;
  std::int64_t server_process = 0;
};

struct knock_result {
  std::int64_t times = 0;
  std::int64_t us = 0;
  std::int64_t server_cpu_us = 0;
  std::int64_t p50_us = 0;  // from connecting to having been let in
  std::int64_t p99_us = 0;
};
BOOST_DESCRIBE_STRUCT(knock_result, (), (times, us, server_cpu_us, p50_us, p99_us))

knock_result knock(const knock_options& with);

}  // namespace reprise::load
