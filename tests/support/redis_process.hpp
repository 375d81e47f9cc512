// A Redis of a test's own, from Debian's package: started on loopback, on a port that nobody else has, in a folder that goes
// with it, and ended by its process id. Sentinels and nodes of a cluster are Redis servers too.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace reprise::tests {

class redis_process {
 public:
  // `settings` are lines of redis.conf. Returns when it answers, and throws when it does not within half a minute.
  explicit redis_process(std::vector<std::string> settings = {}, bool is_sentinel = false);
  redis_process(const redis_process&) = delete;
  redis_process& operator=(const redis_process&) = delete;
  ~redis_process();

  std::uint16_t port() const { return port_; }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  std::string url() const { return "redis://" + address() + "/0"; }
  std::string socket() const;
  pid_t pid() const { return pid_; }

  void kill();    // as a power cut does: SIGKILL
  void stop();    // as an operator does: SIGTERM, and waited for
  void start();   // again, on the same port and folder
  void launch();  // start, without waiting until it answers
  void pause();   // SIGSTOP
  void resume();  // SIGCONT
  bool is_running() const { return pid_ > 0; }

  // One command, its reply as text: an error's words, a list's elements by lines.
  std::string ask(const std::vector<std::string>& command) const;
  // Asks until the reply has these words in it; false when that takes longer than a minute.
  bool await(const std::vector<std::string>& command, const std::string& says) const;

 private:
  void write_settings() const;
  void wait_until_it_answers();

  const std::vector<std::string> settings_;
  const bool is_sentinel_;
  std::filesystem::path folder_;
  std::uint16_t port_ = 0;
  pid_t pid_ = -1;
};

// A port of loopback that was free a moment ago.
std::uint16_t free_port();

}  // namespace reprise::tests
