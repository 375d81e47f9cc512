// The server's frames as the bytes of one WebSocket message each: header (RFC 6455, 5.2: FIN, text, not masked) and
// JSON together. They are made once and shared by every receiver, so a broadcast costs no copies.
// Changes come in already encoded (one JSON text each, from write_put and write_removal) and are only put in a row.
// Pure functions; any thread; the result is never changed again.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "protocol/close_codes.hpp"
#include "protocol/frames.hpp"
#include "protocol/refusals.hpp"

namespace reprise {

using shared_frame = std::shared_ptr<const std::string>;
using encoded_changes = std::span<const std::string_view>;

shared_frame welcome_frame(std::string_view epoch, seq_number seq, commit_mark mark, instant now, id<member> you,
                           bool snapshot, std::span<const id<member>> present, encoded_changes encoded);
shared_frame snapshot_frame(std::string_view epoch, seq_number seq, commit_mark mark, instant now,
                            encoded_changes encoded);
shared_frame changes_frame(seq_number seq, commit_mark mark, instant at, encoded_changes encoded);
shared_frame acknowledged_frame(std::string_view command_id, seq_number seq);
// An empty id where no command is answered.
shared_frame refused_frame(std::string_view command_id, const refusal& why);
shared_frame presence_frame(std::span<const frame::member_presence> members);
shared_frame pong_frame(instant at, instant now, seq_number seq, commit_mark mark);
shared_frame bye_frame(const close_code& why);

// The JSON of a frame made here (or of any whole unmasked message), without its header.
std::string_view payload_of(std::string_view message);

}  // namespace reprise
