#include "tests/cluster/cluster.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>

#include "server/log/redis_log.hpp"
#include "tests/support/blocking_log.hpp"
#include "tests/support/redis_process.hpp"

namespace reprise::tests {

using namespace std::chrono_literals;

namespace {
// Longer than the minute for which Redis is away in the long runs.
constexpr auto most = 150s * slowness;
}  // namespace

cluster::cluster(cluster_plan plan) : plan_(std::move(plan)), random_(plan_.seed) {
  std::vector<std::string> addresses;
  for (const auto& each : plan_.logs) {
    auto& made = *nodes_.emplace_back(std::make_unique<server>());
    made.log = each;
    if (!plan_.machines.empty()) made.place = plan_.machines[nodes_.size() - 1];
    made.own_port = free_port();
    addresses.push_back(made.place ? made.place->address() : "127.0.0.1");
    addresses.back().append(":").append(std::to_string(made.own_port));
    start(nodes_.size() - 1);
  }
  if (plan_.behind_haproxy) {
    proxy_.emplace(addresses);
    proxy_port_ = proxy_->port();
    EXPECT_TRUE(proxy_shows([](const auto& all) {
      return std::all_of(all.begin(), all.end(), [](const auto& each) { return each.is_up(); });
    }));
  }
  open_sessions();
  come_in();
}

cluster::~cluster() {
  over_ = true;
  proxy_port_ = 0;
  proxy_.reset();
  for (auto& each : nodes_) each->process.reset();
  for (auto& each : lives_) {
    if (each.joinable()) each.join();
  }
}

// The first is the one that the first server opened when it started.
void cluster::open_sessions() {
  sessions_.push_back({.key = process(0).session(), .code = process(0).join_code(), .log = {}});
  for (int more = 1; more < plan_.sessions; ++more) {
    std::string key;
    std::ifstream(nodes_.front()->data.path() / "organiser.key") >> key;
    const auto made = post_json(process(0).port(), "/api/sessions",
                                {{"id", "session-" + std::to_string(more)}, {"playbook", "headship"}},
                                {"Authorization: Bearer " + key});
    if (made.status != 201) throw std::runtime_error("no session: " + made.body);
    sessions_.push_back({.key = "", .code = made.json().at("join_code").get<std::string>(), .log = {}});
  }
}

void cluster::come_in() {
  const auto people = static_cast<std::size_t>(plan_.people);
  people_.resize(people + (plan_.one_at_each ? nodes_.size() : 0));
  heard_.resize(people_.size());
  for (std::size_t each = 0; each < people_.size(); ++each) {
    auto& in = sessions_[each % sessions_.size()];
    auto& one = people_[each];
    const auto number = std::to_string(each);
    const bool by_proxy = proxy_ && each < people;
    const auto port = by_proxy ? proxy_->port() : process(each % nodes_.size()).port();
    one.who = join(port, in.code, "Person " + number, "join-" + number);
    one.under_way_max = plan_.under_way_max;
    one.thinks_max = plan_.thinks_max;
    one.wants = plan_.wants;
    one.takes_for_an_answer = plan_.takes_for_an_answer;
    if (each >= people) {
      one.under_way_max = 1;
      one.thinks_max = 50ms;
    }
    if (in.key.empty()) in.key = one.who.session;
    EXPECT_EQ(one.who.session, in.key) << "all servers must have found the same session";
  }
}

std::vector<std::string> cluster::sessions() const {
  std::vector<std::string> all;
  for (const auto& each : sessions_) all.push_back(each.key);
  return all;
}

// --- servers -------------------------------------------------------------------------------------------------------

void cluster::at(const server& node, const std::function<void()>& what) const {
  if (node.place)
    node.place->run(what);
  else
    what();
}

void cluster::start(std::size_t node) {
  auto& of = *nodes_[node];
  std::vector<std::string> flags{"--log-level", "off", "--shards", "1", "--log", of.log};
  flags.insert(flags.end(), {"--port", std::to_string(of.own_port), "--trust-proxy"});
  if (of.place) flags.insert(flags.end(), {"--host", "0.0.0.0", "--trust-proxy-at", of.place->other_address()});
  // As systemd does: on a very busy machine the log may not answer in the ten seconds that a server waits for it at its start.
  constexpr int tries = 5;
  for (int time = 0; time < tries && !(of.process && of.process->is_running()); ++time) {
    at(of, [&] { of.process.emplace(of.data.path(), flags); });
  }
  if (!of.process->is_running()) throw std::runtime_error("a server did not start: " + of.process->said());
  of.port = of.process->port();
}

void cluster::kill(std::size_t node) {
  nodes_[node]->port = 0;
  nodes_[node]->process->kill();
  nodes_[node]->process.reset();
}

int cluster::stop(std::size_t node) {
  nodes_[node]->port = 0;
  nodes_[node]->process->signal(SIGTERM);
  const auto code = nodes_[node]->process->wait_for_end();
  nodes_[node]->process.reset();
  return code;
}

bool cluster::proxy_shows(const std::function<bool(const std::vector<haproxy_process::node_numbers>&)>& wanted) const {
  const auto until = std::chrono::steady_clock::now() + most;
  while (std::chrono::steady_clock::now() < until) {
    const auto all = proxy_->nodes();
    if (all.size() == nodes_.size() && wanted(all)) return true;
    std::this_thread::sleep_for(20ms);
  }
  return false;
}

// --- people --------------------------------------------------------------------------------------------------------

std::uint16_t cluster::some_port(std::size_t person, std::mt19937& random) const {
  const auto people = static_cast<std::size_t>(plan_.people);
  if (person >= people) return nodes_[person - people]->port;
  if (plan_.behind_haproxy) return proxy_port_;
  const auto first = random() % nodes_.size();
  for (std::size_t more = 0; more < nodes_.size(); ++more) {
    if (const auto port = nodes_[(first + more) % nodes_.size()]->port.load(); port != 0) return port;
  }
  return 0;
}

void cluster::live(std::size_t person, unsigned seed) {
  std::mt19937 random(seed);
  auto& who = people_[person];
  const auto hear = [&] {
    {
      const std::lock_guard lock(mutex_);
      ++heard_[person];
    }
    more_.notify_all();
  };
  while (!over_) {
    const auto port = some_port(person, random);
    // A browser waits longer before it tries again; this is so that sixty who are not let in leave some of the machine.
    if (port == 0 || !who.speak(port, random, hear, &over_)) std::this_thread::sleep_for(10ms);
  }
  for (auto port = some_port(person, random); port != 0 && !who.finish(port);) port = some_port(person, random);
}

void cluster::begin() {
  for (std::size_t each = 0; each < people_.size(); ++each) {
    lives_.emplace_back([this, each, seed = static_cast<unsigned>(random_())] { live(each, seed); });
  }
}

bool cluster::hears(int acknowledgements) {
  const auto all = [this] { return std::accumulate(heard_.begin(), heard_.end(), 0); };
  std::unique_lock lock(mutex_);
  const auto before = all();
  const bool heard = more_.wait_for(lock, most, [&] { return all() >= before + acknowledgements; });
  lock.unlock();
  read_log_in_time();
  return heard;
}

// Of everybody from this one on.
bool cluster::wait_for_more(std::size_t first_person, int answers) {
  std::unique_lock lock(mutex_);
  const auto before = heard_;
  const auto from = static_cast<std::ptrdiff_t>(first_person);
  return more_.wait_for(lock, most, [&] {
    return std::equal(heard_.begin() + from, heard_.end(), before.begin() + from,
                      [&](int now, int then) { return now >= then + answers; });
  });
}

bool cluster::everybody_hears(int acknowledgements) {
  const bool heard = wait_for_more(0, acknowledgements);
  read_log_in_time();
  return heard;
}

std::optional<double> cluster::all_nodes_are_back() {
  const auto began = std::chrono::steady_clock::now();
  if (!wait_for_more(static_cast<std::size_t>(plan_.people), 1)) return std::nullopt;
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

void cluster::finish() {
  over_ = true;
  for (auto& each : lives_) each.join();
  lives_.clear();
}

int cluster::acknowledged() const {
  int count = 0;
  for (const auto& each : people_) count += static_cast<int>(each.answered.size());
  return count;
}

int cluster::resumes() const {
  int count = 0;
  for (const auto& each : people_) count += each.resumes;
  return count;
}

int cluster::snapshots() const {
  int count = 0;
  for (const auto& each : people_) count += each.snapshots;
  return count;
}

// --- what has to hold ----------------------------------------------------------------------------------------------

double cluster::counted(const std::string& name) const {
  double sum = 0;
  for (const auto& node : nodes_) {
    if (node->port == 0) continue;
    std::istringstream lines(get(node->port, "/metrics").body);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("reprise_" + name + " ")) sum += std::stod(line.substr(line.find(' ')));
    }
  }
  return sum;
}

void cluster::check() {
  check_tables();
  read_log();
  for (const auto& each : sessions_) check_log(each);
}

void cluster::check_tables() {
  for (const auto& who : people_) {
    EXPECT_TRUE(who.unanswered.empty());
    EXPECT_EQ(who.tables.complaints, std::vector<std::string>{});
  }
  for (const auto& node : nodes_) {
    at(*node, [&] {
      for (auto& who : people_) {
        // It is asked to show at least what this person has seen; what others do meanwhile may come a moment later.
        const auto until = std::chrono::steady_clock::now() + patience;
        std::string fresh;
        do {
          ASSERT_TRUE(who.finish(node->port));
          fresh = who.fresh_picture(node->port);
        } while (who.tables.picture() != fresh && std::chrono::steady_clock::now() < until);
        EXPECT_EQ(who.tables.picture(), fresh) << "member " << who.who.member;
      }
    });
  }
}

void cluster::read_log_in_time() {
  std::unique_lock lock(mutex_);
  const auto heard = std::accumulate(heard_.begin(), heard_.end(), 0);
  lock.unlock();
  if (heard - read_at_ < read_after) return;
  read_log();
  read_at_ = heard;
}

void cluster::read_log() {
  redis_log log({.address = read_redis_address(plan_.logs.front()).value()});
  for (auto& each : sessions_) {
    const auto read = blocking_log(log).read(each.key, each.log.empty() ? 0 : each.log.back().seq, 10'000'000);
    const auto* more = std::get_if<std::vector<stored_commit>>(&read);
    if (more) each.log.insert(each.log.end(), more->begin(), more->end());
  }
}

void cluster::check_log(const one_session& of) const {
  std::map<std::string, int> times;         // a command's id -> how often the log has it
  std::map<std::uint64_t, std::string> at;  // seq -> whose it is
  std::set<std::string> names;              // each was given once
  seq_number expected = 1;
  for (const auto& each : of.log) {
    ASSERT_EQ(each.seq, expected++);
    const auto said = nlohmann::json::parse(each.bytes);
    EXPECT_EQ(said.at("command_id"), each.command_id);
    ++times[each.command_id];
    at[each.seq] = each.command_id;
    if (said.at("command") != "rename") continue;
    const auto name = said.at("changes").at(0).at("entity").at("name").get<std::string>();
    EXPECT_TRUE(names.insert(name).second) << name;
  }
  for (const auto& who : people_) {
    if (who.who.session != of.key) continue;
    const auto logged = [&](const std::string& command_id) {
      return std::to_string(who.who.member) + ":" + command_id;
    };
    for (const auto& [command_id, seq] : who.answered) {
      EXPECT_EQ(times[logged(command_id)], 1) << command_id;
      EXPECT_EQ(at[seq], logged(command_id)) << "acknowledged as commit " << seq;
      EXPECT_TRUE(plan_.wants || names.contains(insistent_person::name_of(command_id)));
    }
    for (const auto& [command_id, code] : who.turned_down) EXPECT_FALSE(times.contains(logged(command_id))) << code;
  }
  for (const auto& [command_id, count] : times) {
    EXPECT_TRUE(count == 1 || command_id.empty()) << command_id;  // the clock's have none
  }
}

}  // namespace reprise::tests
