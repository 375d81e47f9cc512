// A result as one HTML file with nothing outside it: plots that are drawn here, tables for whoever cannot see them, light and dark.
#pragma once

#include <string>

#include "load-tests/result.hpp"

namespace reprise::load {

std::string report(const run_result& of);

}  // namespace reprise::load
