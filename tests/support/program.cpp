#include "tests/support/program.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace reprise::tests {
namespace {

std::string place_of(const std::string& name) {
  const auto* path = std::getenv("PATH");
  std::istringstream folders(std::string(path ? path : "").append(":/usr/sbin:/sbin"));
  for (std::string folder; std::getline(folders, folder, ':');) {
    auto place = folder + "/" + name;
    if (!folder.empty() && ::access(place.c_str(), X_OK) == 0) return place;
  }
  throw std::runtime_error("there is no program " + name + "; script/packages.txt names its package");
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (auto& each : words) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

program::program(const std::vector<std::string>& words, const std::vector<std::string>& environment) {
  const auto place = place_of(words.front());
  auto name = (std::filesystem::temp_directory_path() / "reprise-program-XXXXXX").string();
  output_ = mkostemp(name.data(), O_CLOEXEC | O_APPEND);
  if (output_ < 0) throw std::system_error(errno, std::generic_category(), "mkostemp");
  ::unlink(name.c_str());

  auto arguments = words;
  auto all = environment;
  for (auto** each = environ; *each != nullptr; ++each) all.emplace_back(*each);
  posix_spawn_file_actions_t files{};
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&files, output_, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, output_, STDERR_FILENO);
  const auto failed =
      posix_spawn(&pid_, place.c_str(), &files, nullptr, pointers_to(arguments).data(), pointers_to(all).data());
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) throw std::system_error(failed, std::generic_category(), place);
}

program::~program() {
  if (is_running()) {
    ::kill(pid_, SIGKILL);
    wait_for_end();
  }
  ::close(output_);
}

bool program::is_running() {
  int status = 0;
  if (pid_ <= 0 || ::waitpid(pid_, &status, WNOHANG) == 0) return pid_ > 0;
  pid_ = -1;
  exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return false;
}

int program::wait_for_end() {
  int status = 0;
  if (pid_ > 0 && ::waitpid(pid_, &status, 0) == pid_) exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  pid_ = -1;
  return exit_code_;
}

std::string program::said() const {
  std::string all;
  std::array<char, 4'096> bytes;
  off_t at = 0;
  for (ssize_t count = 0; (count = ::pread(output_, bytes.data(), bytes.size(), at)) > 0; at += count)
    all.append(bytes.data(), static_cast<std::size_t>(count));
  return all;
}

void run(const std::vector<std::string>& words) {
  program it(words);
  if (it.wait_for_end() == 0) return;
  std::string what;
  for (const auto& each : words) what.append(each).append(" ");
  throw std::runtime_error(what + "failed: " + it.said());
}

}  // namespace reprise::tests
