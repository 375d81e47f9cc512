// Any bytes as a text: what is let in is in its final form, within its bounds, and one line where it must be.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "protocol/text_rules.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const auto form : {reprise::shape::line, reprise::shape::prose}) {
    const reprise::text_bounds bounds{1, 100, form};
    std::string text(reinterpret_cast<const char*>(data), size);
    if (reprise::admit_text(text, bounds)) continue;
    const std::size_t length = reprise::count_code_points(text);
    if (length < bounds.min || length > bounds.max) std::abort();
    if (form == reprise::shape::line && text.find('\n') != std::string::npos) std::abort();
    if (text.find('\r') != std::string::npos || text.find('\0') != std::string::npos) std::abort();
    std::string again = text;
    if (reprise::admit_text(again, bounds) || again != text) std::abort();
  }
  return 0;
}
