// Whom the other servers of a shared log have in this session. Each says so when it changes and every few seconds; what it
// says is all that it has, so a word that got lost is made good by the next. One that falls silent is taken for dead, and
// its people for gone; but where a server does not even hear its own words, it is the one that is cut off, and nobody is taken
// for gone. Shard thread only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "protocol/frames.hpp"
#include "protocol/limits.hpp"
#include "server/hub/options.hpp"
#include "server/hub/presence.hpp"

namespace reprise {

// One server's word: everybody who has a connection to it, and what they are typing.
struct node_word {
  text<1, 32, shape::line> node;  // a random name for as long as the session is loaded there
  bool asks = false;              // and wants to hear the same of the others
  list<frame::member_presence, limits::members_max> here;
};
BOOST_DESCRIBE_STRUCT(node_word, (), (node, asks, here))

class other_nodes {
 public:
  other_nodes(std::uint64_t own_name, const hub_options& options);

  // This server's own word, of those who are attached to it.
  std::string word(std::vector<frame::member_presence> here, bool asks) const;

  struct news {
    std::vector<id<member>> came_or_went;
    bool asks = false;
  };
  // Enters what was heard into `all`. A word of its own, or one that cannot be read, is none.
  news hear(std::string_view bytes, presence& all, instant now);
  // Takes out those of servers that have been silent for too long.
  news forget_the_silent(presence& all, instant now);
  // Whether somebody is in the session on one that is not silent.
  bool have_people() const;

 private:
  struct node {
    std::unordered_map<id<member>, frame::member_presence> here;
    instant heard_at = 0;
  };
  bool is_deaf(instant now) const;
  static void enter(node& of, std::vector<frame::member_presence> here, presence& all, news& into);

  const std::string own_name_;
  const hub_options& options_;
  std::unordered_map<std::string, node> nodes_;
  instant heard_itself_at_ = 0;
};

}  // namespace reprise
