// A commit log over another one (a memory_log, as a rule), to which everything happens that happens to a log on a
// network: the request gets lost, or its answer; it arrives twice; the answer comes late, or after a later one; somebody
// else was faster. What it does follows from its seed and the calls alone, so a failing run can be played again.
//
// Thread    One at a time (a mutex keeps the counters, but a run is only repeatable when the calls are).
// Owner     The log below must outlive it. Answers that are held back and never delivered are dropped with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "server/log/commit_log.hpp"

namespace reprise {

// Of a hundred requests, how many meet this fault. All zero: a plain pass-through.
struct log_faults {
  unsigned lose_request = 0;  // nothing is done, the answer is `unavailable`
  unsigned lose_answer = 0;   // it is done, the answer is `unavailable`
  unsigned repeat = 0;        // it is done twice, as by a network that sends again; the second answer is the one given
  unsigned late = 0;          // the answer is `unavailable`, and it is done later, when `deliver_one` picks it
  unsigned delay = 0;         // the answer is held until `deliver_one` picks it
  unsigned conflict = 0;      // before an append, the rival's commit comes first
  unsigned deaf = 0;          // what a follower should have heard is lost
};

class faulty_log final : public commit_log {
 public:
  // What another server appends to the session after `last`: its bytes must be what the readers of the log understand.
  // Nothing: no conflict this time.
  using rival_commit = std::function<std::optional<std::string>(const session_key&, const log_position& last)>;

  faulty_log(commit_log& below, std::uint64_t seed, log_faults faults, rival_commit rival = {});

  void load(session_key session, done<load_answer> then) override;
  void append(session_key session, log_position expected, std::vector<stored_commit> commits,
              done<append_answer> then) override;
  void read(session_key session, seq_number after, std::size_t commits_max, done<read_answer> then) override;
  void save_snapshot(session_key session, std::string epoch, stored_snapshot snapshot, done<bool> then) override;
  void trim(session_key session, std::string epoch, std::size_t kept, done<bool> then) override;
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
  std::int64_t may_be_told_ms() const override { return may_be_told_ms_; }
  void stop() override { below_.stop(); }

  // From now on. `{}` ends the faults; what is held stays held until it is delivered. Followers who missed something are
  // told so, as they are by a connection that comes back.
  void set_faults(log_faults faults);
  // As one that has only just come up.
  void set_may_be_told_ms(std::int64_t left) { may_be_told_ms_ = left; }

  // Answers (and late requests) that are held back; one of them, chosen by the seed, is given. False when there
  // is none.
  std::size_t held() const;
  bool deliver_one();
  void deliver_all();

  std::uint64_t faults_done() const;  // so that a test can tell that something happened

 private:
  enum class fate { fine, request_lost, answer_lost, repeated, late };

  template <class Answer>
  void meet_fate(done<Answer> then, std::function<void(done<Answer>)> carry_out);
  template <class Answer>
  void deliver(done<Answer> then, Answer answer);
  fate draw_fate();
  void hold(std::function<void()> what);
  bool happens(unsigned in_a_hundred);
  void let_rival_win(const session_key& session);

  commit_log& below_;
  const rival_commit rival_;
  std::int64_t may_be_told_ms_ = 0;

  // Under the mutex
  mutable std::mutex mutex_;
  std::mt19937_64 random_;
  log_faults faults_;
  std::vector<std::function<void()>> held_;
  std::vector<teller> missed_;
  std::uint64_t faults_done_ = 0;
};

}  // namespace reprise
