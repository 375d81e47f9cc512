// P16: what was acknowledged survives kill -9, once. The server is killed at random moments while commands flow; after each
// restart every command that was not answered is sent again, as a browser does; in the end the log and the state are
// compared with what was acknowledged.
//
//   REPRISE_KILL_CYCLES=1000 for a longer run, REPRISE_KILL_SEED=n for the same moments and commands.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <future>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <semaphore>
#include <thread>

#include "server/log/sqlite_log.hpp"
#include "tests/support/insistent_person.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::tests {
namespace {

constexpr int members = 4;

int number_from(const char* variable, int otherwise) {
  const auto* text = std::getenv(variable);
  return text ? std::atoi(text) : otherwise;
}

template <class Answer, class Ask>
Answer wait_for(Ask ask) {
  std::promise<Answer> promised;
  auto answer = promised.get_future();
  ask([&](Answer got) { promised.set_value(std::move(got)); });
  return answer.get();
}

TEST(kill_dash_nine, P16_loses_nothing_acknowledged_and_doubles_nothing) {
  const int cycles = number_from("REPRISE_KILL_CYCLES", 50);
  const auto seed = static_cast<unsigned>(number_from("REPRISE_KILL_SEED", 4711));
  std::mt19937 random(seed);
  const temporary_folder data;
  std::vector<insistent_person> people(members);

  for (int cycle = 0; cycle < cycles; ++cycle) {
    server_process server(data.path(), {"--log-level", "off"});
    ASSERT_TRUE(server.is_running()) << "cycle " << cycle << ": " << server.said();
    if (cycle == 0) {
      for (int each = 0; each < members; ++each) {
        people[static_cast<std::size_t>(each)].who =
            join(server.port(), server.join_code(), "Person " + std::to_string(each), "join-" + std::to_string(each));
      }
    }
    std::counting_semaphore<> heard(0);
    std::vector<std::thread> talking;
    for (auto& each : people) {
      talking.emplace_back([&each, &heard, port = server.port(), own_seed = random()] {
        std::mt19937 own(static_cast<unsigned>(own_seed));
        each.speak(port, own, [&] { heard.release(); });
      });
    }
    // A busy machine may take its time until commands flow; they do when one was acknowledged.
    EXPECT_TRUE(heard.try_acquire_for(patience)) << "nothing was acknowledged in cycle " << cycle;
    // The moment of the kill is the thing that is varied; nothing is being waited for.
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 60'000));
    server.kill();
    for (auto& each : talking) each.join();
  }

  // What is still open is settled, so that nothing is left in doubt.
  {
    server_process server(data.path(), {"--log-level", "off"});
    for (auto& each : people) {
      ASSERT_TRUE(each.finish(server.port()));
      EXPECT_EQ(each.tables.complaints, std::vector<std::string>{});
    }
    server.signal(SIGTERM);
    EXPECT_EQ(server.wait_for_end(), 0);
  }

  sqlite_log log({.folder = data.path()});
  const auto read = wait_for<read_answer>([&](auto then) { log.read(people.front().who.session, 0, 1'000'000, then); });
  const auto& commits = std::get<std::vector<stored_commit>>(read);
  std::map<std::string, int> times;  // the name that a command gave -> how often the log has it
  std::map<std::uint64_t, std::string> name_at;
  seq_number expected = 1;
  for (const auto& each : commits) {
    EXPECT_EQ(each.seq, expected++);
    const auto said = nlohmann::json::parse(each.bytes);
    if (said.at("command") != "rename") continue;
    const auto name = said.at("changes").at(0).at("entity").at("name").get<std::string>();
    ++times[name];
    name_at[each.seq] = name;
  }
  int acknowledged = 0;
  for (const auto& each : people) {
    for (const auto& [command_id, seq] : each.answered) {
      ++acknowledged;
      EXPECT_EQ(times[insistent_person::name_of(command_id)], 1) << command_id;
      EXPECT_EQ(name_at[seq], insistent_person::name_of(command_id)) << "acknowledged as commit " << seq;
    }
  }
  for (const auto& [name, count] : times) EXPECT_EQ(count, 1) << name;
  EXPECT_GE(acknowledged, cycles) << "a run that acknowledges next to nothing proves nothing";
  std::cout << cycles << " kills, " << acknowledged << " commands acknowledged, " << commits.size() << " commits, seed "
            << seed << "\n";
}

}  // namespace
}  // namespace reprise::tests
