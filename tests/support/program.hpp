// A program of somebody else's as a child process: HAProxy, nft, ip. Found where root's path leads, too, for Debian has them
// there. Ended by its process id.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace reprise::tests {

class program {
 public:
  // `words` are its name and arguments, `environment` are additions ("NAME=value").
  explicit program(const std::vector<std::string>& words, const std::vector<std::string>& environment = {});
  program(const program&) = delete;
  program& operator=(const program&) = delete;
  ~program();  // SIGKILL, where it still runs

  pid_t pid() const { return pid_; }
  bool is_running();
  // Its exit code; -1 where a signal ended it.
  int wait_for_end();
  std::string said() const;  // up to now, on both its outputs

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  int exit_code_ = -1;
};

// To its end; throws, with what it said, where that is not a good one.
void run(const std::vector<std::string>& words);

}  // namespace reprise::tests
