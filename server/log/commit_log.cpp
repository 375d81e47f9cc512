#include "server/log/commit_log.hpp"

#include <algorithm>
#include <chrono>
#include <random>
#include <stdexcept>
#include <unordered_set>

namespace reprise {
namespace {

void require(bool holds, const char* what) {
  if (!holds) throw std::logic_error(std::string("commit_log: ") + what);
}

}  // namespace

bool is_session_key(const std::string& text) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '9'); };
  return text.size() >= session_key_chars_min && text.size() <= session_key_chars_max &&
         std::all_of(text.begin(), text.end(), allowed);
}

void require_session_key(const session_key& session) {
  require(is_session_key(session), "a session key is 4 to 32 of a-z and 2-9");
}

void require_append(const session_key& session, const log_position& expected,
                    const std::vector<stored_commit>& commits) {
  require_session_key(session);
  require(expected.seq == 0 || !expected.epoch.empty(), "a position after the first commit has an epoch");
  require(!commits.empty(), "an append has at least one commit");
  require(commits.size() <= append_commits_max, "an append has at most append_commits_max commits");
  std::unordered_set<std::string> ids;
  auto next = expected.seq;
  for (const auto& each : commits) {
    require(each.seq == ++next, "commits follow the expected position without a gap");
    require(each.bytes.size() <= commit_bytes_max, "a commit has at most commit_bytes_max bytes");
    require(each.command_id.size() <= logged_command_id_bytes_max, "a command id has a bound");
    require(each.command_id.empty() || ids.insert(each.command_id).second, "command ids in an append differ");
  }
}

void require_snapshot(const session_key& session, const stored_snapshot& snapshot) {
  require_session_key(session);
  require(snapshot.seq > 0, "a snapshot is of the state after a commit");
  require(snapshot.bytes.size() <= snapshot_bytes_max, "a snapshot has at most snapshot_bytes_max bytes");
}

void require_directory_entry(const std::string& name, const std::string& value) {
  require(!name.empty() && name.size() <= directory_bytes_max, "a directory name has 1 to directory_bytes_max bytes");
  require(value.size() <= directory_bytes_max, "a directory value has at most directory_bytes_max bytes");
}

std::optional<load_again> out_of_step(const log_position& last, const log_position& expected) {
  if (last.seq < expected.seq) return load_again{"the log holds fewer commits than expected"};
  if (expected.seq > 0 && last.epoch != expected.epoch) return load_again{"the log was lost and begun again"};
  if (last.seq - expected.seq > overtaken_commits_max) return load_again{"too many commits came first"};
  return std::nullopt;
}

log_sources system_sources() {
  return {
      .now =
          [] {
            const auto since = std::chrono::system_clock::now().time_since_epoch();
            return instant{std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
          },
      .new_epoch =
          [] {
            std::random_device random;
            std::string epoch;
            for (int digit = 0; digit < 15; ++digit) epoch += "0123456789abcdef"[random() & 15U];
            return epoch;
          },
  };
}

}  // namespace reprise
