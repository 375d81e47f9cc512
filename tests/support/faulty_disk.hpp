// A disk for SQLite (a VFS over the system's) that can be full and can lose its power. It remembers of every file what
// was synced and what was only written; when the power has gone, `restore` leaves in the folder what a real disk might:
// all that was synced, and any part of the rest, torn between sectors.
//
// Thread    Any; SQLite calls it from the threads of the log.
// Owner     The test; it must outlive every log that was opened with its `vfs`.
// Limits    A file that was never synced may be gone altogether. That a file is deleted takes effect at once.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace reprise {

class faulty_disk {
 public:
  faulty_disk();
  faulty_disk(const faulty_disk&) = delete;
  faulty_disk& operator=(const faulty_disk&) = delete;
  ~faulty_disk();

  // For sqlite_log_options::vfs.
  const std::string& vfs() const { return name_; }

  // While full, nothing can be written; reading and syncing work.
  void fill();
  void free_space();

  // The next syncs fail, as on a disk that reports an error; what was written may be kept or not.
  void fail_syncs(int count);

  // The power goes during the n-th write, truncation or sync from now (1: the next): from then on everything fails.
  void cut_power_at(std::uint64_t operation);
  void cut_power_now();
  bool has_power() const;
  std::uint64_t operations() const;  // writes, truncations and syncs so far

  // After the power was cut and everything was closed: makes the files what the disk holds.
  void restore(std::uint64_t seed);

 private:
  struct unsynced {
    bool truncates = false;
    std::size_t offset = 0;  // the new size, for a truncation
    std::string bytes;
  };
  struct contents {
    bool synced_once = false;
    std::string durable;
    std::vector<unsynced> pending;
  };
  struct file;
  friend struct faulty_disk_calls;

  // Called by the VFS; they answer SQLite's result codes.
  int before_write(const std::string& path, unsynced operation);
  int sync(const std::string& path);
  const std::string* opened(const std::string& path);  // the same text, for as long as the disk is there
  void removed(const std::string& path);
  bool count_operation();  // false when the power is gone, or goes now

  const std::string name_;
  std::unique_ptr<sqlite3_vfs> vfs_;
  sqlite3_vfs* system_ = nullptr;

  // Under the mutex
  mutable std::mutex mutex_;
  std::map<std::string, contents> files_;
  std::set<std::string> names_;
  bool full_ = false;
  int syncs_to_fail_ = 0;
  bool powered_ = true;
  std::uint64_t operations_ = 0;
  std::uint64_t cut_at_ = 0;  // 0: never
};

}  // namespace reprise
