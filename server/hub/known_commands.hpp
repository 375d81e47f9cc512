// The ids of commands that the session has already, so that one that is sent again is answered again. Bounded: one that was
// forgotten here is still never done twice, because the log knows all of them and stops it; but it may be refused for what
// it did itself. Shard thread only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/log/commit_log.hpp"

namespace reprise {

class known_commands {
 public:
  struct known {
    seq_number seq = 0;
    std::optional<std::uint64_t> first_put;  // nothing: only the log can say
  };

  explicit known_commands(std::size_t most) : most_(most) {}

  // An id that is known keeps what was known of it, except that first_put may be learnt.
  void add(const std::string& id, known what) {
    if (id.empty()) return;
    const auto [at, is_new] = by_id_.try_emplace(id, what);
    if (!is_new) {
      if (!at->second.first_put) at->second.first_put = what.first_put;
      return;
    }
    oldest_first_.push_back(&at->first);
    if (oldest_first_.size() <= most_) return;
    by_id_.erase(*oldest_first_.front());
    oldest_first_.pop_front();
  }

  const known* find(const std::string& id) const {
    const auto at = by_id_.find(id);
    return at == by_id_.end() ? nullptr : &at->second;
  }

  // Oldest first.
  std::vector<known_command> newest(std::size_t most) const {
    std::vector<known_command> all;
    const auto begin = oldest_first_.size() - std::min(most, oldest_first_.size());
    for (auto at = begin; at < oldest_first_.size(); ++at) {
      const auto& id = *oldest_first_[at];
      all.push_back({id, by_id_.at(id).seq});
    }
    return all;
  }

  void clear() {
    oldest_first_.clear();
    by_id_.clear();
  }

 private:
  const std::size_t most_;
  std::unordered_map<std::string, known> by_id_;
  std::deque<const std::string*> oldest_first_;  // keys of by_id_, which stay where they are
};

}  // namespace reprise
