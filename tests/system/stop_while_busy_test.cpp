// P16 at an ordinary end: the server is told to stop while commands flow. Whatever it acknowledged is in the log, and it
// ends as one that has nothing to complain about.
#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <map>
#include <nlohmann/json.hpp>
#include <semaphore>
#include <thread>
#include <variant>

#include "server/hub/live_session.hpp"
#include "server/log/sqlite_log.hpp"
#include "tests/support/blocking_log.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::tests {
namespace {

constexpr int members = 4;
constexpr int acknowledged_first = 20;  // before it is told to stop

// Speaks until the server says goodbye: what was acknowledged, and as which commit.
std::map<std::string, seq_number> speak(std::uint16_t port, const joined_member& who,
                                        std::counting_semaphore<>& heard) {
  std::map<std::string, seq_number> acknowledged;
  test_client client(port, who.session);
  if (!client.enter(who.ticket)) return acknowledged;
  int made = 0;
  const auto ask = [&] {
    const auto name = "Name " + std::to_string(++made);
    client.command(std::to_string(made), "rename", {{"member", who.member}, {"name", name}});
  };
  for (int under_way = 0; under_way < 8; ++under_way) ask();
  for (auto message = client.receive(); message && message->opcode != 8; message = client.receive()) {
    if (message->opcode != 1) continue;
    const auto frame = nlohmann::json::parse(message->payload);
    const auto what = frame.at("frame").get<std::string>();
    if (what == "acknowledged") {
      acknowledged.emplace(frame.at("id"), frame.at("seq"));
      heard.release();
    }
    if (what == "acknowledged" || what == "refused") ask();  // refused: too many a second, or the server is stopping
  }
  return acknowledged;
}

TEST(stop, P16_keeps_what_it_acknowledged_while_commands_were_under_way) {
  const temporary_folder data;
  std::array<joined_member, members> people;
  std::array<std::map<std::string, seq_number>, members> acknowledged;
  {
    server_process server(data.path(), {"--log-level", "off"});
    std::counting_semaphore<> heard(0);
    std::vector<std::thread> talking;
    for (std::size_t each = 0; each < members; ++each) {
      people[each] = join(server.port(), server.join_code(), "Person", "join-" + std::to_string(each));
    }
    for (std::size_t each = 0; each < members; ++each) {
      talking.emplace_back([&, each] { acknowledged[each] = speak(server.port(), people[each], heard); });
    }
    for (int each = 0; each < acknowledged_first; ++each) EXPECT_TRUE(heard.try_acquire_for(patience));
    server.signal(SIGTERM);
    for (auto& each : talking) each.join();
    EXPECT_EQ(server.wait_for_end(), 0) << server.said();
  }

  sqlite_log log({.folder = data.path()});
  const auto read = blocking_log(log).read(people.front().session, 0, 1'000'000);
  std::map<std::string, seq_number> in_log;
  for (const auto& each : std::get<std::vector<stored_commit>>(read)) in_log.emplace(each.command_id, each.seq);
  for (std::size_t each = 0; each < members; ++each) {
    for (const auto& [command_id, seq] : acknowledged[each]) {
      const auto at = in_log.find(logged_command_id({people[each].member}, command_id));
      ASSERT_NE(at, in_log.end()) << command_id << " was acknowledged";
      EXPECT_EQ(at->second, seq);
    }
  }
}

}  // namespace
}  // namespace reprise::tests
