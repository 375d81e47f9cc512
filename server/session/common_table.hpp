// A table of what is large, hardly ever changes and is the same in many sessions. All that have the same rows hold them once:
// a playbook is ten kilobytes, a session has two states (what is committed and what is ahead of it), and a server of two
// thousand rooms may have a single playbook in all of them.
//
// A value like any other table: to change one is to hold other rows from then on.
#pragma once

#include <memory>
#include <optional>
#include <type_traits>

#include "protocol/entities.hpp"
#include "server/session/table.hpp"

namespace reprise {

template <class Entity>
class common_table {
 public:
  common_table();
  // What is moved from stays a table: it is copied, which costs no more.
  common_table(const common_table&) = default;
  common_table& operator=(const common_table&) = default;

  const table<Entity>& rows() const { return *rows_; }
  std::optional<Entity> put(Entity row);
  std::optional<Entity> remove(id<Entity> wanted);

 private:
  std::shared_ptr<const table<Entity>> rows_;
};

extern template class common_table<playbook>;
extern template class common_table<criterion>;

template <class Entity>
inline constexpr bool is_common = std::is_same_v<Entity, playbook> || std::is_same_v<Entity, criterion>;

}  // namespace reprise
