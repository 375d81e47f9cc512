// What sessions that are drawn by chance are made from, and what can be asked of them.
#pragma once

#include "tests/session/lesson.hpp"

namespace reprise::tests {

// Draws from the numbers of a test case; runs out as zeros, so that shrinking makes shorter, plainer sessions.
class numbers {
 public:
  explicit numbers(std::vector<std::uint32_t> from) : from_(std::move(from)) {}
  bool over() const { return at_ >= from_.size(); }
  std::size_t below(std::size_t bound) {
    const auto drawn = at_ < from_.size() ? from_[at_] : 0;
    ++at_;
    return bound == 0 ? 0 : drawn % bound;
  }

 private:
  std::vector<std::uint32_t> from_;
  std::size_t at_ = 0;
};

template <class Entity>
id<Entity> any_of(const state& in, numbers& draw) {
  const auto& rows = in.all<Entity>();
  if (rows.empty()) return {};
  return (rows.begin() + static_cast<std::ptrdiff_t>(draw.below(rows.size())))->id;
}

// What this viewer is sent of the whole state.
inline std::string payload(const state& in, id<member> viewer) {
  std::string text;
  const auto stands = standing_of(in, viewer);
  for (const auto& each : everything(in)) {
    const auto& whole = std::get<put>(each).value;
    if (const auto seen = see(whole, lens_of(in, stands, whole))) write(text, change{put{*seen}});
  }
  return text;
}

}  // namespace reprise::tests
