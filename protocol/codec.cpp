#include "protocol/codec.hpp"

#include <limits>
#include <utility>

namespace reprise {
namespace {

constexpr std::size_t unbounded = std::numeric_limits<std::size_t>::max();

template <class T>
result<T> decode_own(std::string_view bytes) {
  T value;
  auto why = reading::read_document(bytes, {&value, &reading::node_of<T>::how}, reading::origin::own_log, unbounded);
  if (why) return std::move(*why);
  return value;
}

}  // namespace

boost::system::result<client_frame, unreadable_frame> decode_client_frame(std::string_view bytes) {
  client_frame value;
  auto why = reading::read_document(bytes, {&value, &reading::node_of<client_frame>::how}, reading::origin::stranger,
                                    limits::frame_bytes_max);
  if (!why) return value;
  auto* command = std::get_if<frame::command>(&value);
  return unreadable_frame{std::move(*why), command ? std::move(command->id.value) : std::string{}};
}

result<server_frame> decode_server_frame(std::string_view bytes) { return decode_own<server_frame>(bytes); }
result<commit> decode_commit(std::string_view bytes) { return decode_own<commit>(bytes); }
result<stored_state> decode_stored_state(std::string_view bytes) { return decode_own<stored_state>(bytes); }

}  // namespace reprise
