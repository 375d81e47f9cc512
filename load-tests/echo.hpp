// A plain fan-out: rooms of so many people, and what one of them says comes to all of them. Speaks to any server that knows rooms
// (dialect.hpp), so that what a delivery costs there can be set beside ours. Closed: so many messages at a time in each room,
// the next as soon as the last person has one. Open: so many a second, whatever comes back.
//
// Thread    One, all of it in echo().
// Failure   An exception where not everybody gets in, or nothing comes back.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>

#include "load-tests/dialect.hpp"

namespace reprise::load {

struct echo_options {
  std::string target;
  dialect speaks = dialect::plain;
  std::size_t people = 1'000;
  std::size_t people_per_room = 1'000;
  std::size_t outstanding = 1;  // in each room
  double per_second = 0;        // in each room; over 0 it is open
  std::size_t bytes = 300;      // of a message
  std::int64_t seconds = 5;     // measured, after one that is not
  std::int64_t server_process = 0;
};

struct echo_result {
  std::string speaks;
  std::int64_t people = 0;
  std::int64_t people_per_room = 0;
  std::int64_t outstanding = 0;
  std::int64_t us = 0;
  std::int64_t messages = 0;
  std::int64_t deliveries = 0;
  std::int64_t bytes_per_delivery = 0;
  std::int64_t server_cpu_us = 0;
  std::int64_t busy_permille = 0;  // of the generator
  std::int64_t p50_us = 0;         // from the moment when a message was to be sent to the last who has it
  std::int64_t p99_us = 0;
  std::int64_t enter_cpu_us = 0;  // of the server, for everybody's coming
  std::int64_t memory_kb = 0;     // ... and so much more memory
};
BOOST_DESCRIBE_STRUCT(echo_result, (),
                      (speaks, people, people_per_room, outstanding, us, messages, deliveries, bytes_per_delivery,
                       server_cpu_us, busy_permille, p50_us, p99_us, enter_cpu_us, memory_kb))

echo_result echo(const echo_options& with);

}  // namespace reprise::load
