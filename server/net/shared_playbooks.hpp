// The own playbooks of all servers on one log, as one of them sees them: what has changed since it last looked, and its own
// changes, which are refused where somebody else was faster.
//
// A log that comes back empty, which another epoch shows, is given back what this server knows.
//
// Thread    One, which waits for the log: the shelf's worker. Not after the log has been stopped.
// Failure   Said by the answers. After a look that failed the log is left alone for a moment, so that a page full of
//           questions does not wait for each of them.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "protocol/refusals.hpp"
#include "server/log/shared_texts.hpp"
#include "server/playbook/own_playbooks.hpp"

namespace reprise::net {

class shared_playbooks {
 public:
  explicit shared_playbooks(shared_texts& log) : log_(log) {}

  struct left_out {
    std::string key;
    refusal why;
  };
  struct news {
    std::vector<own_playbook> there;  // new, or changed
    std::vector<std::string> gone;
    std::vector<left_out> unusable;  // new or changed too
  };
  using those_held = std::function<std::vector<own_playbook>()>;

  // Nothing: the log is away, and what is known is all that can be known. `held` is asked for what this server knows, where
  // the log has lost it.
  std::optional<news> look(const those_held& held, bool though_it_just_failed);

  // In place of what was seen at the last look.
  change_answer keep(const own_playbook& what);
  change_answer remove(const std::string& key);
  // Where nothing of this name is there; of a log that differs nothing is changed.
  change_answer bring(const own_playbook& what);

 private:
  std::optional<text_marks> ask_marks(const those_held& held);
  bool read(const text_marks& now, news& into);
  change_answer keep_over(const own_playbook& what, std::uint64_t expected);
  std::uint64_t seen(const std::string& key) const;

  shared_texts& log_;
  std::string epoch_;
  std::map<std::string, std::uint64_t> seen_;  // the marks of what has been read
  std::chrono::steady_clock::time_point failed_at_{};
};

}  // namespace reprise::net
