// The state of one session: a table of each kind of entity, and the few indexes that keep decisions fast.
// A value: copy it, compare it, throw it away. Only apply() changes it.
#pragma once

#include <boost/mp11.hpp>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "protocol/changes.hpp"
#include "server/session/common_table.hpp"
#include "server/session/table.hpp"

namespace reprise {

class state {
 public:
  template <class Entity>
  const table<Entity>& all() const {
    const auto& found = std::get<table_of<Entity>>(tables_);
    if constexpr (is_common<Entity>)
      return found.rows();
    else
      return found;
  }
  template <class Entity>
  const Entity* find(id<Entity> wanted) const {
    return all<Entity>().find(wanted);
  }

  // Before open_session there is no session, and only open_session is accepted.
  bool opened() const { return !all<session>().empty(); }
  const reprise::session& the_session() const { return *all<session>().begin(); }
  const reprise::placement& the_placement() const { return *all<placement>().begin(); }
  const reprise::playbook& the_playbook() const { return *all<playbook>().begin(); }

  // Ids in growing order. Members of a room whatever their attendance; removed ones belong to no room.
  const std::vector<id<member>>& members_of(id<room> in) const { return find_list(members_by_room_, in); }
  const std::vector<id<attempt>>& attempts_of(id<room> in) const { return find_list(attempts_by_room_, in); }
  const std::vector<id<attempt>>& attempts_by(id<member> author) const {
    return find_list(attempts_by_author_, author);
  }
  const std::vector<id<feedback>>& feedback_on(id<attempt> of) const { return find_list(feedback_by_attempt_, of); }
  const std::vector<id<feedback>>& feedback_from(id<member> reviewer) const {
    return find_list(feedback_by_reviewer_, reviewer);
  }

  const std::vector<id<member>>& away() const { return away_; }

  // The feedback of this reviewer on this attempt, or null.
  const feedback* feedback_by(id<attempt> of, id<member> reviewer) const;

 private:
  friend change apply(state&, const change&);

  template <class Entity>
  using table_of = std::conditional_t<is_common<Entity>, common_table<Entity>, table<Entity>>;
  template <class Key, class Value>
  using index = std::unordered_map<Key, std::vector<Value>>;

  template <class Key, class Value>
  static const std::vector<Value>& find_list(const index<Key, Value>& from, Key key) {
    static const std::vector<Value> none;
    const auto at = from.find(key);
    return at == from.end() ? none : at->second;
  }

  template <class Entity>
  void enter(const Entity& row);  // adds it to the indexes
  template <class Entity>
  void leave(const Entity& row);  // takes it out again

  boost::mp11::mp_transform<table_of, boost::mp11::mp_rename<entity, std::tuple>> tables_;
  index<id<room>, id<member>> members_by_room_;
  index<id<room>, id<attempt>> attempts_by_room_;
  index<id<member>, id<attempt>> attempts_by_author_;
  index<id<attempt>, id<feedback>> feedback_by_attempt_;
  index<id<member>, id<feedback>> feedback_by_reviewer_;
  std::vector<id<member>> away_;
};

// All entities as puts, in the order of the tables: what a snapshot holds. Applied to an empty state they give it back.
changes everything(const state& of);

}  // namespace reprise
