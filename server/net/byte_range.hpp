// Which part of a file is wanted (RFC 9110, 14). Pure; any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace reprise::net {

struct byte_range {
  // whole: there is no Range that we follow (none, another unit, several ranges, not to be read), which a server may
  // always do. none: what is wanted lies behind the end.
  enum class wish { whole, part, none };
  wish what = wish::whole;
  std::uint64_t first = 0;  // of a part
  std::uint64_t bytes = 0;  // of a part: at least one
};

// `range` is the header's value, `bytes` the file's length.
byte_range wanted_range(std::string_view range, std::uint64_t bytes);

}  // namespace reprise::net
