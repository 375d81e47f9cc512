#include "server/config.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <thread>
#include <type_traits>

#include "server/log/redis_address.hpp"
#include "server/net/trusted_proxies.hpp"

#ifndef REPRISE_VERSION
#define REPRISE_VERSION "0.1.0"
#endif

namespace reprise {
namespace {

constexpr auto opening_words =
    "Reprise: live rehearsal and feedback for professional development.\n"
    "Without options it listens on http://127.0.0.1:8080, keeps its data in ./data and prints the links to a "
    "session.\n";
constexpr auto closing_words =
    "\nEvery option can also stand in the environment (--data as REPRISE_DATA, --log-level as REPRISE_LOG_LEVEL) or "
    "in\n"
    "the file given with --config (data = \"/var/lib/reprise\"). Flags win over the environment, that over the file.";

std::string environment_name(std::string flag) {
  std::string name = "REPRISE_";
  for (const char each : flag.substr(2)) name += each == '-' ? '_' : static_cast<char>(std::toupper(each));
  return name;
}

// The command line with what the environment says in front of it. (CLI11 can look at the environment itself, but lets the
// file win over it.)
std::vector<std::string> with_environment(const CLI::App& app, int argc, const char* const* argv) {
  const std::vector<std::string> given(argv + 1, argv + argc);
  std::vector<std::string> all;
  for (const auto* option : app.get_options()) {
    const auto flag = option->get_name();
    if (!flag.starts_with("--") || flag == "--help" || flag == "--version") continue;
    const bool is_given = std::any_of(given.begin(), given.end(), [&](const std::string& each) {
      return each == flag || each.starts_with(flag + "=");
    });
    const char* const value = std::getenv(environment_name(flag).c_str());
    // Files of settings that many share (compose, systemd) often leave one empty and mean that it is not given.
    if (value && *value != '\0' && !is_given) all.push_back(flag + "=" + value);
  }
  all.insert(all.end(), given.begin(), given.end());
  std::reverse(all.begin(), all.end());  // as CLI11 wants a vector
  return all;
}

template <class Value>
CLI::Option* offer(CLI::App& app, const std::string& flag, Value& value, const std::string& words) {
  auto* const option = app.add_option(flag, value, words);
  // Of a flag that is given twice the last counts, so that a script's can be overruled.
  if constexpr (!std::is_same_v<Value, std::vector<std::string>>) option->take_last();
  return option;
}

std::string check_url(const std::string& text) {
  const auto scheme = text.starts_with("https://") ? 8U : text.starts_with("http://") ? 7U : 0U;
  const bool good =
      scheme > 0 && text.size() > scheme && text.find_first_of("/?# \"'<>\\@", scheme) == std::string::npos;
  return good ? "" : "must be like https://reprise.example.org (scheme and host, nothing behind them): " + text;
}

std::string check_log(const std::string& text) {
  if (text == "sqlite") return "";
  const auto read = read_redis_address(text);
  return read ? "" : read.error().detail + " Or say sqlite.";
}

std::string check_network(const std::string& text) {
  net::network ignored;
  return net::read_network(text, ignored) ? "" : "must be an address, or a network as 10.1.0.0/16: " + text;
}

constexpr int wrong_usage = 2;  // as against 1, for a start that fails and for a playbook with a mistake

std::size_t processors() { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace

command_line read_command_line(int argc, const char* const* argv) {
  command_line read;
  auto& to = read.settings;
  to.shards = processors();
  to.web = find_beside_binary({"../web", "web", "../../web", "../share/reprise/web"});
  to.playbooks = find_beside_binary({"../../playbooks", "../playbooks", "../share/reprise/playbooks"});

  CLI::App app(opening_words, "reprise-server");
  app.footer(closing_words);
  app.set_version_flag("--version", "reprise-server " REPRISE_VERSION);
  app.set_config("--config", "", "A file with any of these options, as TOML");
  app.get_formatter()->column_width(38);

  offer(app, "--host", to.host, "Address to listen on; 0.0.0.0 for everybody")->capture_default_str()->group("Network");
  offer(app, "--port", to.port, "Port to listen on; 0 for any free one")->capture_default_str()->group("Network");
  offer(app, "--public-url", to.public_url, "How people reach this server; only pages from there may then speak to it")
      ->check(check_url)
      ->type_name("URL")
      ->group("Network");
  offer(app, "--origin", to.origins, "Another site whose pages may speak to this server; may be given again")
      ->check(check_url)
      ->type_name("URL")
      ->delimiter(',')
      ->group("Network");
  app.add_flag("--trust-proxy", to.trust_proxy, "Believe X-Forwarded-For from a proxy on this machine")
      ->group("Network");
  offer(app, "--trust-proxy-at", to.trust_proxy_at,
        "Believe it from proxies there, too: an address, or a network as 10.1.0.0/16; may be given again")
      ->check(check_network)
      ->type_name("ADDRESS")
      ->delimiter(',')
      ->group("Network");
  offer(app, "--connections", to.connections_max, "Most connections at once")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str()
      ->group("Network");
  offer(app, "--connections-per-address", to.connections_per_address_max, "Most of them from one address")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str()
      ->group("Network");

  offer(app, "--data", to.data, "Folder for everything that is kept; made when missing")
      ->capture_default_str()
      ->group("Files");
  offer(app, "--web", to.web, "Folder of the built web client")->capture_default_str()->group("Files");
  offer(app, "--playbooks", to.playbooks, "Folder of playbooks")->capture_default_str()->group("Files");
  offer(app, "--playbook", to.playbook, "The playbook of the session that the first start opens")
      ->capture_default_str()
      ->group("Files");
  app.add_flag("--no-session", to.no_session,
               "Open no session at the start, and print no links: for servers whose output is kept")
      ->group("Files");
  app.add_flag("--fixed-playbooks", to.fixed_playbooks,
               "Nobody saves or removes playbooks on this server; those that were saved are offered still")
      ->group("Files");

  offer(app, "--log", to.log, "Where sessions are kept: sqlite, or redis://host:port/0 for several servers")
      ->check(check_log)
      ->type_name("LOG")
      ->capture_default_str()
      ->group("Running");
  app.add_flag("--require-durable", to.require_durable,
               "Refuse to start on a Redis that may lose what it has acknowledged")
      ->group("Running");
  offer(app, "--redis-wait-replicas", to.wait_replicas, "Replicas that must have a change before it is acknowledged")
      ->check(CLI::Range(0, 16))
      ->capture_default_str()
      ->group("Running");
  offer(app, "--retention-days", to.retention_days,
        "Days for which a session is kept after it was used last; 0 for ever")
      ->check(CLI::Range(0, 36'500))
      ->capture_default_str()
      ->group("Running");
  offer(app, "--shards", to.shards, "Threads that sessions are spread over")
      ->check(CLI::Range(1, 256))
      ->capture_default_str()
      ->group("Running");
  static const std::map<std::string, logging::level> levels{{"debug", logging::level::debug},
                                                            {"info", logging::level::info},
                                                            {"warning", logging::level::warning},
                                                            {"error", logging::level::error},
                                                            {"off", logging::level::off}};
  offer(app, "--log-level", to.log_level, "debug, info, warning, error or off")
      ->transform(CLI::CheckedTransformer(levels, CLI::ignore_case).description(""))
      ->default_str("info")
      ->type_name("LEVEL")
      ->group("Running");

  offer(app, "--organiser-key", to.organiser_key,
        "Key that opens sessions; else made at the first start (data/organiser.key)")
      ->type_name("KEY")
      ->group("Secrets (better in the environment than on the command line)");
  offer(app, "--ticket-key", to.ticket_key, "Key that signs tickets; else made at the first start (data/ticket.key)")
      ->type_name("KEY")
      ->group("Secrets (better in the environment than on the command line)");

  auto* const playbook = app.add_subcommand("playbook", "For whoever writes playbooks")->require_subcommand(1);
  playbook->add_subcommand("check", "Say whether playbooks can be used, or what to mend in which line")
      ->add_option("FILE", read.playbooks_to_check, "Playbooks to check (*.yaml)")
      ->required();

  try {
    app.parse(with_environment(app, argc, argv));
  } catch (const CLI::ParseError& ended) {
    read.exit_code = app.exit(ended, std::cout, std::cerr) == 0 ? 0 : wrong_usage;
  }
  return read;
}

std::filesystem::path find_beside_binary(const std::vector<std::filesystem::path>& candidates) {
  std::error_code failed;
  const auto binary = std::filesystem::read_symlink("/proc/self/exe", failed);
  if (failed || candidates.empty()) return {};
  for (const auto& each : candidates) {
    const auto place = (binary.parent_path() / each).lexically_normal();
    if (std::filesystem::is_directory(place, failed)) return place;
  }
  return (binary.parent_path() / candidates.front()).lexically_normal();
}

}  // namespace reprise
