#include "server/log/command_memory.hpp"

#include <iterator>
#include <utility>

#include "server/log/fingerprint.hpp"

namespace reprise {

std::int64_t command_hash(std::string_view command_id) {
  if (command_id.empty()) return 0;
  auto hash = fingerprint_of(command_id);
  if (hash == 0) hash = 1;
  return static_cast<std::int64_t>(hash);
}

std::vector<seq_number> session_memory::suspects(std::string_view command_id) const {
  std::vector<seq_number> seqs;
  if (command_id.empty()) return seqs;
  const auto [begin, end] = commands.equal_range(command_hash(command_id));
  for (auto each = begin; each != end; ++each) seqs.push_back(each->second);
  return seqs;
}

session_memory* command_memory::find(const session_key& session) {
  const auto at = by_key_.find(session);
  if (at == by_key_.end()) return nullptr;
  newest_first_.splice(newest_first_.begin(), newest_first_, at->second);
  return &at->second->memory;
}

session_memory& command_memory::keep(const session_key& session, session_memory memory) {
  forget(session);
  held_ += memory.commands.size() + 1;
  newest_first_.push_front({session, std::move(memory)});
  by_key_[session] = newest_first_.begin();
  while (held_ > commands_max_ && newest_first_.size() > 1) drop(std::prev(newest_first_.end()));
  return newest_first_.front().memory;
}

void command_memory::forget(const session_key& session) {
  const auto at = by_key_.find(session);
  if (at != by_key_.end()) drop(at->second);
}

void command_memory::follow(session_memory& memory, const stored_commit& commit) {
  memory.last.seq = commit.seq;
  if (commit.command_id.empty()) return;
  memory.commands.emplace(command_hash(commit.command_id), commit.seq);
  ++held_;
}

void command_memory::drop(entries::iterator each) {
  held_ -= each->memory.commands.size() + 1;
  by_key_.erase(each->key);
  newest_first_.erase(each);
}

}  // namespace reprise
