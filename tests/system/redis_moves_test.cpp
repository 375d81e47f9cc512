// A Redis that is found by its name, and whose name comes to mean another address while a server runs.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "tests/support/places/places.hpp"
#include "tests/support/redis_process.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::tests {
namespace {

using namespace std::chrono_literals;

// What names mean to a process that is started while this is there.
class names {
 public:
  explicit names(const std::filesystem::path& folder) : file_(folder / "names") {
    ::setenv("NAMES", file_.c_str(), 1);
    ::setenv("LD_PRELOAD", (build_folder() / "tests/support/reprise_test_names.so").c_str(), 1);
    // The address sanitizer wants to be first among what is loaded, and is content with being there.
    if (const auto* there = std::getenv("ASAN_OPTIONS")) asan_before_ = there;
    ::setenv("ASAN_OPTIONS", (asan_before_ + ":verify_asan_link_order=0").c_str(), 1);
  }
  names(const names&) = delete;
  names& operator=(const names&) = delete;
  ~names() {
    ::unsetenv("NAMES");
    ::unsetenv("LD_PRELOAD");
    ::setenv("ASAN_OPTIONS", asan_before_.c_str(), 1);
  }

  // It is whole or not there, for whoever reads it meanwhile.
  void set(const std::string& name, const std::string& address) const {
    const auto next = file_.string() + ".next";
    std::ofstream(next) << address << ' ' << name << '\n';
    std::filesystem::rename(next, file_);
  }

 private:
  const std::filesystem::path file_;
  std::string asan_before_;
};

TEST(redis_moves, P16_to_another_address_under_its_name_and_is_found_there_by_itself) {
  const redis_process redis({"bind 127.0.0.1 127.0.0.2"});
  const temporary_folder data;
  const names all(data.path());
  all.set("lessons.test", "127.0.0.2");
  const server_process server(
      data.path(), {"--log-level", "off", "--log", "redis://lessons.test:" + std::to_string(redis.port()) + "/0"});
  ASSERT_TRUE(server.is_running()) << server.said();
  const auto ada = join(server.port(), server.join_code(), "Ada", "join-ada");
  test_client client(server.port(), ada.session);
  ASSERT_TRUE(client.enter(ada.ticket));
  client.command("c1", "rename", {{"member", ada.member}, {"name", "Ada L."}});
  ASSERT_TRUE(client.receive("acknowledged"));

  redis.ask({"CONFIG", "SET", "bind", "127.0.0.1"});
  for (const auto* kind : {"normal", "pubsub"}) redis.ask({"CLIENT", "KILL", "TYPE", kind});
  const nlohmann::json anew{{"member", ada.member}, {"name", "Ada Lovelace"}};
  client.command("c2", "rename", anew);
  while (get(server.port(), "/readyz").status != 503) std::this_thread::sleep_for(10ms);
  all.set("lessons.test", "127.0.0.1");
  while (get(server.port(), "/readyz").status != 200) std::this_thread::sleep_for(10ms);
  client.command("c2", "rename", anew);  // as a browser does, in case that it was refused meanwhile
  EXPECT_TRUE(client.receive("acknowledged"));
}

}  // namespace
}  // namespace reprise::tests
