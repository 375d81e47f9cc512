// The hub's bounds and paces. The defaults are what a server runs with; tests and benchmarks choose their own.
#pragma once

#include <cstddef>
#include <cstdint>

namespace reprise {

struct hub_options {
  // Per member, over all of their connections.
  double commands_per_second_max = 20;
  double commands_burst_max = 60;
  // So long a command counts as two, twice as long as three: what one member writes for ever is kept for ever, and 20 commands of
  // 64 KiB a second would be 4 GB an hour.
  std::size_t command_bytes_each = 2 * 1024;
  std::size_t too_fast_refusals_max = 300;  // in a row; then the connection is closed

  // Other servers append to the same log (Redis; not SQLite, whose folder belongs to one server).
  bool log_is_shared = false;
  std::size_t tail_commits_max = 2'048;  // kept in memory, to be put back should the log lose its end
  std::size_t tail_bytes_max = 4 * 1024 * 1024;
  std::int64_t node_says_ms = 5'000;         // a server tells the others whom it has at least so often;
  std::int64_t node_silent_ms_max = 16'000;  // after so long without a word it is taken for dead

  // Per session.
  std::size_t inbox_commands_max = 8'192;  // waiting for their decision
  std::size_t batch_commands_max = 512;    // decided and appended together
  std::size_t batch_bytes_max = 4 * 1024 * 1024;
  std::size_t known_commands_max = 10'000;  // ids remembered; the log remembers all of them
  std::size_t history_commits_max = 4'096;  // for resuming
  std::size_t history_touches_max = 65'536;
  std::size_t encodings_bytes_max = 32 * 1024 * 1024;

  std::int64_t command_patience_ms = 10'000;  // with a log that does not answer; then refused with try_again
  std::int64_t retry_ms_min = 50;             // between attempts to reach the log, doubling up to
  std::int64_t retry_ms_max = 2'000;

  std::uint64_t snapshot_commits = 1'000;      // kept in the log after so many, at a quiet moment,
  std::uint64_t snapshot_commits_max = 4'000;  // or at any moment after so many

  // In a log that trims; what came before is in the snapshot. More than anybody who comes back has to be told, and of a session
  // that goes on so many that a server which was cut off for a while is still told by commits.
  std::size_t live_commits_kept = 10'000;
  std::size_t ended_commits_kept = 256;

  std::int64_t presence_ms = 150;       // whispers are gathered for so long
  std::int64_t behind_ms_max = 15'000;  // a viewer whose outbox does not drain is closed
  std::size_t conflations_max = 6;      // in conflation_window_ms; then it is closed too
  std::int64_t conflation_window_ms = 60'000;
  std::int64_t unload_after_ms = 60'000;  // without viewers and with nothing due
  // The same where people are in it on other servers: every commit of theirs would be applied here for nobody.
  std::int64_t unload_elsewhere_after_ms = 2'000;
};

}  // namespace reprise
