// Several servers, one Redis, and people who are spread over them: started for one test, and ended by their process ids.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "server/log/commit_log.hpp"
#include "tests/support/haproxy_process.hpp"
#include "tests/support/insistent_person.hpp"
#include "tests/support/network.hpp"
#include "tests/support/server_process.hpp"

namespace reprise::tests {

struct cluster_plan {
  std::vector<std::string> logs;  // one server for each: the same address, or different ways to the same Redis
  int people = 6;                 // spread over the sessions
  int sessions = 1;
  // One more for each server, who comes to no other: whether it acknowledges something is seen by them.
  bool one_at_each = false;
  unsigned seed = 0;
  // People come through HAProxy, as it ships; else each time to a server that they choose themselves.
  bool behind_haproxy = false;
  // Where each server is; nowhere: all are where the test is.
  std::vector<const machine*> machines = {};
  std::size_t under_way_max = 8;  // commands of one person
  std::chrono::milliseconds thinks_max{0};
  std::function<wish(const insistent_person&, std::mt19937&)> wants = {};  // else people rename themselves
  std::set<std::string> takes_for_an_answer = {};
};

class cluster {
 public:
  explicit cluster(cluster_plan plan);
  ~cluster();

  std::size_t nodes() const { return nodes_.size(); }
  const std::string& session() const { return sessions_.front().key; }
  std::vector<std::string> sessions() const;
  server_process& process(std::size_t node) { return *nodes_[node]->process; }
  void kill(std::size_t node);
  void start(std::size_t node);
  // SIGTERM; its exit code.
  int stop(std::size_t node);

  // Everybody sends commands, on whatever server lets them in, until finish().
  void begin();
  // Waits until so many more commands have been answered; false when that takes longer than two minutes and a half.
  bool hears(int acknowledgements);
  // The same of every single person: whoever was on a server that died is on another.
  bool everybody_hears(int acknowledgements);
  // Until each server has answered somebody again: seconds, or nothing where it takes too long.
  std::optional<double> all_nodes_are_back();
  // Everybody ends with an answer to everything.
  void finish();

  // What has to hold at the end, whatever was done in between: each acknowledged command is in the log once, in its place,
  // and everybody's tables are those of a newcomer, on every server.
  void check();
  // What is in the log of the (only) session, after check().
  const std::vector<stored_commit>& log() const { return sessions_.front().log; }
  // A number of the servers' own pages, of all that run.
  double counted(const std::string& name) const;

  const haproxy_process& proxy() const { return *proxy_; }
  // Waits until the proxy's numbers are such; false when that takes longer than a minute.
  bool proxy_shows(const std::function<bool(const std::vector<haproxy_process::node_numbers>&)>& wanted) const;
  std::vector<insistent_person>& people() { return people_; }
  int acknowledged() const;
  int resumes() const;
  int snapshots() const;

 private:
  struct server {
    std::string log;
    const machine* place = nullptr;
    temporary_folder data;
    std::uint16_t own_port = 0;
    std::optional<server_process> process;
    std::atomic<std::uint16_t> port{0};  // 0: it does not run
  };
  void at(const server& node, const std::function<void()>& what) const;
  struct one_session {
    std::string key;
    std::string code;
    // It is read on while it grows, because of a long session only the newest 10,000 commits stay in the log.
    std::vector<stored_commit> log;
  };
  void open_sessions();
  void come_in();
  std::uint16_t some_port(std::size_t person, std::mt19937& random) const;
  void live(std::size_t person, unsigned seed);
  bool wait_for_more(std::size_t first_person, int answers);
  void check_tables();
  void read_log_in_time();  // before the nodes trim what was not read
  void read_log();
  void check_log(const one_session& of) const;

  const cluster_plan plan_;
  std::vector<std::unique_ptr<server>> nodes_;
  std::optional<haproxy_process> proxy_;
  std::atomic<std::uint16_t> proxy_port_{0};  // 0: there is none, or no more
  std::vector<insistent_person> people_;
  std::vector<std::thread> lives_;
  std::vector<one_session> sessions_;
  std::mt19937 random_;
  std::atomic<bool> over_{false};

  std::mutex mutex_;
  std::condition_variable more_;
  std::vector<int> heard_;  // answers, by person

  static constexpr int read_after = 2'000;  // answers
  int read_at_ = 0;
};

}  // namespace reprise::tests
