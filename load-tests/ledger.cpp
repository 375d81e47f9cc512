#include "load-tests/ledger.hpp"

#include <algorithm>
#include <charconv>

namespace reprise::load {
namespace {

bool must_read(const ledger::entry& of, const ledger::page& whose) {
  if (of.author == whose.member) return true;
  switch (of.who) {
    case readers::author: return false;
    case readers::leaders: return whose.leads;
    case readers::receiver: return whose.leads || of.receiver == whose.member;
    case readers::room: return whose.leads || (of.room != 0 && of.room == whose.room);
    case readers::everybody: return true;
  }
  return false;
}

}  // namespace

ledger::thing ledger::open(std::uint64_t author, const char* what, readers who) {
  entry made;
  made.author = author;
  made.what = what;
  made.who = who;
  entries_.push_back(std::move(made));
  return static_cast<thing>(entries_.size() - 1);
}

void ledger::sent(thing which, std::uint32_t word) { entries_[which].words.push_back(word); }

void ledger::kept(thing which, std::uint32_t word) {
  auto& row = entries_[which];
  row.last_kept = std::max(row.last_kept, word);
  // What was written over can be let go.
  std::erase_if(row.words, [&](std::uint32_t each) { return each < row.last_kept; });
}

void ledger::refused(thing which, std::uint32_t word) { std::erase(entries_[which].words, word); }

std::vector<std::string> ledger::missing_on(const page& seen, std::uint64_t& checked) const {
  std::vector<std::string> complaints;
  for (const auto& each : entries_) {
    if (each.last_kept == 0 || !must_read(each, seen)) continue;
    ++checked;
    const bool found = std::any_of(each.words.begin(), each.words.end(), [&](std::uint32_t word) {
      return std::binary_search(seen.words.begin(), seen.words.end(), word);
    });
    if (found) continue;
    std::string text = "The ";
    text.append(each.what).append(" of member ").append(std::to_string(each.author));
    text.append(" was acknowledged (").append(mark_of(each.last_kept).substr(1));
    text.append(") and is not on the page of member ").append(std::to_string(seen.member)).append(".");
    complaints.push_back(std::move(text));
  }
  return complaints;
}

std::string mark_of(std::uint32_t word) {
  std::string text = " zq";
  return text.append(std::to_string(word)).append("x");
}

std::vector<std::uint32_t> words_in(std::string_view text) {
  std::vector<std::uint32_t> found;
  for (auto at = text.find("zq"); at != std::string_view::npos; at = text.find("zq", at + 2)) {
    std::uint32_t word = 0;
    const auto* const end = text.data() + text.size();
    const auto [rest, failed] = std::from_chars(text.data() + at + 2, end, word);
    if (failed == std::errc() && rest != end && *rest == 'x') found.push_back(word);
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace reprise::load
