#include "server/log/sqlite_schema.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <system_error>

#include "server/log/folder_lock.hpp"
#include "server/log/log_unusable.hpp"

namespace reprise {
namespace {

constexpr std::int64_t application_id = 0x52707273;  // "Rprs"; says whose file it is

// Commits go to the end of a plain rowid table, whatever session they are of, so that a batch writes few pages.
// `commit_place` finds them again by session and seq. It carries a hash of the command id so that the ids of a session
// can be known from the index alone; an index of the ids themselves is random access for every commit and costs half
// of the writing speed. That (session, seq) is unique follows from the one writer, which holds the folder's lock.
constexpr const char* version_1 = R"sql(
  CREATE TABLE sessions (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    epoch TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE commits (
    session INTEGER NOT NULL REFERENCES sessions (id),
    seq INTEGER NOT NULL,
    command_hash INTEGER NOT NULL,
    command_id TEXT NOT NULL,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX commit_place ON commits (session, seq, command_hash);

  CREATE TABLE snapshots (
    session INTEGER PRIMARY KEY REFERENCES sessions (id),
    seq INTEGER NOT NULL,
    bytes BLOB NOT NULL
  ) STRICT;

  CREATE TABLE directory (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL
  ) STRICT;
)sql";

// When a session was written to last, an hour or a hundredth of the retention behind; below 0: it is being removed, and its key
// is one that nobody can ask for. Nobody knows when the sessions of before were used, so they are as if they were used now.
constexpr const char* version_2 = R"sql(
  ALTER TABLE sessions ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
  UPDATE sessions SET used_at = unixepoch() * 1000;
)sql";

constexpr migration all_migrations[] = {{1, version_1}, {2, version_2}};

// What people wrote to each other is for nobody else on the machine. SQLite gives the files that it puts beside this one
// the same permissions.
void make_private(const std::filesystem::path& file) {
  const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (made >= 0) ::close(made);  // SQLite finds out by itself, and says better, why it cannot be opened
}

}  // namespace

std::span<const migration> log_migrations() { return all_migrations; }

void migrate(sqlite_database& database, const std::filesystem::path& file, std::span<const migration> migrations) {
  const auto found = database.number("PRAGMA user_version");
  const auto owner = database.number("PRAGMA application_id");
  const bool empty = database.number("SELECT count(*) FROM sqlite_schema") == 0;
  const auto newest = migrations.back().version;

  if (!empty && owner != application_id) {
    throw log_unusable(file.string() + " is an SQLite file of another program. Choose another data folder (--data).");
  }
  if (found > newest) {
    throw log_unusable(file.string() + " was written by a newer Reprise (its schema is version " +
                       std::to_string(found) + ", this server knows up to " + std::to_string(newest) +
                       "). Install that newer version again, or restore a backup made before the upgrade.");
  }

  for (const auto& each : migrations) {
    if (each.version <= found) continue;
    database.run("BEGIN IMMEDIATE");
    try {
      database.run(each.sql);
      database.run("PRAGMA application_id = " + std::to_string(application_id));
      database.run("PRAGMA user_version = " + std::to_string(each.version));
      database.run("COMMIT");
    } catch (...) {
      if (database.in_transaction()) database.run("ROLLBACK");
      throw;
    }
  }
}

sqlite_database open_log_database(const std::filesystem::path& file, const std::string& vfs) {
  make_private(file);
  sqlite_database database(file, vfs);
  database.wait_for_locks(std::chrono::seconds(2));
  if (database.text("PRAGMA journal_mode = WAL") != "wal") {
    throw log_unusable(file.string() +
                       " cannot be opened with a write-ahead log: the data folder must be on a local disk.");
  }
  database.run("PRAGMA synchronous = FULL");
  database.run("PRAGMA secure_delete = ON");             // what was to be forgotten is not left in free pages
  database.run("PRAGMA cache_size = -65536");            // KiB
  database.run("PRAGMA journal_size_limit = 67108864");  // bytes that an unusually long write-ahead log gives back

  std::error_code no_size;
  if (std::filesystem::file_size(file, no_size) <= checked_at_start_bytes_max && !no_size) {
    const auto verdict = database.text("PRAGMA quick_check(1)");
    if (verdict != "ok") throw sqlite_error(SQLITE_CORRUPT, verdict);
  }

  migrate(database, file, log_migrations());
  sync_data_folder(file.parent_path());
  return database;
}

}  // namespace reprise
