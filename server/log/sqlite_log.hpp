// The commit log in one SQLite file: the default, with no server to install.
//
// Thread    As commit_log says; answers are given on the log's worker, after the transaction that they depend on.
// Durable   `appended` means that the operating system said the bytes are on the disk (WAL, synchronous = FULL): they
//           survive a killed process and a power cut.
// Speed     Everything that waits becomes one transaction (group commit), at most batch_requests_max requests.
// Owner     One process per data folder, kept so by a lock. The destructor writes and answers what is waiting.
// Failure   Opening throws log_unusable. Later on, what fails is answered `unavailable`; reading goes on while writing
//           fails, and writing goes on by itself when its cause has gone (a full disk, another program's lock).
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/log/commit_log.hpp"
#include "server/log/folder_lock.hpp"
#include "server/log/sqlite_checkpoints.hpp"
#include "server/log/sqlite_database.hpp"
#include "server/log/sqlite_request.hpp"
#include "server/log/sqlite_tables.hpp"
#include "server/log/worker.hpp"

namespace reprise {

struct sqlite_log_options {
  std::filesystem::path folder;  // created when missing; the file in it is `reprise.sqlite`
  log_sources sources = system_sources();
  std::size_t batch_requests_max = 512;
  std::chrono::milliseconds lock_wait_max{2'000};  // for another program that holds the file, such as a backup
  std::string vfs = {};                            // SQLite's file layer; "" is the operating system's
  // How long a session is kept after it was written to last; 0: for ever.
  std::chrono::milliseconds kept_for{0};
};

class sqlite_log final : public commit_log {
 public:
  explicit sqlite_log(const sqlite_log_options& options);
  ~sqlite_log() override;

  void load(session_key session, done<load_answer> then) override;
  void append(session_key session, log_position expected, std::vector<stored_commit> commits,
              done<append_answer> then) override;
  void read(session_key session, seq_number after, std::size_t commits_max, done<read_answer> then) override;
  void save_snapshot(session_key session, std::string epoch, stored_snapshot snapshot, done<bool> then) override;
  void claim(std::string name, std::string value, done<claim_answer> then) override;
  void find(std::string name, done<find_answer> then) override;
  void release(std::string name, std::string value, done<bool> then) override;
  void sessions(done<sessions_answer> then) override;
  void tidy(done<tidy_answer> then) override;

  // While writing fails, asking also has one small write tried, at most once a second: a server that is given no work
  // because it is not ready would otherwise never find out that the disk has room again.
  log_health check() const override;

  void stop() override;

 private:
  void tidy_on(std::size_t removed, done<tidy_answer> then);
  template <class Answer, class Work>
  void post(request_kind, session_key, std::size_t commits, done<Answer>, Work) const;

  // Worker thread only
  void handle(std::vector<sqlite_request_ptr> batch);
  void carry_out(std::vector<sqlite_request_ptr>& batch);
  void carry_out_together(std::vector<sqlite_request_ptr>& batch);
  void give_up(std::vector<sqlite_request_ptr>& batch, const sqlite_error& error);
  void note_success(const std::vector<sqlite_request_ptr>& batch, bool written);
  void note_failure(const std::string& reason);
  void keep_wal_short();

  // Fixed after construction
  const std::filesystem::path file_;
  const folder_lock lock_;

  // Worker thread only
  sqlite_database database_;
  sqlite_tables tables_;
  sqlite_statement begin_;
  sqlite_statement commit_;
  sqlite_checkpoints checkpoints_;
  int wal_pages_ = 0;

  // Any thread, under the mutex
  mutable std::mutex health_mutex_;
  log_health health_;
  mutable std::chrono::steady_clock::time_point last_probe_;

  std::atomic<bool> stopping_{false};

  mutable worker<sqlite_request_ptr> worker_;
};

}  // namespace reprise
