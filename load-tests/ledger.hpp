// What was acknowledged, and who must be able to read it afterwards. Every text that a crowd writes ends with a word that occurs
// once ("zq17x"). At the end each member's page is loaded again, and an acknowledged word that is not on it is lost.
//
// Words are kept by *thing*: an attempt's draft, a task, a feedback. Of one thing the last acknowledged word must be there, or
// one that was sent after it and whose answer was never heard.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reprise::load {

// Who must see a thing at the end. Its author always does.
enum class readers : unsigned char { author, leaders, receiver, room, everybody };

class ledger {
 public:
  using thing = std::uint32_t;
  static constexpr thing none = UINT32_MAX;

  struct entry {
    std::uint64_t author = 0;    // members' ids
    std::uint64_t receiver = 0;  // of feedback
    std::uint64_t room = 0;
    readers who = readers::author;
    const char* what = "";             // "attempt", for whoever reads a complaint
    std::vector<std::uint32_t> words;  // in the order in which they were sent
    std::uint32_t last_kept = 0;       // the last that was acknowledged; 0: none
  };

  thing open(std::uint64_t author, const char* what, readers who);
  entry& of(thing which) { return entries_[which]; }

  void sent(thing which, std::uint32_t word);
  void kept(thing which, std::uint32_t word);
  // It was refused: it is not missed, and it must not be what is found instead of another.
  void refused(thing which, std::uint32_t word);
  // Nobody need find it any more: it has been overwritten by what was meant for another thing.
  void forget(thing which) { entries_[which].last_kept = 0; }

  // Somebody's page as it was loaded afterwards.
  struct page {
    std::uint64_t member = 0;
    std::uint64_t room = 0;
    bool leads = false;
    std::vector<std::uint32_t> words;  // sorted
  };
  // Complaints: acknowledged, theirs to read, and not there. Counts what it looked for in `checked`.
  std::vector<std::string> missing_on(const page& seen, std::uint64_t& checked) const;

  std::size_t size() const { return entries_.size(); }

 private:
  std::vector<entry> entries_;
};

// " zq17x", to be put behind a text; and the words in any text, sorted.
std::string mark_of(std::uint32_t word);
std::vector<std::uint32_t> words_in(std::string_view text);

}  // namespace reprise::load
