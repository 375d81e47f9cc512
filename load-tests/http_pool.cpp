#include "load-tests/http_pool.hpp"

#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <optional>
#include <utility>

namespace reprise::load {
namespace {

constexpr std::int64_t pause_before_retry_us = 200'000;

// The value of a header of an answer, whatever its letters' case; "" where it is missing.
std::string_view header_of(std::string_view head, std::string_view name) {
  for (auto at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
    const auto line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    if (line.size() <= name.size() || line[name.size()] != ':') continue;
    if (::strncasecmp(line.data(), name.data(), name.size()) != 0) continue;
    auto value = line.substr(name.size() + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    return value;
  }
  return {};
}

template <class Number>
Number number_of(std::string_view digits) {
  Number value{};
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

class http_pool::connection final : public loop::user {
 public:
  explicit connection(http_pool& of) : of_(of) {}
  ~connection() override { close(); }

  bool is_free() const { return !now_ && !waits_; }

  void take(request what) {
    now_ = std::move(what);
    read_.clear();
    unsent_ = now_->text;
    if (handle_ >= 0) return flush();
    handle_ = connect_to(of_.server_);
    if (handle_ < 0) return fail();
    of_.loop_.watch(handle_, this);
  }

  void on_ready() override {
    if (handle_ < 0) return;
    flush();
    auto& buffer = of_.loop_.read_buffer();
    while (handle_ >= 0) {
      const auto count = ::recv(handle_, buffer.data(), buffer.size(), 0);
      if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOTCONN)) return;
      if (count <= 0) return now_ ? fail() : close();
      read_.append(buffer.data(), static_cast<std::size_t>(count));
      look();
    }
  }

  void on_moment(std::uint32_t, std::uint32_t, std::int64_t) override {
    waits_ = false;
    of_.next(*this);
  }

 private:
  void flush() {
    while (!unsent_.empty()) {
      const auto sent = ::send(handle_, unsent_.data(), unsent_.size(), MSG_NOSIGNAL);
      if (sent < 0) return;
      unsent_.erase(0, static_cast<std::size_t>(sent));
    }
  }

  void look() {
    const auto head_end = read_.find("\r\n\r\n");
    if (!now_ || head_end == std::string::npos) return;
    const std::string_view head(read_.data(), head_end);
    const auto length = number_of<std::size_t>(header_of(head, "content-length"));
    if (read_.size() < head_end + 4 + length) return;
    const auto status = head.size() < 12 ? 0 : number_of<int>(head.substr(9, 3));
    const bool last = header_of(head, "connection") == "close";
    const auto answered = std::exchange(read_, {});
    if (last) close();
    auto request = std::exchange(now_, std::nullopt);
    request->then({status, std::string_view(answered).substr(head_end + 4, length)});
    if (is_free()) of_.next(*this);
  }

  void fail() {
    close();
    auto request = std::exchange(now_, std::nullopt);
    waits_ = true;
    of_.loop_.at(loop::now() + pause_before_retry_us, this, 0);
    if (--request->attempts_left == 0) return request->then({});
    of_.waiting_.push_front(std::move(*request));
  }

  void close() {
    if (handle_ >= 0) ::close(std::exchange(handle_, -1));
  }

  http_pool& of_;
  int handle_ = -1;
  bool waits_ = false;
  std::optional<request> now_;
  std::string read_;
  std::string unsent_;
};

http_pool::http_pool(loop& in, const address& server, std::size_t connections) : loop_(in), server_(server) {
  for (std::size_t at = 0; at < connections; ++at) connections_.push_back(std::make_unique<connection>(*this));
}

http_pool::~http_pool() = default;

void http_pool::next(connection& free) {
  if (waiting_.empty()) return;
  auto first = std::move(waiting_.front());
  waiting_.pop_front();
  free.take(std::move(first));
}

void http_pool::ask(std::string_view method, std::string_view path, std::string_view bearer, std::string_view body,
                    done then) {
  std::string text(method);
  text.append(" ").append(path).append(" HTTP/1.1\r\nHost: ").append(server_.host).append("\r\n");
  if (!bearer.empty()) text.append("Authorization: Bearer ").append(bearer).append("\r\n");
  if (!body.empty()) {
    text.append("Content-Type: application/json\r\nContent-Length: ").append(std::to_string(body.size()));
    text.append("\r\n");
  }
  text.append("\r\n").append(body);
  waiting_.push_back({std::move(text), std::move(then)});
  for (const auto& each : connections_) {
    if (each->is_free()) return next(*each);
  }
}

}  // namespace reprise::load
