// Moves what was committed from SQLite's write-ahead log into the database file, on a thread and a connection of its
// own, because the two syncs that this takes would otherwise make some commits wait ten times as long as the rest.
//
// Thread    `wal_is_at` from the log's worker; the work is done on this object's own thread.
// Failure   A checkpoint that fails is tried again when the write-ahead log has grown further; nothing is lost by it.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>

#include "server/log/sqlite_database.hpp"

namespace reprise {

inline constexpr int checkpoint_wal_pages = 1'000;  // about 4 MB; worth a checkpoint
// About 32 MB. SQLite can begin its write-ahead log anew only at a moment when everything in it has been moved, which
// under unbroken load this thread never reaches alone: the writer then moves the little that is left by itself.
inline constexpr int wal_pages_max = 8'000;

class sqlite_checkpoints {
 public:
  // Throws sqlite_error.
  sqlite_checkpoints(const std::filesystem::path& file, const std::string& vfs);
  sqlite_checkpoints(const sqlite_checkpoints&) = delete;
  sqlite_checkpoints& operator=(const sqlite_checkpoints&) = delete;
  ~sqlite_checkpoints();

  // After a commit: the write-ahead log is this long now.
  void wal_is_at(int pages);

 private:
  void run();

  sqlite_database database_;  // own thread only

  // Under the mutex
  std::mutex mutex_;
  std::condition_variable wake_;
  bool wanted_ = false;
  bool stopping_ = false;

  std::thread thread_;
};

// Moves what can be moved without making anybody wait. False when somebody else is at it or it failed.
bool checkpoint_quietly(sqlite_database& database);

}  // namespace reprise
