// What SQLite's errors mean to the person who runs the server, and to the log.
#pragma once

#include <filesystem>
#include <string>

#include "server/log/sqlite_database.hpp"

namespace reprise {

// One sentence or two: what is wrong with the file, and what to do about it.
std::string advice(const std::filesystem::path& file, const sqlite_error& error);

// Whether the cause lies with the one request (a damaged page that only it touches) and not with the disk or the file
// as a whole, so that the other requests of a batch are worth trying without it.
bool concerns_one_request(const sqlite_error& error);

}  // namespace reprise
