#include "server/log/commit_log.hpp"

#include <algorithm>
#include <chrono>
#include <random>
#include <stdexcept>
#include <unordered_set>

#include "server/log/fingerprint.hpp"

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

void require_held(const session_key& session, const loaded_session& held) {
  require_session_key(session);
  require(held.last.seq > 0 && !held.last.epoch.empty(), "what is held has an epoch and a commit at least");
  require(held.snapshot && held.snapshot->seq == held.last.seq, "what is held ends with a snapshot");
  require(held.commits.empty() || held.commits.back().seq == held.last.seq, "its commits end where it ends");
}

void require_directory_entry(const std::string& name, const std::string& value) {
  require(!name.empty() && name.size() <= directory_bytes_max, "a directory name has 1 to directory_bytes_max bytes");
  require(value.size() <= directory_bytes_max, "a directory value has at most directory_bytes_max bytes");
}

std::optional<load_again> out_of_step(const log_position& last, const log_position& expected,
                                      std::uint64_t mark_there) {
  const bool is_another = expected.mark != 0 && mark_there != 0 && expected.mark != mark_there;
  if (expected.seq > 0 && last.seq > 0 && last.epoch != expected.epoch)
    return load_again{"the log was lost and begun again", last.seq < expected.seq || is_another};
  if (last.seq < expected.seq) return load_again{"the log holds fewer commits than expected", true};
  if (last.seq - expected.seq > overtaken_commits_max) return load_again{"too many commits came first"};
  if (expected.seq > 0 && is_another) return load_again{"the log lost its end and went on differently", true};
  return std::nullopt;
}

std::uint64_t mark_of(std::string_view bytes) {
  const auto hash = fingerprint_of(bytes);
  return hash == 0 ? 1 : hash;
}

// --- what a log has without doing anything for it -------------------------------------------------------------------

void commit_log::look(session_key session, log_position expected, std::vector<std::string>, done<append_answer> then) {
  load(std::move(session), [expected = std::move(expected), then = std::move(then)](load_answer answer) {
    if (auto* failed = std::get_if<unavailable>(&answer)) return then(std::move(*failed));
    auto& loaded = std::get<loaded_session>(answer);
    auto mark_there = expected.seq == loaded.last.seq ? loaded.last.mark : 0;
    for (const auto& each : loaded.commits) {
      if (each.seq == expected.seq) mark_there = mark_of(each.bytes);
    }
    if (auto why = out_of_step(loaded.last, expected, mark_there)) return then(std::move(*why));
    if (loaded.last.seq == expected.seq) return then(appended{loaded.last});
    if (loaded.snapshot && loaded.snapshot->seq > expected.seq)
      return then(load_again{"what came first is in a snapshot"});
    std::erase_if(loaded.commits, [&](const auto& each) { return each.seq <= expected.seq; });
    then(overtaken{loaded.last, std::move(loaded.commits), {}});
  });
}

void commit_log::trim(session_key session, std::string, std::size_t, done<bool> then) {
  require_session_key(session);
  then(true);
}

void commit_log::claim_for(session_key session, std::string name, done<claim_answer> then) {
  require_session_key(session);
  claim(std::move(name), std::move(session), std::move(then));
}

void commit_log::tidy(done<tidy_answer> then) { then(std::size_t{0}); }

void commit_log::restore(session_key session, loaded_session held, done<append_answer> then) {
  require_held(session, held);
  then(load_again{"this log is one server's own"});
}

std::shared_ptr<void> commit_log::follow(session_key session, teller) {
  require_session_key(session);
  return nullptr;
}

void commit_log::whisper(session_key session, std::string) { require_session_key(session); }

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
