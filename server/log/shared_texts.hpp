// Texts that all servers on one log share, each under a name: the playbooks that people have saved. They are few, large and
// changed now and then, unlike the directory's facts; so each has a mark (mark_of its bytes), by which a server knows what it
// has already, and says what it would replace: of two who save at once, one is told to look again.
//
// Thread    As commit_log: any, never blocks; `then` is called once, on any thread, perhaps before the call returns.
// Failure   `unavailable`: where something was to be changed, the outcome is unknown. The same change may be asked for again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "server/log/commit_log.hpp"

namespace reprise {

inline constexpr std::size_t shared_text_name_bytes_max = 64;  // lower-case letters, digits and hyphens
inline constexpr std::size_t shared_text_bytes_max = 1024 * 1024;

struct text_marks {
  std::string
      epoch;  // random, made with the first text; another one: what was kept before has been lost. "": nothing yet
  std::map<std::string, std::uint64_t> marks;  // by name
};
using marks_answer = std::variant<text_marks, unavailable>;

// Those that are there.
using texts_answer = std::variant<std::map<std::string, std::string>, unavailable>;

struct text_settled {};  // it is as it was asked for
struct text_differs {};  // something else is there than was expected
struct no_room {};
using change_answer = std::variant<text_settled, text_differs, no_room, unavailable>;

class shared_texts {
 public:
  virtual void marks(commit_log::done<marks_answer> then) = 0;
  virtual void texts(std::vector<std::string> names, commit_log::done<texts_answer> then) = 0;
  // Where `expected` is the mark of what is there, 0 for nothing. Settled too where this very text is there already.
  // `no_room`: it would be one more than `texts_max`.
  virtual void keep(std::string name, std::uint64_t expected, std::string text, std::size_t texts_max,
                    commit_log::done<change_answer> then) = 0;
  // Settled too where nothing of this name is there.
  virtual void remove(std::string name, std::uint64_t expected, commit_log::done<change_answer> then) = 0;

 protected:
  ~shared_texts() = default;
};

}  // namespace reprise
