// What a decision has come to so far: the changes it has made up its mind about, laid over the state that it reads.
// One decision can have several steps (somebody leaves, reviews are handed on, a lone survivor is merged), and each
// step must see what the steps before it changed.
#pragma once

#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/session/session.hpp"

namespace reprise {

class outcome {
 public:
  outcome(const state& base, const moment& at) : base_(base), at_(at) {}

  instant now() const { return at_.now; }
  std::uint64_t dice() const { return at_.dice; }
  const state& before() const { return base_; }

  // An id for something new; within a commit they count up.
  template <class Entity>
  id<Entity> fresh() {
    return {at_.next * ids_per_commit + ++made_};
  }

  // The entity as it will be, or null. Good until the next put or remove.
  template <class Entity>
  const Entity* find(id<Entity> wanted) const {
    const auto changed = place_.find(key(kind_of<Entity>(), wanted.value));
    if (changed == place_.end()) return base_.find(wanted);
    const auto* still = std::get_if<reprise::put>(&changes_[changed->second]);
    return still ? &std::get<Entity>(still->value) : nullptr;
  }
  template <class Entity>
  const Entity& get(id<Entity> wanted) const {
    return *find(wanted);
  }

  template <class Entity>
  void put(Entity row) {
    const auto here = key(kind_of<Entity>(), row.id.value);
    record(here, reprise::put{std::move(row)});
  }
  template <class Entity>
  void remove(id<Entity> gone) {
    record(key(kind_of<Entity>(), gone.value), removal{kind_of<Entity>(), gone.value});
  }

  // Every entity of a kind as it will be, in the order of ids.
  template <class Entity>
  std::vector<Entity> all() const {
    table<Entity> rows = base_.all<Entity>();
    for (const auto& each : changes_) {
      if (kind_of(each) != kind_of<Entity>()) continue;
      if (const auto* row = std::get_if<reprise::put>(&each))
        rows.put(std::get<Entity>(row->value));
      else
        rows.remove(id<Entity>{id_of(each)});
    }
    return {rows.begin(), rows.end()};
  }

  reprise::session session() const { return get(base_.the_session().id); }
  reprise::placement placement() const { return get(base_.the_placement().id); }

  // Members who belong to the room, whatever their attendance, by seat.
  std::vector<member> people_of(id<room> in) const;
  // Those of them who take part: participants who are here or away.
  std::vector<member> living_in(id<room> in) const;
  std::vector<attempt> attempts_of(id<room> in) const;
  std::vector<feedback> feedback_on(id<attempt> of) const;
  std::vector<feedback> feedback_from(id<member> reviewer) const;

  // The changes, without those that put what is there already.
  changes done() &&;

 private:
  using place_key = std::uint64_t;
  static place_key key(entity_kind kind, std::uint64_t number) {
    return number * entity_kinds + static_cast<std::uint64_t>(kind);
  }
  void record(place_key here, change what);

  template <class Entity, class Matches>
  std::vector<Entity> gather(const std::vector<id<Entity>>& indexed, Matches matches) const {
    std::vector<Entity> found;
    for (const auto each : indexed) {
      const auto* row = find(each);
      if (row && matches(*row)) found.push_back(*row);
    }
    for (const auto& each : changes_) {
      const auto* fresh = std::get_if<reprise::put>(&each);
      if (!fresh || !std::holds_alternative<Entity>(fresh->value)) continue;
      const auto& row = std::get<Entity>(fresh->value);
      if (!matches(row)) continue;
      const auto* old = base_.find(row.id);
      if (!old || !matches(*old)) found.push_back(row);
    }
    return found;
  }

  const state& base_;
  moment at_;
  std::uint64_t made_ = 0;
  changes changes_;
  std::unordered_map<place_key, std::size_t> place_;
};

}  // namespace reprise
