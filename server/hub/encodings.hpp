// The JSON of what each lens sees of an entity: made once, when somebody first needs it, and shared by every frame and
// snapshot until the entity changes. Shard thread only.
//
// Bounds    encodings_bytes_max per session; over it trim() forgets everything, to be made again when it is needed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include "protocol/changes.hpp"
#include "server/session/see.hpp"

namespace reprise {

// Names any entity of a session.
struct entity_key {
  entity_kind kind{};
  std::uint64_t id = 0;
  friend bool operator==(const entity_key&, const entity_key&) = default;
};

// One version of an entity through each lens.
class encoded_views {
 public:
  // The put as JSON, or null where the lens sees nothing. `whole` is always the same entity.
  const std::string* through(lens as, const entity& whole);
  bool has(lens as) const { return tried_[static_cast<std::size_t>(as)]; }
  // Precondition: has(as).
  const std::string* made(lens as) const { return made_[static_cast<std::size_t>(as)].get(); }
  std::size_t bytes() const;  // held by it

 private:
  std::array<std::shared_ptr<const std::string>, lenses> made_;
  std::array<bool, lenses> tried_{};
};

class encodings {
 public:
  explicit encodings(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  // As encoded_views::through, for the version that the session has now. Good until the entity
  // changes, trim() or clear().
  template <class Row>
  const std::string* through(lens as, const Row& row) {
    auto& views = views_of({kind_of<Row>(), row.id.value});
    return made(views, as, [&]() -> entity { return row; });
  }
  const std::string* through(lens as, const entity& whole) {
    return made(views_of({kind_of(whole), id_of(whole)}), as, [&]() -> const entity& { return whole; });
  }

  // The entity changes: forgets its views and gives them to the caller.
  encoded_views take(entity_key which);
  void clear();
  void trim() {
    if (bytes_ > bytes_max_) clear();
  }

 private:
  struct hash {
    std::size_t operator()(const entity_key& of) const noexcept {
      return static_cast<std::size_t>((of.id * entity_kinds + static_cast<std::size_t>(of.kind)) * 0x9e3779b97f4a7c15U);
    }
  };

  encoded_views& views_of(entity_key which) { return kept_[which]; }

  template <class Whole>
  const std::string* made(encoded_views& in, lens as, const Whole& whole) {
    if (in.has(as)) return in.made(as);
    bytes_ -= in.bytes();
    const auto* json = in.through(as, whole());
    bytes_ += in.bytes();
    return json;
  }

  const std::size_t bytes_max_;
  std::size_t bytes_ = 0;
  std::unordered_map<entity_key, encoded_views, hash> kept_;
};

}  // namespace reprise
