#include "tests/support/virtual_world.hpp"

#include <algorithm>
#include <stdexcept>

namespace reprise::tests {
namespace {
constexpr int steps_max = 1'000'000;
}  // namespace

bool virtual_world::step() {
  if (posted_->empty()) {
    if (deciding_.empty()) return alarms_.ring(now_) > 0;
    deciding_.flush_all();
    return true;
  }
  const auto what = std::move(posted_->front());
  posted_->pop_front();
  what();
  return true;
}

void virtual_world::settle() {
  for (int steps = 0; step(); ++steps) {
    if (steps > steps_max) throw std::logic_error("virtual_world: what is set off at one instant does not end");
  }
}

void virtual_world::pass(std::int64_t ms) {
  const auto until = now_ + ms;
  settle();
  for (auto next = alarms_.next(); next && *next <= until; next = alarms_.next()) {
    now_ = std::max(now_, *next);
    settle();
  }
  now_ = until;
}

}  // namespace reprise::tests
