#include "server/session/common_table.hpp"

#include <string>
#include <utility>

#include "protocol/writer.hpp"
#include "server/session/held_once.hpp"

namespace reprise {
namespace {

template <class Entity>
std::shared_ptr<const table<Entity>> hold(table<Entity> rows) {
  static held_once<table<Entity>> all([](const table<Entity>& of) {
    std::string text;
    for (const auto& row : of) write_put(text, row);
    return text;
  });
  return all.hold(std::move(rows));
}

template <class Entity>
std::shared_ptr<const table<Entity>> no_rows() {
  static const auto none = std::make_shared<const table<Entity>>();
  return none;
}

}  // namespace

template <class Entity>
common_table<Entity>::common_table() : rows_(no_rows<Entity>()) {}

template <class Entity>
std::optional<Entity> common_table<Entity>::put(Entity row) {
  auto changed = *rows_;
  auto before = changed.put(std::move(row));
  rows_ = hold(std::move(changed));
  return before;
}

template <class Entity>
std::optional<Entity> common_table<Entity>::remove(id<Entity> wanted) {
  auto changed = *rows_;
  auto before = changed.remove(wanted);
  rows_ = hold(std::move(changed));
  return before;
}

template class common_table<playbook>;
template class common_table<criterion>;

}  // namespace reprise
