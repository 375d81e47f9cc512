// Whose X-Forwarded-For counts.
#include "server/net/trusted_proxies.hpp"

#include <gtest/gtest.h>

#include "server/net/front_desk.hpp"
#include "tests/net/served.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::tests {
namespace {

using net::trusted_proxies;

TEST(trusted_proxies, are_nobody_unless_somebody_is_named) {
  const trusted_proxies nobody;
  EXPECT_FALSE(nobody.has("127.0.0.1"));
  EXPECT_FALSE(nobody.has("10.0.0.1"));
  const trusted_proxies here(true);
  EXPECT_TRUE(here.has("127.0.0.1"));
  EXPECT_TRUE(here.has("::ffff:127.0.0.1"));
  EXPECT_TRUE(here.has("::1"));
  EXPECT_FALSE(here.has("10.0.0.1"));
}

TEST(trusted_proxies, are_those_in_the_networks_named_and_no_others) {
  const trusted_proxies of(false, {"10.1.0.0/20", "192.0.2.7", "fd00:1::/33"});
  for (const auto* inside : {"10.1.0.0", "10.1.15.255", "::ffff:10.1.3.4", "192.0.2.7", "fd00:1:7fff::1"})
    EXPECT_TRUE(of.has(inside)) << inside;
  for (const auto* outside : {"10.1.16.0", "10.0.255.255", "192.0.2.8", "fd00:1:8000::1", "127.0.0.1", "::1", ""})
    EXPECT_FALSE(of.has(outside)) << outside;
  EXPECT_TRUE(trusted_proxies(false, {"0.0.0.0/0"}).has("203.0.113.9"));
  EXPECT_FALSE(trusted_proxies(false, {"0.0.0.0/0"}).has("2001:db8::1"));
}

TEST(trusted_proxies, are_named_by_addresses_and_networks_only) {
  net::network ignored;
  for (const auto* good : {"10.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "::/0", "fd00::/8", "::1/128", "10.0.0.1/32"})
    EXPECT_TRUE(net::read_network(good, ignored)) << good;
  for (const auto* bad : {"", "proxy", "10.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8x", "::/129",
                          "/8", "10.0.0.0/99999999999999999999"}) {
    EXPECT_FALSE(net::read_network(bad, ignored)) << bad;
  }
}

// A guess at a join code from `address`, which says that it speaks for `forwarded`.
int guess(std::uint16_t port, const char* address, const std::string& forwarded) {
  wire from(port, address);
  const std::string body = R"({"id":"a","code":"AAAAAA","name":"Eve"})";
  std::string request = "POST /api/join HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Forwarded-For: ";
  request += forwarded;
  request += "\r\nContent-Length: ";
  request += std::to_string(body.size());
  request += "\r\n\r\n";
  request += body;
  from.send(request);
  return read_response(from).status;
}

TEST(behind_a_proxy_elsewhere, only_its_own_word_is_believed) {
  served server({.trust_proxy_at = {"127.0.0.2"}});
  int told = 0;
  while (guess(server.port(), "127.0.0.2", "192.0.2.1") == 404) ASSERT_LT(++told, 100);
  EXPECT_EQ(told, net::wrong_codes_per_address.burst);
  EXPECT_EQ(guess(server.port(), "127.0.0.2", "192.0.2.2"), 404) << "another person behind the proxy";
  // Whoever is not the proxy spends their own guesses, in whatever name they speak.
  EXPECT_EQ(guess(server.port(), "127.0.0.3", "192.0.2.1"), 404);
  for (int each = 1; each < net::wrong_codes_per_address.burst; ++each)
    EXPECT_EQ(guess(server.port(), "127.0.0.3", "192.0.2." + std::to_string(10 + each)), 404);
  EXPECT_EQ(guess(server.port(), "127.0.0.3", "192.0.2.99"), 429);
}

}  // namespace
}  // namespace reprise::tests
