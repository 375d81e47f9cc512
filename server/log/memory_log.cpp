#include "server/log/memory_log.hpp"

#include <algorithm>
#include <iterator>

namespace reprise {
namespace {

std::vector<stored_commit> commits_after(const std::vector<stored_commit>& all, seq_number after, std::size_t most) {
  const auto begin = std::min<std::size_t>(after, all.size());
  const auto count = std::min(most, all.size() - begin);
  const auto first = all.begin() + static_cast<std::ptrdiff_t>(begin);
  return {first, first + static_cast<std::ptrdiff_t>(count)};
}

std::vector<known_command> recent_commands(const std::vector<stored_commit>& all) {
  std::vector<known_command> recent;
  for (auto each = all.rbegin(); each != all.rend() && recent.size() < recent_commands_max; ++each) {
    if (!each->command_id.empty()) recent.push_back({each->command_id, each->seq});
  }
  std::reverse(recent.begin(), recent.end());
  return recent;
}

}  // namespace

void memory_log::load(session_key session, done<load_answer> then) {
  require_session_key(session);
  loaded_session loaded;
  {
    const std::lock_guard lock(mutex_);
    if (const auto at = sessions_.find(session); at != sessions_.end()) {
      const auto& kept = at->second;
      loaded.last = kept.last();
      loaded.snapshot = kept.snapshot;
      loaded.commits = commits_after(kept.commits, kept.snapshot ? kept.snapshot->seq : 0, kept.commits.size());
      loaded.recent_commands = recent_commands(kept.commits);
    }
  }
  then(std::move(loaded));
}

void memory_log::append(session_key session, log_position expected, std::vector<stored_commit> commits,
                        done<append_answer> then) {
  require_append(session, expected, commits);
  auto answer = [&] {
    const std::lock_guard lock(mutex_);
    return try_append(session, expected, std::move(commits));
  }();
  then(std::move(answer));
}

append_answer memory_log::try_append(const session_key& session, const log_position& expected,
                                     std::vector<stored_commit> commits) {
  const auto at = sessions_.find(session);
  if (auto refusal = out_of_step(at == sessions_.end() ? log_position{} : at->second.last(), expected)) return *refusal;

  if (at != sessions_.end()) {
    const auto& kept = at->second;
    overtaken instead{kept.last(), commits_after(kept.commits, expected.seq, overtaken_commits_max), {}};
    for (const auto& each : commits) {
      const auto known = kept.commands.find(each.command_id);
      if (known != kept.commands.end()) instead.known.push_back({known->first, known->second});
    }
    if (!instead.commits.empty() || !instead.known.empty()) return instead;
  }

  auto& kept = sessions_[session];
  if (kept.commits.empty()) {
    kept.epoch = sources_.new_epoch();
    kept.created_at = sources_.now();
    kept.created_as = ++created_;
  }
  for (const auto& each : commits) {
    if (!each.command_id.empty()) kept.commands.emplace(each.command_id, each.seq);
  }
  health_.appends += 1;
  health_.transactions += 1;
  health_.commits += commits.size();
  std::move(commits.begin(), commits.end(), std::back_inserter(kept.commits));
  return appended{kept.last()};
}

void memory_log::read(session_key session, seq_number after, std::size_t commits_max, done<read_answer> then) {
  require_session_key(session);
  std::vector<stored_commit> commits;
  {
    const std::lock_guard lock(mutex_);
    const auto kept = sessions_.find(session);
    if (kept != sessions_.end()) commits = commits_after(kept->second.commits, after, commits_max);
  }
  then(std::move(commits));
}

void memory_log::save_snapshot(session_key session, std::string epoch, stored_snapshot snapshot, done<bool> then) {
  require_snapshot(session, snapshot);
  bool kept_it = false;
  {
    const std::lock_guard lock(mutex_);
    const auto at = sessions_.find(session);
    if (at != sessions_.end() && at->second.epoch == epoch && snapshot.seq <= at->second.commits.size()) {
      auto& newest = at->second.snapshot;
      if (!newest || newest->seq < snapshot.seq) newest = std::move(snapshot);
      kept_it = true;
    }
  }
  then(kept_it);
}

void memory_log::claim(std::string name, std::string value, done<claim_answer> then) {
  require_directory_entry(name, value);
  auto answer = [&]() -> claim_answer {
    const std::lock_guard lock(mutex_);
    const auto holder = directory_.emplace(name, value).first->second;
    if (holder == value) return claimed{};
    return claimed_before{holder};
  }();
  then(std::move(answer));
}

void memory_log::find(std::string name, done<find_answer> then) {
  require_directory_entry(name, "");
  auto answer = [&]() -> find_answer {
    const std::lock_guard lock(mutex_);
    const auto at = directory_.find(name);
    if (at == directory_.end()) return not_found{};
    return found{at->second};
  }();
  then(std::move(answer));
}

void memory_log::release(std::string name, std::string value, done<bool> then) {
  require_directory_entry(name, value);
  {
    const std::lock_guard lock(mutex_);
    const auto at = directory_.find(name);
    if (at != directory_.end() && at->second == value) directory_.erase(at);
  }
  then(true);
}

void memory_log::sessions(done<sessions_answer> then) {
  std::vector<std::pair<std::uint64_t, session_summary>> all;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [key, kept] : sessions_) {
      all.push_back({kept.created_as, session_summary{key, kept.last(), kept.created_at}});
    }
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (all.size() > sessions_listed_max) all.resize(sessions_listed_max);

  std::vector<session_summary> listed;
  for (auto& each : all) listed.push_back(std::move(each.second));
  then(std::move(listed));
}

log_health memory_log::check() const {
  const std::lock_guard lock(mutex_);
  return health_;
}

void memory_log::lose(const session_key& session) {
  const std::lock_guard lock(mutex_);
  sessions_.erase(session);
}

}  // namespace reprise
