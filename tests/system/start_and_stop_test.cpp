// The binary as an operator meets it: its first words, its second start, its complaints, its end.
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>

#include "protocol/close_codes.hpp"
#include "tests/support/places/places.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::tests {
namespace {

using std::chrono::steady_clock;

TEST(start, prints_links_that_work) {
  const temporary_folder data;
  const server_process server(data.path());
  ASSERT_TRUE(server.is_running()) << server.said();
  EXPECT_EQ(get(server.port(), "/readyz").body, "ready\n");
  EXPECT_EQ(get(server.port(), "/s/" + server.session()).status, 200);
  EXPECT_NE(server.said().find("/organise\n"), std::string::npos) << server.said();
  EXPECT_NE(server.said().find((data.path() / "organiser.key").string()), std::string::npos) << server.said();
  EXPECT_EQ(get(server.port(), "/organise").header("Content-Type"), "text/html; charset=utf-8");

  test_client facilitator(server.port(), server.session());
  const auto welcome = facilitator.enter(server.facilitator_ticket());
  ASSERT_TRUE(welcome);
  EXPECT_NE(welcome->dump().find(R"("role":"facilitator")"), std::string::npos);

  const auto ada = join(server.port(), server.join_code(), "Ada", "join-ada");
  test_client participant(server.port(), ada.session);
  EXPECT_TRUE(participant.enter(ada.ticket));
}

TEST(start, a_second_one_goes_on_with_the_same_session) {
  const temporary_folder data;
  std::string session;
  std::string code;
  joined_member ada;
  {
    const server_process first(data.path());
    session = first.session();
    code = first.join_code();
    ada = join(first.port(), code, "Ada", "join-ada");
  }
  const server_process second(data.path());
  EXPECT_EQ(second.session(), session);
  EXPECT_EQ(second.join_code(), code);
  EXPECT_EQ(join(second.port(), code, "Ada", "join-ada").member, ada.member);
  test_client again(second.port(), session);
  EXPECT_TRUE(again.enter(ada.ticket)) << "tickets outlive a restart";
}

TEST(start, without_a_session_prints_no_secret_and_opens_none) {
  const temporary_folder data;
  const auto prints_no_link = [&](const server_process& of) {
    return of.said().find("ticket=") == std::string::npos && of.said().find("code=") == std::string::npos;
  };
  {
    const server_process first(data.path(), {"--no-session"});
    ASSERT_TRUE(first.is_running()) << first.said();
    EXPECT_TRUE(prints_no_link(first)) << first.said();
    EXPECT_NE(first.said().find((data.path() / "organiser.key").string()), std::string::npos) << first.said();
    std::string key;
    std::ifstream(data.path() / "organiser.key") >> key;
    const auto opened = post_json(first.port(), "/api/sessions", {{"id", "a"}, {"playbook", "headship"}},
                                  {"Authorization: Bearer " + key});
    EXPECT_EQ(opened.status, 201) << opened.body;
  }
  const server_process second(data.path(), {"--no-session"});
  ASSERT_TRUE(second.is_running()) << second.said();
  EXPECT_TRUE(prints_no_link(second)) << second.said();
}

TEST(start, two_servers_do_not_share_a_data_folder) {
  const temporary_folder data;
  const server_process first(data.path());
  const server_process second(data.path());
  EXPECT_FALSE(second.is_running());
  EXPECT_NE(second.said().find(data.path().string()), std::string::npos) << second.said();
  EXPECT_NE(second.said().find(std::to_string(first.pid())), std::string::npos) << second.said();
  EXPECT_EQ(get(first.port(), "/readyz").status, 200);
}

TEST(start, two_servers_do_not_share_a_port) {
  const temporary_folder data;
  const temporary_folder other;
  const server_process first(data.path());
  server_process second(other.path(), {"--port", std::to_string(first.port())});
  EXPECT_EQ(second.wait_for_end(), 1);
  EXPECT_NE(second.said().find("already"), std::string::npos) << second.said();
  EXPECT_NE(second.said().find("--port"), std::string::npos) << second.said();
}

TEST(start, mistakes_are_named_with_what_to_do) {
  const temporary_folder data;
  const auto complaint = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(),
                     {"--data", data.path().string(), "--playbooks", (source_folder() / "playbooks").string()});
    auto ran = server_process::run(arguments);
    EXPECT_NE(ran.wait_for_end(), 0);
    return ran.said();
  };
  EXPECT_NE(complaint({"--host", "not-an-address"}).find("--host"), std::string::npos);
  EXPECT_NE(complaint({"--playbooks", "/nonexistent"}).find("--playbooks"), std::string::npos);
  EXPECT_NE(complaint({"--port", "99999"}).find("--port"), std::string::npos);
  EXPECT_NE(complaint({"--nonsense"}).find("--nonsense"), std::string::npos);
  EXPECT_NE(complaint({"--public-url", "reprise.example.org"}).find("https://"), std::string::npos);
  EXPECT_NE(complaint({"--organiser-key", "short"}).find("organiser-key"), std::string::npos);
  std::ofstream(data.path() / "a-file") << "x";
  EXPECT_NE(complaint({"--data", (data.path() / "a-file").string()}).find("a-file"), std::string::npos);
}

TEST(start, help_names_every_option_and_the_environment) {
  auto ran = server_process::run({"--help"});
  EXPECT_EQ(ran.wait_for_end(), 0);
  for (const char* option : {"--port", "--host", "--data", "--shards", "--web", "--playbooks", "--origin",
                             "--public-url", "--log-level", "--organiser-key", "--config", "REPRISE_DATA"}) {
    EXPECT_NE(ran.said().find(option), std::string::npos) << option;
  }
}

TEST(start, settings_come_from_flags_then_the_environment_then_the_file) {
  const temporary_folder data;
  const auto file = data.path() / "reprise.toml";
  std::ofstream(file) << "public-url = \"https://from-the-file.example\"\n";
  ::setenv("REPRISE_CONFIG", file.c_str(), 1);
  EXPECT_NE(server_process(data.path()).said().find("https://from-the-file.example/s/"), std::string::npos);
  ::setenv("REPRISE_PUBLIC_URL", "https://from-the-environment.example", 1);
  EXPECT_NE(server_process(data.path()).said().find("https://from-the-environment.example/s/"), std::string::npos);
  EXPECT_NE(server_process(data.path(), {"--public-url", "https://from-a-flag.example"})
                .said()
                .find("https://from-a-flag.example/s/"),
            std::string::npos);
  ::unsetenv("REPRISE_CONFIG");
  ::unsetenv("REPRISE_PUBLIC_URL");
}

TEST(start, its_log_holds_no_tickets_codes_or_names) {
  const temporary_folder data;
  server_process server(data.path(), {"--log-level", "debug"});
  const auto code = server.join_code();
  const auto ada = join(server.port(), code, "Zebulon", "join-ada");
  test_client client(server.port(), ada.session);
  ASSERT_TRUE(client.enter(ada.ticket));
  client.command("c1", "rename", {{"member", ada.member}, {"name", "Quetzalcoatl"}});
  ASSERT_TRUE(client.receive("acknowledged"));
  const auto printed = server.said().size();
  server.signal(SIGTERM);
  server.wait_for_end();
  const auto log = server.said().substr(printed);
  EXPECT_NE(log.find("\"event\":\"stopped\""), std::string::npos) << log;
  for (const auto& secret :
       {ada.ticket, code, std::string("Zebulon"), std::string("Quetzalcoatl"), std::string("127.0.0.1\",\"name")}) {
    EXPECT_EQ(log.find(secret), std::string::npos) << secret;
  }
  std::size_t begin = 0;
  while (begin < log.size()) {
    const auto end = std::min(log.find('\n', begin), log.size());
    EXPECT_TRUE(nlohmann::json::accept(log.substr(begin, end - begin))) << log.substr(begin, end - begin);
    begin = end + 1;
  }
}

class stop : public ::testing::TestWithParam<int> {};

TEST_P(stop, tells_everybody_to_come_back_and_ends_soon) {
  const temporary_folder data;
  server_process server(data.path());
  const auto ada = join(server.port(), server.join_code(), "Ada", "join-ada");
  test_client client(server.port(), ada.session);
  ASSERT_TRUE(client.enter(ada.ticket));
  wire idle(server.port());
  wire half(server.port());
  half.send("GET / HT");

  const auto begun = steady_clock::now();
  server.signal(GetParam());
  EXPECT_EQ(client.receive_close(), closing::going_away.value);
  ASSERT_FALSE(client.seen().empty());
  EXPECT_EQ(client.seen().back().at("frame"), "bye");
  EXPECT_EQ(client.seen().back().at("come_back"), true);
  EXPECT_EQ(server.wait_for_end(), 0);
  EXPECT_LT(steady_clock::now() - begun, std::chrono::seconds(10));
  EXPECT_TRUE(idle.is_closed_by_peer());
}

INSTANTIATE_TEST_SUITE_P(signals, stop, ::testing::Values(SIGTERM, SIGINT));

}  // namespace
}  // namespace reprise::tests
