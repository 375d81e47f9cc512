// A log on a Redis of the test's own, asked in plain sentences. For the tests of the log in Redis.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "server/log/redis_log.hpp"
#include "tests/support/blocking_log.hpp"
#include "tests/support/redis_process.hpp"

namespace reprise {

inline redis_log_options at(const tests::redis_process& redis) {
  return {.address = read_redis_address(redis.url()).value(), .patience = {.reply = std::chrono::seconds(30)}};
}

inline stored_commit commit(seq_number seq, const std::string& id = "", const std::string& says = "said") {
  return {seq, id, says + " " + std::to_string(seq)};
}

inline bool is_closed_for_now(const append_answer& answer) {
  const auto* why = std::get_if<unavailable>(&answer);
  return why && why->reason.find("another Redis has taken over") != std::string::npos;
}

inline log_position append(commit_log& log, const log_position& expected, const std::vector<stored_commit>& what) {
  auto answer = blocking_log(log).append("lesson", expected, what);
  while (is_closed_for_now(answer)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    answer = blocking_log(log).append("lesson", expected, what);
  }
  const auto* done = std::get_if<appended>(&answer);
  EXPECT_NE(done, nullptr);
  return done ? done->last : log_position{};
}

inline loaded_session load(commit_log& log) { return std::get<loaded_session>(blocking_log(log).load("lesson")); }

}  // namespace reprise
