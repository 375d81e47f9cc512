// The organiser's key as an operator meets it: in the data folder, or in the environment.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/server_process.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::tests {
namespace {

http_answer open_with(std::uint16_t port, const std::string& key) {
  return post_json(port, "/api/sessions", {{"id", "autumn"}, {"playbook", "leading-teacher-development"}},
                   {"Authorization: Bearer " + key});
}

void expect_a_session_to_lead(const server_process& server, const http_answer& answer) {
  ASSERT_EQ(answer.status, 201) << answer.body;
  const auto opened = answer.json();
  test_client facilitator(server.port(), opened.at("session").get<std::string>());
  EXPECT_TRUE(facilitator.enter(opened.at("ticket").get<std::string>()));
}

TEST(organiser_key, in_the_data_folder_opens_sessions) {
  const temporary_folder data;
  const server_process server(data.path(), {"--log-level", "off"});
  std::string key;
  std::ifstream(data.path() / "organiser.key") >> key;
  ASSERT_FALSE(key.empty());
  EXPECT_EQ(open_with(server.port(), "another-key-of-an-organiser").status, 401);
  expect_a_session_to_lead(server, open_with(server.port(), key));
}

TEST(organiser_key, in_the_environment_takes_the_place_of_the_one_in_the_folder) {
  const temporary_folder data;
  std::string in_the_folder;
  {
    const server_process first(data.path(), {"--log-level", "off"});
    std::ifstream(data.path() / "organiser.key") >> in_the_folder;
  }
  ::setenv("REPRISE_ORGANISER_KEY", "a-key-from-the-environment", 1);
  const server_process server(data.path(), {"--log-level", "off"});
  ::unsetenv("REPRISE_ORGANISER_KEY");
  EXPECT_EQ(open_with(server.port(), in_the_folder).status, 401);
  expect_a_session_to_lead(server, open_with(server.port(), "a-key-from-the-environment"));
}

}  // namespace
}  // namespace reprise::tests
