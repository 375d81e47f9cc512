#include "server/log/sqlite_tables.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace reprise {
namespace {

// About 50 MB at most; a session of 100,000 commands is read again in some 30 ms.
constexpr std::size_t remembered_commands_max = 1'000'000;

constexpr std::int64_t hour_ms = 60 * 60 * 1'000;
// In one transaction: some ten milliseconds.
constexpr std::int64_t removed_sessions_max = 20;
constexpr std::int64_t removed_commits_max = 2'000;

std::int64_t stored(std::uint64_t number) { return static_cast<std::int64_t>(number); }

}  // namespace

sqlite_tables::sqlite_tables(sqlite_database& database, log_sources sources, std::int64_t kept_for)
    : sources_(std::move(sources)),
      kept_for_(kept_for),
      use_is_noted_after_(kept_for == 0 ? hour_ms : std::min(hour_ms, kept_for / 100)),
      memory_(remembered_commands_max),
      find_session_(database, "SELECT id, epoch, created_at, used_at FROM sessions WHERE key = ?1"),
      add_session_(database,
                   "INSERT INTO sessions (key, epoch, created_at, used_at) VALUES (?1, ?2, ?3, ?3) RETURNING id"),
      list_sessions_(database,
                     "SELECT key, epoch, created_at, (SELECT max(seq) FROM commits WHERE session = sessions.id) "
                     "FROM sessions WHERE used_at >= 0 ORDER BY id DESC LIMIT ?1"),
      find_last_seq_(database, "SELECT max(seq) FROM commits WHERE session = ?1"),
      find_commits_(database,
                    "SELECT seq, command_id, bytes FROM commits WHERE session = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3"),
      find_command_id_(database, "SELECT command_id FROM commits WHERE session = ?1 AND seq = ?2"),
      list_command_hashes_(database, "SELECT seq, command_hash FROM commits WHERE session = ?1 AND command_hash <> 0"),
      list_recent_commands_(database,
                            "SELECT seq, command_id FROM commits WHERE session = ?1 AND command_hash <> 0 "
                            "ORDER BY seq DESC LIMIT ?2"),
      add_commit_(database,
                  "INSERT INTO commits (session, seq, command_hash, command_id, bytes) VALUES (?1, ?2, ?3, ?4, ?5)"),
      find_snapshot_(database, "SELECT seq, bytes FROM snapshots WHERE session = ?1"),
      put_snapshot_(database,
                    "INSERT INTO snapshots (session, seq, bytes) VALUES (?1, ?2, ?3) ON CONFLICT (session) DO UPDATE "
                    "SET seq = excluded.seq, bytes = excluded.bytes WHERE excluded.seq > snapshots.seq"),
      find_claim_(database, "SELECT value FROM directory WHERE name = ?1"),
      add_claim_(database, "INSERT INTO directory (name, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING"),
      remove_claim_(database, "DELETE FROM directory WHERE name = ?1 AND value = ?2"),
      put_probe_(database, "INSERT INTO probe (id, at) VALUES (1, ?1) ON CONFLICT DO UPDATE SET at = excluded.at"),
      note_use_(database, "UPDATE sessions SET used_at = ?2 WHERE id = ?1"),
      list_unused_(database, "SELECT id, key FROM sessions WHERE used_at >= 0 AND used_at < ?1 LIMIT ?2"),
      put_away_(database, "UPDATE sessions SET key = 'removed ' || id, used_at = -1 WHERE id = ?1"),
      remove_snapshot_(database, "DELETE FROM snapshots WHERE session = ?1"),
      remove_names_(database, "DELETE FROM directory WHERE value = ?1"),
      find_put_away_(database, "SELECT id FROM sessions WHERE used_at < 0 LIMIT 1"),
      remove_commits_(database,
                      "DELETE FROM commits WHERE rowid IN (SELECT rowid FROM commits WHERE session = ?1 LIMIT ?2)"),
      remove_session_(database,
                      "DELETE FROM sessions WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM commits WHERE session = ?1)") {}

sqlite_tables::session_row sqlite_tables::row_of(const session_key& session) {
  if (const auto* known = memory_.find(session)) return {known->id, known->last, 0, known->used_at};

  session_row row;
  find_session_.bind_text(1, session);
  sqlite_rows found_session(find_session_);
  if (!found_session.next()) return row;
  row.id = find_session_.number(0);
  row.last.epoch = find_session_.bytes(1);
  row.created_at = find_session_.number(2);
  row.used_at = find_session_.number(3);

  find_last_seq_.bind(1, row.id);
  sqlite_rows found_seq(find_last_seq_);
  if (found_seq.next()) row.last.seq = find_last_seq_.counter(0);
  return row;
}

// Sessions that do not exist are not remembered by loading or asking, only by the append that begins them.
session_memory& sqlite_tables::remember(const session_key& session) {
  if (auto* known = memory_.find(session)) return *known;

  auto row = row_of(session);
  session_memory memory{row.id, std::move(row.last), row.used_at, {}};
  list_command_hashes_.bind(1, memory.id);
  sqlite_rows rows(list_command_hashes_);
  memory.commands.reserve(memory.last.seq);
  while (rows.next()) memory.commands.emplace(list_command_hashes_.number(1), list_command_hashes_.counter(0));
  return memory_.keep(session, std::move(memory));
}

void sqlite_tables::begin_session(const session_key& session, session_memory& memory) {
  memory.last.epoch = sources_.new_epoch();
  memory.used_at = sources_.now();
  add_session_.bind_text(1, session).bind_text(2, memory.last.epoch).bind(3, memory.used_at);
  sqlite_rows rows(add_session_);
  while (rows.next()) memory.id = add_session_.number(0);
}

std::vector<stored_commit> sqlite_tables::commits_after(std::int64_t session, seq_number after,
                                                        std::size_t commits_max) {
  constexpr std::size_t limit_max = std::numeric_limits<std::int64_t>::max();
  std::vector<stored_commit> commits;
  find_commits_.bind(1, session).bind(2, stored(after)).bind(3, stored(std::min(commits_max, limit_max)));
  sqlite_rows rows(find_commits_);
  while (rows.next()) commits.push_back({find_commits_.counter(0), find_commits_.bytes(1), find_commits_.bytes(2)});
  return commits;
}

std::vector<known_command> sqlite_tables::recent_commands(std::int64_t session) {
  std::vector<known_command> recent;
  list_recent_commands_.bind(1, session).bind(2, stored(recent_commands_max));
  sqlite_rows rows(list_recent_commands_);
  while (rows.next()) recent.push_back({list_recent_commands_.bytes(1), list_recent_commands_.counter(0)});
  std::reverse(recent.begin(), recent.end());
  return recent;
}

std::vector<known_command> sqlite_tables::known_among(const session_memory& memory,
                                                      const std::vector<stored_commit>& commits) {
  std::vector<known_command> known;
  for (const auto& each : commits) {
    for (const auto suspect : memory.suspects(each.command_id)) {
      find_command_id_.bind(1, memory.id).bind(2, stored(suspect));
      sqlite_rows rows(find_command_id_);
      if (rows.next() && find_command_id_.bytes(0) == each.command_id) known.push_back({each.command_id, suspect});
    }
  }
  return known;
}

loaded_session sqlite_tables::load(const session_key& session) {
  const auto row = row_of(session);
  if (row.id == 0) return {};

  loaded_session loaded;
  loaded.last = row.last;
  find_snapshot_.bind(1, row.id);
  sqlite_rows rows(find_snapshot_);
  if (rows.next()) loaded.snapshot = {find_snapshot_.counter(0), find_snapshot_.bytes(1)};
  loaded.commits = commits_after(row.id, loaded.snapshot ? loaded.snapshot->seq : 0, row.last.seq);
  loaded.recent_commands = recent_commands(row.id);
  loaded.created_at = row.created_at;
  return loaded;
}

std::vector<stored_commit> sqlite_tables::read(const session_key& session, seq_number after, std::size_t commits_max) {
  const auto row = row_of(session);
  if (row.id == 0 || after >= row.last.seq) return {};
  return commits_after(row.id, after, commits_max);
}

append_answer sqlite_tables::append(const session_key& session, const log_position& expected,
                                    const std::vector<stored_commit>& commits) {
  // A position in a session that nobody began is not worth remembering.
  if (expected.seq > 0 && row_of(session).id == 0) return *out_of_step({}, expected);

  auto& memory = remember(session);
  if (auto refusal = out_of_step(memory.last, expected)) return *refusal;

  auto known = known_among(memory, commits);
  if (memory.last.seq > expected.seq || !known.empty()) {
    return overtaken{memory.last, commits_after(memory.id, expected.seq, overtaken_commits_max), std::move(known)};
  }

  if (memory.id == 0) begin_session(session, memory);
  for (const auto& each : commits) {
    add_commit_.bind(1, memory.id).bind(2, stored(each.seq)).bind(3, command_hash(each.command_id));
    add_commit_.bind_text(4, each.command_id).bind_bytes(5, each.bytes).run();
    memory_.follow(memory, each);
  }
  note_use(memory);
  return appended{memory.last};
}

void sqlite_tables::note_use(session_memory& memory) {
  const auto now = sources_.now();
  if (now - memory.used_at <= use_is_noted_after_) return;
  memory.used_at = now;
  note_use_.bind(1, memory.id).bind(2, now).run();
}

bool sqlite_tables::save_snapshot(const session_key& session, const std::string& epoch,
                                  const stored_snapshot& snapshot) {
  const auto row = row_of(session);
  if (row.id == 0 || row.last.epoch != epoch || row.last.seq < snapshot.seq) return false;
  put_snapshot_.bind(1, row.id).bind(2, stored(snapshot.seq)).bind_bytes(3, snapshot.bytes).run();
  return true;
}

std::vector<session_summary> sqlite_tables::sessions() {
  std::vector<session_summary> listed;
  list_sessions_.bind(1, stored(sessions_listed_max));
  sqlite_rows rows(list_sessions_);
  while (rows.next()) {
    listed.push_back(
        {list_sessions_.bytes(0), {list_sessions_.bytes(1), list_sessions_.counter(3)}, list_sessions_.number(2)});
  }
  return listed;
}

find_answer sqlite_tables::find(const std::string& name) {
  find_claim_.bind_text(1, name);
  sqlite_rows rows(find_claim_);
  if (!rows.next()) return not_found{};
  return found{find_claim_.bytes(0)};
}

claim_answer sqlite_tables::claim(const std::string& name, const std::string& value) {
  const auto held = find(name);
  if (const auto* before = std::get_if<found>(&held)) {
    if (before->value == value) return claimed{};
    return claimed_before{before->value};
  }
  add_claim_.bind_text(1, name).bind_text(2, value).run();
  return claimed{};
}

void sqlite_tables::release(const std::string& name, const std::string& value) {
  remove_claim_.bind_text(1, name).bind_text(2, value).run();
}

// --- forgetting ----------------------------------------------------------------------------------------------------

// Nobody can ask for it from here on. Its commits go in parts; until they have all gone its row keeps the number, which another
// session would be given otherwise.
void sqlite_tables::put_away(std::int64_t id, const session_key& session) {
  memory_.forget(session);
  put_away_.bind(1, id).run();
  remove_snapshot_.bind(1, id).run();
  remove_names_.bind_text(1, session).run();
}

sqlite_tables::tidied sqlite_tables::tidy() {
  tidied done;
  if (kept_for_ > 0) {
    std::vector<std::pair<std::int64_t, session_key>> unused;
    list_unused_.bind(1, sources_.now() - kept_for_ - use_is_noted_after_).bind(2, removed_sessions_max);
    {
      sqlite_rows rows(list_unused_);
      while (rows.next()) unused.emplace_back(list_unused_.number(0), list_unused_.bytes(1));
    }
    for (const auto& [id, key] : unused) put_away(id, key);
    done.sessions = unused.size();
  }
  std::int64_t next = 0;
  {
    sqlite_rows rows(find_put_away_);
    if (rows.next()) next = find_put_away_.number(0);
  }
  if (next == 0) return done;
  done.is_done = false;
  remove_commits_.bind(1, next).bind(2, removed_commits_max).run();
  remove_session_.bind(1, next).run();
  return done;
}

void sqlite_tables::probe() { put_probe_.bind(1, sources_.now()).run(); }

}  // namespace reprise
