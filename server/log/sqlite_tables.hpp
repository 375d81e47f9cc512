// The log's questions and statements on one SQLite connection: what `commit_log` promises, but blocking, one at a time,
// and without transactions. The caller opens a transaction around what writes, and forgets what it rolls back.
//
// Thread    The log's worker only.
// Failure   sqlite_error.
#pragma once

#include <string>
#include <vector>

#include "server/log/command_memory.hpp"
#include "server/log/commit_log.hpp"
#include "server/log/sqlite_database.hpp"

namespace reprise {

class sqlite_tables {
 public:
  // The database has its schema already.
  // `kept_for`: milliseconds for which a session is kept after it was written to last; 0: for ever.
  sqlite_tables(sqlite_database& database, log_sources sources, std::int64_t kept_for);

  loaded_session load(const session_key& session);
  std::vector<stored_commit> read(const session_key& session, seq_number after, std::size_t commits_max);
  std::vector<session_summary> sessions();
  find_answer find(const std::string& name);

  append_answer append(const session_key& session, const log_position& expected,
                       const std::vector<stored_commit>& commits);
  bool save_snapshot(const session_key& session, const std::string& epoch, const stored_snapshot& snapshot);
  claim_answer claim(const std::string& name, const std::string& value);
  void release(const std::string& name, const std::string& value);
  void probe();  // the smallest write there is

  // A part of it, so that nobody waits for long.
  struct tidied {
    std::size_t sessions = 0;  // that nobody can ask for any more
    bool is_done = true;
  };
  tidied tidy();

  // After a rollback, for each session that was written to: what was remembered of it may not be true.
  void forget(const session_key& session) { memory_.forget(session); }

 private:
  struct session_row {
    std::int64_t id = 0;
    log_position last;
    instant created_at = 0;
    instant used_at = 0;
  };
  session_row row_of(const session_key& session);
  session_memory& remember(const session_key& session);
  void note_use(session_memory& memory);
  void put_away(std::int64_t id, const session_key& session);
  void begin_session(const session_key& session, session_memory& memory);
  std::vector<stored_commit> commits_after(std::int64_t session, seq_number after, std::size_t commits_max);
  std::vector<known_command> recent_commands(std::int64_t session);
  std::vector<known_command> known_among(const session_memory& memory, const std::vector<stored_commit>& commits);

  const log_sources sources_;
  const std::int64_t kept_for_;
  const std::int64_t use_is_noted_after_;
  command_memory memory_;

  sqlite_statement find_session_;
  sqlite_statement add_session_;
  sqlite_statement list_sessions_;
  sqlite_statement find_last_seq_;
  sqlite_statement find_commits_;
  sqlite_statement find_command_id_;
  sqlite_statement list_command_hashes_;
  sqlite_statement list_recent_commands_;
  sqlite_statement add_commit_;
  sqlite_statement find_snapshot_;
  sqlite_statement put_snapshot_;
  sqlite_statement find_claim_;
  sqlite_statement add_claim_;
  sqlite_statement remove_claim_;
  sqlite_statement put_probe_;
  sqlite_statement note_use_;
  sqlite_statement list_unused_;
  sqlite_statement put_away_;
  sqlite_statement remove_snapshot_;
  sqlite_statement remove_names_;
  sqlite_statement find_put_away_;
  sqlite_statement remove_commits_;
  sqlite_statement remove_session_;
};

}  // namespace reprise
