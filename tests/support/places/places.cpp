#include "tests/support/places/places.hpp"

namespace reprise::tests {

const std::filesystem::path& source_folder() {
  static const std::filesystem::path folder = REPRISE_SOURCE_DIR;
  return folder;
}

const std::filesystem::path& build_folder() {
  static const std::filesystem::path folder = REPRISE_BINARY_DIR;
  return folder;
}

}  // namespace reprise::tests
