// How many people a machine holds: the scenario with more and more of them, until a limit is broken.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "load-tests/result.hpp"

namespace reprise::load {

struct capacity_result {
  std::int64_t people_held = 0;  // 0: not even the first
  std::vector<run_result> runs;  // in the order in which they were made
  std::string words;             // for whoever plans a lesson
};

// `try_with` runs the scenario with so many people. Half as many again each time, then between the last that held and the
// first that did not, until they are a tenth apart.
capacity_result find_capacity(std::int64_t first, std::int64_t people_per_session, std::int64_t most,
                              const std::function<run_result(std::int64_t)>& try_with);

}  // namespace reprise::load
