// How much one address, and everybody with one code, may ask for, in virtual time.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/net/served.hpp"

namespace reprise::tests {
namespace {

const std::string code = "K7HF3M";
const net::caller school{"192.0.2.1", false};
const net::caller elsewhere{"192.0.2.2", false};
const net::caller this_machine{"127.0.0.1", true};

class limited : public ::testing::Test {
 protected:
  limited() {
    for (const auto& each : {code, std::string("K7HF3N")}) {
      log.claim("code:" + each, "session2345", [](claim_answer) {});
    }
  }

  // The shard was never started, so whoever is let through waits there.
  bool may_join(const net::caller& from, const std::string& with = code) {
    bool let_through = true;
    desk.join({"join-" + std::to_string(++joins), with, "Ada"}, from, [&](const result<http::joined>& how) {
      EXPECT_EQ(how.error().code, refusal_code::too_fast);
      let_through = false;
    });
    return let_through;
  }
  int how_many_may_join(const net::caller& from, int most) {
    int count = 0;
    while (count < most && may_join(from)) ++count;
    return count;
  }

  net::http_response ask(const net::caller& from) {
    net::http_request asked;
    asked.method = net::http_method::get;
    asked.path = "/healthz";
    asked.from = from;
    net::http_response got;
    site.answer(asked, [&](net::http_response how) { got = std::move(how); });
    return got;
  }
  bool may_listen(const net::caller& from) {
    net::http_request asked;
    asked.method = net::http_method::get;
    asked.path = "/live/session2345";
    asked.from = from;
    const auto wanted = site.find_live(asked);
    EXPECT_TRUE(wanted.session);
    if (wanted.refused) {
      EXPECT_EQ(wanted.refused->code, refusal_code::too_fast);
    }
    return !wanted.refused;
  }

  instant now = 1'000'000;
  int joins = 0;
  memory_log log;
  net::net_counters counters;
  shard home{log, hub_options{}};
  const tickets signer{ticket_key{}};
  net::playbook_shelf no_playbooks{{}, {}};
  net::front_desk desk{{log, {&home}, signer, organiser_key, no_playbooks, counters, [this] { return now; }}};
  const net::static_files files{"/nonexistent"};
  const net::media_files media{"/nonexistent"};
  const net::origins pages{"", {}};
  health condition;
  metrics numbers;
  net::site site{{desk, files, media, pages, condition, numbers, counters, [this] { return now; }}};
};

TEST_F(limited, joins_of_one_address_come_in_a_burst_and_then_at_a_pace) {
  constexpr int burst = static_cast<int>(net::joins_per_address.burst);
  EXPECT_EQ(how_many_may_join(school, burst + 1), burst);
  EXPECT_TRUE(may_join(elsewhere)) << "other schools do not wait";
  now += 1'000;
  EXPECT_EQ(how_many_may_join(school, burst), static_cast<int>(net::joins_per_address.per_second));
}

TEST_F(limited, joins_with_one_code_are_limited_wherever_they_come_from) {
  constexpr int burst = static_cast<int>(net::joins_per_code.burst);
  EXPECT_EQ(how_many_may_join(this_machine, burst + 1), burst) << "this machine has the limit of the code alone";
  EXPECT_FALSE(may_join(elsewhere));
  EXPECT_TRUE(may_join(elsewhere, "K7HF3N")) << "other sessions do not wait";
  now += 1'000;
  EXPECT_EQ(how_many_may_join(this_machine, burst), static_cast<int>(net::joins_per_code.per_second));
}

TEST_F(limited, requests_of_one_address_come_in_a_burst_and_then_at_a_pace) {
  constexpr int burst = static_cast<int>(net::requests_per_address.burst);
  for (int each = 0; each < burst; ++each) ASSERT_EQ(ask(school).status, 200) << each;
  const auto refused = ask(school);
  EXPECT_EQ(refused.status, 429);
  const auto& headers = refused.headers;
  EXPECT_EQ(std::count(headers.begin(), headers.end(), std::pair<std::string_view, std::string>("Retry-After", "1")),
            1);
  EXPECT_FALSE(may_listen(school)) << "a WebSocket begins with a request";
  EXPECT_EQ(ask(elsewhere).status, 200);
  EXPECT_TRUE(may_listen(elsewhere));
  for (int each = 0; each < 2 * burst; ++each) ASSERT_EQ(ask(this_machine).status, 200) << "the proxy's checks";

  now += 1'000;
  int answered = 0;
  while (ask(school).status == 200) ++answered;
  EXPECT_EQ(answered, static_cast<int>(net::requests_per_address.per_second));
}

}  // namespace
}  // namespace reprise::tests
