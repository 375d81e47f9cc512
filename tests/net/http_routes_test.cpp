// Every route, and everything that can be wrong with a request, over a real socket.
#include <gtest/gtest.h>

#include <future>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "protocol/http_routes.hpp"
#include "tests/net/served.hpp"

namespace reprise::tests {
namespace {

using nlohmann::json;

void expect_problem(const http_answer& answer, int status, const std::string& code) {
  EXPECT_EQ(answer.status, status) << answer.head << answer.body;
  EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
  const auto said = json::parse(answer.body, nullptr, false);
  ASSERT_TRUE(said.is_object()) << answer.body;
  EXPECT_EQ(said.at("code"), code);
  EXPECT_EQ(said.at("status"), status);
  EXPECT_FALSE(said.at("title").get<std::string>().empty());
  EXPECT_FALSE(said.at("detail").get<std::string>().empty());
}

class http_routes : public ::testing::Test {
 protected:
  http_answer open_with(const json& body, const std::string& key = organiser_key) {
    return post_json(server.port(), "/api/sessions", body, {"Authorization: Bearer " + key});
  }
  http_answer join_with(const json& body) { return post_json(server.port(), "/api/join", body); }

  served server;
};

TEST_F(http_routes, every_answer_has_the_security_headers) {
  for (const char* path :
       {"/", "/healthz", "/readyz", "/metrics", "/api/playbooks", "/nothing/here", "/live/abcdefgh"}) {
    const auto answer = get(server.port(), path);
    EXPECT_NE(answer.header("Content-Security-Policy").find("default-src 'none'"), std::string::npos) << path;
    EXPECT_NE(answer.header("Content-Security-Policy").find("require-trusted-types-for 'script'"), std::string::npos);
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << path;
    EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer") << path;
    EXPECT_EQ(answer.header("Cross-Origin-Opener-Policy"), "same-origin") << path;
    EXPECT_EQ(answer.header("Cross-Origin-Resource-Policy"), "same-origin") << path;
    EXPECT_FALSE(answer.header("Date").empty()) << path;
  }
}

TEST_F(http_routes, probes_say_whether_the_server_lives_and_works) {
  EXPECT_EQ(get(server.port(), "/healthz").body, "alive\n");
  EXPECT_EQ(get(server.port(), "/readyz").status, 200);
  server.condition.note_stopping();
  const auto stopping = get(server.port(), "/readyz");
  EXPECT_EQ(stopping.status, 503);
  EXPECT_NE(stopping.body.find("stopping"), std::string::npos);
  EXPECT_EQ(get(server.port(), "/healthz").status, 200);
}

// A histogram's samples have names of their own.
std::string family_of(const std::string& sample, const std::map<std::string, std::string>& types) {
  for (const std::string_view ending : {"_bucket", "_sum", "_count"}) {
    if (!sample.ends_with(ending)) continue;
    const auto of = types.find(sample.substr(0, sample.size() - ending.size()));
    if (of != types.end() && of->second == "histogram") return of->first;
  }
  return sample;
}

TEST_F(http_routes, metrics_have_a_type_for_every_name_and_no_names_of_people) {
  const auto opened = server.open();
  join(server.port(), opened.code, "Zebulon", "join-1");
  const auto page = get(server.port(), "/metrics");
  EXPECT_EQ(page.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
  std::set<std::string> helped;
  std::map<std::string, std::string> types;
  std::istringstream lines(page.body);
  std::size_t samples = 0;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string first;
    std::string second;
    std::string name;
    words >> first >> second >> name;
    if (first == "#" && second == "HELP") {
      EXPECT_TRUE(helped.insert(name).second) << "twice: " << line;
    }
    if (first == "#" && second == "TYPE") {
      EXPECT_TRUE(types.emplace(name, line.substr(line.rfind(' ') + 1)).second);
    }
    if (first == "#") continue;
    ++samples;
    const auto of = family_of(first.substr(0, first.find('{')), types);
    EXPECT_TRUE(of.starts_with("reprise_")) << line;
    EXPECT_TRUE(helped.contains(of)) << line;
    EXPECT_TRUE(types.contains(of)) << line;
    if (types[of] == "counter") {
      EXPECT_TRUE(of.ends_with("_total")) << line;
    }
  }
  EXPECT_GT(samples, 100U) << "those of the process, the network, the log and the hub";
  for (const char* each : {"reprise_log_commits_total", "reprise_commands_total", "reprise_append_seconds"})
    EXPECT_TRUE(types.contains(each)) << each;
  EXPECT_NE(page.body.find("\nreprise_joins_total 1\n"), std::string::npos) << page.body;
  EXPECT_EQ(page.body.find("Zebulon"), std::string::npos);
  EXPECT_EQ(page.body.find(opened.session), std::string::npos);
}

TEST_F(http_routes, playbooks_are_listed) {
  const auto list = get(server.port(), "/api/playbooks").json();
  ASSERT_EQ(list.at("playbooks").size(), 1U);
  EXPECT_EQ(list.at("playbooks")[0].at("key"), "small");
}

TEST_F(http_routes, a_session_needs_the_organisers_key) {
  const json body{{"id", "a"}, {"playbook", "small"}};
  expect_problem(post_json(server.port(), "/api/sessions", body), 401, "bad_key");
  const auto wrong = open_with(body, "not-the-organisers-key");
  expect_problem(wrong, 401, "bad_key");
  EXPECT_EQ(wrong.header("WWW-Authenticate"), "Bearer");
  EXPECT_EQ(open_with(body).status, 201);
}

TEST_F(http_routes, guessing_the_organisers_key_is_slowed_down) {
  const json body{{"id", "a"}, {"playbook", "small"}};
  int told = 0;
  while (open_with(body, "guess-number-" + std::to_string(told)).status == 401) ASSERT_LT(++told, 100);
  EXPECT_EQ(told, net::wrong_keys_per_address.burst);
  expect_problem(open_with(body), 429, "too_fast");
}

TEST_F(http_routes, a_session_asked_for_twice_with_one_id_is_one_session) {
  const auto first = server.open("same");
  const auto again = server.open("same");
  const auto other = server.open("other");
  EXPECT_EQ(first.session, again.session);
  EXPECT_EQ(first.code, again.code);
  EXPECT_EQ(first.facilitator, again.facilitator);
  EXPECT_NE(first.session, other.session);
  EXPECT_NE(first.code, other.code);
}

TEST_F(http_routes, a_session_that_cannot_be_read_does_not_hide_those_that_can) {
  const auto good = server.open("good");
  server.log.append("badsession", {}, {{1, "", R"({"seq":1,"nonsense":true})"}}, [](const append_answer&) {});
  const auto found = std::make_shared<std::promise<result<http::session_created>>>();
  server.desk.newest_open([found](result<http::session_created> how) { found->set_value(std::move(how)); });
  const auto newest = found->get_future().get();
  ASSERT_TRUE(newest.has_value()) << newest.error().detail;
  EXPECT_EQ(newest->session, good.session);
}

TEST_F(http_routes, bodies_that_cannot_be_read_are_refused_by_field) {
  expect_problem(open_with({{"id", "a"}, {"playbook", "no-such"}}), 404, "not_found");
  expect_problem(open_with({{"id", "a"}}), 400, "missing_field");
  expect_problem(open_with({{"id", "a"}, {"playbook", "small"}, {"extra", 1}}), 400, "unknown_field");
  expect_problem(join_with({{"id", "a"}, {"code", "K7HF3M"}, {"name", std::string(61, 'x')}}), 422, "too_long");
  expect_problem(join_with({{"id", "a"}, {"code", "K7HF3M"}, {"name", " "}}), 422, "too_short");
  expect_problem(join_with({{"id", 5}, {"code", "K7HF3M"}, {"name", "Ada"}}), 400, "wrong_type");
  // 64 characters that are 256 bytes: too long for what the log calls a command.
  std::string wide;
  for (int each = 0; each < 64; ++each) wide += "\xF0\x9F\x8E\x93";
  expect_problem(join_with({{"id", wide}, {"code", "K7HF3M"}, {"name", "Ada"}}), 422, "too_long");
  expect_problem(ask(server.port(), "POST", "/api/join", {"Content-Type: application/json"}, "{\"id\":"), 400,
                 "not_json");
  expect_problem(ask(server.port(), "POST", "/api/join", {"Content-Type: text/plain"}, "{}"), 415, "not_json");
  EXPECT_EQ(server.log.check().commits, 0U);
}

TEST_F(http_routes, P16_joining_again_with_the_same_id_is_the_same_member) {
  const auto opened = server.open();
  const auto first = join(server.port(), opened.code, "Ada", "same-id");
  const auto again = join(server.port(), opened.code, "Ada", "same-id");
  const auto other = join(server.port(), opened.code, "Ada", "other-id");
  EXPECT_EQ(first.member, again.member);
  EXPECT_NE(first.member, other.member);
  EXPECT_EQ(first.session, opened.session);
  EXPECT_EQ(server.signer.check(first.ticket, served::now()).value(), (ticket_holder{opened.session, first.member}));
}

TEST_F(http_routes, join_codes_are_taken_as_people_type_them_and_wrong_ones_refused) {
  const auto opened = server.open();
  auto typed = opened.code.substr(0, 3) + " " + opened.code.substr(3);
  std::transform(typed.begin(), typed.end(), typed.begin(),
                 [](unsigned char each) { return static_cast<char>(std::tolower(each)); });
  EXPECT_EQ(join(server.port(), typed, "Ada", "a").session, opened.session);
  const auto wrong = opened.code == "AAAAAA" ? "CCCCCC" : "AAAAAA";
  expect_problem(join_with({{"id", "b"}, {"code", wrong}, {"name", "Ben"}}), 404, "bad_code");
  expect_problem(join_with({{"id", "b"}, {"code", "not a code"}, {"name", "Ben"}}), 404, "bad_code");
}

TEST_F(http_routes, P7_a_record_holds_what_its_reader_may_see) {
  const auto opened = server.open();
  const auto ada = join(server.port(), opened.code, "Ada", "a");
  const auto path = "/api/sessions/" + opened.session + "/record";
  const auto read = get(server.port(), path, {"Authorization: Bearer " + ada.ticket});
  ASSERT_EQ(read.status, 200) << read.body;
  EXPECT_EQ(read.json().at("member"), ada.member);
  EXPECT_EQ(read.body.find(opened.code), std::string::npos) << "the join code is the facilitator's";
  const auto by_facilitator = get(server.port(), path, {"Authorization: Bearer " + opened.ticket});
  EXPECT_NE(by_facilitator.body.find(opened.code), std::string::npos);

  expect_problem(get(server.port(), path), 401, "bad_ticket");
  const auto other = server.open("other");
  expect_problem(get(server.port(), path, {"Authorization: Bearer " + other.ticket}), 401, "bad_ticket");
}

TEST_F(http_routes, what_is_not_there_is_a_problem_and_wrong_methods_name_the_right_ones) {
  expect_problem(get(server.port(), "/no/such/page"), 404, "not_found");
  const auto wrong = get(server.port(), "/api/join");
  expect_problem(wrong, 405, "method_not_allowed");
  EXPECT_EQ(wrong.header("Allow"), "POST");
  for (const char* method : {"DELETE", "PUT", "PATCH", "OPTIONS", "TRACE", "POST"}) {
    const auto answer = ask(server.port(), method, "/healthz");
    expect_problem(answer, 405, "method_not_allowed");
    EXPECT_EQ(answer.header("Allow"), "GET, HEAD");
  }
  expect_problem(get(server.port(), "/live/abcdefgh"), 426, "not_allowed");
}

TEST_F(http_routes, head_is_get_without_the_body) {
  const auto whole = get(server.port(), "/healthz");
  const auto head = ask(server.port(), "HEAD", "/healthz");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Length"), whole.header("Content-Length"));
  EXPECT_EQ(head.body, "");
}

TEST_F(http_routes, csp_reports_are_counted_and_not_kept) {
  const auto taken =
      ask(server.port(), "POST", "/csp-report", {"Content-Type: application/csp-report"}, "{\"csp-report\":{}}");
  EXPECT_EQ(taken.status, 204);
  EXPECT_EQ(server.counters.csp_reports, 1U);
}

// --- the wire ------------------------------------------------------------------------------------------------------------

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
