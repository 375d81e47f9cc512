#include "server/log/sqlite_checkpoints.hpp"

namespace reprise {

sqlite_checkpoints::sqlite_checkpoints(const std::filesystem::path& file, const std::string& vfs)
    : database_(file, vfs) {
  database_.run("PRAGMA synchronous = FULL");
  database_.run("PRAGMA wal_autocheckpoint = 0");
  thread_ = std::thread([this] { run(); });
}

sqlite_checkpoints::~sqlite_checkpoints() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void sqlite_checkpoints::wal_is_at(int pages) {
  // Beyond the maximum this thread keeps away, so that the writer finds the checkpoint lock free.
  if (pages < checkpoint_wal_pages || pages >= wal_pages_max) return;
  {
    const std::lock_guard lock(mutex_);
    wanted_ = true;
  }
  wake_.notify_one();
}

void sqlite_checkpoints::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return wanted_ || stopping_; });
    if (stopping_) return;
    wanted_ = false;
    lock.unlock();
    checkpoint_quietly(database_);
    lock.lock();
  }
}

bool checkpoint_quietly(sqlite_database& database) {
  return sqlite3_wal_checkpoint_v2(database.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr) ==
         SQLITE_OK;
}

}  // namespace reprise
