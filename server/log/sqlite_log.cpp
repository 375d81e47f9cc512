#include "server/log/sqlite_log.hpp"

#include <utility>

#include "server/log/log_unusable.hpp"
#include "server/log/sqlite_failures.hpp"
#include "server/log/sqlite_schema.hpp"

namespace reprise {

constexpr std::chrono::seconds probe_interval{1};

sqlite_log::sqlite_log(const sqlite_log_options& options) try
    : file_(options.folder / "reprise.sqlite"),
      lock_(options.folder),
      database_(open_log_database(file_, options.vfs)),
      tables_(database_, options.sources, options.kept_for.count()),
      begin_(database_, "BEGIN IMMEDIATE"),
      commit_(database_, "COMMIT"),
      checkpoints_(file_, options.vfs),
      worker_(options.batch_requests_max, [this](std::vector<sqlite_request_ptr> batch) { handle(std::move(batch)); }) {
  database_.wait_for_locks(options.lock_wait_max);
  const auto note_pages = [](void* pages, sqlite3*, const char*, int count) {
    *static_cast<int*>(pages) = count;
    return SQLITE_OK;
  };
  // The hook takes the place of SQLite's own checkpoints.
  sqlite3_wal_hook(database_.handle(), note_pages, &wal_pages_);
} catch (const sqlite_error& error) {
  throw log_unusable(advice(options.folder / "reprise.sqlite", error));
}

// The worker stops first, then the checkpoints' connection closes; closing the last connection moves everything out of
// the write-ahead log, which makes the next start quick.
sqlite_log::~sqlite_log() { stop(); }

void sqlite_log::stop() {
  stopping_ = true;
  worker_.stop();
}

template <class Answer, class Work>
void sqlite_log::post(request_kind of, session_key session, std::size_t commits, done<Answer> then, Work work) const {
  worker_.post(std::make_unique<sqlite_request_for<Answer, Work>>(of, std::move(session), commits, std::move(then),
                                                                  std::move(work)));
}

void sqlite_log::load(session_key session, done<load_answer> then) {
  require_session_key(session);
  post<load_answer>(request_kind::reads, session, 0, std::move(then),
                    [session](sqlite_tables& tables) { return tables.load(session); });
}

void sqlite_log::append(session_key session, log_position expected, std::vector<stored_commit> commits,
                        done<append_answer> then) {
  require_append(session, expected, commits);
  const auto count = commits.size();
  post<append_answer>(request_kind::writes, session, count, std::move(then),
                      [session, expected = std::move(expected), commits = std::move(commits)](sqlite_tables& tables) {
                        return tables.append(session, expected, commits);
                      });
}

void sqlite_log::read(session_key session, seq_number after, std::size_t commits_max, done<read_answer> then) {
  require_session_key(session);
  post<read_answer>(
      request_kind::reads, session, 0, std::move(then),
      [session, after, commits_max](sqlite_tables& tables) { return tables.read(session, after, commits_max); });
}

void sqlite_log::save_snapshot(session_key session, std::string epoch, stored_snapshot snapshot, done<bool> then) {
  require_snapshot(session, snapshot);
  post<bool>(request_kind::writes, session, 0, std::move(then),
             [session, epoch = std::move(epoch), snapshot = std::move(snapshot)](sqlite_tables& tables) {
               return tables.save_snapshot(session, epoch, snapshot);
             });
}

void sqlite_log::claim(std::string name, std::string value, done<claim_answer> then) {
  require_directory_entry(name, value);
  post<claim_answer>(
      request_kind::writes, "", 0, std::move(then),
      [name = std::move(name), value = std::move(value)](sqlite_tables& tables) { return tables.claim(name, value); });
}

void sqlite_log::find(std::string name, done<find_answer> then) {
  require_directory_entry(name, "");
  post<find_answer>(request_kind::reads, "", 0, std::move(then),
                    [name = std::move(name)](sqlite_tables& tables) { return tables.find(name); });
}

void sqlite_log::release(std::string name, std::string value, done<bool> then) {
  require_directory_entry(name, value);
  post<bool>(request_kind::writes, "", 0, std::move(then),
             [name = std::move(name), value = std::move(value)](sqlite_tables& tables) {
               tables.release(name, value);
               return true;
             });
}

void sqlite_log::sessions(done<sessions_answer> then) {
  post<sessions_answer>(request_kind::reads, "", 0, std::move(then),
                        [](sqlite_tables& tables) { return tables.sessions(); });
}

void sqlite_log::tidy(done<tidy_answer> then) { tidy_on(0, std::move(then)); }

// In parts, with whatever else waits in between.
void sqlite_log::tidy_on(std::size_t removed, done<tidy_answer> then) {
  using part = std::variant<sqlite_tables::tidied, unavailable>;
  auto go_on = [this, removed, then = std::move(then)](part answer) {
    if (auto* failed = std::get_if<unavailable>(&answer)) return then(std::move(*failed));
    const auto& part_done = std::get<sqlite_tables::tidied>(answer);
    if (part_done.is_done || stopping_) return then(removed + part_done.sessions);
    tidy_on(removed + part_done.sessions, then);
  };
  post<part>(request_kind::writes, "", 0, std::move(go_on),
             [](sqlite_tables& tables) -> part { return tables.tidy(); });
}

log_health sqlite_log::check() const {
  log_health health;
  bool probe = false;
  {
    const std::lock_guard lock(health_mutex_);
    health = health_;
    const auto now = std::chrono::steady_clock::now();
    probe = !health.writable && now - last_probe_ >= probe_interval;
    if (probe) last_probe_ = now;
  }
  if (probe) {
    post<bool>(
        request_kind::writes, "", 0, [](bool) {}, [](sqlite_tables& tables) { return tables.probe(), true; });
  }
  health.waiting = worker_.waiting();
  return health;
}

void sqlite_log::handle(std::vector<sqlite_request_ptr> batch) {
  carry_out(batch);
  for (const auto& each : batch) each->answer();
  keep_wal_short();
}

// Together if that goes well, one by one if it fails because of one of them.
void sqlite_log::carry_out(std::vector<sqlite_request_ptr>& batch) {
  try {
    carry_out_together(batch);
  } catch (const sqlite_error& error) {
    if (database_.in_transaction()) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    for (const auto& each : batch) tables_.forget(each->session);
    if (batch.size() == 1 || !concerns_one_request(error)) return give_up(batch, error);

    for (auto& each : batch) {
      std::vector<sqlite_request_ptr> alone;
      alone.push_back(std::move(each));
      carry_out(alone);
      each = std::move(alone.front());
    }
  }
}

// Requests keep their order; those that read see what those before them wrote, and no answer is given before COMMIT.
void sqlite_log::carry_out_together(std::vector<sqlite_request_ptr>& batch) {
  const auto changes_before = sqlite3_total_changes64(database_.handle());
  for (const auto& each : batch) {
    if (each->writes && !database_.in_transaction()) begin_.run();
    each->carry_out(tables_);
  }
  if (database_.in_transaction()) commit_.run();
  note_success(batch, sqlite3_total_changes64(database_.handle()) != changes_before);
}

// What writes is refused; what reads is answered from what the log does hold.
void sqlite_log::give_up(std::vector<sqlite_request_ptr>& batch, const sqlite_error& error) {
  const auto reason = advice(file_, error);
  for (const auto& each : batch) {
    if (each->writes) {
      each->refuse(reason);
      note_failure(reason);
      continue;
    }
    try {
      each->carry_out(tables_);
    } catch (const sqlite_error& unreadable) {
      each->refuse(advice(file_, unreadable));
    }
  }
  const std::lock_guard lock(health_mutex_);
  health_.last_error = reason;
  for (const auto& each : batch) health_.failures += each->was_refused() ? 1 : 0;
}

void sqlite_log::note_success(const std::vector<sqlite_request_ptr>& batch, bool written) {
  const std::lock_guard lock(health_mutex_);
  if (written) {
    health_.writable = true;
    health_.transactions += 1;
  }
  for (const auto& each : batch) {
    if (!each->was_appended()) continue;
    health_.appends += 1;
    health_.commits += each->commits;
  }
}

void sqlite_log::note_failure(const std::string& reason) {
  const std::lock_guard lock(health_mutex_);
  health_.writable = false;
  health_.last_error = reason;
}

void sqlite_log::keep_wal_short() {
  checkpoints_.wal_is_at(wal_pages_);
  if (wal_pages_ >= wal_pages_max && checkpoint_quietly(database_)) wal_pages_ = 0;
}

}  // namespace reprise
