// How an operator says where Redis is, and what is said to them when it cannot be read.
#include "server/log/redis_address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace reprise {
namespace {

using layout = redis_address::layout;

redis_address read(const std::string& text) { return read_redis_address(text).value(); }

TEST(redis_address, of_one_server) {
  const auto plain = read("redis://cache.school.example");
  EXPECT_EQ(plain.kind, layout::single);
  EXPECT_EQ(plain.endpoints, (std::vector{redis_endpoint{"cache.school.example", 6379}}));
  EXPECT_EQ(plain.database, 0);
  EXPECT_EQ(plain.password, "");

  const auto whole = read("redis://reprise:p%40ss%3Aword@[::1]:6380/3");
  EXPECT_EQ(whole.endpoints, (std::vector{redis_endpoint{"::1", 6380}}));
  EXPECT_EQ(whole.user, "reprise");
  EXPECT_EQ(whole.password, "p@ss:word");
  EXPECT_EQ(whole.database, 3);
  EXPECT_EQ(whole.endpoints[0].text(), "[::1]:6380");
}

TEST(redis_address, of_a_socket) {
  const auto at = read("unix://:secret@/run/redis/redis.sock?db=2");
  EXPECT_EQ(at.endpoints, (std::vector{redis_endpoint{"/run/redis/redis.sock", 0}}));
  EXPECT_TRUE(at.endpoints[0].is_socket());
  EXPECT_EQ(at.password, "secret");
  EXPECT_EQ(at.database, 2);
}

TEST(redis_address, of_sentinels_and_clusters) {
  const auto watched = read("redis-sentinel://:pw@10.0.0.1,10.0.0.2:26380/mymaster/1");
  EXPECT_EQ(watched.kind, layout::sentinel);
  EXPECT_EQ(watched.endpoints, (std::vector{redis_endpoint{"10.0.0.1", 26379}, redis_endpoint{"10.0.0.2", 26380}}));
  EXPECT_EQ(watched.primary, "mymaster");
  EXPECT_EQ(watched.database, 1);

  const auto spread = read("redis-cluster://a:7001,b:7002,c");
  EXPECT_EQ(spread.kind, layout::cluster);
  EXPECT_EQ(spread.endpoints.size(), 3U);
  EXPECT_EQ(spread.endpoints[2], (redis_endpoint{"c", 6379}));
}

struct wrong_address {
  const char* text;
  const char* says;
};

class wrong_addresses : public testing::TestWithParam<wrong_address> {};

TEST_P(wrong_addresses, are_refused_with_what_to_do_and_without_the_password) {
  const auto read = read_redis_address(GetParam().text);
  ASSERT_TRUE(read.has_error()) << GetParam().text;
  EXPECT_THAT(read.error().detail, testing::HasSubstr(GetParam().says));
  EXPECT_THAT(read.error().detail, testing::Not(testing::HasSubstr("hunter2")));
}

INSTANTIATE_TEST_SUITE_P(each, wrong_addresses,
                         testing::Values(wrong_address{"rediss://host", "redis://host:port/0"},
                                         wrong_address{"redis://", "host's name is missing"},
                                         wrong_address{"redis://:hunter2@", "host's name is missing"},
                                         wrong_address{"redis://hunter2@host", "user:password, or :password"},
                                         wrong_address{"redis://:hunter2%@host", "two hexadecimal digits"},
                                         wrong_address{"redis://host:0", "1 to 65535"},
                                         wrong_address{"redis://host:65536", "1 to 65535"},
                                         wrong_address{"redis://host:port", "1 to 65535"},
                                         wrong_address{"redis://[::1", "ends with \"]\""},
                                         wrong_address{"redis://host/minus", "A database is a number"},
                                         wrong_address{"redis://host/-1", "A database is a number"},
                                         wrong_address{"redis://a,b", "Several are"},
                                         wrong_address{"unix://redis.sock", "begins with \"/\""},
                                         wrong_address{"unix:///redis.sock?x=1", "only ?db=NUMBER"},
                                         wrong_address{"redis-sentinel://a:1", "know the primary is missing"},
                                         wrong_address{"redis-cluster://a:1/0", "one database"}));

}  // namespace
}  // namespace reprise
