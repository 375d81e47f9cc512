// A playbook that somebody saved: there after the process was killed, and good for sessions.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "tests/support/places/places.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::tests {
namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(own_playbooks, outlive_a_killed_server_and_open_sessions) {
  const temporary_folder data;
  std::string key;
  {
    server_process first(data.path(), {"--log-level", "off"});
    std::ifstream(data.path() / "organiser.key") >> key;
    const auto saved = ask(first.port(), "POST", "/api/playbooks/angry-parents", {"Authorization: Bearer " + key},
                           text_of(shipped_playbook("headship.yaml")));
    ASSERT_EQ(saved.status, 200) << saved.body;
    first.kill();
  }
  std::ofstream(data.path() / "playbooks" / "spoilt.yaml") << "title: Half of\n";
  const server_process second(data.path());
  ASSERT_TRUE(second.is_running()) << second.said();
  const auto opened = post_json(second.port(), "/api/sessions", {{"id", "autumn"}, {"playbook", "angry-parents"}},
                                {"Authorization: Bearer " + key});
  ASSERT_EQ(opened.status, 201) << opened.body;
  test_client facilitator(second.port(), opened.json().at("session").get<std::string>());
  const auto welcome = facilitator.enter(opened.json().at("ticket").get<std::string>());
  ASSERT_TRUE(welcome);
  EXPECT_NE(welcome->dump().find("Mrs Karim and the tally"), std::string::npos);
  const auto checked =
      server_process::run({"playbook", "check", (data.path() / "playbooks" / "angry-parents.yaml").string()});
  EXPECT_NE(checked.said().find(": fine: "), std::string::npos) << checked.said();
}

}  // namespace
}  // namespace reprise::tests
