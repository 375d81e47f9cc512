// Every commit log there is, opened for one test, and the few words that the contract's tests are written in.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "server/log/memory_log.hpp"
#include "server/log/redis_log.hpp"
#include "server/log/sqlite_log.hpp"
#include "tests/log/data_folder.hpp"
#include "tests/support/blocking_log.hpp"
#include "tests/support/faulty_log.hpp"
#include "tests/support/redis_process.hpp"

namespace reprise {

// A log with whatever it stands on, opened for one test.
struct opened_log {
  virtual ~opened_log() = default;
  virtual commit_log& log() = 0;
};

struct opened_memory_log : opened_log {
  commit_log& log() override { return log_; }
  memory_log log_;
};

struct opened_sqlite_log : opened_log {
  commit_log& log() override { return log_; }
  data_folder folder_;
  sqlite_log log_{{.folder = folder_.path()}};
};

struct opened_redis_log : opened_log {
  commit_log& log() override { return log_; }
  tests::redis_process redis_;
  redis_log log_{{.address = read_redis_address(redis_.url()).value()}};
};

struct opened_faultless_log : opened_log {
  commit_log& log() override { return log_; }
  memory_log below_;
  faulty_log log_{below_, 1, {}};
};

struct log_kind {
  const char* name;
  std::function<std::unique_ptr<opened_log>()> open;
};

inline void PrintTo(const log_kind& kind, std::ostream* out) { *out << kind.name; }

inline stored_commit commit(seq_number seq, const std::string& command_id = "") {
  return {seq, command_id, "{\"seq\":" + std::to_string(seq) + "}"};
}

inline std::vector<stored_commit> commits(seq_number from, seq_number to) {
  std::vector<stored_commit> made;
  for (auto seq = from; seq <= to; ++seq) made.push_back(commit(seq));
  return made;
}

class commit_log_contract : public testing::TestWithParam<log_kind> {
 protected:
  // The position after an append that is expected to work.
  log_position add(const session_key& session, const log_position& at, const std::vector<stored_commit>& what) {
    auto answer = log.append(session, at, what);
    const auto* done = std::get_if<appended>(&answer);
    EXPECT_NE(done, nullptr);
    return done == nullptr ? log_position{} : done->last;
  }

  // A session of `count` commits without command ids.
  log_position fill(const session_key& session, seq_number count) {
    log_position at;
    while (at.seq < count) {
      at = add(session, at, commits(at.seq + 1, std::min<seq_number>(count, at.seq + append_commits_max)));
    }
    return at;
  }

  loaded_session load(const session_key& session) {
    auto answer = log.load(session);
    EXPECT_TRUE(std::holds_alternative<loaded_session>(answer));
    return std::get<loaded_session>(std::move(answer));
  }

  std::unique_ptr<opened_log> opened = GetParam().open();
  blocking_log log{opened->log()};
};

}  // namespace reprise
