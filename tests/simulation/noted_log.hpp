// One server's own way to the log that all share: what it tries to append is noted, with who tried. Everything else passes.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/hub/surroundings.hpp"

namespace reprise::tests {

class noted_log final : public commit_log {
 public:
  // Called before the log is.
  using note = std::function<void(const log_position& expected, const std::vector<stored_commit>&)>;

  noted_log(commit_log& below, note tries) : below_(below), tries_(std::move(tries)) {}

  void append(session_key session, log_position expected, std::vector<stored_commit> commits,
              done<append_answer> then) override {
    tries_(expected, commits);
    below_.append(std::move(session), std::move(expected), std::move(commits), std::move(then));
  }

  void load(session_key session, done<load_answer> then) override { below_.load(std::move(session), std::move(then)); }
  void read(session_key session, seq_number after, std::size_t commits_max, done<read_answer> then) override {
    below_.read(std::move(session), after, commits_max, std::move(then));
  }
  void save_snapshot(session_key session, std::string epoch, stored_snapshot snapshot, done<bool> then) override {
    below_.save_snapshot(std::move(session), std::move(epoch), std::move(snapshot), std::move(then));
  }
  void trim(session_key session, std::string epoch, std::size_t kept, done<bool> then) override {
    below_.trim(std::move(session), std::move(epoch), kept, std::move(then));
  }
  void look(session_key session, log_position expected, std::vector<std::string> refused,
            done<append_answer> then) override {
    below_.look(std::move(session), std::move(expected), std::move(refused), std::move(then));
  }
  void restore(session_key session, loaded_session held, done<append_answer> then) override {
    below_.restore(std::move(session), std::move(held), std::move(then));
  }
  std::shared_ptr<void> follow(session_key session, teller tell) override {
    return below_.follow(std::move(session), std::move(tell));
  }
  void whisper(session_key session, std::string bytes) override {
    below_.whisper(std::move(session), std::move(bytes));
  }
  void claim(std::string name, std::string value, done<claim_answer> then) override {
    below_.claim(std::move(name), std::move(value), std::move(then));
  }
  void find(std::string name, done<find_answer> then) override { below_.find(std::move(name), std::move(then)); }
  void release(std::string name, std::string value, done<bool> then) override {
    below_.release(std::move(name), std::move(value), std::move(then));
  }
  void sessions(done<sessions_answer> then) override { below_.sessions(std::move(then)); }
  log_health check() const override { return below_.check(); }

 private:
  commit_log& below_;
  const note tries_;
};

// The world as that server has it: but for its way to the log, it is everybody's.
class own_world final : public surroundings {
 public:
  own_world(surroundings& all, noted_log::note tries) : all_(all), log_(all.log(), std::move(tries)) {}

  instant now() const override { return all_.now(); }
  std::uint64_t dice() override { return all_.dice(); }
  commit_log& log() override { return log_; }
  poster to_this_thread() override { return all_.to_this_thread(); }
  alarms& clock() override { return all_.clock(); }
  hub_counters& counters() override { return all_.counters(); }
  flush_list& deciding() override { return all_.deciding(); }

 private:
  surroundings& all_;
  noted_log log_;
};

}  // namespace reprise::tests
