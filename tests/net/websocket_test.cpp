// A place in a session over a real socket: coming in, speaking, falling silent, not reading, going.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <nlohmann/json.hpp>

#include "protocol/close_codes.hpp"
#include "tests/net/live_websocket.hpp"

namespace reprise::tests {
namespace {

using nlohmann::json;

TEST_F(live_websocket, hello_is_welcomed_and_a_command_acknowledged_after_its_changes) {
  const auto ada = join_as("Ada");
  auto client = connect();
  ASSERT_TRUE(client.is_open());
  EXPECT_EQ(client.handshake().header("Sec-WebSocket-Protocol"), "reprise.v1.json");
  const auto welcome = client.enter(ada.ticket);
  ASSERT_TRUE(welcome);
  EXPECT_EQ(welcome->at("member"), ada.member);
  EXPECT_EQ(welcome->at("snapshot"), true);

  client.command("c1", "rename", rename_args(ada, "Grace"));
  const auto acknowledged = client.receive("acknowledged");
  ASSERT_TRUE(acknowledged);
  EXPECT_EQ(acknowledged->at("id"), "c1");
  ASSERT_FALSE(client.seen().empty());
  EXPECT_EQ(client.seen().back().at("frame"), "changes");
  EXPECT_EQ(client.seen().back().at("seq"), acknowledged->at("seq"));
}

TEST_F(live_websocket, everybody_in_the_session_sees_a_change) {
  const auto ada = join_as("Ada");
  const auto ben = join_as("Ben");
  auto at_ada = enter_as(ada);
  auto at_ben = enter_as(ben);
  at_ada.command("c1", "rename", rename_args(ada, "Grace"));
  auto seen = at_ben.receive("changes");
  while (seen && seen->dump().find("Grace") == std::string::npos) seen = at_ben.receive("changes");
  EXPECT_TRUE(seen);
}

TEST_F(live_websocket, sessions_on_every_shard_are_served) {
  for (int each = 0; each < 8; ++each) {
    const auto other = server.open("session-" + std::to_string(each));
    test_client client(server.port(), other.session);
    EXPECT_TRUE(client.enter(other.ticket)) << other.session;
  }
}

TEST_F(live_websocket, coming_back_with_epoch_seq_and_mark_is_sent_only_what_changed) {
  const auto ada = join_as("Ada");
  const auto ben = join_as("Ben");
  auto client = connect();
  const auto first = client.enter(ada.ticket);
  ASSERT_TRUE(first);
  client.raw().reset();
  auto at_ben = enter_as(ben);
  at_ben.command("c1", "rename", rename_args(ben, "Benjamin"));
  ASSERT_TRUE(at_ben.receive("acknowledged"));

  auto again = connect();
  again.hello(ada.ticket, resume_point{first->at("epoch").get<std::string>(), first->at("seq").get<std::uint64_t>(),
                                       first->at("mark").get<commit_mark>()});
  const auto welcome = again.receive("welcome");
  ASSERT_TRUE(welcome);
  EXPECT_EQ(welcome->at("snapshot"), false);
  EXPECT_NE(welcome->dump().find("Benjamin"), std::string::npos);
  EXPECT_LT(welcome->dump().size(), first->dump().size());
}

TEST_F(live_websocket, tickets_that_are_not_for_here_are_refused) {
  const auto other = server.open("other");
  const auto ada = join_as("Ada");
  for (const auto& ticket : {std::string("nonsense"), other.ticket, ada.ticket + "x"}) {
    auto client = connect();
    client.hello(ticket);
    EXPECT_EQ(client.receive_close(), closing::bad_ticket.value);
    ASSERT_FALSE(client.seen().empty());
    EXPECT_EQ(client.seen().back().at("frame"), "bye");
    EXPECT_EQ(client.seen().back().at("come_back"), false);
  }
}

TEST(one_clock, a_ticket_is_good_where_it_was_issued_whatever_the_clock_says) {
  constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1'000;
  for (const auto ahead : {-day_ms, day_ms}) {
    const served server({.clock_ahead_ms = ahead});
    const auto opened = server.open();
    const auto ada = join(server.port(), opened.code, "Ada", "join-ada");
    test_client client(server.port(), ada.session);
    EXPECT_TRUE(client.enter(ada.ticket)) << ahead;
    const auto path = "/api/sessions/" + opened.session + "/record";
    EXPECT_EQ(get(server.port(), path, {"Authorization: Bearer " + ada.ticket}).status, 200) << ahead;
  }
}

TEST_F(live_websocket, a_session_that_never_was_is_not_made_by_asking_for_it) {
  test_client client(server.port(), "nosuchsession");
  client.hello(server.signer.issue({"nosuchsession", 10'001}, served::now()));
  EXPECT_EQ(client.receive_close(), closing::no_such_session.value);
}

TEST_F(live_websocket, commands_sent_behind_hello_without_waiting_are_done) {
  const auto ada = join_as("Ada");
  auto client = connect();
  client.hello(ada.ticket);
  client.command("c1", "rename", rename_args(ada, "Grace"));
  client.command("c2", "rename", rename_args(ada, "Hopper"));
  EXPECT_EQ(client.receive("acknowledged").value_or(json()).value("id", ""), "c1");
  EXPECT_EQ(client.receive("acknowledged").value_or(json()).value("id", ""), "c2");
}

TEST_F(live_websocket, who_vanishes_is_noticed_and_others_are_told) {
  const auto ada = join_as("Ada");
  auto watcher = connect();
  ASSERT_TRUE(watcher.enter(opened.ticket));
  auto client = enter_as(ada);
  auto presence = watcher.receive("presence");
  ASSERT_TRUE(presence);
  client.raw().reset();
  const auto is_gone = [&](const json& frame) {
    for (const auto& each : frame.at("members")) {
      if (each.at("member") == ada.member && each.at("here") == false) return true;
    }
    return false;
  };
  while (presence && !is_gone(*presence)) presence = watcher.receive("presence");
  EXPECT_TRUE(presence);
  EXPECT_TRUE(eventually([&] { return server.counters.websockets == 1; }));
}

TEST_F(live_websocket, clients_that_vanish_in_the_middle_of_anything_leave_nothing_behind) {
  const auto ada = join_as("Ada");
  const auto handshake = handshake_request(server.port(), opened.session);
  const auto said =
      ws_frame(1, json{{"frame", "hello"}, {"ticket", ada.ticket}}.dump()) + ws_frame(1, R"({"frame":"ping","at":1})");
  for (std::size_t cut = 0; cut < handshake.size() + said.size(); cut += 7) {
    wire to(server.port());
    to.send(handshake.substr(0, cut));
    if (cut > handshake.size()) {
      to.read_until("\r\n\r\n");
      to.send(said.substr(0, cut - handshake.size()));
    }
    cut % 2 == 0 ? to.reset() : to.close();
  }
  EXPECT_TRUE(eventually([&] { return server.counters.connections == 0; }));
  auto client = enter_as(ada);
  EXPECT_TRUE(is_served(client));
}

TEST_F(live_websocket, handshakes_that_are_none_are_refused) {
  const auto start =
      "GET /live/" + opened.session + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
  const std::string key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  for (const auto& rest :
       {std::string("Sec-WebSocket-Version: 8\r\n") + key, std::string("Sec-WebSocket-Version: 13\r\n"),
        std::string("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: \r\n")}) {
    wire to(server.port());
    to.send(start + rest + "\r\n");
    const auto answer = read_response(to, false);
    EXPECT_GE(answer.status, 400) << rest;
    EXPECT_TRUE(to.is_closed_by_peer());
  }
  wire elsewhere(server.port());
  elsewhere.send(
      "GET /nowhere HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
      key + "\r\n");
  EXPECT_EQ(read_response(elsewhere).status, 404);
}

TEST(a_log_that_never_answers, lets_a_hello_wait_only_so_long) {
  served server({.hub = {.command_patience_ms = 300}});
  server.held_log.set_faults({.delay = 100});
  test_client client(server.port(), "notloadedyet");
  client.hello(server.signer.issue({"notloadedyet", 10'001}, served::now()));
  EXPECT_EQ(client.receive_close(), closing::log_unavailable.value);
  EXPECT_EQ(client.seen().back().at("come_back"), true);
  EXPECT_TRUE(eventually([&] { return server.counters.websockets == 0; }));
}

TEST_F(live_websocket, when_the_server_stops_everybody_is_told_to_come_back) {
  auto ada = enter_as(join_as("Ada"));
  for (const auto& each : server.shards) each->finish(closing::going_away, [] {});
  EXPECT_EQ(ada.receive_close(), closing::going_away.value);
  const auto& bye = ada.seen().back();
  EXPECT_EQ(bye.at("frame"), "bye");
  EXPECT_EQ(bye.at("come_back"), true);
  EXPECT_GT(bye.at("pause_ms_max").get<int>(), bye.at("pause_ms_min").get<int>());
}

// --- silence -------------------------------------------------------------------------------------------------------------

class hasty_websocket : public live_websocket {
 protected:
  hasty_websocket() : live_websocket({.patience = {.hello_ms_max = 200, .goodbye_ms_max = 200}}) {}
};

TEST_F(hasty_websocket, who_says_no_hello_is_closed) {
  auto client = connect();
  EXPECT_EQ(client.receive_close(), closing::hello_timeout.value);
  EXPECT_TRUE(client.raw().is_closed_by_peer());
}

// Pings are frequent and the end is far off, so that a busy machine has many of them to answer before it is too late.
class attentive_websocket : public live_websocket {
 protected:
  static constexpr std::int64_t silent_ms = 2'000 * slowness;
  attentive_websocket()
      : live_websocket({.patience = {.ping_after_ms = 100, .silent_ms_max = silent_ms, .goodbye_ms_max = 200}}) {}
};

TEST_F(attentive_websocket, who_is_silent_is_asked_and_then_closed) {
  auto client = enter_as(join_as("Ada"));
  int pings = 0;
  auto message = client.receive();
  for (; message && message->opcode != 8; message = client.receive()) pings += message->opcode == 9 ? 1 : 0;
  ASSERT_TRUE(message);
  EXPECT_EQ(message->close_code(), closing::silent.value);
  EXPECT_GE(pings, 2);
  EXPECT_TRUE(eventually([&] { return server.counters.websockets == 0; })) << "also when they never close their side";
}

TEST_F(attentive_websocket, who_answers_pings_stays) {
  auto client = enter_as(join_as("Ada"));
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(silent_ms * 3 / 2);
  while (std::chrono::steady_clock::now() < until) {
    const auto message = client.receive();
    ASSERT_TRUE(message);
    ASSERT_NE(message->opcode, 8);
    if (message->opcode == 9) client.raw().send(ws_frame(10, message->payload));
  }
  EXPECT_TRUE(is_served(client));
}

// --- slow readers --------------------------------------------------------------------------------------------------------

TEST_F(live_websocket, who_does_not_read_costs_a_bounded_outbox_and_catches_up_with_a_snapshot) {
  const auto ada = join_as("Ada");
  const auto ben = join_as("Ben");
  auto slow = connect();
  slow.raw().set_receive_buffer(4'096);
  ASSERT_TRUE(slow.enter(ben.ticket));
  ASSERT_TRUE(is_served(slow)) << "it has spoken, so it has its welcome";

  // Ada changes her name faster than anybody could over the wire, until Ben's outbox is over its bound.
  auto& home = server.desk.shard_for(opened.session);
  const auto conflations = [&] { return std::as_const(home).counters().conflations.value(); };
  std::atomic<int> renamed{0};
  const std::string tail = " and a name as long as it may be, so that it weighs more";
  const auto rename_many = [&] {
    home.with_session(opened.session, [&](result<live_session*> loaded) {
      for (int each = 0; each < 500; ++each) {
        const auto number = std::to_string(renamed + each);
        (*loaded)->submit({{ada.member}, command::rename{{ada.member}, number + tail}}, "rename-" + number,
                          [&](result<accepted>) { ++renamed; });
      }
    });
  };
  while (conflations() == 0 && renamed < 100'000) {
    const int before = renamed;
    home.post(rename_many);
    ASSERT_TRUE(eventually([&] { return renamed == before + 500; }));
  }
  ASSERT_GT(conflations(), 0U);
  const auto snapshot = slow.receive("snapshot");
  ASSERT_TRUE(snapshot);
  EXPECT_NE(snapshot->dump().find(tail), std::string::npos);
  EXPECT_TRUE(is_served(slow));
}

}  // namespace
}  // namespace reprise::tests
