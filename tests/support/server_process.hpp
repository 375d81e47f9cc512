// The real binary as a child process: started with a folder of its own, read, stopped or killed.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace reprise::tests {

// A folder that is gone with the test.
class temporary_folder {
 public:
  temporary_folder();
  temporary_folder(const temporary_folder&) = delete;
  temporary_folder& operator=(const temporary_folder&) = delete;
  ~temporary_folder();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

class server_process {
 public:
  // Waits until it has printed its links, or has ended.
  explicit server_process(const std::filesystem::path& data, const std::vector<std::string>& more = {});
  // Any other way of calling it; waits until it has ended.
  static server_process run(const std::vector<std::string>& arguments);
  server_process(server_process&& other) noexcept;
  server_process& operator=(server_process&&) = delete;
  ~server_process();  // kills it, where it still runs

  bool is_running() const { return pid_ > 0; }
  pid_t pid() const { return pid_; }
  std::uint16_t port() const;
  std::string facilitator_link() const;
  std::string facilitator_ticket() const;
  std::string session() const;
  std::string join_code() const;
  const std::string& said() const { return said_; }  // standard output, then standard error where it has ended

  void signal(int number) const;
  void kill();  // -9, and waits
  // Its exit code; -1 where a signal ended it.
  int wait_for_end();

 private:
  server_process() = default;
  void start(const std::vector<std::string>& arguments);
  bool read_some();
  void finish();

  pid_t pid_ = 0;
  int output_ = -1;
  int errors_ = -1;
  int exit_code_ = -1;
  std::string said_;
};

}  // namespace reprise::tests
