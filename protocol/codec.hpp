// From bytes to values. Strict: whatever is unknown, doubled, missing, out of its bounds or not exactly JSON is refused,
// and the refusal names the field by its path. No refusal repeats what was written. Pure functions; any thread.
#pragma once

#include <boost/system/result.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "protocol/changes.hpp"
#include "protocol/frames.hpp"
#include "protocol/limits.hpp"
#include "protocol/node_of.hpp"
#include "protocol/reader.hpp"

namespace reprise {

// A client's frame that was refused. `id` is that of the command, when it had already been read; else empty.
struct unreadable_frame {
  refusal why;
  std::string id;
};
[[noreturn]] inline void throw_exception_from_error(const unreadable_frame& of, const boost::source_location&) {
  throw std::logic_error("value of an unreadable frame: " + of.why.detail);
}

// At most limits::frame_bytes_max. Member "frame" comes first; a command's members come in the order frame, id, name,
// args.
boost::system::result<client_frame, unreadable_frame> decode_client_frame(std::string_view bytes);

// What the server sent, for programs of our own that speak as clients. No bound on its size.
result<server_frame> decode_server_frame(std::string_view bytes);

// What we stored ourselves: members that were added since take their defaults, sizes are not bounded.
result<commit> decode_commit(std::string_view bytes);
result<stored_state> decode_stored_state(std::string_view bytes);

// Any described struct from outside, such as the body of a request.
template <class T>
result<T> decode(std::string_view bytes, std::size_t bytes_max = limits::frame_bytes_max) {
  T value;
  auto why = reading::read_document(bytes, {&value, &reading::node_of<T>::how}, reading::origin::stranger, bytes_max);
  if (why) return std::move(*why);
  return value;
}

}  // namespace reprise
