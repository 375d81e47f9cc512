// Several servers, one Redis, and people who are spread over them: started for one test, on loopback, and ended by their
// process ids.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <random>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/insistent_person.hpp"
#include "tests/support/server_process.hpp"

namespace reprise::tests {

class cluster {
 public:
  // One server for each address of the log: the same, or different ways to the same Redis.
  cluster(std::vector<std::string> logs, int people, unsigned seed);
  ~cluster();

  std::size_t nodes() const { return nodes_.size(); }
  bool runs(std::size_t node) const { return nodes_[node]->process.has_value(); }
  server_process& process(std::size_t node) { return *nodes_[node]->process; }
  void kill(std::size_t node);
  void start(std::size_t node);
  // SIGTERM; its exit code.
  int stop(std::size_t node);

  // Everybody sends commands, on whatever server lets them in, until finish().
  void begin();
  // Waits until so many more commands have been acknowledged; false when that takes longer than a minute.
  bool hears(int acknowledgements);
  // Everybody ends with an answer to everything.
  void finish();

  // What has to hold at the end, whatever was done in between: `commits` are those of the log.
  void check();
  std::vector<insistent_person>& people() { return people_; }
  int acknowledged() const;
  const std::string& session() const { return session_; }

 private:
  struct server {
    std::string log;
    temporary_folder data;
    std::optional<server_process> process;
    std::atomic<std::uint16_t> port{0};  // 0: it does not run
  };
  std::uint16_t some_port(std::mt19937& random) const;
  void live(insistent_person& who, unsigned seed);

  std::vector<std::unique_ptr<server>> nodes_;
  std::vector<insistent_person> people_;
  std::vector<std::thread> lives_;
  std::string session_;
  std::mt19937 random_;
  std::counting_semaphore<> heard_{0};
  std::atomic<bool> over_{false};
};

}  // namespace reprise::tests
