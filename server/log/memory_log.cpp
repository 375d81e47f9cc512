#include "server/log/memory_log.hpp"

#include <algorithm>
#include <iterator>

namespace reprise {
namespace {

// `all` holds the commits after `begin`.
std::vector<stored_commit> commits_after(const std::vector<stored_commit>& all, seq_number begin, seq_number after,
                                         std::size_t most) {
  const auto from = std::min<std::size_t>(after > begin ? after - begin : 0, all.size());
  const auto count = std::min(most, all.size() - from);
  const auto first = all.begin() + static_cast<std::ptrdiff_t>(from);
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

std::uint64_t memory_log::kept_session::mark_at(seq_number seq) const {
  if (seq == begins_after) return mark_at_the_beginning;
  return seq > begins_after && seq <= length() ? mark_of(commits[seq - begins_after - 1].bytes) : 0;
}

void memory_log::kept_session::add(stored_commit one) {
  if (!one.command_id.empty()) commands.emplace(one.command_id, one.seq);
  commits.push_back(std::move(one));
}

void memory_log::load(session_key session, done<load_answer> then) {
  require_session_key(session);
  loaded_session loaded;
  {
    const std::lock_guard lock(mutex_);
    if (const auto at = sessions_.find(session); at != sessions_.end()) {
      const auto& kept = at->second;
      loaded.last = kept.last();
      loaded.snapshot = kept.snapshot;
      loaded.commits =
          commits_after(kept.commits, kept.begins_after, kept.snapshot ? kept.snapshot->seq : 0, kept.commits.size());
      loaded.recent_commands = recent_commands(kept.commits);
      loaded.created_at = kept.created_at;
    }
  }
  then(std::move(loaded));
}

void memory_log::append(session_key session, log_position expected, std::vector<stored_commit> commits,
                        done<append_answer> then) {
  require_append(session, expected, commits);
  auto news = heard_commits{expected, commits};
  auto answer = [&] {
    const std::lock_guard lock(mutex_);
    return try_append(session, expected, std::move(commits));
  }();
  if (const auto* written = std::get_if<appended>(&answer)) {
    news.before.epoch = written->last.epoch;
    tell(session, std::move(news));
  }
  then(std::move(answer));
}

void memory_log::look(session_key session, log_position expected, std::vector<std::string> refused,
                      done<append_answer> then) {
  require_session_key(session);
  auto answer = [&] {
    const std::lock_guard lock(mutex_);
    return try_append(session, expected, {}, refused);
  }();
  then(std::move(answer));
}

append_answer memory_log::try_append(const session_key& session, const log_position& expected,
                                     std::vector<stored_commit> commits, const std::vector<std::string>& refused) {
  const auto at = sessions_.find(session);
  const auto last = at == sessions_.end() ? log_position{} : at->second.last();
  const auto mark_there = at == sessions_.end() ? 0 : at->second.mark_at(expected.seq);
  if (auto refusal = out_of_step(last, expected, mark_there)) return *refusal;
  if (at != sessions_.end() && at->second.waits_for > last.seq) return unavailable{"a part of the log is missing"};

  if (at != sessions_.end()) {
    const auto& kept = at->second;
    overtaken instead{last, commits_after(kept.commits, kept.begins_after, expected.seq, overtaken_commits_max), {}};
    if (expected.seq < kept.begins_after) return load_again{"what came first is in a snapshot"};
    for (const auto& each : commits) {
      const auto known = kept.commands.find(each.command_id);
      if (known != kept.commands.end()) instead.known.push_back({known->first, known->second});
    }
    for (const auto& each : refused) {
      const auto known = kept.commands.find(each);
      if (known != kept.commands.end() && known->second != 0) instead.known.push_back({known->first, known->second});
    }
    if (!instead.commits.empty() || !instead.known.empty()) return instead;
    for (const auto& each : refused) sessions_[session].commands.emplace(each, 0);
  }

  if (commits.empty()) return appended{last};
  auto& kept = sessions_[session];
  if (kept.length() == 0) {
    kept.epoch = sources_.new_epoch();
    kept.created_at = sources_.now();
    kept.created_as = ++created_;
  }
  health_.appends += 1;
  health_.transactions += 1;
  health_.commits += commits.size();
  for (auto& each : commits) kept.add(std::move(each));
  return appended{kept.last()};
}

void memory_log::restore(session_key session, loaded_session held, done<append_answer> then) {
  require_held(session, held);
  auto answer = [&] {
    const std::lock_guard lock(mutex_);
    return try_restore(session, std::move(held));
  }();
  tell(session, heard_too_little{});
  then(std::move(answer));
}

append_answer memory_log::try_restore(const session_key& session, loaded_session held) {
  auto& kept = sessions_[session];
  const auto last = kept.last();
  if (last.seq == 0) {
    kept.epoch = held.last.epoch;
    kept.created_at = held.created_at != 0 ? held.created_at : sources_.now();
    kept.created_as = ++created_;
  }
  if (kept.epoch != held.last.epoch) return *out_of_step(last, held.last, kept.mark_at(held.last.seq));

  // Where both have a commit, it must be the same one.
  auto common = std::min(last.seq, held.last.seq);
  auto mark_held = common == held.last.seq ? held.last.mark : 0;
  for (const auto& each : held.commits) {
    if (each.seq == common) mark_held = mark_of(each.bytes);
  }
  const auto mark_kept = kept.mark_at(common);
  const bool is_known = mark_held != 0 && mark_kept != 0;
  const bool is_untouched = kept.waits_for > last.seq;  // since it lost something
  if (common > 0 && !is_known && last.seq >= held.last.seq) return load_again{"what came first is in a snapshot"};
  if (common > 0 && (is_known ? mark_held != mark_kept : !is_untouched)) {
    kept.epoch = sources_.new_epoch();
    return load_again{"the log lost its end and went on differently", true};
  }
  if (last.seq >= held.last.seq) return appended{last};

  std::erase_if(held.commits, [&](const auto& each) { return each.seq <= last.seq; });
  const bool without_a_gap = !held.commits.empty() && held.commits.front().seq == last.seq + 1;
  if (without_a_gap) {
    for (auto& each : held.commits) kept.add(std::move(each));
  } else {
    kept.commits.clear();
    kept.begins_after = held.last.seq;
    kept.mark_at_the_beginning = held.last.mark;
    kept.snapshot = held.snapshot;
    kept.beginning = std::move(held.snapshot);
  }
  for (const auto& each : held.recent_commands) kept.commands.emplace(each.command_id, each.seq);
  return appended{kept.last()};
}

// --- followers -----------------------------------------------------------------------------------------------------

std::shared_ptr<void> memory_log::follow(session_key session, teller tell) {
  require_session_key(session);
  const auto made = std::make_shared<follower>(follower{std::move(session), std::move(tell)});
  const std::lock_guard lock(mutex_);
  std::erase_if(followers_, [](const auto& each) { return each.expired(); });
  followers_.push_back(made);
  return made;
}

void memory_log::whisper(session_key session, std::string bytes) { tell(session, heard_whisper{std::move(bytes)}); }

void memory_log::tell(const session_key& session, const heard& what) {
  std::vector<std::shared_ptr<follower>> listening;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& each : followers_) {
      if (auto here = each.lock(); here && here->session == session) listening.push_back(std::move(here));
    }
  }
  for (const auto& each : listening) each->tell(what);
}

void memory_log::read(session_key session, seq_number after, std::size_t commits_max, done<read_answer> then) {
  require_session_key(session);
  std::vector<stored_commit> commits;
  {
    const std::lock_guard lock(mutex_);
    const auto kept = sessions_.find(session);
    if (kept != sessions_.end())
      commits = commits_after(kept->second.commits, kept->second.begins_after, after, commits_max);
  }
  then(std::move(commits));
}

void memory_log::save_snapshot(session_key session, std::string epoch, stored_snapshot snapshot, done<bool> then) {
  require_snapshot(session, snapshot);
  bool kept_it = false;
  {
    const std::lock_guard lock(mutex_);
    const auto at = sessions_.find(session);
    const auto is_of_it = [&](const auto& kept) {
      if (kept.epoch != epoch || snapshot.seq > kept.length()) return false;
      const auto mark = kept.mark_at(snapshot.seq);
      return mark == 0 || snapshot.mark == 0 || mark == snapshot.mark;
    };
    if (at != sessions_.end() && is_of_it(at->second)) {
      auto& newest = at->second.snapshot;
      if (!newest || newest->seq < snapshot.seq) newest = std::move(snapshot);
      kept_it = true;
    }
  }
  then(kept_it);
}

void memory_log::trim(session_key session, std::string epoch, std::size_t most, done<bool> then) {
  require_session_key(session);
  const bool is_done = [&] {
    const std::lock_guard lock(mutex_);
    const auto at = sessions_.find(session);
    if (at == sessions_.end() || at->second.epoch != epoch) return false;
    auto& kept = at->second;
    const auto covered = kept.snapshot ? kept.snapshot->seq : 0;
    const auto floor = covered > most ? covered - most : 0;
    if (floor <= kept.begins_after) return true;
    kept.mark_at_the_beginning = kept.mark_at(floor);
    kept.commits.erase(kept.commits.begin(),
                       kept.commits.begin() + static_cast<std::ptrdiff_t>(floor - kept.begins_after));
    kept.begins_after = floor;
    kept.beginning = kept.snapshot;
    return true;
  }();
  then(is_done);
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

void memory_log::lose_after(const session_key& session, seq_number seq, bool appends_wait) {
  {
    const std::lock_guard lock(mutex_);
    auto& kept = sessions_.at(session);
    if (seq == 0 || seq <= kept.begins_after || (kept.beginning && seq < kept.beginning->seq)) return;
    if (appends_wait) kept.waits_for = kept.length();
    while (kept.length() > seq) {
      kept.commands.erase(kept.commits.back().command_id);
      kept.commits.pop_back();
    }
    if (kept.snapshot && kept.snapshot->seq > seq) kept.snapshot = kept.beginning;
  }
  if (appends_wait) tell(session, heard_too_little{});
}

}  // namespace reprise
