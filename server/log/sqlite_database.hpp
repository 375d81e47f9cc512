// SQLite's C interface with owners and errors: a connection, a prepared statement, a transaction. Nothing here knows
// what is stored.
//
// Thread    One thread at a time per connection and its statements (they are opened without SQLite's own mutex).
// Failure   sqlite_error, with SQLite's extended code and a sentence. It is caught where a batch of the log is handled,
//           where it becomes `unavailable`, or at the start, where it becomes log_unusable.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace reprise {

class sqlite_error : public std::runtime_error {
 public:
  sqlite_error(int extended_code, const std::string& what) : std::runtime_error(what), code_(extended_code) {}
  int code() const { return code_ & 0xff; }  // SQLITE_FULL, SQLITE_CORRUPT, ...
  int extended_code() const { return code_; }

 private:
  int code_;
};

class sqlite_database {
 public:
  // Opens for reading and writing, creates when missing. `vfs` names one of SQLite's file layers, "" is the system's.
  sqlite_database(const std::filesystem::path& file, const std::string& vfs);

  // Runs statements whose rows are of no interest.
  void run(const std::string& sql);
  // The first column of the first row, for pragmas; 0 and "" when there is no row.
  std::int64_t number(const std::string& sql);
  std::string text(const std::string& sql);

  // How long a statement waits for another program's lock before it fails with SQLITE_BUSY.
  void wait_for_locks(std::chrono::milliseconds most);
  bool in_transaction() const;
  sqlite3* handle() const { return database_.get(); }

 private:
  struct close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, close> database_;
};

// Prepared once, run many times: bind, then `step` while it gives rows, then `reset` (or let the `sqlite_rows` do it).
class sqlite_statement {
 public:
  sqlite_statement(sqlite_database& database, const std::string& sql);

  // Bound text and bytes must stay where they are until the statement is reset.
  sqlite_statement& bind(int parameter, std::int64_t value);
  sqlite_statement& bind_text(int parameter, std::string_view value);
  sqlite_statement& bind_bytes(int parameter, std::string_view value);

  bool step();  // true: there is a row
  void reset() noexcept;
  void run();  // for statements without rows: step to the end and reset, also when it throws

  std::int64_t number(int column) const;
  std::uint64_t counter(int column) const;  // a number that is never negative
  std::string bytes(int column) const;      // text or blob

 private:
  [[noreturn]] void fail() const;

  struct finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, finalize> statement_;
};

// Resets a statement when the rows of one use have been read.
class sqlite_rows {
 public:
  explicit sqlite_rows(sqlite_statement& statement) : statement_(statement) {}
  sqlite_rows(const sqlite_rows&) = delete;
  sqlite_rows& operator=(const sqlite_rows&) = delete;
  ~sqlite_rows() { statement_.reset(); }

  bool next() { return statement_.step(); }

 private:
  sqlite_statement& statement_;
};

}  // namespace reprise
