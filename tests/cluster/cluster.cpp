#include "tests/cluster/cluster.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <map>

#include "server/log/redis_log.hpp"
#include "tests/support/blocking_log.hpp"

namespace reprise::tests {

using namespace std::chrono_literals;

cluster::cluster(std::vector<std::string> logs, int people, unsigned seed) : random_(seed) {
  for (auto& each : logs) {
    nodes_.push_back(std::make_unique<server>());
    nodes_.back()->log = std::move(each);
    start(nodes_.size() - 1);
  }
  const auto& first = process(0);
  session_ = first.session();
  people_.resize(static_cast<std::size_t>(people));
  for (std::size_t at = 0; at < people_.size(); ++at) {
    people_[at].who = join(process(at % nodes_.size()).port(), first.join_code(), "Person " + std::to_string(at),
                           "join-" + std::to_string(at));
    EXPECT_EQ(people_[at].who.session, session_) << "all servers must have found the same session";
  }
}

cluster::~cluster() {
  over_ = true;
  for (auto& each : nodes_) each->process.reset();
  for (auto& each : lives_) {
    if (each.joinable()) each.join();
  }
}

void cluster::start(std::size_t at) {
  auto& of = *nodes_[at];
  of.process.emplace(of.data.path(), std::vector<std::string>{"--log-level", "off", "--shards", "1", "--log", of.log});
  if (!of.process->is_running()) throw std::runtime_error("a server did not start: " + of.process->said());
  of.port = of.process->port();
}

void cluster::kill(std::size_t at) {
  nodes_[at]->port = 0;
  nodes_[at]->process->kill();
  nodes_[at]->process.reset();
}

int cluster::stop(std::size_t at) {
  nodes_[at]->port = 0;
  nodes_[at]->process->signal(SIGTERM);
  const auto code = nodes_[at]->process->wait_for_end();
  nodes_[at]->process.reset();
  return code;
}

std::uint16_t cluster::some_port(std::mt19937& random) const {
  const auto first = random() % nodes_.size();
  for (std::size_t more = 0; more < nodes_.size(); ++more) {
    if (const auto port = nodes_[(first + more) % nodes_.size()]->port.load(); port != 0) return port;
  }
  return 0;
}

void cluster::live(insistent_person& who, unsigned seed) {
  std::mt19937 random(seed);
  while (!over_) {
    const auto port = some_port(random);
    if (port == 0)
      std::this_thread::yield();
    else
      who.speak(port, random, heard_, &over_);
  }
  for (auto port = some_port(random); port != 0 && !who.finish(port);) port = some_port(random);
}

void cluster::begin() {
  for (auto& each : people_) {
    lives_.emplace_back([this, &each, seed = static_cast<unsigned>(random_())] { live(each, seed); });
  }
}

bool cluster::hears(int acknowledgements) {
  while (heard_.try_acquire()) continue;  // those of before
  const auto until = std::chrono::steady_clock::now() + 60s * slowness;
  for (int count = 0; count < acknowledgements; ++count) {
    if (!heard_.try_acquire_until(until)) return false;
  }
  return true;
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

void cluster::check() {
  // Everybody hears the end of it, on a connection to another server than the one before, perhaps.
  for (auto& who : people_) {
    EXPECT_TRUE(who.unanswered.empty());
    EXPECT_EQ(who.tables.complaints, std::vector<std::string>{});
    for (const auto& each : nodes_) {
      // Each is asked to show at least what this person has seen; what others do meanwhile may come a moment later.
      const auto until = std::chrono::steady_clock::now() + patience;
      std::string fresh;
      do {
        ASSERT_TRUE(who.finish(each->port));
        fresh = who.fresh_picture(each->port);
      } while (who.tables.picture() != fresh && std::chrono::steady_clock::now() < until);
      EXPECT_EQ(who.tables.picture(), fresh) << "member " << who.who.member;
    }
  }

  redis_log log({.address = read_redis_address(nodes_.front()->log).value()});
  const auto read = blocking_log(log).read(session_, 0, 10'000'000);
  std::map<std::string, int> times;  // the name that a command gave -> how often the log has it
  std::map<std::uint64_t, std::string> name_at;
  seq_number expected = 1;
  for (const auto& each : std::get<std::vector<stored_commit>>(read)) {
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
