// Any bytes as a playbook: it is refused with a line and what to do, or what it says can be written down and read again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "protocol/writer.hpp"
#include "server/playbook/loaded_playbook.hpp"
#include "server/playbook/yaml_writer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view yaml(reinterpret_cast<const char*>(data), size);
  const auto loaded = reprise::read_playbook(yaml, "fuzz", "fuzz.yaml");
  if (!loaded) {
    if (!loaded.error().detail.starts_with("fuzz.yaml:")) std::abort();
    return 0;
  }
  const auto again = reprise::read_playbook(to_yaml(loaded->playbook, loaded->criteria), "fuzz", "fuzz.yaml");
  if (!again || to_json(again->playbook) != to_json(loaded->playbook)) std::abort();
  return 0;
}
