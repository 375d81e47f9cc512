#include "load-tests/live_socket.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "protocol/frames.hpp"

namespace reprise::load {

std::uint64_t live_socket::bytes_read = 0;

void live_socket::open(const address& server, const std::string& session, int read_bytes) {
  open_at(server, "/live/" + session, subprotocol, read_bytes);
}

void live_socket::open_at(const address& server, std::string_view target, std::string_view protocol, int read_bytes) {
  drop();
  handle_ = connect_to(server, read_bytes);
  if (handle_ < 0) return end(0);
  state_ = state::connecting;
  reads_ = true;
  unsent_ = websocket::upgrade_request(server.host, target, protocol);
  loop_.watch(handle_, this);
}

void live_socket::drop() {
  if (handle_ >= 0) ::close(std::exchange(handle_, -1));
  state_ = state::closed;
  std::string().swap(unread_);
  std::string().swap(unsent_);
}

void live_socket::end(int code) {
  drop();
  on_closed(code);
}

void live_socket::send(websocket::opcode what, std::string_view payload) {
  if (state_ != state::open) return;
  websocket::append(unsent_, what, payload, luck_.mask());
  flush();
}

void live_socket::flush() {
  while (!unsent_.empty()) {
    const auto sent = ::send(handle_, unsent_.data(), unsent_.size(), MSG_NOSIGNAL);
    if (sent < 0) {
      if (errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOTCONN) return;
      return;  // the read that follows says that it has gone
    }
    unsent_.erase(0, static_cast<std::size_t>(sent));
  }
  if (unsent_.capacity() > 4'096) std::string().swap(unsent_);
}

void live_socket::set_reading(bool reads) {
  reads_ = reads;
  if (reads_ && handle_ >= 0) on_ready();
}

void live_socket::on_ready() {
  if (state_ == state::closed) return;
  if (state_ == state::connecting) {
    int failed = 0;
    socklen_t size = sizeof failed;
    ::getsockopt(handle_, SOL_SOCKET, SO_ERROR, &failed, &size);
    if (failed != 0) return end(0);
    state_ = state::shaking_hands;
  }
  if (!unsent_.empty()) flush();
  if (reads_) read();
}

void live_socket::read() {
  auto& buffer = loop_.read_buffer();
  while (handle_ >= 0 && reads_) {
    const auto count = ::recv(handle_, buffer.data(), buffer.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
    if (count < 0 && errno == ENOTCONN) return;
    if (count <= 0) return end(0);
    bytes_read += static_cast<std::uint64_t>(count);
    const bool was_all = static_cast<std::size_t>(count) < buffer.size();
    if (unread_.empty()) {
      std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
      take_all(bytes);
      if (state_ == state::closed) return;
      unread_.assign(bytes);
    } else {
      unread_.append(buffer.data(), static_cast<std::size_t>(count));
      // Out of the way while it is looked at: whoever is told may drop the connection.
      auto held = std::exchange(unread_, {});
      std::string_view bytes(held);
      take_all(bytes);
      if (state_ == state::closed) return;
      held.erase(0, held.size() - bytes.size());
      if (!held.empty()) unread_ = std::move(held);
    }
    if (was_all) return;
  }
}

bool live_socket::take_handshake(std::string_view& bytes) {
  const auto end_of_head = bytes.find("\r\n\r\n");
  if (end_of_head == std::string_view::npos) return false;
  const bool agreed = bytes.starts_with("HTTP/1.1 101");
  bytes.remove_prefix(end_of_head + 4);
  if (!agreed) {
    end(0);
    return false;
  }
  state_ = state::open;
  on_open();
  return state_ == state::open;
}

void live_socket::take_all(std::string_view& bytes) {
  if (state_ == state::shaking_hands && !take_handshake(bytes)) return;
  websocket::message message;
  while (state_ == state::open) {
    const auto how = websocket::take(bytes, message);
    if (how == websocket::taken::needs_more) return;
    if (how == websocket::taken::broken) return end(0);
    switch (message.what) {
      case websocket::opcode::text: on_text(message.payload); break;
      case websocket::opcode::close: return end(websocket::close_code(message));
      case websocket::opcode::ping:
        websocket::append(unsent_, websocket::opcode::pong, message.payload, luck_.mask());
        flush();
        break;
      case websocket::opcode::binary: on_binary(message.payload); break;
      case websocket::opcode::more:
      case websocket::opcode::pong: break;
    }
  }
}

}  // namespace reprise::load
