// A server in this process that is stopped while its log has answers to give.
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <thread>
#include <variant>

#include "server/app.hpp"
#include "server/log/sqlite_database.hpp"
#include "server/log/sqlite_log.hpp"
#include "tests/support/blocking_log.hpp"
#include "tests/support/places/places.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::tests {
namespace {

config settings_for(const std::filesystem::path& data) {
  config settings;
  settings.port = 0;
  settings.data = data;
  settings.playbooks = source_folder() / "playbooks";
  settings.shards = 1;
  settings.organiser_key = "organiser-key-of-the-tests";
  return settings;
}

bool waits_in_the_log(std::uint16_t port, int requests) {
  const auto wanted = "\nreprise_log_requests_waiting " + std::to_string(requests) + "\n";
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (get(port, "/metrics").body.find(wanted) == std::string::npos) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::yield();
  }
  return true;
}

// Another program holds the file, so that the log cannot answer before the shards have ended. Its answers go to the front
// desk and to a connection; under AddressSanitizer this also shows that these are still there.
TEST(shutdown, ends_when_the_log_has_answered_everybody) {
  logging::set_level(logging::level::off);
  const temporary_folder data;
  auto running = std::make_unique<app>(settings_for(data.path()));
  // The one shard has its log tidied before it answers anybody; that is done first.
  ASSERT_TRUE(waits_in_the_log(running->port(), 0));
  {
    sqlite_database other(data.path() / "reprise.sqlite", "");
    other.run("BEGIN IMMEDIATE");
    wire organiser(running->port());
    const std::string body = R"({"id":"autumn","playbook":"leading-teacher-development"})";
    organiser.send(
        "POST /api/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        "Authorization: Bearer organiser-key-of-the-tests\r\nContent-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body);
    ASSERT_TRUE(waits_in_the_log(running->port(), 1));
    running->stop();
    other.run("ROLLBACK");
  }
  // A request that was still under way would find the file free and be done.
  running.reset();
  sqlite_log log({.folder = data.path()});
  EXPECT_TRUE(std::holds_alternative<not_found>(blocking_log(log).find("opened:autumn")));
}

}  // namespace
}  // namespace reprise::tests
