// A request to the SQLite log: the work that it stands for and, once that was done, its answer.
//
// Thread    Made on the caller's thread, then the log's worker only.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "server/log/commit_log.hpp"
#include "server/log/sqlite_tables.hpp"

namespace reprise {

enum class request_kind { reads, writes };

class sqlite_request {
 public:
  sqlite_request(request_kind of, session_key whose, std::size_t commit_count)
      : writes(of == request_kind::writes), session(std::move(whose)), commits(commit_count) {}
  virtual ~sqlite_request() = default;

  virtual void carry_out(sqlite_tables& tables) = 0;   // keeps the answer
  virtual void refuse(const std::string& reason) = 0;  // replaces the answer
  virtual void answer() = 0;                           // once
  virtual bool was_appended() const = 0;
  virtual bool was_refused() const = 0;

  const bool writes;
  const session_key session;  // whose memory a rollback makes doubtful; "" for the directory
  const std::size_t commits;
};

template <class Answer, class Work>
class sqlite_request_for final : public sqlite_request {
 public:
  sqlite_request_for(request_kind of, session_key whose, std::size_t commit_count, commit_log::done<Answer> then,
                     Work work)
      : sqlite_request(of, std::move(whose), commit_count), then_(std::move(then)), work_(std::move(work)) {}

  void carry_out(sqlite_tables& tables) override {
    answer_ = work_(tables);
    refused_ = false;
  }

  void refuse(const std::string& reason) override {
    if constexpr (std::is_same_v<Answer, bool>) {
      answer_ = false;
    } else {
      answer_ = unavailable{reason};
    }
    refused_ = true;
  }

  void answer() override { then_(std::move(*answer_)); }

  bool was_appended() const override {
    if constexpr (std::is_same_v<Answer, append_answer>) return answer_ && std::holds_alternative<appended>(*answer_);
    return false;
  }
  bool was_refused() const override { return refused_; }

 private:
  const commit_log::done<Answer> then_;
  Work work_;
  std::optional<Answer> answer_;
  bool refused_ = false;
};

using sqlite_request_ptr = std::unique_ptr<sqlite_request>;

}  // namespace reprise
