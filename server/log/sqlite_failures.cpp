#include "server/log/sqlite_failures.hpp"

namespace reprise {

std::string advice(const std::filesystem::path& file, const sqlite_error& error) {
  const auto name = file.string();
  const std::string detail = std::string(" (") + error.what() + ")";
  switch (error.code()) {
    case SQLITE_FULL:
      return "disk full: " + name +
             " cannot grow. What was saved is safe and can be read; free some space and saving " + "goes on by itself" +
             detail;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return name + " is damaged" + detail + ". Stop the server and keep a copy of the folder. `sqlite3 " + name +
             " 'PRAGMA integrity_check'` shows the extent; restore the newest backup, or rescue what is readable "
             "with " +
             "`sqlite3 " + name + " .recover | sqlite3 rescued.sqlite`.";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another program keeps " + name + " locked (a backup, or an open sqlite3 shell)" + detail;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      return name + " cannot be opened for writing" + detail + ". Check the owner and the permissions of its folder.";
    case SQLITE_IOERR: return "the disk under " + name + " reported an error" + detail + ". Look at the system's log.";
    default: return "SQLite could not use " + name + detail;
  }
}

bool concerns_one_request(const sqlite_error& error) {
  switch (error.code()) {
    case SQLITE_CORRUPT:
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
    case SQLITE_ERROR: return true;
    default: return false;
  }
}

}  // namespace reprise
