// A commit log asked in plain sentences: each call waits for its answer. For tests, from threads that are not the log's.
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/log/commit_log.hpp"

namespace reprise {

class blocking_log {
 public:
  explicit blocking_log(commit_log& log) : log_(log) {}

  load_answer load(const session_key& session) {
    return wait<load_answer>([&](auto then) { log_.load(session, then); });
  }
  append_answer append(const session_key& session, const log_position& expected, std::vector<stored_commit> commits) {
    return wait<append_answer>([&](auto then) { log_.append(session, expected, std::move(commits), then); });
  }
  append_answer look(const session_key& session, const log_position& expected,
                     const std::vector<std::string>& refused = {}) {
    return wait<append_answer>([&](auto then) { log_.look(session, expected, refused, then); });
  }
  append_answer restore(const session_key& session, loaded_session held) {
    return wait<append_answer>([&](auto then) { log_.restore(session, std::move(held), then); });
  }
  read_answer read(const session_key& session, seq_number after, std::size_t commits_max) {
    return wait<read_answer>([&](auto then) { log_.read(session, after, commits_max, then); });
  }
  bool save_snapshot(const session_key& session, const std::string& epoch, stored_snapshot snapshot) {
    return wait<bool>([&](auto then) { log_.save_snapshot(session, epoch, std::move(snapshot), then); });
  }
  bool trim(const session_key& session, const std::string& epoch, std::size_t kept) {
    return wait<bool>([&](auto then) { log_.trim(session, epoch, kept, then); });
  }
  commit_log::tidy_answer tidy() {
    return wait<commit_log::tidy_answer>([&](auto then) { log_.tidy(then); });
  }
  claim_answer claim_for(const session_key& session, const std::string& name) {
    return wait<claim_answer>([&](auto then) { log_.claim_for(session, name, then); });
  }
  claim_answer claim(const std::string& name, const std::string& value) {
    return wait<claim_answer>([&](auto then) { log_.claim(name, value, then); });
  }
  find_answer find(const std::string& name) {
    return wait<find_answer>([&](auto then) { log_.find(name, then); });
  }
  bool release(const std::string& name, const std::string& value) {
    return wait<bool>([&](auto then) { log_.release(name, value, then); });
  }
  sessions_answer sessions() {
    return wait<sessions_answer>([&](auto then) { log_.sessions(then); });
  }

 private:
  template <class Answer, class Call>
  static Answer wait(Call call) {
    const auto promise = std::make_shared<std::promise<Answer>>();
    call([promise](Answer answer) { promise->set_value(std::move(answer)); });
    return promise->get_future().get();
  }

  commit_log& log_;
};

}  // namespace reprise
