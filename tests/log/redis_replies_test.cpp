// What Redis says, read.
#include "server/log/redis_replies.hpp"

#include <gtest/gtest.h>

#include <string>

namespace reprise {
namespace {

TEST(redis_redirections, say_where_something_is) {
  const auto where = [](const std::string& error) {
    const auto to = read_redis_redirection(error);
    return to ? to->host + " " + std::to_string(to->port) : "nowhere";
  };
  EXPECT_EQ(where("MOVED 3999 127.0.0.1:6381"), "127.0.0.1 6381");
  EXPECT_EQ(where("ASK 3999 redis-2.example.org:6381"), "redis-2.example.org 6381");
  EXPECT_EQ(where("MOVED 3999 ::1:6381"), "::1 6381");
  EXPECT_EQ(where("MOVED 3999 :6381"), " 6381") << "the host is that of whoever says so";
  for (const auto* each : {"MOVED 3999", "MOVED 3999 host:", "MOVED 3999 host:0", "MOVED 3999 host:70000", "MOVED"})
    EXPECT_EQ(where(each), "nowhere") << each;
}

}  // namespace
}  // namespace reprise
