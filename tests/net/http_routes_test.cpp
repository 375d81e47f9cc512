// Every route: what it answers, whom it refuses, and what it says then.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <future>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "protocol/http_routes.hpp"
#include "tests/net/problems.hpp"
#include "tests/net/served.hpp"

namespace reprise::tests {
namespace {

using nlohmann::json;

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

TEST_F(http_routes, a_record_is_read_as_often_as_a_person_may_want_it_and_not_by_the_hundred) {
  const auto opened = server.open();
  const auto ada = join(server.port(), opened.code, "Ada", "a");
  const auto path = "/api/sessions/" + opened.session + "/record";
  for (int time = 0; time < static_cast<int>(net::records_per_member.burst); ++time) {
    ASSERT_EQ(get(server.port(), path, {"Authorization: Bearer " + ada.ticket}).status, 200) << time;
  }
  http_answer more;
  for (int time = 0; time < 100 && more.status != 429; ++time) {  // a slow machine has earned another meanwhile
    more = get(server.port(), path, {"Authorization: Bearer " + ada.ticket});
  }
  expect_problem(more, 429, "too_fast");
  EXPECT_EQ(get(server.port(), path, {"Authorization: Bearer " + opened.ticket}).status, 200) << "others read theirs";
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

}  // namespace
}  // namespace reprise::tests
