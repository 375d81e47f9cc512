// The client's side of RFC 6455, as much as a server of short messages speaks of it: whole messages in one frame each, the
// server's not masked. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace reprise::load::websocket {

enum class opcode : unsigned char { more = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

// `protocol`: the one that is offered; "" for none.
std::string upgrade_request(std::string_view host, std::string_view target, std::string_view protocol);

// What a client sends is masked.
void append(std::string& out, opcode what, std::string_view payload, std::uint32_t mask);

struct message {
  opcode what = opcode::text;
  std::string_view payload;  // within what was taken from
};
enum class taken { message, needs_more, broken };

// Takes the first message from the front of `bytes`, which stays as it is where the message has not arrived whole.
taken take(std::string_view& bytes, message& into);

// Of a close message; 0 where it gives none.
int close_code(const message& of);

}  // namespace reprise::load::websocket
