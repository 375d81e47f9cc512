// What the latest commits touched: enough to tell a returning client what changed since it was cut off, by sending the
// present version of those entities. Bounded; who has been away for longer gets a snapshot. Shard thread only.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "server/hub/encodings.hpp"
#include "server/hub/options.hpp"
#include "server/session/session.hpp"

namespace reprise {

struct touched {
  entity_key what;
  // Somebody may have seen it before and not see it now: they must be told that it is gone.
  bool may_vanish = false;
};

// Whether anybody could see `before` who cannot see `after`. (A viewer whose own standing changed gets a snapshot anyway.)
bool may_vanish(const entity* before, const entity* after);

class history {
 public:
  explicit history(const hub_options& options) : options_(options) {}

  // The state is now that after `seq`, and nothing is known of how it came about.
  void begin(seq_number seq, commit_mark mark);
  // Commits are recorded in order, without gaps.
  void record(seq_number seq, commit_mark mark, std::vector<touched> what);
  void standing_changed(id<member> whose, seq_number at) { standing_since_[whose] = at; }

  // Of the newest commit.
  commit_mark mark() const { return commits_.empty() ? floor_mark_ : commits_.back().mark; }
  // Whether commit `seq` is another one here, because the log lost its end since and went on differently. A mark that is not
  // known says nothing against it.
  bool is_another(seq_number seq, commit_mark mark) const;

  // What was touched after `since`, each entity once. Nothing: only a snapshot will do, because too much has happened, or
  // the member's own standing has changed since.
  std::optional<std::vector<touched>> since(seq_number since, id<member> for_whom) const;

 private:
  const hub_options& options_;
  struct recorded {
    commit_mark mark = 0;
    std::vector<touched> what;
  };
  bool holds(seq_number seq) const { return seq >= floor_ && seq <= floor_ + commits_.size(); }

  seq_number floor_ = 0;  // the first recorded commit is floor_ + 1
  commit_mark floor_mark_ = 0;
  std::deque<recorded> commits_;
  std::size_t touches_ = 0;
  std::unordered_map<id<member>, seq_number> standing_since_;
};

}  // namespace reprise
