// Who has a connection, and who is typing: whispered to viewers, never in the log. Changes are gathered, and one frame
// per class of viewers says them all. Shard thread only.
//
// That somebody is here or gone is for everybody; that they are typing, and about what, is for the room they are in and for
// those who lead.
#pragma once

#include <cstddef>
#include <set>
#include <unordered_map>
#include <vector>

#include "server/hub/audience.hpp"
#include "server/session/session.hpp"

namespace reprise {

class presence {
 public:
  void connected(id<member> who);
  // True: that was the last of this member's connections.
  bool disconnected(id<member> who);
  void typing(id<member> who, bool active, id<attempt> about);

  bool is_here(id<member> who) const { return here_.contains(who); }
  // As it was last whispered, and so as everybody else believes it to be: what changed since will be whispered to a
  // newcomer like to all. In the order of ids. `newcomer` is there in any case.
  std::vector<id<member>> present(id<member> newcomer) const;

  bool has_news() const { return !news_.empty(); }
  // Everybody's presence, as it was last whispered, for a viewer that missed whispers.
  shared_frame everybody_for(const state& in, const standing& viewer) const;
  // Tells the news to all; forgets it.
  void whisper(const state& in, audience& to, hub_counters& counted, instant now);

 private:
  struct person {
    std::size_t connections = 0;
    bool typing = false;
    id<attempt> about;
  };
  struct news {
    bool came_or_went = false;
    bool was_here = false;  // as it was last whispered
    bool typing = false;    // something about the typing changed
  };

  news& news_of(id<member> who);
  bool was_whispered_here(id<member> who) const;
  // What a class may know of somebody now.
  frame::member_presence told_to(const standing& listener, const state& in, id<member> who) const;

  std::unordered_map<id<member>, person> here_;
  std::set<id<member>> were_here_;  // ever; a log that lost its end may have lost their joining, too
  std::unordered_map<id<member>, news> news_;
};

}  // namespace reprise
