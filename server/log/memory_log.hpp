// A commit log in memory, for tests and simulations: the shortest correct implementation of the contract, shared by as many
// servers as a test plays, and nothing is left of it when it goes. Answers are given inline, before the call returns, and
// followers told during the call that they hear of. Thread-safe.
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
  void trim(session_key session, std::string epoch, std::size_t most, done<bool> then) override;
  void look(session_key session, log_position expected, std::vector<std::string> refused,
            done<append_answer> then) override;
  void restore(session_key session, loaded_session held, done<append_answer> then) override;
  std::shared_ptr<void> follow(session_key session, teller tell) override;
  void whisper(session_key session, std::string bytes) override;
  void claim(std::string name, std::string value, done<claim_answer> then) override;
  void find(std::string name, done<find_answer> then) override;
  void release(std::string name, std::string value, done<bool> then) override;
  void sessions(done<sessions_answer> then) override;
  log_health check() const override;

  // Forgets one session, as if the disk under it had been lost: the next first commit begins another epoch.
  void lose(const session_key& session);
  // Forgets what came after `seq`, as a copy does that takes over from a machine that was ahead of it; a snapshot that was
  // newer goes too. `appends_wait`: nothing is appended until it has
  // all been put back, and nobody is told that nothing came, and followers are told to look; otherwise nobody hears of it.
  void lose_after(const session_key& session, seq_number seq, bool appends_wait);

 private:
  struct kept_session {
    std::string epoch;
    instant created_at = 0;
    std::uint64_t created_as = 0;        // counts sessions, so that "newest first" has no ties
    seq_number begins_after = 0;         // more than 0 where the beginning could not be put back
    std::vector<stored_commit> commits;  // commit begins_after + n is at n - 1
    std::unordered_map<std::string, seq_number> commands;
    std::optional<stored_snapshot> snapshot;
    std::uint64_t mark_at_the_beginning = 0;   // of commit begins_after
    std::optional<stored_snapshot> beginning;  // the state after it
    seq_number waits_for = 0;                  // nothing is appended before the log reaches so far again

    seq_number length() const { return begins_after + commits.size(); }
    std::uint64_t mark_at(seq_number seq) const;  // 0: not known
    log_position last() const { return {epoch, length(), mark_at(length())}; }
    void add(stored_commit one);
  };
  struct follower {
    session_key session;
    teller tell;
  };

  append_answer try_append(const session_key& session, const log_position& expected, std::vector<stored_commit> commits,
                           const std::vector<std::string>& refused = {});
  append_answer try_restore(const session_key& session, loaded_session held);
  void tell(const session_key& session, const heard& what);

  const log_sources sources_;

  mutable std::mutex mutex_;
  std::map<session_key, kept_session> sessions_;
  std::map<std::string, std::string> directory_;
  std::vector<std::weak_ptr<follower>> followers_;
  std::uint64_t created_ = 0;
  log_health health_;
};

}  // namespace reprise
