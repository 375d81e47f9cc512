#include "server/log/redis_facts.hpp"

#include <algorithm>
#include <utility>

#include "server/log/redis_keys.hpp"

namespace reprise {

void redis_facts::claimed(const std::string& name, const std::string& value, bool for_ever) {
  say(redis_directory_key(name), {name, value, {}, for_ever, clock::now()});
}

void redis_facts::listed(const session_key& session, const std::string& created) {
  say(session, {{}, session, created, false, clock::now()});
}

void redis_facts::released(const std::string& name) { forget(redis_directory_key(name)); }

void redis_facts::unlisted(const session_key& session) { forget(session); }

void redis_facts::forget(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto at = by_key_.find(key);
  if (at == by_key_.end()) return;
  oldest_first_.erase(at->second);
  by_key_.erase(at);
}

void redis_facts::say(std::string key, fact what) {
  const std::lock_guard lock(mutex_);
  if (const auto at = by_key_.find(key); at != by_key_.end()) oldest_first_.erase(at->second);
  by_key_.insert_or_assign(std::move(key), oldest_first_.insert(oldest_first_.end(), std::move(what)));
  if (by_key_.size() <= facts_max_) return;
  const auto gone =
      std::find_if(oldest_first_.begin(), oldest_first_.end(), [](const auto& each) { return !each.for_ever; });
  if (gone == oldest_first_.end()) return;
  by_key_.erase(gone->name.empty() ? gone->value : redis_directory_key(gone->name));
  oldest_first_.erase(gone);
}

std::vector<redis_facts::fact> redis_facts::all() {
  const auto now = clock::now();
  const std::lock_guard lock(mutex_);
  std::vector<fact> lasting;
  for (const auto& each : oldest_first_) {
    const bool forgotten = !each.for_ever && kept_for_.count() > 0 && now - each.said_at > kept_for_;
    if (!forgotten) lasting.push_back(each);
  }
  return lasting;
}

}  // namespace reprise
