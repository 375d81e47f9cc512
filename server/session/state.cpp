#include "server/session/state.hpp"

#include <algorithm>
#include <cassert>

#include "server/session/session.hpp"

namespace reprise {
namespace {

template <class Id>
void add(std::vector<Id>& to, Id what) {
  to.insert(std::lower_bound(to.begin(), to.end(), what), what);
}

template <class Id>
void take(std::vector<Id>& from, Id what) {
  const auto at = std::lower_bound(from.begin(), from.end(), what);
  assert(at != from.end() && *at == what);
  from.erase(at);
}

// Leaves no empty lists behind, so that two states with the same rows have the same indexes.
template <class Index, class Key, class Id>
void take(Index& from, Key key, Id what) {
  const auto at = from.find(key);
  assert(at != from.end());
  take(at->second, what);
  if (at->second.empty()) from.erase(at);
}

}  // namespace

const feedback* state::feedback_by(id<attempt> of, id<member> reviewer) const {
  for (const auto each : feedback_on(of)) {
    const auto* found = find(each);
    if (found->reviewer == reviewer) return found;
  }
  return nullptr;
}

template <class Entity>
void state::enter([[maybe_unused]] const Entity& row) {
  if constexpr (std::is_same_v<Entity, member>) {
    add(members_by_room_[row.room], row.id);
    if (row.attendance == attendance::away) add(away_, row.id);
  } else if constexpr (std::is_same_v<Entity, attempt>) {
    add(attempts_by_room_[row.room], row.id);
    add(attempts_by_author_[row.author], row.id);
  } else if constexpr (std::is_same_v<Entity, feedback>) {
    add(feedback_by_attempt_[row.attempt], row.id);
    add(feedback_by_reviewer_[row.reviewer], row.id);
  }
}

template <class Entity>
void state::leave([[maybe_unused]] const Entity& row) {
  if constexpr (std::is_same_v<Entity, member>) {
    take(members_by_room_, row.room, row.id);
    if (row.attendance == attendance::away) take(away_, row.id);
  } else if constexpr (std::is_same_v<Entity, attempt>) {
    take(attempts_by_room_, row.room, row.id);
    take(attempts_by_author_, row.author, row.id);
  } else if constexpr (std::is_same_v<Entity, feedback>) {
    take(feedback_by_attempt_, row.attempt, row.id);
    take(feedback_by_reviewer_, row.reviewer, row.id);
  }
}

change apply(state& to, const change& what) {
  if (const auto* gone = std::get_if<removal>(&what)) {
    return boost::mp11::mp_with_index<entity_kinds>(static_cast<std::size_t>(gone->kind), [&](auto kind) -> change {
      using entity_type = boost::mp11::mp_at_c<entity, kind>;
      auto old = std::get<kind>(to.tables_).remove(id<entity_type>{gone->id});
      assert(old && "only what is there is ever removed");
      to.leave(*old);
      return put{std::move(*old)};
    });
  }
  return std::visit(
      [&](const auto& row) -> change {
        using entity_type = std::decay_t<decltype(row)>;
        auto old = std::get<state::table_of<entity_type>>(to.tables_).put(row);
        if (old) to.leave(*old);
        to.enter(row);
        if (old) return put{std::move(*old)};
        return removal{kind_of<entity_type>(), row.id.value};
      },
      std::get<put>(what).value);
}

changes everything(const state& of) {
  changes all;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, entity>>([&](auto kind) {
    using entity_type = typename decltype(kind)::type;
    for (const auto& row : of.all<entity_type>()) all.emplace_back(put{row});
  });
  return all;
}

}  // namespace reprise
