// Who may know what, as the people in the lesson agreed it: every private thing that somebody types carries a word that
// occurs once, and the script says who may read that word from when on. Nothing here asks the server.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "server/session/see.hpp"

namespace reprise::tests {

class secret_words {
 public:
  // "zq17x", for its author's eyes only.
  std::string make(id<member> author);

  // From now on these may read it too; what is known stays known. A `text` may hold several words.
  void tell(const std::string& text, id<member> whom);
  // Whoever leads or observes.
  void tell_leaders(const std::string& text);
  // The people of a room, those who come later too; and those who lead.
  void tell_room(const std::string& text, id<room> where, const std::vector<id<member>>& people);
  void tell_everybody(const std::string& text);

  bool may_read(std::uint64_t word, const standing& viewer) const;
  bool is_known(std::uint64_t word) const { return word > 0 && word <= all_.size(); }
  // Those that somebody was told of since the last time.
  std::vector<std::uint64_t> newly_told();
  std::size_t made() const { return all_.size(); }

  // The words in any text.
  static std::set<std::uint64_t> in(const std::string& text);

 private:
  struct readers {
    std::set<id<member>> people;
    std::set<id<room>> rooms;
    bool leaders = false;
    bool everybody = false;
  };
  template <class Change>
  void change(const std::string& text, Change how);

  std::vector<readers> all_;  // of word n: all_[n - 1]
  std::set<std::uint64_t> newly_told_;
};

}  // namespace reprise::tests
