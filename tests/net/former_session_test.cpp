// A session that follows another: whoever shows the ticket that they had there finds what they promised, and nobody else.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/net/served.hpp"

namespace reprise::tests {
namespace {

using nlohmann::json;

class former_session : public ::testing::Test {
 protected:
  explicit former_session(served_options how = {}) : server(std::move(how)) {}

  http_answer open_with(const json& body) {
    return post_json(server.port(), "/api/sessions", body, {"Authorization: Bearer " + organiser_key});
  }
  served::opened_session open_after(const std::string& former, const std::string& request_id) {
    const auto answer = open_with({{"id", request_id}, {"playbook", "small"}, {"follows", former}});
    EXPECT_EQ(answer.status, 201) << answer.body;
    const auto said = answer.json();
    return {said.at("session"), said.at("join_code"), said.at("ticket"), said.at("member")};
  }

  joined_member join_with(const std::string& code, const std::string& name, const json& former_tickets) {
    const auto answer =
        post_json(server.port(), "/api/join",
                  {{"id", "join-" + name}, {"code", code}, {"name", name}, {"former_tickets", former_tickets}});
    EXPECT_EQ(answer.status, 200) << answer.body;
    const auto said = answer.json();
    return {said.at("session"), said.at("ticket"), said.at("member")};
  }

  // Somebody who was in this session, and promised this.
  joined_member who_promised(const served::opened_session& in, const std::string& name, const std::string& what) {
    const auto who = join(server.port(), in.code, name, "join-" + name + in.session);
    test_client client(server.port(), in.session);
    EXPECT_TRUE(client.enter(who.ticket));
    client.command("promise", "save_gap_task",
                   {{"what", what}, {"with_whom", "Jo"}, {"by_when", "Friday"}, {"evidence", "A photograph"}});
    EXPECT_TRUE(client.receive("acknowledged"));
    return who;
  }

  // What the ticket's member may see of promises of the session before: their words, by whose they are.
  std::vector<std::pair<std::uint64_t, std::string>> promises(const std::string& session, const std::string& ticket) {
    const auto path = "/api/sessions/" + session + "/record";
    const auto read = get(server.port(), path, {"Authorization: Bearer " + ticket});
    EXPECT_EQ(read.status, 200) << read.body;
    std::vector<std::pair<std::uint64_t, std::string>> found;
    const auto said = read.json();
    for (const auto& each : said.at("changes")) {
      if (each.at("put") == "earlier_task")
        found.emplace_back(each.at("entity").at("member"), each.at("entity").at("what"));
    }
    return found;
  }

  served server;
};

using promised = std::vector<std::pair<std::uint64_t, std::string>>;

TEST_F(former_session, P7_a_promise_comes_along_with_the_ticket_and_is_seen_by_its_owner_and_the_facilitator) {
  const auto first = server.open("first");
  const auto before = who_promised(first, "Ada", "Drop in on 9B");
  const auto next = open_after(first.session, "next");
  // Another name, and others' tickets too, as a browser has them: only the ticket says who one was.
  const auto other = server.open("other");
  const auto elsewhere = who_promised(other, "Ada", "Something else");
  const auto ada = join_with(next.code, "Ada O", {elsewhere.ticket, before.ticket});
  const auto ben = join(server.port(), next.code, "Ada", "ben");
  const promised hers{{ada.member, "Drop in on 9B"}};
  EXPECT_EQ(promises(next.session, ada.ticket), hers);
  EXPECT_EQ(promises(next.session, next.ticket), hers) << "who leads sees it";
  EXPECT_EQ(promises(next.session, ben.ticket), promised{}) << "the same name is nobody's ticket";
}

TEST_F(former_session, P7_a_ticket_that_is_not_good_for_the_session_before_is_passed_over_in_silence) {
  const auto first = server.open("first");
  const auto before = who_promised(first, "Ada", "Drop in on 9B");
  const auto other = server.open("other");
  const auto elsewhere = who_promised(other, "Ben", "Something else");
  const auto nobody = join(server.port(), first.code, "Cleo", "cleo");  // was there, and promised nothing
  const auto next = open_after(first.session, "next");

  auto forged = before.ticket;
  forged.back() = forged.back() == 'A' ? 'B' : 'A';
  const auto long_ago = served::now() - (ticket_lifetime_seconds + ticket_leeway_seconds + 60) * 1'000;
  const auto expired = server.signer.issue({first.session, before.member}, long_ago);
  const auto of_no_member = server.signer.issue({first.session, 999}, served::now());
  int number = 0;
  for (const auto& each :
       {forged, expired, of_no_member, elsewhere.ticket, nobody.ticket, first.ticket, std::string("not a ticket")}) {
    const auto who = join_with(next.code, "Person " + std::to_string(++number), {each});
    EXPECT_EQ(promises(next.session, who.ticket), promised{}) << number;
  }
  EXPECT_EQ(promises(next.session, next.ticket), promised{});
}

TEST_F(former_session, a_session_that_follows_none_takes_no_promises) {
  const auto first = server.open("first");
  const auto before = who_promised(first, "Ada", "Drop in on 9B");
  const auto unrelated = server.open("unrelated");
  const auto ada = join_with(unrelated.code, "Ada", {before.ticket});
  EXPECT_EQ(promises(unrelated.session, ada.ticket), promised{});
}

TEST_F(former_session, P11_who_was_removed_from_it_brings_nothing) {
  const auto first = server.open("first");
  const auto before = who_promised(first, "Ada", "Drop in on 9B");
  test_client leading(server.port(), first.session);
  ASSERT_TRUE(leading.enter(first.ticket));
  leading.command("out", "remove_member", {{"member", before.member}, {"reason", "Abuse."}});
  ASSERT_TRUE(leading.receive("acknowledged"));
  const auto next = open_after(first.session, "next");
  const auto ada = join_with(next.code, "Ada", {before.ticket});
  EXPECT_EQ(promises(next.session, ada.ticket), promised{});
}

TEST_F(former_session, P16_joining_again_with_the_same_id_brings_the_promise_once) {
  const auto first = server.open("first");
  const auto before = who_promised(first, "Ada", "Drop in on 9B");
  const auto next = open_after(first.session, "next");
  const auto once = join_with(next.code, "Ada", {before.ticket});
  const auto again = join_with(next.code, "Ada", {before.ticket});
  EXPECT_EQ(once.member, again.member);
  EXPECT_EQ(promises(next.session, next.ticket), (promised{{once.member, "Drop in on 9B"}}));
}

TEST_F(former_session, what_a_session_follows_has_to_be_there) {
  for (const char* each : {"nosuchsession", "NOT A KEY", "../../etc/passwd"}) {
    const auto answer = open_with({{"id", "next"}, {"playbook", "small"}, {"follows", each}});
    EXPECT_EQ(answer.status, 404) << each << ": " << answer.body;
    EXPECT_EQ(answer.json().at("field"), "follows");
  }
  const std::string too_long(limits::session_key_chars_max + 1, 'a');
  EXPECT_EQ(open_with({{"id", "next"}, {"playbook", "small"}, {"follows", too_long}}).status, 422);
}

TEST_F(former_session, more_tickets_than_a_browser_shows_are_refused) {
  const auto first = server.open("first");
  const json many(limits::former_tickets_max + 1, "x");
  const auto answer = post_json(server.port(), "/api/join",
                                {{"id", "a"}, {"code", first.code}, {"name", "Ada"}, {"former_tickets", many}});
  EXPECT_EQ(answer.status, 422) << answer.body;
}

// Sessions go out of memory as soon as nobody is there.
class former_session_unloaded : public former_session {
 protected:
  former_session_unloaded() : former_session({.hub = quick()}) {}
  static hub_options quick() {
    hub_options all;
    all.unload_after_ms = 0;
    return all;
  }
  // Whoever might come back keeps a session in memory for a minute; so all of them leave.
  void leave(const served::opened_session& which, const std::string& ticket) {
    test_client client(server.port(), which.session);
    ASSERT_TRUE(client.enter(ticket));
    client.command("gone", "leave", json::object());
    client.receive_close();
  }
  std::uint64_t in_memory() const {
    std::uint64_t count = 0;
    for (const auto& each : server.shards) count += std::as_const(*each).counters().sessions.value();
    return count;
  }
};

TEST_F(former_session_unloaded, the_session_before_is_read_from_the_log_when_it_is_asked) {
  const auto first = server.open("first");
  const auto before = who_promised(first, "Ada", "Drop in on 9B");
  leave(first, before.ticket);
  leave(first, first.ticket);
  const auto next = open_after(first.session, "next");
  ASSERT_TRUE(eventually([&] { return in_memory() == 1; })) << "the next one, whose facilitator may still come";
  const auto ada = join_with(next.code, "Ada", {before.ticket});
  EXPECT_EQ(promises(next.session, ada.ticket), (promised{{ada.member, "Drop in on 9B"}}));
}

TEST_F(former_session_unloaded, one_that_cannot_be_read_any_more_keeps_nobody_at_the_door) {
  const auto first = server.open("first");
  const auto before = who_promised(first, "Ada", "Drop in on 9B");
  leave(first, before.ticket);
  leave(first, first.ticket);
  const auto next = open_after(first.session, "next");
  ASSERT_TRUE(eventually([&] { return in_memory() == 1; })) << "the next one, whose facilitator may still come";
  log_position last;
  server.log.load(first.session, [&](const load_answer& held) { last = std::get<loaded_session>(held).last; });
  bool damaged = false;
  server.log.append(first.session, last, {{last.seq + 1, "", R"({"seq":1,"nonsense":true})"}},
                    [&](const append_answer& how) { damaged = std::holds_alternative<appended>(how); });
  ASSERT_TRUE(damaged);
  const auto ada = join_with(next.code, "Ada", {before.ticket});
  EXPECT_EQ(promises(next.session, ada.ticket), promised{});
}

}  // namespace
}  // namespace reprise::tests
