// The commit log: the only durable truth about a session. Everything else a server holds can be derived from it.
//
// Purpose   Keeps, per session, an unbroken row of commits 1, 2, 3, ... (opaque bytes to the log), the latest snapshot,
//           and a small directory of facts that every server on the same log shares (such as join codes).
// Forgets   A log that was given a retention forgets a session, and what the directory says of it, when nothing has been
//           appended to it for so long: not earlier, and a hundredth of that time later at most (or at the next `tidy`).
//           What a follower holds of a session that was forgotten may be put back by `restore`.
// Thread    Every function may be called from any thread and never blocks on the disk. `then` is called exactly once,
//           on any thread, possibly before the call itself returns (the memory log answers inline); it must not throw.
//           Callers therefore post the answer to their own thread and hold no lock while they call.
// Order     Requests of one caller about one session are carried out in the order of the calls.
// Owner     The application owns the log; the hub borrows it. `stop` carries out and answers what is waiting, while those who
//           asked are still there; the destructor does the same where nobody called it.
// Failure   `unavailable` is an answer, not an exception, and means that the outcome is UNKNOWN: the bytes may or may
//           not be in the log. Ask again with the same arguments (or load): a repeated append never doubles a commit.
//           A call that breaks a bound or a precondition below is a bug in the caller and throws std::logic_error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "protocol/values.hpp"

namespace reprise {

inline constexpr std::size_t session_key_chars_min = 4;
inline constexpr std::size_t session_key_chars_max = limits::session_key_chars_max;
inline constexpr std::size_t logged_command_id_bytes_max = 256;
inline constexpr std::size_t commit_bytes_max = 8 * 1024 * 1024;
inline constexpr std::size_t append_commits_max = 1'024;     // in one append
inline constexpr std::size_t overtaken_commits_max = 4'096;  // in one answer; further behind is `load_again`
inline constexpr std::size_t snapshot_bytes_max = 256 * 1024 * 1024;
inline constexpr std::size_t recent_commands_max = 2'048;  // in one loaded session, the newest
inline constexpr std::size_t directory_bytes_max = 512;    // of a name, and of a value
inline constexpr std::size_t sessions_listed_max = 1'000;
inline constexpr std::size_t whisper_bytes_max = 256 * 1024;

// Names one session: [a-z2-9], session_key_chars_min to session_key_chars_max of them.
using session_key = std::string;
bool is_session_key(const std::string& text);

// `bytes` is the commit as it is replayed and sent (JSON; the log never looks inside). `command_id` is what the client
// called its command, unique in the session, or "" where nobody can send it again (the clock).
struct stored_commit {
  seq_number seq = 0;
  std::string command_id;
  std::string bytes;
  friend bool operator==(const stored_commit&, const stored_commit&) = default;
};

// The state after commit `seq`.
struct stored_snapshot {
  seq_number seq = 0;
  std::string bytes;
  // mark_of that commit, so that a shared log which went on differently does not keep it; 0 where it is not known, also in
  // what is loaded. Not compared.
  std::uint64_t mark = 0;
  friend bool operator==(const stored_snapshot& left, const stored_snapshot& right) {
    return left.seq == right.seq && left.bytes == right.bytes;
  }
};

// A command that the session has already, and the commit that it became; 0: it was refused, and becomes none.
struct known_command {
  std::string command_id;
  seq_number seq = 0;
  friend bool operator==(const known_command&, const known_command&) = default;
};

// Where a caller believes the log to be. The epoch is random, made with a session's first commit and kept with it: a
// log that was lost and begun again has another one, so nobody mistakes its commit 57 for the old commit 57. Before
// the first commit the epoch is "" and seq is 0.
struct log_position {
  std::string epoch;
  seq_number seq = 0;
  // mark_of the commit at `seq`, so that a shared log which lost its end and grew another one is found out; 0 where it
  // is not known, and then nothing is compared. Says no more about the place, so it does not count as a difference.
  std::uint64_t mark = 0;
  friend bool operator==(const log_position& left, const log_position& right) {
    return left.epoch == right.epoch && left.seq == right.seq;
  }
};

// A fingerprint of a commit's bytes (FNV-1a, 64 bits; never 0). It is kept in shared logs, so it may never change.
std::uint64_t mark_of(std::string_view bytes);
// The same as clients are told it; 0 for 0.
constexpr commit_mark short_mark(std::uint64_t mark) {
  const auto folded = static_cast<commit_mark>(mark ^ (mark >> 32));
  return folded == 0 && mark != 0 ? 1 : folded;
}

// Nothing can be said about what happened; `reason` is for the operator ("disk full: ...").
struct unavailable {
  std::string reason;
};

// --- load
struct loaded_session {
  log_position last;                           // of the newest commit; {"", 0} for a session that has none
  std::optional<stored_snapshot> snapshot;     // the newest
  std::vector<stored_commit> commits;          // all after the snapshot, in order
  std::vector<known_command> recent_commands;  // oldest first, ids that are not "", at most recent_commands_max
  instant created_at = 0;                      // when the first commit was appended, by the log's clock; 0: not known
};
using load_answer = std::variant<loaded_session, unavailable>;

// --- append
struct appended {
  log_position last;
};
// Nothing was written, because others were faster or the session has one of the command ids already.
struct overtaken {
  log_position last;
  std::vector<stored_commit>
      commits;                       // all after the expected position, in order; empty when only `known` is in the way
  std::vector<known_command> known;  // those of the request's command ids that the session has, however old
};
// Nothing was written, because the log that the caller knew is gone (another epoch, or shorter than expected), or the
// caller is more than overtaken_commits_max behind. Load the session again.
struct load_again {
  std::string reason;
  // The log has less than what it had acknowledged to the caller, or something else in its place. `restore` settles what the
  // session is. Where the log was begun again, it has no part of that, and `restore` can only say so; a log that just has
  // another epoch, and in it the commit that the caller knew last, has lost nothing.
  bool lost_something = false;
};
using append_answer = std::variant<appended, overtaken, load_again, unavailable>;

// --- read
using read_answer = std::variant<std::vector<stored_commit>, unavailable>;

// --- what others on a shared log say
struct heard_commits {
  log_position before;                 // what they follow
  std::vector<stored_commit> commits;  // in order, one at least
};
// Not kept, and perhaps lost on the way.
struct heard_whisper {
  std::string bytes;
};
// Something may have been missed, or the log may be another one than before: look.
struct heard_too_little {};
using heard = std::variant<heard_commits, heard_whisper, heard_too_little>;

// --- directory
struct claimed {};
struct claimed_before {
  std::string value;  // whose it is
};
using claim_answer = std::variant<claimed, claimed_before, unavailable>;

struct found {
  std::string value;
};
struct not_found {};
using find_answer = std::variant<found, not_found, unavailable>;

struct session_summary {
  session_key key;
  log_position last;
  instant created_at = 0;  // when the first commit was appended, by the log's clock
};
using sessions_answer = std::variant<std::vector<session_summary>, unavailable>;

// For /readyz and /metrics. Counters are since the log was opened and never go back.
struct log_health {
  bool writable = true;            // false from a failed write until one succeeds again
  std::string last_error;          // "" when there was none yet; kept after recovery
  std::uint64_t appends = 0;       // answered `appended`
  std::uint64_t commits = 0;       // in those
  std::uint64_t transactions = 0;  // durable writes; below `appends` when group commit does its work
  std::uint64_t failures = 0;      // answers `unavailable`
  std::size_t waiting = 0;         // requests not answered yet
  // A name that is claimed for ever, which this server holds and others have claimed with another value while the log had
  // forgotten it; "" as a rule.
  std::string disagrees_about;
};

class commit_log {
 public:
  template <class Answer>
  using done = std::function<void(Answer)>;

  commit_log() = default;
  commit_log(const commit_log&) = delete;
  commit_log& operator=(const commit_log&) = delete;
  virtual ~commit_log() = default;

  // Creates nothing: a session that has no commits loads as an empty loaded_session.
  virtual void load(session_key session, done<load_answer> then) = 0;

  // Writes all commits or none. Their seqs are expected.seq + 1, + 2, ...; their command ids differ from each other.
  // `appended` is answered once they are durable. A command id that the session has already stops the whole append
  // (`overtaken`, also when the expected position is right): what happened once is not done again.
  virtual void append(session_key session, log_position expected, std::vector<stored_commit> commits,
                      done<append_answer> then) = 0;

  // At most `commits_max` commits after `after`, in order. History stays readable when a snapshot covers it, until `trim`.
  virtual void read(session_key session, seq_number after, std::size_t commits_max, done<read_answer> then) = 0;

  // Keeps the newest snapshot of a session; an older one than the log has is ignored (true). False: not kept, because
  // the log is unavailable, has another epoch, or does not reach that seq. Losing one costs only time at the next load.
  virtual void save_snapshot(session_key session, std::string epoch, stored_snapshot snapshot, done<bool> then) = 0;

  // Of a session that is over: the commits that its snapshot covers are not needed any more, but for the newest `kept`. The log
  // may drop them, and a log that has room enough may keep them. Command ids stay known. False: as save_snapshot.
  virtual void trim(session_key session, std::string epoch, std::size_t kept, done<bool> then);

  // What came since `expected`, without a commit: answered as an append of nothing would be (`appended`: the log ends where it
  // was believed to end). The commands `refused` are then known as commands that never become a commit (seq 0), so that
  // another server that still has one of them cannot do what its sender has been refused.
  virtual void look(session_key session, log_position expected, std::vector<std::string> refused,
                    done<append_answer> then);

  // A shared log may come back with less than it had acknowledged (another machine took over, a file was lost). `held` is
  // what somebody has in memory: a snapshot of the state at held.last, the newest commits up to there and the ids of the
  // newest commands. Where the log holds the same, only less of it, what is missing is put back, with its epoch, numbers
  // and bytes, and its place in the list of sessions. Where the log went on differently, it gets a new epoch, so that nobody
  // takes it for what it was; where it was begun again, it has one, and stays as it is.
  // `appended`: it is complete again (or was). `load_again`: what it holds now is the session. A log of one server loses
  // nothing that it has acknowledged, and answers load_again.
  virtual void restore(session_key session, loaded_session held, done<append_answer> then);

  // Until the token is let go of, `tell` is called with what others append to the session and whisper about it, and with
  // what this caller does too; on any thread, also once more after the token has gone. Where one server has the log to
  // itself there is nothing to tell, and the token may be null.
  using teller = std::function<void(heard)>;
  [[nodiscard]] virtual std::shared_ptr<void> follow(session_key session, teller tell);
  // To all followers, at most whisper_bytes_max bytes. May get lost.
  virtual void whisper(session_key session, std::string bytes);

  // The directory: small facts about sessions, shared by all servers on this log. The first claim of a name
  // ("code:K7QF2M") keeps it; the same claim again is `claimed` again, so it may be repeated after `unavailable`.
  virtual void claim(std::string name, std::string value, done<claim_answer> then) = 0;
  // A fact about a session, forgotten with it: claims the name for the session's key. It is said again whenever the session
  // is taken up, so that it lives as long as the session does.
  virtual void claim_for(session_key session, std::string name, done<claim_answer> then);
  virtual void find(std::string name, done<find_answer> then) = 0;
  // Frees the name if `value` holds it. True: `value` does not hold it (any more). False: the log is unavailable.
  virtual void release(std::string name, std::string value, done<bool> then) = 0;

  // Newest first (by first commit), at most sessions_listed_max.
  virtual void sessions(done<sessions_answer> then) = 0;

  // To be called at the start and once an hour or so: removes what was to be forgotten and has not gone by itself, and says
  // once more what this server knows and a shared log may have lost. How many sessions were removed.
  using tidy_answer = std::variant<std::size_t, unavailable>;
  virtual void tidy(done<tidy_answer> then);
  // A shared log that has only just come up may have forgotten sessions and what is in its directory: how many milliseconds
  // the servers that know may still need to put it back. Whoever would make up something new, or say that something is not
  // there, waits so long.
  virtual std::int64_t may_be_told_ms() const { return 0; }

  virtual log_health check() const = 0;

  // Owner only, once nobody asks any more. When it returns, every answer has been given; what is asked afterwards may never
  // be answered. A log that answers inline has nothing to do.
  virtual void stop() {}
};

// Throw std::logic_error where a request breaks a bound or a precondition above. Every log calls them first.
void require_session_key(const session_key& session);
void require_append(const session_key& session, const log_position& expected,
                    const std::vector<stored_commit>& commits);
void require_snapshot(const session_key& session, const stored_snapshot& snapshot);
void require_held(const session_key& session, const loaded_session& held);
void require_directory_entry(const std::string& name, const std::string& value);

// Whether a caller who expects `expected` can be told what came since, by a log that is at `last`; why not otherwise.
// `mark_there` is that of the log's commit at expected.seq, 0 where it is not known.
std::optional<load_again> out_of_step(const log_position& last, const log_position& expected,
                                      std::uint64_t mark_there = 0);

// Where a log gets the time and its epochs from; simulations bring their own. Called on the log's thread.
struct log_sources {
  std::function<instant()> now;
  std::function<std::string()> new_epoch;  // lower-case letters and digits, unguessable, never the same twice
};
// The system's clock, and 15 hexadecimal digits from the system's random source: a text that short is copied, with every
// position, without allocating.
log_sources system_sources();

}  // namespace reprise
