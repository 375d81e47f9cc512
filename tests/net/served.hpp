// The network side of a server in this process: real sockets on a free port of the loopback, a log in memory, short times.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "server/hub/shard.hpp"
#include "server/log/memory_log.hpp"
#include "server/net/connection_limits.hpp"
#include "server/net/front_desk.hpp"
#include "server/net/http_connection.hpp"
#include "server/net/hub_metrics.hpp"
#include "server/net/listener.hpp"
#include "server/net/site.hpp"
#include "tests/support/faulty_log.hpp"
#include "tests/support/small_session.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::tests {

inline const std::string organiser_key = "organiser-key-of-the-tests";

struct served_options {
  std::size_t shards = 2;
  net::times patience{};
  std::filesystem::path web = "/nonexistent";
  std::filesystem::path media = "/nonexistent";
  std::filesystem::path own_playbooks = "/nonexistent/playbooks";
  std::string public_url{};
  std::vector<std::string> origins{};
  std::size_t connections_max = 10'000;
  std::size_t per_address_max = 10'000;
  bool trust_proxy = false;
  std::vector<std::string> trust_proxy_at{};
  std::int64_t clock_ahead_ms = 0;  // the front desk's, of the shards'
  hub_options hub{};
};

class served {
 public:
  explicit served(served_options chosen = {})
      : options(std::move(chosen)),
        limits(options.connections_max, options.per_address_max, counters),
        signer(test_key()),
        shards(make_shards()),
        shelf({offered()}, options.own_playbooks),
        desk({held_log, pointers(), signer, organiser_key, shelf, counters, clock()}),
        files(options.web),
        media(options.media),
        pages(options.public_url, options.origins),
        site({desk, files, media, pages, condition, numbers, counters, clock()}),
        live{desk, counters, options.patience},
        http{site, live, counters, options.patience, net::trusted_proxies(options.trust_proxy, options.trust_proxy_at)},
        listener("127.0.0.1", 0, pointers(), limits, http) {
    numbers.add(write_process_metrics);
    numbers.add([this](metrics_page& page) {
      net::write_net_metrics(page, counters);
      net::write_log_metrics(page, log.check());
      net::write_hub_metrics(page, all_counters());
    });
    for (auto& each : shards) each->start();
    listener.start();
  }
  ~served() {
    listener.stop();
    for (auto& each : shards) each->join();
  }

  std::uint16_t port() const { return listener.port(); }

  // A session of its own, opened over HTTP.
  struct opened_session {
    std::string session;
    std::string code;
    std::string ticket;  // the facilitator's
    std::uint64_t facilitator = 0;
  };
  opened_session open(const std::string& request_id = "first") const {
    const auto answer = post_json(port(), "/api/sessions", {{"id", request_id}, {"playbook", "small"}},
                                  {"Authorization: Bearer " + organiser_key});
    EXPECT_EQ(answer.status, 201) << answer.body;
    const auto said = answer.json();
    return {said.at("session"), said.at("join_code"), said.at("ticket"), said.at("member")};
  }

  static instant now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
  }

  const served_options options;
  memory_log log;
  faulty_log held_log{log, 1, {}};  // what the server asks; passes everything on until it is told otherwise
  net::net_counters counters;
  net::connection_limits limits;
  const tickets signer;
  const std::vector<std::unique_ptr<shard>> shards;
  net::playbook_shelf shelf;
  net::front_desk desk;
  const net::static_files files;
  const net::media_files media;
  const net::origins pages;
  health condition;
  metrics numbers;
  net::site site;
  const net::live_surroundings live;
  const net::http_surroundings http;
  net::listener listener;

 private:
  static ticket_key test_key() {
    ticket_key key;
    key.fill(5);
    return key;
  }
  static net::offered_playbook offered() {
    const auto small = small_session();
    return {"small", small.playbook, small.criteria, false};
  }
  std::function<instant()> clock() const {
    return [ahead = options.clock_ahead_ms] { return now() + ahead; };
  }
  std::vector<std::unique_ptr<shard>> make_shards() {
    std::vector<std::unique_ptr<shard>> made;
    for (std::size_t at = 0; at < options.shards; ++at) made.push_back(std::make_unique<shard>(held_log, options.hub));
    return made;
  }
  std::vector<const hub_counters*> all_counters() const {
    std::vector<const hub_counters*> all;
    for (const auto& each : shards) all.push_back(&std::as_const(*each).counters());
    return all;
  }
  std::vector<shard*> pointers() const {
    std::vector<shard*> all;
    for (const auto& each : shards) all.push_back(each.get());
    return all;
  }
};

// Until it holds, or patience has run out.
inline bool eventually(const std::function<bool()>& holds) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::yield();
  }
  return true;
}

}  // namespace reprise::tests
