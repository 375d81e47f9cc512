// reprise-server: reads how it is to run, runs, and ends when it is told to.
#include <pthread.h>
#include <sys/resource.h>

#include <csignal>
#include <exception>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>

#include "server/app.hpp"
#include "server/config.hpp"
#include "server/ops/logging.hpp"
#include "server/playbook_check.hpp"

namespace {

// Blocked before any thread begins, so that only the wait below gets them.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

// A connection is a file; the usual soft limit of 1,024 is for programs with fewer.
void allow_many_files() {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

std::string key_place(const reprise::config& settings) {
  if (!settings.organiser_key.empty()) return ", which you have given it";
  return ", which is in " + std::filesystem::absolute(settings.data / "organiser.key").string();
}

// The facilitator's link is a secret, so where the output of servers is kept there is --no-session.
void print_links(const reprise::app& running, const reprise::ready_session& ready) {
  std::cout << "  To lead the session, open:\n      " << ready.facilitator_link << "\n"
            << "  To join it, open:\n      " << ready.join_link << "\n"
            << "  or go to " << running.url() << " and enter the code:\n      " << ready.join_code << "\n\n"
            << "  The first link is the facilitator's alone; whoever has it leads the session.\n\n";
}

void print_places(const reprise::app& running, const reprise::config& settings) {
  std::cout << "  To look at playbooks, write your own and open sessions:\n      " << running.url() << "/organise\n"
            << "  It asks for the organiser's key" << key_place(settings) << ".\n\n"
            << "  Everything is kept in " << std::filesystem::absolute(settings.data).string()
            << "; stop with Ctrl+C.\n"
            << std::endl;
}

}  // namespace

int main(int argc, char** argv) {
  const auto signals = block_stop_signals();
  const auto asked = reprise::read_command_line(argc, argv);
  if (asked.exit_code) return *asked.exit_code;
  if (!asked.playbooks_to_check.empty()) return reprise::check_playbooks(asked.playbooks_to_check, std::cout);
  reprise::logging::set_level(asked.settings.log_level);
  allow_many_files();
  try {
    reprise::app running(asked.settings);
    std::optional<reprise::ready_session> session;
    if (!asked.settings.no_session) session = running.prepare_session();
    std::cout << "\n  Reprise is listening on " << running.url() << "\n\n";
    if (session) print_links(running, *session);
    print_places(running, asked.settings);
    int signal = 0;
    sigwait(&signals, &signal);
    running.stop();
    return 0;
  } catch (const std::exception& failed) {
    std::cerr << "reprise-server: " << failed.what() << std::endl;
    return 1;
  }
}
