// reprise-load: load tests shaped like lessons. Ends with 0 where every limit was met, with 1 where one was broken, and with 2
// where nothing could be run.
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>

#include "load-tests/capacity.hpp"
#include "load-tests/demo.hpp"
#include "load-tests/echo.hpp"
#include "load-tests/growth.hpp"
#include "load-tests/knock.hpp"
#include "load-tests/report.hpp"
#include "load-tests/run.hpp"
#include "protocol/codec.hpp"
#include "protocol/writer.hpp"

namespace {

using namespace reprise::load;

constexpr int broken = 1;
constexpr int not_run = 2;

struct asked {
  std::string scenario;
  std::string target = "http://127.0.0.1:8080";
  std::vector<std::string> more_nodes;
  std::vector<std::int64_t> server_processes;
  std::string hook;
  std::string json;
  std::string report;
  std::int64_t people = 0;
  std::int64_t people_per_session = 0;
  double speed = 0;
  double commands_per_second = -1;
  std::int64_t outstanding = 0;
  std::string ramp;
  std::string duration;
  std::int64_t people_most = 15'000;
  std::uint64_t seed = 1;
  bool together = false;
  bool spin = false;
  bool quiet = false;
  bool find_capacity = false;
};

std::string read_file(const std::string& name) {
  std::ifstream file(name);
  if (!file) throw std::runtime_error("There is no file " + name + ".");
  std::ostringstream all;
  all << file.rdbuf();
  return all.str();
}

void write_file(const std::string& name, const std::string& text) {
  if (name.empty()) return;
  std::ofstream file(name);
  file << text;
  file.flush();
  if (!file) throw std::runtime_error(name + " could not be written.");
}

std::int64_t milliseconds(const std::string& text, const char* option) {
  const auto us = read_duration_us(text);
  if (!us) throw std::runtime_error(std::string(option) + " must be such as 30s or 5m.");
  return *us / 1'000;
}

scenario scenario_of(const asked& what) {
  auto read = read_scenario(read_file(what.scenario));
  if (const auto* wrong = std::get_if<scenario_mistake>(&read))
    throw std::runtime_error(what.scenario + ":" + std::to_string(wrong->line) + ": " + wrong->what);
  auto plan = std::get<scenario>(std::move(read));
  if (what.people > 0) plan.people = what.people;
  if (what.people_per_session > 0) plan.people_per_session = what.people_per_session;
  if (what.speed > 0) plan.speed = what.speed;
  if (what.commands_per_second >= 0) plan.commands_per_second = what.commands_per_second;
  if (what.outstanding > 0) plan.outstanding = what.outstanding;
  if (!what.duration.empty()) plan.duration_ms = milliseconds(what.duration, "--duration");
  if (!what.ramp.empty()) plan.ramp_ms = milliseconds(what.ramp, "--ramp");
  for (const auto& each : plan.happenings) {
    if (each.what == deed::hook && what.hook.empty())
      throw std::runtime_error("This scenario runs a command of yours; say which with --hook \"...\".");
  }
  return plan;
}

run_options options_of(const asked& what) {
  const char* const key = std::getenv("REPRISE_ORGANISER_KEY");
  if (!key || !*key) {
    throw std::runtime_error(
        "Opening sessions needs the organiser's key of the server: put it into the environment as "
        "REPRISE_ORGANISER_KEY.");
  }
  return {.plan = scenario_of(what),
          .target = what.target,
          .more_nodes = what.more_nodes,
          .together = what.together,
          .server_processes = what.server_processes,
          .organiser_key = key,
          .hook = what.hook,
          .spin = what.spin,
          .seed = what.seed,
          .quiet = what.quiet};
}

// A connection is a file.
void allow_many_files() {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

int run_once(const asked& what) {
  const auto found = run(options_of(what)).go();
  write_file(what.json, reprise::to_json(found));
  write_file(what.report, report(found));
  std::cout << to_text(found) << std::flush;
  return found.passed ? 0 : broken;
}

int search(const asked& what) {
  const auto options = options_of(what);
  const auto& plan = options.plan;
  const auto found = find_capacity(plan.people, plan.people_per_session, what.people_most, [&](std::int64_t people) {
    auto next = options;
    next.plan.people = people;
    std::cout << people << " people: " << std::flush;
    auto made = run(std::move(next)).go();
    std::cout << (made.passed ? "held" : "not held") << std::endl;
    return made;
  });
  write_file(what.json, reprise::to_json(found.runs.back()));
  write_file(what.report, report(found.runs.back()));
  std::cout << "\n" << found.words << std::endl;
  return found.people_held > 0 ? 0 : broken;
}

run_result result_in(const std::string& file) {
  std::string why;
  auto read = parse_result(read_file(file), why);
  if (!read) throw std::runtime_error(file + " is not a result of reprise-load: " + why);
  return std::move(*read);
}

int join_files(const std::vector<std::string>& files, const asked& what) {
  std::vector<run_result> parts;
  for (const auto& each : files) parts.push_back(result_in(each));
  auto whole = join(parts);
  judge(whole, scenario_of(what).limits);
  write_file(what.json, reprise::to_json(whole));
  write_file(what.report, report(whole));
  std::cout << to_text(whole) << std::flush;
  return whole.passed ? 0 : broken;
}

int told(const std::string& result, const asked& what) {
  write_file(what.json, result);
  std::cout << result << std::endl;
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  allow_many_files();
  asked what;
  demo_options demo;
  echo_options fan_out;
  std::string speaks = "plain";
  knock_options knocking;
  std::vector<std::string> files;

  CLI::App app("Load tests for Reprise, shaped like lessons.", "reprise-load");
  app.require_subcommand(1);
  auto* const run_it = app.add_subcommand("run", "Run a scenario against a server");
  run_it->add_option("SCENARIO", what.scenario, "The scenario's YAML file")->required();
  run_it->add_option("--target", what.target, "The server")->capture_default_str();
  run_it->add_option("--node", what.more_nodes, "Another node of the same server: people are spread over all of them");
  run_it->add_flag("--together", what.together,
                   "With --node: everybody of a session goes to the same one, as through the proxies that ship");
  run_it->add_option(
      "--server-process", what.server_processes,
      "The id of a process of the server on this machine, to measure the processor time of what goes on");
  run_it->add_option("--people", what.people, "Instead of the scenario's");
  run_it->add_option("--people-per-session", what.people_per_session, "Instead of the scenario's");
  run_it->add_option("--speed", what.speed, "So many times as fast as people, instead of the scenario's");
  run_it->add_option("--duration", what.duration, "Instead of the scenario's, such as 30s or 5m");
  run_it->add_option("--ramp", what.ramp, "Instead of the scenario's, such as 5s");
  run_it->add_option("--commands-per-second", what.commands_per_second, "Instead of the scenario's");
  run_it->add_option("--outstanding", what.outstanding,
                     "On a wall: so many commands at a time in each session, whatever their pace");
  run_it->add_option("--hook", what.hook, "The command that a scenario's hook runs");
  run_it->add_option("--json", what.json, "Write the result to this file");
  run_it->add_option("--report", what.report, "Write a report in HTML to this file");
  run_it->add_option("--seed", what.seed, "Of everything that is left to chance")->capture_default_str();
  run_it->add_flag("--spin", what.spin, "Never sleep: exact times, and a core of its own");
  run_it->add_flag("--quiet", what.quiet, "Show nothing while it runs");
  run_it->add_flag("--find-capacity", what.find_capacity,
                   "Raise people until a limit breaks, and say what the machine holds");
  run_it->add_option("--people-most", what.people_most, "Where to stop raising")->capture_default_str();

  auto* const compare_them = app.add_subcommand("compare", "Compare two results");
  compare_them->add_option("RESULT", files, "Before and after, as --json has written them")->required()->expected(2);

  auto* const join_them = app.add_subcommand("join", "Make one result of several processes that ran at the same time");
  join_them->add_option("--scenario", what.scenario, "Whose limits are meant")->required();
  join_them->add_option("--json", what.json, "Write the result to this file");
  join_them->add_option("--report", what.report, "Write a report in HTML to this file");
  join_them->add_option("RESULT", files, "The results")->required();

  auto* const report_it = app.add_subcommand("report", "Make a report of a result");
  report_it->add_option("RESULT", files, "The result, and the file for the report")->required()->expected(2);

  auto* const draw_it = app.add_subcommand("draw", "Draw what script/bench growth has measured");
  draw_it->add_option("GROWTH", files, "What was measured, and the file for the drawing")->required()->expected(2);

  auto* const demonstrate = app.add_subcommand("demo", "Colleagues for somebody who tries Reprise alone");
  demonstrate->add_option("--target", demo.target, "The server")->required();
  demonstrate->add_option("--code", demo.code, "The join code of the session")->required();
  demonstrate->add_option("--people", demo.people, "How many")->check(CLI::Range(1, 60))->capture_default_str();
  demonstrate->add_option("--session", demo.session, "With --leader-ticket: the session that one of them leads");
  demonstrate->add_option("--leader-ticket", demo.leader_ticket, "One of them leads with this ticket");
  demonstrate->add_option("--speed", demo.speed, "So many times as fast as people")->capture_default_str();

  auto* const echo_it = app.add_subcommand("echo", "A plain fan-out through any server that knows rooms");
  echo_it->add_option("--target", fan_out.target, "The server")->required();
  echo_it->add_option("--speaks", speaks, "plain, socket_io or colyseus")->capture_default_str();
  echo_it->add_option("--people", fan_out.people, "In all rooms")->check(CLI::Range(1, 15'000))->capture_default_str();
  echo_it->add_option("--people-per-room", fan_out.people_per_room, "In each")->check(CLI::PositiveNumber);
  echo_it->add_option("--outstanding", fan_out.outstanding, "Messages at a time in each room")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  echo_it->add_option("--per-second", fan_out.per_second, "Instead, so many a second in each room");
  echo_it->add_option("--bytes", fan_out.bytes, "Of a message")->check(CLI::Range(1, 60'000))->capture_default_str();
  echo_it->add_option("--seconds", fan_out.seconds, "So long")->check(CLI::PositiveNumber)->capture_default_str();
  echo_it->add_option("--server-process", fan_out.server_process, "The server's process id on this machine");
  echo_it->add_option("--json", what.json, "Write the result to this file");

  auto* const knock_it = app.add_subcommand("knock", "What a handshake with a ticket costs the server");
  knock_it->add_option("--target", knocking.target, "The server")->required();
  knock_it->add_option("--times", knocking.times, "So many handshakes")->capture_default_str();
  knock_it->add_option("--at-once", knocking.at_once, "So many at a time")->check(CLI::Range(1, 1'000));
  knock_it->add_option("--server-process", knocking.server_process, "The server's process id on this machine");
  knock_it->add_option("--json", what.json, "Write the result to this file");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& ended) {
    return app.exit(ended) == 0 ? 0 : not_run;
  }
  try {
    if (*run_it) return what.find_capacity ? search(what) : run_once(what);
    if (*join_them) return join_files(files, what);
    if (*demonstrate) return run_demo(demo);
    if (*echo_it) {
      if (!boost::describe::enum_from_string(speaks.c_str(), fan_out.speaks))
        throw std::runtime_error("--speaks is one of plain, socket_io and colyseus.");
      return told(reprise::to_json(echo(fan_out)), what);
    }
    if (*knock_it) {
      if (const char* const key = std::getenv("REPRISE_ORGANISER_KEY")) knocking.organiser_key = key;
      return told(reprise::to_json(knock(knocking)), what);
    }
    if (*draw_it) {
      const auto read = reprise::decode<growth>(read_file(files[0]));
      if (!read) throw std::runtime_error(files[0] + " cannot be drawn: " + read.error().detail);
      write_file(files[1], draw(*read));
    } else if (*report_it) {
      write_file(files[1], report(result_in(files[0])));
    } else {
      std::cout << compare(result_in(files[0]), result_in(files[1])) << std::flush;
    }
    return 0;
  } catch (const std::exception& failed) {
    std::cerr << "reprise-load: " << failed.what() << std::endl;
    return not_run;
  }
}
