// One WebSocket to a session: connects, shakes hands, sends, reads. What it keeps while nothing is under way is a
// descriptor and two empty strings.
//
// Thread    The loop's.
// Failure   on_closed, once, whatever the reason; open() may be called again after it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "load-tests/address.hpp"
#include "load-tests/chance.hpp"
#include "load-tests/loop.hpp"
#include "load-tests/websocket.hpp"

namespace reprise::load {

class live_socket : public loop::user {
 public:
  live_socket(loop& in, chance& luck) : loop_(in), luck_(luck) {}
  live_socket(const live_socket&) = delete;
  live_socket& operator=(const live_socket&) = delete;
  ~live_socket() override { drop(); }

  bool is_open() const { return state_ == state::open; }
  bool is_closed() const { return state_ == state::closed; }

  void on_ready() final;

  static std::uint64_t bytes_read;  // of all sockets of the process

 protected:
  void open(const address& server, const std::string& session, int read_bytes = 0);
  // Any WebSocket server; "" offers no protocol.
  void open_at(const address& server, std::string_view target, std::string_view protocol, int read_bytes = 0);
  void send(std::string_view text) { send(websocket::opcode::text, text); }
  void send(websocket::opcode what, std::string_view payload);
  // At once and without a word, as when a laptop is shut. on_closed is not called.
  void drop();
  // Not to read for a while is what a slow phone does; what had come is read afterwards.
  void set_reading(bool reads);

  virtual void on_open() = 0;
  virtual void on_text(std::string_view text) = 0;
  virtual void on_binary(std::string_view) {}
  virtual void on_closed(int code) = 0;

  loop& loop_;
  chance& luck_;

 private:
  enum class state : unsigned char { closed, connecting, shaking_hands, open };

  void flush();
  void read();
  void take_all(std::string_view& bytes);
  bool take_handshake(std::string_view& bytes);
  void end(int code);

  int handle_ = -1;
  state state_ = state::closed;
  bool reads_ = true;
  std::string unread_;  // the beginning of a message that has not arrived whole
  std::string unsent_;
};

}  // namespace reprise::load
