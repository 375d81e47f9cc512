#include "tests/cluster/cluster.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <map>
#include <numeric>

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

void cluster::come_in() {
  const auto& first = process(0);
  session_ = first.session();
  people_.resize(static_cast<std::size_t>(plan_.people));
  heard_.resize(people_.size());
  for (std::size_t each = 0; each < people_.size(); ++each) {
    const auto number = std::to_string(each);
    const auto port = proxy_ ? proxy_->port() : process(each % nodes_.size()).port();
    people_[each].who = join(port, first.join_code(), "Person " + number, "join-" + number);
    people_[each].under_way_max = plan_.under_way_max;
    people_[each].thinks_max = plan_.thinks_max;
    EXPECT_EQ(people_[each].who.session, session_) << "all servers must have found the same session";
  }
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
  at(of, [&] { of.process.emplace(of.data.path(), flags); });
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

std::uint16_t cluster::some_port(std::mt19937& random) const {
  if (plan_.behind_haproxy) return proxy_port_;
  const auto first = random() % nodes_.size();
  for (std::size_t more = 0; more < nodes_.size(); ++more) {
    if (const auto port = nodes_[(first + more) % nodes_.size()]->port.load(); port != 0) return port;
  }
  return 0;
}

void cluster::live(insistent_person& who, int& heard, unsigned seed) {
  std::mt19937 random(seed);
  const auto hear = [&] {
    {
      const std::lock_guard lock(mutex_);
      ++heard;
    }
    more_.notify_all();
  };
  while (!over_) {
    const auto port = some_port(random);
    if (port == 0)
      std::this_thread::yield();
    else
      who.speak(port, random, hear, &over_);
  }
  for (auto port = some_port(random); port != 0 && !who.finish(port);) port = some_port(random);
}

void cluster::begin() {
  for (std::size_t each = 0; each < people_.size(); ++each) {
    lives_.emplace_back(
        [this, each, seed = static_cast<unsigned>(random_())] { live(people_[each], heard_[each], seed); });
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

bool cluster::everybody_hears(int acknowledgements) {
  std::unique_lock lock(mutex_);
  const auto before = heard_;
  const bool heard = more_.wait_for(lock, most, [&] {
    return std::equal(heard_.begin(), heard_.end(), before.begin(),
                      [&](int now, int then) { return now >= then + acknowledgements; });
  });
  lock.unlock();
  read_log_in_time();
  return heard;
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

void cluster::check() {
  check_tables();
  check_log();
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
  const auto read = blocking_log(log).read(session_, log_.empty() ? 0 : log_.back().seq, 10'000'000);
  const auto* more = std::get_if<std::vector<stored_commit>>(&read);
  if (more) log_.insert(log_.end(), more->begin(), more->end());
}

void cluster::check_log() {
  read_log();
  std::map<std::string, int> times;  // the name that a command gave -> how often the log has it
  std::map<std::uint64_t, std::string> name_at;
  seq_number expected = 1;
  for (const auto& each : log_) {
    ASSERT_EQ(each.seq, expected++);
    const auto said = nlohmann::json::parse(each.bytes);
    if (said.at("command") != "rename") continue;
    const auto name = said.at("changes").at(0).at("entity").at("name").get<std::string>();
    ++times[name];
    name_at[each.seq] = name;
  }
  for (const auto& each : people_) {
    for (const auto& [command_id, seq] : each.answered) {
      EXPECT_EQ(times[insistent_person::name_of(command_id)], 1) << command_id;
      EXPECT_EQ(name_at[seq], insistent_person::name_of(command_id)) << "acknowledged as commit " << seq;
    }
  }
  for (const auto& [name, count] : times) EXPECT_EQ(count, 1) << name;
}

}  // namespace reprise::tests
