#include "load-tests/websocket.hpp"

#include <cstddef>
#include <cstring>

namespace reprise::load::websocket {
namespace {

constexpr std::uint64_t payload_bytes_max = 256 * 1024 * 1024;

unsigned char byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

}  // namespace

std::string upgrade_request(std::string_view host, std::string_view target, std::string_view protocol) {
  std::string text = "GET ";
  text.append(target).append(" HTTP/1.1\r\nHost: ").append(host);
  text.append(
      "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
  if (!protocol.empty()) text.append("Sec-WebSocket-Protocol: ").append(protocol).append("\r\n");
  return text.append("\r\n");
}

void append(std::string& out, opcode what, std::string_view payload, std::uint32_t mask) {
  out += static_cast<char>(0x80U | static_cast<unsigned char>(what));
  const auto size = payload.size();
  if (size < 126) {
    out += static_cast<char>(0x80U | size);
  } else if (size < 65'536) {
    out += static_cast<char>(0x80U | 126U);
    for (int shift = 8; shift >= 0; shift -= 8) out += static_cast<char>(size >> shift & 0xffU);
  } else {
    out += static_cast<char>(0x80U | 127U);
    for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(size >> shift & 0xffU);
  }
  char key[4];
  std::memcpy(key, &mask, sizeof key);
  out.append(key, sizeof key);
  const auto from = out.size();
  out.append(payload);
  for (std::size_t at = 0; at < size; ++at) out[from + at] = static_cast<char>(out[from + at] ^ key[at % 4]);
}

taken take(std::string_view& bytes, message& into) {
  if (bytes.size() < 2) return taken::needs_more;
  const bool whole = (byte_at(bytes, 0) & 0x80U) != 0;
  const bool masked = (byte_at(bytes, 1) & 0x80U) != 0;
  const auto what = static_cast<opcode>(byte_at(bytes, 0) & 0x0fU);
  if (!whole || masked || (byte_at(bytes, 0) & 0x70U) != 0 || what == opcode::more) return taken::broken;
  std::uint64_t size = byte_at(bytes, 1) & 0x7fU;
  const std::size_t wide = size == 126 ? 2 : size == 127 ? 8 : 0;
  if (bytes.size() < 2 + wide) return taken::needs_more;
  if (wide > 0) {
    size = 0;
    for (std::size_t at = 0; at < wide; ++at) size = size << 8U | byte_at(bytes, 2 + at);
  }
  if (size > payload_bytes_max) return taken::broken;
  if (bytes.size() - 2 - wide < size) return taken::needs_more;
  into = {what, bytes.substr(2 + wide, size)};
  bytes.remove_prefix(2 + wide + size);
  return taken::message;
}

int close_code(const message& of) {
  if (of.what != opcode::close || of.payload.size() < 2) return 0;
  return byte_at(of.payload, 0) << 8 | byte_at(of.payload, 1);
}

}  // namespace reprise::load::websocket
