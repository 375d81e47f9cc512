// How this server is to run: flags, then the environment (REPRISE_...), then a file (--config), then the defaults.
// Start of the program only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "server/ops/logging.hpp"

namespace reprise {

struct config {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;         // 0: any free one
  std::string public_url;            // how people reach this server, "https://reprise.example.org"; empty: as they did
  std::vector<std::string> origins;  // pages elsewhere that may speak to this server

  std::filesystem::path data = "data";
  std::filesystem::path web;  // the built client
  std::filesystem::path playbooks;
  std::string playbook = "leading-teacher-development";  // of the session that is opened at the first start
  bool no_session = false;                               // open none at the start, and print no links
  bool fixed_playbooks = false;                          // nobody saves or removes playbooks of their own
  std::string log = "sqlite";                            // or where Redis is: log/redis_address.hpp
  bool require_durable = false;  // do not start on a Redis that may lose what it has acknowledged
  int wait_replicas = 0;         // of Redis, before anything is acknowledged
  int retention_days = 400;      // a session is kept for so long after it was used last; 0: for ever

  std::size_t shards = 1;
  std::size_t connections_max = 15'000;
  std::size_t connections_per_address_max = 2'000;  // a school shares one; loopback is not limited
  bool trust_proxy = false;                 // a proxy on this machine says in X-Forwarded-For whose connection it is
  std::vector<std::string> trust_proxy_at;  // so do those at these addresses or networks

  std::string organiser_key;  // empty: from the data folder
  std::string ticket_key;
  logging::level log_level = logging::level::info;
};

// What was asked for on the command line. Nothing to run (--help, --version, a mistake): `exit_code` says how to end,
// and what had to be said has been said.
struct command_line {
  config settings;
  std::vector<std::filesystem::path> playbooks_to_check;  // not empty: check these, and end
  std::optional<int> exit_code;
};

command_line read_command_line(int argc, const char* const* argv);

// Where a running binary finds its web client and playbooks when nobody says: beside it as it is installed or built.
std::filesystem::path find_beside_binary(const std::vector<std::filesystem::path>& candidates);

}  // namespace reprise
