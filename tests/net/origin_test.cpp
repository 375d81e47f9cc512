// Foreign pages: over fifty ways to be almost the right one.
#include <gtest/gtest.h>

#include "server/net/origins.hpp"
#include "tests/net/served.hpp"

namespace reprise::tests {
namespace {

std::vector<std::string> foreign_origins(const std::string& host, const std::string& port) {
  const auto at = host + ":" + port;
  return {
      "http://evil.example",
      "https://evil.example",
      "http://evil.example:" + port,
      "null",
      "NULL",
      "undefined",
      "*",
      "",
      " ",
      "http://",
      "https://",
      "http://" + host,
      "https://" + host,
      "http://" + host + ":1" + port,
      "http://" + host + ":" + port + "0",
      "http://" + at + "/",
      "http://" + at + "/path",
      "http://" + at + "?",
      "http://" + at + "#",
      "http://" + at + ".",
      "http://" + at + ".evil.example",
      "http://evil.example." + at,
      "http://evil" + at,
      "http://" + at + "@evil.example",
      "http://user@" + at,
      "http://user:pass@" + at,
      "http://" + at + "%00.evil.example",
      "http://" + at + " http://evil.example",
      "http://evil.example http://" + at,
      "http://" + at + ",http://evil.example",
      "http://evil.example,http://" + at,
      "http://" + at + ";",
      "HTTP://" + at,
      "Http://" + at,
      "http:/" + at,
      "http:" + at,
      "//" + at,
      at,
      host,
      "ws://" + at,
      "wss://" + at,
      "ftp://" + at,
      "file://",
      "file://" + at,
      "data:text/html,x",
      "javascript:alert(1)",
      "about:blank",
      "blob:http://" + at,
      "chrome-extension://" + at,
      "http://[::1]:" + port,
      "http://localhost:" + port,
      "http://0x7f000001:" + port,
      "http://2130706433:" + port,
      "http://127.1:" + port,
      "http://0.0.0.0:" + port,
      "http://127.0.0.1.nip.io:" + port,
      "http://\xd0\xb0:" + port,
      "http://" + at + "\\@evil.example",
      "http:\\\\" + at,
  };
}

TEST(foreign_pages, are_refused_in_over_fifty_variants_on_websockets_and_posts) {
  served server;
  const auto opened = server.open();
  const auto port = std::to_string(server.port());
  const auto variants = foreign_origins("127.0.0.1", port);
  EXPECT_GE(variants.size(), 50U);
  for (const auto& origin : variants) {
    const test_client listener(server.port(), opened.session, {"Origin: " + origin});
    EXPECT_FALSE(listener.is_open()) << origin;
    EXPECT_EQ(listener.handshake().status, 403) << origin;
    const auto posted = post_json(server.port(), "/api/join", {{"id", "x"}, {"code", opened.code}, {"name", "Eve"}},
                                  {"Origin: " + origin});
    EXPECT_EQ(posted.status, 403) << origin;
  }
  const test_client two(server.port(), opened.session,
                        {"Origin: http://127.0.0.1:" + port, "Origin: http://evil.example"});
  EXPECT_EQ(two.handshake().status, 403);
  EXPECT_EQ(server.counters.joined, 0U);
  EXPECT_EQ(server.counters.websockets_opened, 0U);
}

TEST(own_pages, may_speak_with_and_without_tls_in_front_and_programs_without_an_origin) {
  served server;
  const auto opened = server.open();
  const auto at = "127.0.0.1:" + std::to_string(server.port());
  EXPECT_TRUE(test_client(server.port(), opened.session, {"Origin: http://" + at}).is_open());
  EXPECT_TRUE(test_client(server.port(), opened.session, {"Origin: https://" + at}).is_open());
  EXPECT_TRUE(test_client(server.port(), opened.session).is_open());
}

TEST(own_pages, are_those_of_the_public_url_where_there_is_one) {
  served server({.public_url = "https://reprise.example.org", .origins = {"https://school.example"}});
  const auto opened = server.open();
  const auto at = "127.0.0.1:" + std::to_string(server.port());
  const auto may = [&](const std::string& origin) {
    return test_client(server.port(), opened.session, {"Origin: " + origin}).is_open();
  };
  EXPECT_TRUE(may("https://reprise.example.org"));
  EXPECT_TRUE(may("https://school.example"));
  EXPECT_FALSE(may("http://reprise.example.org"));
  EXPECT_FALSE(may("http://" + at)) << "a name that somebody points at this address must not make a page ours";
}

}  // namespace
}  // namespace reprise::tests
