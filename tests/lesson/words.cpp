#include "tests/lesson/words.hpp"

#include <cstdlib>
#include <utility>

namespace reprise::tests {

std::string secret_words::make(id<member> author) {
  all_.push_back({.people = {author}, .rooms = {}});
  std::string word = "zq";
  word += std::to_string(all_.size());
  word += 'x';
  return word;
}

template <class Change>
void secret_words::change(const std::string& text, Change how) {
  for (const auto each : in(text)) {
    how(all_.at(each - 1));
    newly_told_.insert(each);
  }
}

void secret_words::tell(const std::string& text, id<member> whom) {
  change(text, [&](readers& of) { of.people.insert(whom); });
}

void secret_words::tell_leaders(const std::string& text) {
  change(text, [](readers& of) { of.leaders = true; });
}

void secret_words::tell_room(const std::string& text, id<room> where, const std::vector<id<member>>& people) {
  change(text, [&](readers& of) {
    of.rooms.insert(where);
    of.people.insert(people.begin(), people.end());
    of.leaders = true;
  });
}

void secret_words::tell_everybody(const std::string& text) {
  change(text, [](readers& of) { of.everybody = true; });
}

bool secret_words::may_read(std::uint64_t word, const standing& viewer) const {
  const auto& of = all_.at(word - 1);
  if (of.everybody || of.people.contains(viewer.member)) return true;
  if (sees_as_facilitator(viewer.role)) return of.leaders;
  return viewer.room && of.rooms.contains(viewer.room);
}

std::vector<std::uint64_t> secret_words::newly_told() {
  const auto told = std::exchange(newly_told_, {});
  return {told.begin(), told.end()};
}

std::set<std::uint64_t> secret_words::in(const std::string& text) {
  std::set<std::uint64_t> found;
  for (auto at = text.find("zq"); at != std::string::npos; at = text.find("zq", at + 2)) {
    char* end = nullptr;
    const auto number = std::strtoull(text.c_str() + at + 2, &end, 10);
    if (end != text.c_str() + at + 2 && *end == 'x') found.insert(number);
  }
  return found;
}

}  // namespace reprise::tests
