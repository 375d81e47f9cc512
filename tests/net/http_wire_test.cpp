// Requests as bytes on a real socket: kept connections, slow ones, broken ones, too many of them, and behind a proxy.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "tests/net/problems.hpp"
#include "tests/net/served.hpp"

namespace reprise::tests {
namespace {

class http_wire : public ::testing::Test {
 protected:
  explicit http_wire(net::times patience_of_server = {}) : server({.patience = patience_of_server}) {}

  wire connection() const { return wire(server.port()); }

  served server;
};

// A limit that a busy machine may miss too, so only for tests in which it is to be missed.
class hasty_http_wire : public http_wire {
 protected:
  hasty_http_wire() : http_wire({.request_ms_max = 300}) {}
};

const std::string small_get = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

TEST_F(http_wire, a_connection_is_kept_for_the_next_request) {
  auto to = connection();
  for (int each = 0; each < 3; ++each) {
    ASSERT_TRUE(to.send(small_get));
    EXPECT_EQ(read_response(to).body, "alive\n");
  }
  EXPECT_EQ(server.counters.accepted, 1U);
}

TEST_F(http_wire, requests_sent_in_one_go_are_answered_in_order) {
  auto to = connection();
  to.send(small_get + "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n" + small_get);
  EXPECT_EQ(read_response(to).body, "alive\n");
  EXPECT_EQ(read_response(to).body, "ready\n");
  EXPECT_EQ(read_response(to).body, "alive\n");
}

TEST_F(http_wire, a_connection_that_asks_to_be_closed_is) {
  auto to = connection();
  to.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(read_response(to).header("Connection"), "close");
  EXPECT_TRUE(to.is_closed_by_peer());
  auto old = connection();
  old.send("GET /healthz HTTP/1.0\r\n\r\n");
  EXPECT_EQ(read_response(old).status, 200);
  EXPECT_TRUE(old.is_closed_by_peer());
}

TEST_F(http_wire, expect_100_is_answered_before_the_body) {
  auto to = connection();
  const std::string body = R"({"id":"a","code":"AAAAAA","name":"Ada"})";
  to.send(
      "POST /api/join HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: "
      "100-continue\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n");
  EXPECT_EQ(to.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  to.send(body);
  EXPECT_EQ(read_response(to).status, 404);
}

TEST_F(hasty_http_wire, requests_that_come_too_slowly_are_closed) {
  auto silent = connection();
  auto half = connection();
  half.send("GET /healthz HTTP/1.1\r\nHost:");
  auto bodyless = connection();
  bodyless.send("POST /api/join HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{");
  for (auto* each : {&silent, &half, &bodyless}) EXPECT_TRUE(each->is_closed_by_peer());
  EXPECT_EQ(server.counters.timed_out, 3U);

  // One byte now and then does not help: the whole request has its time, not each byte.
  auto dripping = connection();
  const auto begun = std::chrono::steady_clock::now();
  dripping.set_patience(std::chrono::milliseconds(20));
  while (!dripping.is_closed_by_peer()) {
    dripping.send("X");
    ASSERT_LT(std::chrono::steady_clock::now() - begun, patience);
  }
}

TEST(half_requests, by_the_thousand_do_not_keep_others_out) {
  const served server({.patience = {.request_ms_max = 3'000 * slowness}});
  std::vector<wire> all;
  for (int each = 0; each < 1'000; ++each) {
    all.emplace_back(server.port());
    all.back().send("GET / HTTP/1.1\r\nHo");
  }
  EXPECT_EQ(get(server.port(), "/healthz").status, 200);
  for (auto& each : all) EXPECT_TRUE(each.is_closed_by_peer());
  EXPECT_TRUE(eventually([&] { return server.counters.connections == 0; }));
}

TEST_F(http_wire, what_is_too_large_is_refused_with_a_reason) {
  auto header = connection();
  header.send("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: " + std::string(20'000, 'a') + "\r\n\r\n");
  expect_problem(read_response(header), 431, "too_large");
  EXPECT_TRUE(header.is_closed_by_peer());

  auto announced = connection();
  announced.send("POST /api/join HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + std::string(100'000, 'a'));
  expect_problem(read_response(announced), 413, "too_large");
  EXPECT_TRUE(announced.is_closed_by_peer());

  auto chunked = connection();
  chunked.send("POST /api/join HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int each = 0; each < 20; ++each) chunked.send("400\r\n" + std::string(1'024, 'a') + "\r\n");
  expect_problem(read_response(chunked), 413, "too_large");
}

TEST_F(http_wire, what_is_no_request_is_refused_and_closed) {
  using namespace std::string_literals;
  const std::vector<std::string> bad{
      "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 this is TLS\r\n\r\n",
      "GET\r\n\r\n",
      "GET /healthz\r\n\r\n",
      "GET /healthz HTTP/9.9\r\nHost: x\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost x\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n",
      "GET /healthz HTTP/1.1\r\n\r\n",                        // no Host
      "GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",  // two
      "POST /api/join HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
      "POST /api/join HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
      "POST /api/join HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello",
      "POST /api/join HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
      "GET /he\0lthz HTTP/1.1\r\nHost: x\r\n\r\n"s,
      std::string(5'000, '\0'),
  };
  for (const auto& each : bad) {
    auto to = connection();
    to.send(each);
    const auto answer = read_response(to);
    EXPECT_TRUE(answer.status == 400 || answer.status == 0) << each << answer.head;
    EXPECT_TRUE(to.is_closed_by_peer()) << each;
  }
  EXPECT_EQ(get(server.port(), "/healthz").status, 200);
}

TEST_F(http_wire, clients_that_vanish_at_any_point_leave_nothing_behind) {
  const std::string request =
      "POST /api/join HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
  for (std::size_t cut = 0; cut <= request.size(); ++cut) {
    auto to = connection();
    to.send(request.substr(0, cut));
    cut % 2 == 0 ? to.reset() : to.close();
  }
  EXPECT_TRUE(eventually([&] { return server.counters.connections == 0; }));
  EXPECT_EQ(get(server.port(), "/healthz").status, 200);
}

TEST(a_log_that_never_answers, is_waited_for_only_so_long) {
  served server({.patience = {.answer_ms_max = 1'500 * slowness}});
  const auto opened = server.open();
  server.held_log.set_faults({.delay = 100});
  wire to(server.port());
  const std::string body = R"({"id":"a","code":")" + opened.code + R"(","name":"Ada"})";
  to.send("POST /api/join HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " +
          std::to_string(body.size()) + "\r\n\r\n" + body);
  expect_problem(read_response(to), 503, "try_again");

  // The answer comes after all, in the middle of the next request, which is not its.
  server.held_log.set_faults({});
  to.send("GET /healthz HTTP/1.1\r\n");
  server.held_log.deliver_all();
  EXPECT_TRUE(eventually([&] { return server.counters.joined == 1; }));
  to.send("Host: x\r\n\r\n");
  EXPECT_EQ(read_response(to).body, "alive\n");
}

TEST(connection_limits, keep_a_place_for_others) {
  served server({.connections_max = 8});
  std::vector<wire> all;
  for (int each = 0; each < 8; ++each) {
    all.emplace_back(server.port());
    all.back().send(small_get);
    EXPECT_EQ(read_response(all.back()).status, 200);
  }
  EXPECT_TRUE(wire(server.port()).is_closed_by_peer());
  all.pop_back();
  EXPECT_TRUE(eventually([&] { return server.counters.connections == 7; }));
  EXPECT_EQ(get(server.port(), "/healthz").status, 200);
}

TEST(behind_a_proxy, limits_count_the_address_that_the_proxy_wrote_itself) {
  served server({.trust_proxy = true});
  const auto guess = [&](const std::string& forwarded) {
    return post_json(server.port(), "/api/join", {{"id", "a"}, {"code", "AAAAAA"}, {"name", "Eve"}},
                     {"X-Forwarded-For: " + forwarded})
        .status;
  };
  int told = 0;
  while (guess("198.51.100." + std::to_string(told) + ", 192.0.2.1") == 404) ASSERT_LT(++told, 100);
  EXPECT_EQ(told, net::wrong_codes_per_address.burst) << "what the client puts in front changes nothing";
  EXPECT_EQ(guess("192.0.2.1"), 429);
  EXPECT_EQ(guess("192.0.2.2"), 404);
}

TEST(behind_a_proxy, a_line_that_the_client_wrote_does_not_hide_the_one_of_the_proxy) {
  served server({.trust_proxy = true});
  const auto guess = [&](const std::string& forged, const std::string& by_the_proxy) {
    return post_json(server.port(), "/api/join", {{"id", "a"}, {"code", "AAAAAA"}, {"name", "Eve"}},
                     {"X-Forwarded-For: " + forged, "X-Forwarded-For: " + by_the_proxy})
        .status;
  };
  int told = 0;
  while (guess("198.51.100." + std::to_string(told), "192.0.2.1") == 404) ASSERT_LT(++told, 100);
  EXPECT_EQ(told, net::wrong_codes_per_address.burst);
  EXPECT_EQ(guess("192.0.2.1", "203.0.113.7, 192.0.2.2"), 404) << "another address is another address";
}

TEST(connection_limits, count_each_address_but_not_this_machine) {
  net::net_counters counters;
  net::connection_limits limits(10, 2, counters);
  auto first = limits.enter("192.0.2.1", false);
  auto second = limits.enter("192.0.2.1", false);
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(limits.enter("192.0.2.1", false));
  EXPECT_TRUE(limits.enter("192.0.2.2", false));
  first.reset();
  EXPECT_TRUE(limits.enter("192.0.2.1", false));
  std::vector<net::connection_limits::place> local;
  for (int each = 0; each < 5; ++each) local.push_back(limits.enter("127.0.0.1", true));
  EXPECT_TRUE(local.back());
  EXPECT_EQ(counters.turned_away, 1U);
}

}  // namespace
}  // namespace reprise::tests
