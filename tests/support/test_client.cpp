#include "tests/support/test_client.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace reprise::tests {

// --- the socket --------------------------------------------------------------------------------------------------------

wire::wire(std::uint16_t port, std::string_view from_address)
    : handle_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in own{};
  own.sin_family = AF_INET;
  inet_pton(AF_INET, std::string(from_address).c_str(), &own.sin_addr);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const auto* const own_address = reinterpret_cast<const sockaddr*>(&own);
  if ((from_address != "127.0.0.1" && ::bind(handle_, own_address, sizeof own) != 0) ||
      ::connect(handle_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
    close();
    return;
  }
  const int on = 1;
  ::setsockopt(handle_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

wire::wire(wire&& other) noexcept
    : handle_(std::exchange(other.handle_, -1)), read_(std::move(other.read_)), patience_(other.patience_) {}

wire& wire::operator=(wire&& other) noexcept {
  close();
  handle_ = std::exchange(other.handle_, -1);
  read_ = std::move(other.read_);
  patience_ = other.patience_;
  return *this;
}

wire::~wire() { close(); }

bool wire::send(std::string_view bytes) {
  if (handle_ < 0) return false;
  while (!bytes.empty()) {
    pollfd ready{handle_, POLLOUT, 0};
    if (::poll(&ready, 1, static_cast<int>(patience_.count())) <= 0) return false;
    const auto sent = ::send(handle_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

wire::got wire::read_some() {
  pollfd ready{handle_, POLLIN, 0};
  if (handle_ < 0 || ::poll(&ready, 1, static_cast<int>(patience_.count())) <= 0) return got::nothing;
  std::array<char, 64 * 1024> bytes;
  const auto count = ::recv(handle_, bytes.data(), bytes.size(), 0);
  if (count <= 0) return got::end;
  read_.append(bytes.data(), static_cast<std::size_t>(count));
  return got::bytes;
}

std::optional<std::string> wire::read_until(std::string_view end) {
  std::size_t at = read_.find(end);
  while (at == std::string::npos) {
    if (read_some() != got::bytes) return std::nullopt;
    at = read_.find(end);
  }
  auto out = read_.substr(0, at + end.size());
  read_.erase(0, out.size());
  return out;
}

std::optional<std::string> wire::read_bytes(std::size_t count) {
  while (read_.size() < count) {
    if (read_some() != got::bytes) return std::nullopt;
  }
  auto out = read_.substr(0, count);
  read_.erase(0, count);
  return out;
}

std::optional<std::string> wire::read_to_end() {
  while (true) {
    const auto how = read_some();
    if (how == got::nothing) return std::nullopt;
    if (how == got::end) return std::exchange(read_, "");
  }
}

void wire::shutdown_sending() { ::shutdown(handle_, SHUT_WR); }

void wire::close() {
  if (handle_ >= 0) ::close(std::exchange(handle_, -1));
}

void wire::reset() {
  const linger at_once{1, 0};
  ::setsockopt(handle_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close();
}

void wire::set_receive_buffer(int bytes) { ::setsockopt(handle_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes); }

// --- HTTP ----------------------------------------------------------------------------------------------------------------

std::string http_answer::header(std::string_view name) const {
  const auto lower = [](std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char each) { return static_cast<char>(std::tolower(each)); });
    return text;
  };
  const auto wanted = "\r\n" + lower(std::string(name)) + ": ";
  const auto at = lower(head).find(wanted);
  if (at == std::string::npos) return "";
  const auto begin = at + wanted.size();
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

http_answer read_response(wire& from, bool has_body) {
  http_answer answer;
  const auto head = from.read_until("\r\n\r\n");
  if (!head || head->size() < 12) return answer;
  answer.head = *head;
  answer.status = std::stoi(head->substr(9, 3));
  const auto length = answer.header("Content-Length");
  if (has_body && !length.empty()) answer.body = from.read_bytes(std::stoul(length)).value_or("(cut short)");
  return answer;
}

http_answer ask(std::uint16_t port, std::string_view method, std::string_view path, const header_lines& headers,
                std::string_view body) {
  wire to(port);
  std::string text(method);
  text.append(" ").append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1:").append(std::to_string(port)).append("\r\n");
  for (const auto& each : headers) text.append(each).append("\r\n");
  if (!body.empty() || method == "POST")
    text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
  text.append("\r\n").append(body);
  to.send(text);
  return read_response(to, method != "HEAD");
}

http_answer get(std::uint16_t port, std::string_view path, const header_lines& headers) {
  return ask(port, "GET", path, headers);
}

http_answer post_json(std::uint16_t port, std::string_view path, const nlohmann::json& body, header_lines headers) {
  headers.emplace_back("Content-Type: application/json");
  return ask(port, "POST", path, headers, body.dump());
}

// --- WebSocket -----------------------------------------------------------------------------------------------------------

int ws_message::close_code() const {
  if (opcode != 8 || payload.size() < 2) return 0;
  return static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]);
}

std::string handshake_request(std::uint16_t port, std::string_view session, const header_lines& more) {
  std::string text = "GET /live/" + std::string(session) + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                     "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: reprise.v1.json\r\n";
  for (const auto& each : more) text.append(each).append("\r\n");
  return text + "\r\n";
}

std::string ws_frame(int opcode, std::string_view payload, bool fin, bool masked) {
  std::string out{static_cast<char>((fin ? 0x80 : 0) | opcode)};
  const auto mask_bit = masked ? 0x80U : 0U;
  const auto size = payload.size();
  if (size < 126) {
    out += static_cast<char>(mask_bit | size);
  } else if (size < 65'536) {
    out += static_cast<char>(mask_bit | 126U);
    for (int shift = 8; shift >= 0; shift -= 8) out += static_cast<char>(size >> shift & 0xff);
  } else {
    out += static_cast<char>(mask_bit | 127U);
    for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(size >> shift & 0xff);
  }
  if (masked) out.append(4, '\0');
  return out.append(payload);
}

joined_member join(std::uint16_t port, const std::string& code, const std::string& name, const std::string& join_id) {
  const auto answer = post_json(port, "/api/join", {{"id", join_id}, {"code", code}, {"name", name}});
  EXPECT_EQ(answer.status, 200) << answer.body;
  if (answer.status != 200) return {};
  const auto said = answer.json();
  return {said.at("session"), said.at("ticket"), said.at("member")};
}

test_client::test_client(std::uint16_t port, std::string_view session, const header_lines& more) : wire_(port) {
  wire_.send(handshake_request(port, session, more));
  handshake_ = read_response(wire_);
  opened_ = handshake_.status == 101;
}

bool test_client::hello(const std::string& ticket, const std::optional<resume_point>& from) {
  nlohmann::ordered_json said{{"frame", "hello"}, {"ticket", ticket}};
  if (from) {
    said["epoch"] = from->epoch;
    said["seq"] = from->seq;
    said["mark"] = from->mark;
  }
  return send(said);
}

bool test_client::command(const std::string& command_id, const std::string& name, const nlohmann::json& args) {
  return send(nlohmann::ordered_json{{"frame", "command"}, {"id", command_id}, {"name", name}, {"args", args}});
}

std::optional<ws_message> test_client::receive() {
  const auto head = wire_.read_bytes(2);
  if (!head) return std::nullopt;
  ws_message message;
  message.opcode = (*head)[0] & 0x0f;
  std::uint64_t size = static_cast<unsigned char>((*head)[1]) & 0x7fU;
  if (size > 125) {
    const auto more = wire_.read_bytes(size == 126 ? 2 : 8);
    if (!more) return std::nullopt;
    size = 0;
    for (const char each : *more) size = size << 8 | static_cast<unsigned char>(each);
  }
  auto payload = wire_.read_bytes(size);
  if (!payload) return std::nullopt;
  message.payload = std::move(*payload);
  return message;
}

std::optional<nlohmann::json> test_client::receive(std::string_view frame_name) {
  while (const auto message = receive()) {
    if (message->opcode == 8) return std::nullopt;
    if (message->opcode != 1) continue;
    auto frame = nlohmann::json::parse(message->payload);
    if (frame.at("frame") == frame_name) return frame;
    seen_.push_back(std::move(frame));
  }
  return std::nullopt;
}

std::optional<nlohmann::json> test_client::enter(const std::string& ticket) {
  if (!hello(ticket)) return std::nullopt;
  return receive("welcome");
}

int test_client::receive_close() {
  while (const auto message = receive()) {
    if (message->opcode == 8) return message->close_code();
    if (message->opcode == 1) seen_.push_back(nlohmann::json::parse(message->payload));
  }
  return wire_.is_closed_by_peer() ? 0 : -1;
}

}  // namespace reprise::tests
