#include "server/log/sqlite_database.hpp"

#include <cstddef>

namespace reprise {
namespace {

[[noreturn]] void fail_with(sqlite3* database) {
  const int code = database == nullptr ? SQLITE_NOMEM : sqlite3_extended_errcode(database);
  std::string what = database == nullptr ? "out of memory" : sqlite3_errmsg(database);
  const int system_error = database == nullptr ? 0 : sqlite3_system_errno(database);
  if ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN) {
    what += " (SQLite " + std::to_string(code) + ", system error " + std::to_string(system_error) + ")";
  }
  throw sqlite_error(code, what);
}

}  // namespace

void sqlite_database::close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

sqlite_database::sqlite_database(const std::filesystem::path& file, const std::string& vfs) {
  sqlite3* opened = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int result = sqlite3_open_v2(file.c_str(), &opened, flags, vfs.empty() ? nullptr : vfs.c_str());
  database_.reset(opened);
  if (result != SQLITE_OK) fail_with(opened);
}

void sqlite_database::run(const std::string& sql) {
  if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail_with(database_.get());
}

std::int64_t sqlite_database::number(const std::string& sql) {
  sqlite_statement statement(*this, sql);
  return statement.step() ? statement.number(0) : 0;
}

std::string sqlite_database::text(const std::string& sql) {
  sqlite_statement statement(*this, sql);
  return statement.step() ? statement.bytes(0) : "";
}

void sqlite_database::wait_for_locks(std::chrono::milliseconds most) {
  sqlite3_busy_timeout(database_.get(), static_cast<int>(most.count()));
}

bool sqlite_database::in_transaction() const { return sqlite3_get_autocommit(database_.get()) == 0; }

void sqlite_statement::finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

sqlite_statement::sqlite_statement(sqlite_database& database, const std::string& sql) {
  sqlite3_stmt* prepared = nullptr;
  const int result = sqlite3_prepare_v3(database.handle(), sql.c_str(), static_cast<int>(sql.size()) + 1,
                                        SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  statement_.reset(prepared);
  if (result != SQLITE_OK) fail_with(database.handle());
}

void sqlite_statement::fail() const { fail_with(sqlite3_db_handle(statement_.get())); }

sqlite_statement& sqlite_statement::bind(int parameter, std::int64_t value) {
  if (sqlite3_bind_int64(statement_.get(), parameter, value) != SQLITE_OK) fail();
  return *this;
}

sqlite_statement& sqlite_statement::bind_text(int parameter, std::string_view value) {
  // An empty view may have no address, which SQLite would take for NULL.
  const char* data = value.empty() ? "" : value.data();
  if (sqlite3_bind_text64(statement_.get(), parameter, data, value.size(), SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK)
    fail();
  return *this;
}

sqlite_statement& sqlite_statement::bind_bytes(int parameter, std::string_view value) {
  const char* data = value.empty() ? "" : value.data();
  if (sqlite3_bind_blob64(statement_.get(), parameter, data, value.size(), SQLITE_STATIC) != SQLITE_OK) fail();
  return *this;
}

bool sqlite_statement::step() {
  const int result = sqlite3_step(statement_.get());
  if (result != SQLITE_ROW && result != SQLITE_DONE) fail();
  return result == SQLITE_ROW;
}

void sqlite_statement::reset() noexcept { sqlite3_reset(statement_.get()); }

void sqlite_statement::run() {
  sqlite_rows rows(*this);
  while (rows.next()) continue;
}

std::int64_t sqlite_statement::number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::uint64_t sqlite_statement::counter(int column) const { return static_cast<std::uint64_t>(number(column)); }

std::string sqlite_statement::bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return size == 0 ? std::string() : std::string(static_cast<const char*>(data), size);
}

}  // namespace reprise
