#include "tests/support/redis_process.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <random>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "server/log/redis_connection.hpp"

namespace reprise::tests {
namespace {

using namespace std::chrono_literals;

std::filesystem::path new_folder() {
  auto pattern = (std::filesystem::temp_directory_path() / "reprise-redis-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::system_error(errno, std::generic_category(), "mkdtemp");
  return pattern;
}

std::string in_lines(const redis_reply& reply) {
  if (!reply.is_list()) {
    const auto text = reply.str();
    return text.empty() && !reply.is_nothing() ? std::to_string(reply.number()) : text;
  }
  std::string lines;
  for (std::size_t at = 0; at < reply.size(); ++at) lines += in_lines(reply[at]) + '\n';
  return lines;
}

}  // namespace

std::uint16_t free_port() {
  // Below those that the system hands out by itself, so that nobody's connection takes it while its owner is away.
  std::random_device random;
  for (int tries = 0; tries < 1'000; ++tries) {
    const auto port = static_cast<std::uint16_t>(10'000 + random() % 22'000);
    const int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    address.sin_port = htons(port);
    const bool bound = bind(listening, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    close(listening);
    if (bound) return port;
  }
  throw std::runtime_error("there is no free port");
}

redis_process::redis_process(std::vector<std::string> settings, bool is_sentinel)
    : settings_(std::move(settings)), is_sentinel_(is_sentinel), folder_(new_folder()), port_(free_port()) {
  start();
}

redis_process::~redis_process() {
  if (pid_ > 0) {
    ::kill(pid_, SIGCONT);
    kill();
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string redis_process::socket() const { return (folder_ / "redis.sock").string(); }

void redis_process::write_settings() const {
  std::ofstream file(folder_ / "redis.conf");
  file << "bind 127.0.0.1\nport " << port_ << "\ndir " << folder_.string() << "\ndaemonize no\nlogfile redis.log\n";
  if (!is_sentinel_) file << "save \"\"\nunixsocket " << socket() << "\n";
  for (const auto& each : settings_) file << each << "\n";
}

void redis_process::launch() {
  // A sentinel keeps what it has learnt in its file.
  if (!is_sentinel_ || !std::filesystem::exists(folder_ / "redis.conf")) write_settings();
  const auto file = (folder_ / "redis.conf").string();
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    const int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, 0);
    dup2(nowhere, 1);
    dup2(nowhere, 2);
    if (is_sentinel_)
      execlp("redis-server", "redis-server", file.c_str(), "--sentinel", nullptr);
    else
      execlp("redis-server", "redis-server", file.c_str(), nullptr);
    _exit(127);
  }
  pid_ = child;
}

void redis_process::start() {
  launch();
  wait_until_it_answers();
}

void redis_process::wait_until_it_answers() {
  const auto until = std::chrono::steady_clock::now() + 30s;
  while (std::chrono::steady_clock::now() < until) {
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = -1;
      throw std::runtime_error("redis-server ended at once; is the package redis-server installed? See " +
                               (folder_ / "redis.log").string());
    }
    try {
      if (const auto said = ask({"PING"}); said == "PONG") return;
    } catch (const redis_error&) {
    }
    std::this_thread::sleep_for(5ms);
  }
  throw std::runtime_error("redis-server does not answer");
}

void redis_process::kill() {
  ::kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

void redis_process::stop() {
  ::kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

void redis_process::pause() { ::kill(pid_, SIGSTOP); }
void redis_process::resume() { ::kill(pid_, SIGCONT); }

std::string redis_process::ask(const std::vector<std::string>& command) const {
  redis_connection connection({"127.0.0.1", port_}, {}, {.connect = 2s, .reply = 10s});
  return in_lines(connection.ask(command));
}

bool redis_process::await(const std::vector<std::string>& command, const std::string& says) const {
  const auto until = std::chrono::steady_clock::now() + 60s;
  while (ask(command).find(says) == std::string::npos) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(2ms);
  }
  return true;
}

}  // namespace reprise::tests
