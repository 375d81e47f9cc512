// What the clock is to do, told from the state alone; and that it did each of it once, told from the log alone.
#pragma once

#include <compare>
#include <set>
#include <string>
#include <vector>

#include "server/session/session.hpp"

namespace reprise::tests {

// A timer whose time is up then, or a member who has been away for too long then. A clock that is set anew is another one.
struct deadline {
  enum class kind { timer, absence };
  kind what = kind::timer;
  std::uint64_t whose = 0;
  instant when = 0;
  friend auto operator<=>(const deadline&, const deadline&) = default;

  std::string in_words() const;
};

std::set<deadline> deadlines_of(const state& now);
std::set<deadline> due_at(const std::set<deadline>& all, instant now);

// P5: follows the log from its beginning, and says what the clock did wrong.
class deadline_watch {
 public:
  // `now` is the state before `what`.
  std::vector<std::string> look_at(const commit& what, const state& now);
  // `now` is the state at the end of the log, and `when` the moment at which everything had settled.
  std::vector<std::string> look_at_the_end(const state& now, instant when) const;

  std::size_t fired() const { return fired_.size(); }

 private:
  std::set<deadline> fired_;
};

}  // namespace reprise::tests
