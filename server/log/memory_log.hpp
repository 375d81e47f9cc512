// A commit log in memory, for tests and simulations: the shortest correct implementation of the contract, and nothing
// is left of it when it goes. Answers are given inline, before the call returns. Thread-safe.
#pragma once

#include <map>
#include <mutex>
#include <unordered_map>

#include "server/log/commit_log.hpp"

namespace reprise {

class memory_log final : public commit_log {
 public:
  explicit memory_log(log_sources sources = system_sources()) : sources_(std::move(sources)) {}

  void load(session_key session, done<load_answer> then) override;
  void append(session_key session, log_position expected, std::vector<stored_commit> commits,
              done<append_answer> then) override;
  void read(session_key session, seq_number after, std::size_t commits_max, done<read_answer> then) override;
  void save_snapshot(session_key session, std::string epoch, stored_snapshot snapshot, done<bool> then) override;
  void claim(std::string name, std::string value, done<claim_answer> then) override;
  void find(std::string name, done<find_answer> then) override;
  void release(std::string name, std::string value, done<bool> then) override;
  void sessions(done<sessions_answer> then) override;
  log_health check() const override;

  // Forgets one session, as if the disk under it had been lost: the next first commit begins another epoch.
  void lose(const session_key& session);

 private:
  struct kept_session {
    std::string epoch;
    instant created_at = 0;
    std::uint64_t created_as = 0;        // counts sessions, so that "newest first" has no ties
    std::vector<stored_commit> commits;  // commit n is at n - 1
    std::unordered_map<std::string, seq_number> commands;
    std::optional<stored_snapshot> snapshot;

    log_position last() const { return {epoch, commits.size()}; }
  };

  append_answer try_append(const session_key& session, const log_position& expected,
                           std::vector<stored_commit> commits);

  const log_sources sources_;

  mutable std::mutex mutex_;
  std::map<session_key, kept_session> sessions_;
  std::map<std::string, std::string> directory_;
  std::uint64_t created_ = 0;
  log_health health_;
};

}  // namespace reprise
