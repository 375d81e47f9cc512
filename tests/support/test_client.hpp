// A client for tests that shows every byte: HTTP and WebSocket over a blocking socket, written by hand, so that it can also
// say what no honest client says. Nothing waits longer than patience; running out of it is a failed read, not an exception.
#pragma once

#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/hub/resume_point.hpp"

namespace reprise::tests {

// A sanitizer makes everything slower, and so every limit of time that a test sets.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr int slowness = 5;
#else
inline constexpr int slowness = 1;
#endif
inline constexpr std::chrono::milliseconds patience{10'000 * slowness};

class wire {
 public:
  explicit wire(std::uint16_t port, std::string_view from_address = "127.0.0.1");
  wire(wire&& other) noexcept;
  wire& operator=(wire&& other) noexcept;
  ~wire();

  bool is_open() const { return handle_ >= 0; }
  // False: the other side has gone.
  bool send(std::string_view bytes);
  // Up to and with `end`; nothing when the other side closed or patience ran out first.
  std::optional<std::string> read_until(std::string_view end);
  std::optional<std::string> read_bytes(std::size_t count);
  // Whatever comes until the other side closes; nothing when it did not.
  std::optional<std::string> read_to_end();
  bool is_closed_by_peer() { return read_to_end().has_value(); }

  void shutdown_sending();
  void close();
  void reset();  // as if the machine had gone: a reset instead of an end
  void set_receive_buffer(int bytes);
  void set_patience(std::chrono::milliseconds most) { patience_ = most; }

 private:
  enum class got { bytes, end, nothing };
  got read_some();

  int handle_ = -1;
  std::string read_;
  std::chrono::milliseconds patience_ = patience;
};

// --- HTTP --------------------------------------------------------------------------------------------------------------

struct http_answer {
  int status = 0;  // 0: there was none
  std::string head;
  std::string body;

  std::string header(std::string_view name) const;  // "" where it is missing
  nlohmann::json json() const { return nlohmann::json::parse(body); }
};

using header_lines = std::vector<std::string>;

http_answer read_response(wire& from, bool has_body = true);
http_answer ask(std::uint16_t port, std::string_view method, std::string_view path, const header_lines& headers = {},
                std::string_view body = {});
http_answer get(std::uint16_t port, std::string_view path, const header_lines& headers = {});
http_answer post_json(std::uint16_t port, std::string_view path, const nlohmann::json& body, header_lines headers = {});

// --- WebSocket -----------------------------------------------------------------------------------------------------------

struct ws_message {
  int opcode = 0;  // 1 text, 8 close, 9 ping, 10 pong
  std::string payload;
  int close_code() const;  // of opcode 8; 0 where it gives none
};

std::string handshake_request(std::uint16_t port, std::string_view session, const header_lines& more = {});

// The bytes of one frame from a client, masked as it must be (mask 0 keeps them readable in a failure).
std::string ws_frame(int opcode, std::string_view payload, bool fin = true, bool masked = true);

struct joined_member {
  std::string session;
  std::string ticket;
  std::uint64_t member = 0;
};
// Joins over HTTP; fails the test where that is refused.
joined_member join(std::uint16_t port, const std::string& code, const std::string& name, const std::string& join_id);

class test_client {
 public:
  // Does the handshake; is_open() says whether it went well, handshake() what was answered.
  test_client(std::uint16_t port, std::string_view session, const header_lines& more = {});

  bool is_open() const { return opened_; }
  const http_answer& handshake() const { return handshake_; }
  wire& raw() { return wire_; }

  bool send_text(std::string_view text) { return wire_.send(ws_frame(1, text)); }
  bool send(const nlohmann::ordered_json& frame) { return send_text(frame.dump()); }
  bool hello(const std::string& ticket, const std::optional<resume_point>& from = {});
  bool command(const std::string& command_id, const std::string& name, const nlohmann::json& args);

  std::optional<ws_message> receive();
  // The next frame of this name; others that come before it are kept in seen(). Nothing when the connection ends first.
  std::optional<nlohmann::json> receive(std::string_view frame_name);
  // hello, and the welcome that it is answered with.
  std::optional<nlohmann::json> enter(const std::string& ticket);
  // The code of the close frame that ends the connection; 0 when it ends without one, -1 when it does not end.
  int receive_close();

  const std::vector<nlohmann::json>& seen() const { return seen_; }

 private:
  wire wire_;
  http_answer handshake_;
  bool opened_ = false;
  std::vector<nlohmann::json> seen_;
};

}  // namespace reprise::tests
