// A table of one kind of entity, in the order of their ids. Ids grow with time, so a put is nearly always an append.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "protocol/values.hpp"

namespace reprise {

template <class Entity>
class table {
 public:
  using const_iterator = typename std::vector<Entity>::const_iterator;

  const Entity* find(id<Entity> wanted) const {
    const auto at = place(wanted);
    return at != rows_.end() && at->id == wanted ? &*at : nullptr;
  }

  // Puts the entity; returns what stood there before.
  std::optional<Entity> put(Entity row) {
    if (rows_.empty() || rows_.back().id.value < row.id.value) {
      rows_.push_back(std::move(row));
      return std::nullopt;
    }
    const auto at = rows_.begin() + (place(row.id) - rows_.cbegin());
    if (at != rows_.end() && at->id == row.id) return std::exchange(*at, std::move(row));
    rows_.insert(at, std::move(row));
    return std::nullopt;
  }

  std::optional<Entity> remove(id<Entity> wanted) {
    const auto at = rows_.begin() + (place(wanted) - rows_.cbegin());
    if (at == rows_.end() || at->id != wanted) return std::nullopt;
    auto gone = std::move(*at);
    rows_.erase(at);
    return gone;
  }

  const_iterator begin() const { return rows_.begin(); }
  const_iterator end() const { return rows_.end(); }
  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }

 private:
  const_iterator place(id<Entity> wanted) const {
    return std::lower_bound(rows_.begin(), rows_.end(), wanted,
                            [](const Entity& row, id<Entity> value) { return row.id.value < value.value; });
  }

  std::vector<Entity> rows_;
};

}  // namespace reprise
