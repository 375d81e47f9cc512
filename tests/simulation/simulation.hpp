// One run: two to four servers, one log, a handful of people, and everything that can go wrong between them, in virtual time.
// What happens follows from the seed alone.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "server/log/memory_log.hpp"
#include "tests/simulation/deadlines.hpp"
#include "tests/simulation/noted_log.hpp"
#include "tests/simulation/simulated_client.hpp"
#include "tests/support/faulty_log.hpp"
#include "tests/support/virtual_world.hpp"

namespace reprise::tests {

struct run_summary {
  std::vector<std::string> complaints;  // empty: everything that must hold did
  std::size_t commits = 0;
  std::size_t acknowledged = 0;
  std::size_t refused = 0;
  std::size_t restarts = 0;
  std::size_t cuts = 0;
  std::size_t resumes = 0;
  std::size_t conflations = 0;
  std::size_t overtaken = 0;
  std::size_t heard = 0;               // commits of other servers that needed no look at the log
  std::size_t tails_lost = 0;          // times that the log came back with less than it had
  std::size_t restored = 0;            // and was given back what it lacked
  std::size_t histories_lost = 0;      // or went on differently
  std::size_t deadlines = 0;           // that the clock ended
  std::size_t two_wakes = 0;           // that two servers woke for, and both tried to append it at one place of the log
  std::size_t lost_with_a_server = 0;  // people who were away because it had died, and here again on another
  std::size_t log_faults = 0;
  std::size_t secrets = 0;
  std::uint64_t digest =
      digest_begin;  // of every byte in the log and of every frame that was sent to a client, in order

  void operator+=(const run_summary& other);
  std::string in_words() const;
};

class simulation {
 public:
  explicit simulation(std::uint64_t seed);
  run_summary run();

 private:
  struct server {
    std::unique_ptr<own_world> world;
    std::unique_ptr<live_session> session;
    bool loaded = false;
    instant back_at = 0;
  };
  struct newcomer {
    std::string command_id;
    std::size_t client;
    bool asked = false;
    instant asked_at = 0;
  };

  void open();
  void one_event();
  void start(server& which);
  void kill(server& which);
  void let_in();
  void lose_the_end();
  bool holds_what_is_missing(const server& which) const;
  seq_number length_of_log();
  server* some_server();
  void heal();
  void everybody_goes_on(const std::set<const simulated_client*>& but);
  bool all_alike() const;
  void lose_a_server();
  void note_append(std::size_t by, const log_position& expected, const std::vector<stored_commit>& commits);
  std::size_t unanswered() const;

  // After the run: check.cpp
  void check();
  void check_answers(const std::vector<commit>& log);
  void check_screens();
  void check_who_is_here();
  void check_attendance(const std::set<const simulated_client*>& away);
  void check_secrets(const std::vector<commit>& log);
  void check_rules(const state& at_the_end);
  void complain(std::string what) { summary_.complaints.push_back(std::move(what)); }

  chance dice_;
  secrets words_;
  std::uint64_t epochs_ = 0;
  hub_options options_;
  memory_log below_;
  faulty_log log_;
  virtual_world world_;
  // In every fifth run an append may arrive long after its answer was given up. When its server has died meanwhile,
  // nobody can know of it, and another server may have refused the command; such runs do not check that.
  const bool late_ones_;
  // In every seventh run nobody waits for what the log has lost to be put back, so it may be gone for good; such runs do
  // not check what was acknowledged.
  const bool hasty_;
  // Every commit as it was appended: the log itself may lack its beginning, where only the state could be put back.
  std::map<seq_number, std::string> written_;
  std::vector<std::string> ever_written_;  // those too that were lost, and that people may have seen
  std::shared_ptr<void> writing_down_;
  seq_number missing_ = 0;  // the log's end before it lost some of it; 0: it is whole
  std::vector<server> servers_;
  std::vector<std::unique_ptr<simulated_client>> clients_;
  std::vector<newcomer> newcomers_;
  // Who has tried to append a wake for it, and where.
  std::map<std::tuple<std::string, seq_number, deadline>, std::set<std::size_t>> woken_for_;
  std::vector<id<member>> authors_;  // of secret n: authors_[n - 1]
  run_summary summary_;
};

}  // namespace reprise::tests
