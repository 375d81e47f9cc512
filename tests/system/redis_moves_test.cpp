// A Redis that is found by its name, and whose name comes to mean another address while a server runs.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "tests/support/redis_process.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::tests {
namespace {

using namespace std::chrono_literals;

// What names mean to a process that is started while this is there (libnss-wrapper).
class names {
 public:
  explicit names(const std::filesystem::path& folder) : file_(folder / "hosts") {
    ::setenv("NSS_WRAPPER_HOSTS", file_.c_str(), 1);
    ::setenv("NSS_WRAPPER_DISABLE_DEEPBIND", "1", 1);  // which the sanitizers forbid
    ::setenv("LD_PRELOAD", "libnss_wrapper.so", 1);
    // The sanitizers want to be first among what is loaded, and are content with being there. How the wrapper keeps its own
    // threads apart is not what is tried here.
    std::ofstream(folder / "not_ours")
        << "called_from_lib:libnss_wrapper.so\nrace:libnss_wrapper.so\nrace:*hdestroy_r\n"
        << "race:*hsearch_r\nrace:*hcreate_r\n";
    add_to("ASAN_OPTIONS", asan_before_, "verify_asan_link_order=0");
    add_to("TSAN_OPTIONS", tsan_before_, "suppressions=" + (folder / "not_ours").string());
  }
  names(const names&) = delete;
  names& operator=(const names&) = delete;
  ~names() {
    ::unsetenv("NSS_WRAPPER_HOSTS");
    ::unsetenv("NSS_WRAPPER_DISABLE_DEEPBIND");
    ::unsetenv("LD_PRELOAD");
    ::setenv("ASAN_OPTIONS", asan_before_.c_str(), 1);
    ::setenv("TSAN_OPTIONS", tsan_before_.c_str(), 1);
  }

  void set(const std::string& name, const std::string& address) {
    std::ofstream(file_) << address << ' ' << name << '\n';
    // It is read again when it is of another second than before.
    std::filesystem::last_write_time(file_, std::filesystem::file_time_type::clock::now() + ++changes_ * 10s);
  }

 private:
  static void add_to(const char* variable, std::string& before, const std::string& option) {
    if (const auto* there = std::getenv(variable)) before = there;
    ::setenv(variable, (before + ':' + option).c_str(), 1);
  }

  const std::filesystem::path file_;
  std::string asan_before_;
  std::string tsan_before_;
  int changes_ = 0;
};

TEST(redis_moves, P16_to_another_address_under_its_name_and_is_found_there_by_itself) {
  const redis_process redis({"bind 127.0.0.1 127.0.0.2"});
  const temporary_folder data;
  names all(data.path());
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
