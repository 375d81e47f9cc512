// HAProxy as it ships keeps each session's people on one node: else every node works for every session.
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>
#include <memory>
#include <numeric>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/cluster/settings.hpp"
#include "tests/support/haproxy_process.hpp"
#include "tests/support/redis_process.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::tests {
namespace {

using namespace std::chrono_literals;

constexpr int nodes = 3;
constexpr int sessions = 60;
constexpr int people_each = 4;
constexpr const char* organiser_key = "the-organisers-key-of-a-test";

class behind_haproxy_sessions : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<std::string> addresses;
    for (auto& each : data) {
      servers.emplace_back(each.path(),
                           std::vector<std::string>{"--log", redis.url(), "--log-level", "off", "--shards", "1",
                                                    "--trust-proxy", "--organiser-key", organiser_key});
      ASSERT_TRUE(servers.back().is_running()) << servers.back().said();
      std::string address = "127.0.0.1:";
      addresses.push_back(address.append(std::to_string(servers.back().port())));
    }
    proxy = std::make_unique<haproxy_process>(addresses);
    // A node that is not up yet would get nobody.
    const auto until = std::chrono::steady_clock::now() + patience;
    const auto all_up = [&] {
      for (const auto& each : proxy->nodes()) {
        if (!each.is_up()) return false;
      }
      return true;
    };
    while (!all_up() && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(20ms);
    ASSERT_TRUE(all_up());
  }

  // By node, from its own page of numbers.
  std::vector<int> numbers(const std::string& name) const {
    std::vector<int> found;
    for (const auto& each : servers) {
      std::istringstream lines(get(each.port(), "/metrics").body);
      int value = -1;
      for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(name + " ")) value = std::stoi(line.substr(name.size() + 1));
      }
      EXPECT_GE(value, 0) << "there is no number called " << name;
      found.push_back(value);
    }
    return found;
  }
  static int all_of(const std::vector<int>& each) { return std::accumulate(each.begin(), each.end(), 0); }

  redis_process redis{{"appendonly yes"}};
  std::vector<temporary_folder> data = std::vector<temporary_folder>(nodes);
  std::vector<server_process> servers;
  std::unique_ptr<haproxy_process> proxy;
};

TEST_F(behind_haproxy_sessions, stay_together_and_every_node_has_some) {
  std::vector<std::string> codes;
  for (int each = 0; each < sessions; ++each) {
    std::string id = "session-";
    id.append(std::to_string(each));
    std::string authorization = "Authorization: Bearer ";
    const auto made = post_json(proxy->port(), "/api/sessions", {{"id", id}, {"playbook", "headship"}},
                                {authorization.append(organiser_key)});
    ASSERT_EQ(made.status, 201) << made.body;
    codes.push_back(made.json().at("join_code").get<std::string>());
  }
  // As lessons begin: somebody here, somebody there. Each joins wherever there is a turn to be had.
  std::vector<std::unique_ptr<test_client>> people;
  std::vector<joined_member> members;
  for (int each = 0; each < people_each; ++each) {
    for (const auto& code : codes) {
      std::string id = "join-";
      members.push_back(join(proxy->port(), code, "Ada", id.append(std::to_string(members.size()))));
      people.push_back(std::make_unique<test_client>(proxy->port(), members.back().session));
      ASSERT_TRUE(people.back()->enter(members.back().ticket));
    }
  }
  const auto viewers = numbers("reprise_viewers");
  EXPECT_EQ(all_of(viewers), sessions * people_each);
  for (const auto each : viewers) {
    EXPECT_GT(each, sessions * people_each / nodes / 4);
    EXPECT_LT(each, sessions * people_each / nodes * 3 / 2);
  }

  // A session is in the memory of each node that has people of it, and leaves one that only let somebody in. So what is over
  // the number of sessions is how often one is on another node besides; that each server looked at its first one is let pass.
  constexpr int in_memory_most = sessions * 3 / 2;
  const auto until = std::chrono::steady_clock::now() + patience;
  auto in_memory = numbers("reprise_sessions");
  while (all_of(in_memory) > in_memory_most && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(100ms);
    in_memory = numbers("reprise_sessions");
  }
  EXPECT_LE(all_of(in_memory), in_memory_most);
  for (const auto each : in_memory) EXPECT_GT(each, sessions / nodes / 4);

  // What else is asked about a session goes to its node, too, which has it in memory.
  const auto loads = all_of(numbers("reprise_sessions_loaded_total"));
  for (std::size_t each = 0; each < codes.size(); ++each) {
    std::string authorization = "Authorization: Bearer ";
    const auto record = get(proxy->port(), "/api/sessions/" + members[each].session + "/record",
                            {authorization.append(members[each].ticket)});
    EXPECT_EQ(record.status, 200) << record.body;
  }
  EXPECT_LT(all_of(numbers("reprise_sessions_loaded_total")), loads + sessions / 2);
  std::cout << sessions << " sessions are in the memory of nodes " << all_of(in_memory) << " times; people by node:";
  for (const auto each : viewers) std::cout << " " << each;
  std::cout << "\n";
}

}  // namespace
}  // namespace reprise::tests
