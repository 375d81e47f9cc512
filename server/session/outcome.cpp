#include "server/session/outcome.hpp"

#include <algorithm>
#include <boost/describe.hpp>

namespace reprise {
namespace {

template <class Value>
bool same(const Value& left, const Value& right) {
  if constexpr (boost::describe::has_describe_members<Value>::value) {
    bool equal = true;
    boost::mp11::mp_for_each<boost::describe::describe_members<Value, boost::describe::mod_any_access>>(
        [&](auto field) { equal = equal && same(left.*field.pointer, right.*field.pointer); });
    return equal;
  } else if constexpr (requires { left.has_value(); }) {
    return left.has_value() == right.has_value() && (!left || same(*left, *right));
  } else if constexpr (requires { left.begin(), left.end(), left.size(); } && !std::is_same_v<Value, std::string>) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const auto& one, const auto& other) { return same(one, other); });
  } else {
    return left == right;
  }
}

bool changes_nothing(const state& base, const change& what) {
  if (const auto* gone = std::get_if<removal>(&what)) {
    return boost::mp11::mp_with_index<entity_kinds>(static_cast<std::size_t>(gone->kind), [&](auto kind) {
      return base.find(id<boost::mp11::mp_at_c<entity, kind>>{gone->id}) == nullptr;
    });
  }
  return std::visit(
      [&](const auto& row) {
        const auto* old = base.find(row.id);
        return old && same(*old, row);
      },
      std::get<put>(what).value);
}

bool by_seat(const member& left, const member& right) {
  return std::pair{left.seat.value, left.id} < std::pair{right.seat.value, right.id};
}

bool lives(const member& of) {
  return of.role == role::participant && (of.attendance == attendance::here || of.attendance == attendance::away);
}

}  // namespace

void outcome::record(place_key here, change what) {
  const auto [at, is_new] = place_.try_emplace(here, changes_.size());
  if (is_new)
    changes_.push_back(std::move(what));
  else
    changes_[at->second] = std::move(what);
}

std::vector<member> outcome::people_of(id<room> in) const {
  auto people = gather(base_.members_of(in), [&](const member& row) { return row.room == in; });
  std::sort(people.begin(), people.end(), by_seat);
  return people;
}

std::vector<member> outcome::living_in(id<room> in) const {
  auto people = people_of(in);
  std::erase_if(people, [](const member& row) { return !lives(row); });
  return people;
}

std::vector<attempt> outcome::attempts_of(id<room> in) const {
  return gather(base_.attempts_of(in), [&](const attempt& row) { return row.room == in; });
}

std::vector<feedback> outcome::feedback_on(id<attempt> of) const {
  return gather(base_.feedback_on(of), [&](const feedback& row) { return row.attempt == of; });
}

std::vector<feedback> outcome::feedback_from(id<member> reviewer) const {
  return gather(base_.feedback_from(reviewer), [&](const feedback& row) { return row.reviewer == reviewer; });
}

changes outcome::done() && {
  std::erase_if(changes_, [&](const change& each) { return changes_nothing(base_, each); });
  return std::move(changes_);
}

}  // namespace reprise
