// Every way in for JSON. What is let in must be written and read again to the same; nothing may crash.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "protocol/codec.hpp"
#include "protocol/writer.hpp"

namespace {

// The first byte chooses the reader, so that one corpus serves all.
template <class Decode>
void read_twice(std::string_view bytes, Decode decode) {
  const auto first = decode(bytes);
  if (!first) return;
  const std::string written = reprise::to_json(*first);
  // Escapes may make a text that was let in longer than a frame may be.
  if (written.size() > reprise::limits::frame_bytes_max) return;
  const auto second = decode(written);
  if (!second || reprise::to_json(*second) != written) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0: read_twice(bytes, [](std::string_view in) { return reprise::decode_client_frame(in); }); break;
    case 1: read_twice(bytes, [](std::string_view in) { return reprise::decode_server_frame(in); }); break;
    case 2: read_twice(bytes, [](std::string_view in) { return reprise::decode_commit(in); }); break;
    default: read_twice(bytes, [](std::string_view in) { return reprise::decode_stored_state(in); }); break;
  }
  return 0;
}
