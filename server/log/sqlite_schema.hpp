// What the log's tables look like, how a file is opened, and how an older file becomes a newer one. The number of the last migration is the
// schema's version, kept in the file's user_version.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "server/log/sqlite_database.hpp"

namespace reprise {

struct migration {
  std::int64_t version;  // 1, 2, 3, ...
  const char* sql;       // from the version before to this one
};

// Every migration there is, oldest first. A migration that has shipped is never edited.
std::span<const migration> log_migrations();

// Brings the file to the last of `migrations`, each in a transaction of its own, so that a stop half-way leaves a whole
// older version. Throws log_unusable for a file of a newer version or of another program, sqlite_error otherwise.
void migrate(sqlite_database& database, const std::filesystem::path& file, std::span<const migration> migrations);

// Files up to this size are read whole when they are opened, to find damage before it is built upon. Larger ones would
// hold up the start; their damage is found when the damaged page is read.
inline constexpr std::uintmax_t checked_at_start_bytes_max = 32 * 1024 * 1024;

// The log's file ready for use: write-ahead logging, every commit synced, the schema up to date. Throws log_unusable or
// sqlite_error.
sqlite_database open_log_database(const std::filesystem::path& file, const std::string& vfs);

}  // namespace reprise
