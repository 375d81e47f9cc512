#include "tests/support/server_process.hpp"
#include "tests/support/places/places.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <regex>
#include <stdexcept>
#include <utility>

namespace reprise::tests {
namespace {

constexpr int start_ms_max = 30'000;
const char* binary() {
  static const auto path = build_folder() / "reprise-server";
  return path.c_str();
}
const std::string last_line = "stop with Ctrl+C.\n";

std::string first_match(const std::string& in, const std::string& pattern) {
  std::smatch found;
  return std::regex_search(in, found, std::regex(pattern)) ? found[1].str() : "";
}

// What was written to an unlinked temporary file.
std::string read_all(int file) {
  std::string all;
  ::lseek(file, 0, SEEK_SET);
  std::array<char, 4'096> bytes;
  for (ssize_t count = 0; (count = ::read(file, bytes.data(), bytes.size())) > 0;)
    all.append(bytes.data(), static_cast<std::size_t>(count));
  return all;
}

}  // namespace

temporary_folder::temporary_folder() {
  auto place = (std::filesystem::temp_directory_path() / "reprise-data-XXXXXX").string();
  path_ = mkdtemp(place.data());
}
temporary_folder::~temporary_folder() { std::filesystem::remove_all(path_); }

server_process::server_process(const std::filesystem::path& data, const std::vector<std::string>& more) {
  std::vector<std::string> arguments{
      "--port", "0", "--data", data.string(), "--playbooks", (source_folder() / "playbooks").string(), "--shards", "2"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  start(arguments);
  while (said_.find(last_line) == std::string::npos && read_some()) {
  }
  if (said_.find(last_line) == std::string::npos) finish();
}

server_process server_process::run(const std::vector<std::string>& arguments) {
  server_process ran;
  ran.start(arguments);
  ran.wait_for_end();
  return ran;
}

server_process::server_process(server_process&& other) noexcept
    : pid_(std::exchange(other.pid_, 0)),
      output_(std::exchange(other.output_, -1)),
      errors_(std::exchange(other.errors_, -1)),
      exit_code_(other.exit_code_),
      said_(std::move(other.said_)) {}

server_process::~server_process() {
  kill();
  if (output_ >= 0) ::close(output_);
  if (errors_ >= 0) ::close(errors_);
}

void server_process::start(const std::vector<std::string>& arguments) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  auto name = (std::filesystem::temp_directory_path() / "reprise-errors-XXXXXX").string();
  errors_ = mkostemp(name.data(), O_CLOEXEC);
  ::unlink(name.c_str());
  std::vector<std::string> words{binary()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (auto& each : words) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  pid_ = ::fork();
  if (pid_ == 0) {
    ::dup2(pipe[1], STDOUT_FILENO);
    ::dup2(errors_, STDERR_FILENO);
    ::execv(binary(), pointers.data());
    ::_exit(127);
  }
  ::close(pipe[1]);
  output_ = pipe[0];
}

bool server_process::read_some() {
  pollfd ready{output_, POLLIN, 0};
  if (::poll(&ready, 1, start_ms_max) <= 0) return false;
  std::array<char, 4'096> bytes;
  const auto count = ::read(output_, bytes.data(), bytes.size());
  if (count <= 0) return false;
  said_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

void server_process::finish() {
  int status = 0;
  ::waitpid(std::exchange(pid_, 0), &status, 0);
  exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  said_ += read_all(errors_);
}

int server_process::wait_for_end() {
  if (pid_ > 0) {
    while (read_some()) {
    }
    finish();
  }
  return exit_code_;
}

void server_process::signal(int number) const { ::kill(pid_, number); }

void server_process::kill() {
  if (pid_ <= 0) return;
  signal(SIGKILL);
  wait_for_end();
}

std::uint16_t server_process::port() const {
  const auto digits = first_match(said_, "listening on http://[^\n]*:([0-9]+)\n");
  return digits.empty() ? std::uint16_t{0} : static_cast<std::uint16_t>(std::stoi(digits));
}
std::string server_process::facilitator_link() const { return first_match(said_, "(http://[^ \n]*/s/[^ \n]*)"); }
std::string server_process::facilitator_ticket() const { return first_match(said_, "#ticket=([^ \n]*)"); }
std::string server_process::session() const { return first_match(said_, "/s/([a-z2-9]*)#"); }
std::string server_process::join_code() const { return first_match(said_, "[?]code=([A-Z0-9]*)"); }

}  // namespace reprise::tests
