#include "server/net/http_connection.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <ctime>
#include <memory>
#include <optional>
#include <utility>

#include "server/auth/rate_limit.hpp"
#include "server/net/security_headers.hpp"

namespace reprise::net {
namespace {

namespace asio = boost::asio;
namespace http_wire = boost::beast::http;

constexpr std::size_t websocket_key_chars = 24;

using request_parser = http_wire::request_parser<http_wire::string_body>;

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& each : out) {
    if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
  }
  return out;
}

std::string field_of(const http_wire::fields& from, http_wire::field name) { return std::string(from[name]); }

http_method method_of(http_wire::verb verb) {
  switch (verb) {
    case http_wire::verb::get: return http_method::get;
    case http_wire::verb::head: return http_method::head;
    case http_wire::verb::post: return http_method::post;
    default: return http_method::other;
  }
}

// RFC 9110, 5.6.7.
std::string date_now() {
  const auto now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 40> text;
  const auto length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text.data(), length};
}

std::string head_of(const http_response& of, bool keep, std::uint64_t body_bytes) {
  std::string head = "HTTP/1.1 " + std::to_string(of.status) + " ";
  head.append(http_wire::obsolete_reason(static_cast<http_wire::status>(of.status)));
  head.append("\r\nDate: ").append(date_now()).append("\r\n").append(security_headers);
  if (!of.content_type.empty()) head.append("Content-Type: ").append(of.content_type).append("\r\n");
  for (const auto& [name, value] : of.headers) head.append(name).append(": ").append(value).append("\r\n");
  if (of.status != 204 && of.status != 304)
    head.append("Content-Length: ").append(std::to_string(body_bytes)).append("\r\n");
  if (!keep) head.append("Connection: close\r\n");
  return head.append("\r\n");
}

class http_connection final : public std::enable_shared_from_this<http_connection> {
 public:
  http_connection(tcp_socket socket, std::string peer, connection_limits::place place, shard& here,
                  const http_surroundings& with)
      : socket_(std::move(socket)), address_(std::move(peer)), place_(std::move(place)), shard_(here), with_(with) {}

  void read_request() {
    parser_.emplace();
    parser_->header_limit(header_bytes_max);
    parser_->body_limit(boost::none);  // on_header sets it, when it is known what is asked for
    set_deadline(with_.patience.request_ms_max);
    http_wire::async_read_header(
        socket_, buffer_, *parser_,
        [self = shared_from_this()](error_code failed, std::size_t) { self->on_header(failed); });
  }

 private:
  void on_header(error_code failed) {
    if (failed) return on_unreadable(failed);
    const auto& head = parser_->get();
    if (head.count(http_wire::field::host) != (head.version() == 10 ? head.count(http_wire::field::host) : 1)) {
      return refuse_and_close(refuse(refusal_code::not_json, "The request has no Host, or more than one."), 400);
    }
    const auto bytes = parser_->content_length().value_or(0);
    if (bytes > body_bytes_max) {
      if (const auto why = with_.pages.refuse_long_body(plain_request(), bytes)) {
        return refuse_and_close(*why, refusal_status(why->code));
      }
    }
    parser_->body_limit(std::max<std::uint64_t>(bytes, body_bytes_max));
    if (boost::beast::websocket::is_upgrade(head)) return upgrade();
    if (lower(field_of(head, http_wire::field::expect)) != "100-continue") return read_body();
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(socket_, asio::buffer(go_on), [self = shared_from_this()](error_code broken, std::size_t) {
      if (broken) return self->close();
      self->read_body();
    });
  }

  void read_body() {
    http_wire::async_read(socket_, buffer_, *parser_,
                          [self = shared_from_this()](error_code failed, std::size_t) { self->on_request(failed); });
  }

  void on_request(error_code failed) {
    if (failed) return on_unreadable(failed);
    auto asked = plain_request();
    asked.body = std::move(parser_->get().body());
    keep_ = parser_->get().keep_alive() && ++requests_ < requests_per_connection_max;
    head_only_ = asked.method == http_method::head;
    awaited_ = ++asked_;
    set_alarm(with_.patience.answer_ms_max, &http_connection::give_up_waiting);
    with_.pages.answer(asked, [self = shared_from_this(), number = asked_](http_response how) {
      if (self->shard_.on_this_thread()) return self->on_answer(number, std::move(how));
      self->shard_.post([self, number, how = std::move(how)]() mutable { self->on_answer(number, std::move(how)); });
    });
  }

  void on_answer(std::uint64_t number, http_response how) {
    if (number != awaited_) return;  // too late; the wait for it was given up
    awaited_ = 0;
    write_response(std::move(how));
  }

  // Most answers wait for the log, and a log may give none.
  void give_up_waiting() {
    on_answer(awaited_,
              problem_response(refuse(refusal_code::try_again,
                                      "The server has no answer yet. Ask again in a moment, with the same id.")));
  }

  http_request plain_request() const {
    const auto& head = parser_->get();
    http_request asked;
    asked.method = method_of(head.method());
    const std::string_view target(head.target().data(), head.target().size());
    asked.path = target.substr(0, target.find('?'));
    asked.from = peer();
    asked.host = lower(field_of(head, http_wire::field::host));
    const auto all_origins = head.equal_range(http_wire::field::origin);
    for (auto at = all_origins.first; at != all_origins.second; ++at) asked.origins.emplace_back(at->value());
    asked.authorization = field_of(head, http_wire::field::authorization);
    asked.content_type = lower(field_of(head, http_wire::field::content_type));
    asked.accept_encoding = field_of(head, http_wire::field::accept_encoding);
    asked.if_none_match = field_of(head, http_wire::field::if_none_match);
    asked.if_range = field_of(head, http_wire::field::if_range);
    asked.range = field_of(head, http_wire::field::range);
    return asked;
  }

  // The last entry of the last line is the one that the proxy itself wrote; those before it are whatever the client liked.
  caller peer() const {
    if (!with_.proxies.has(address_)) return {counted_address(address_), is_loopback(address_)};
    std::string forwarded;
    const auto lines = parser_->get().equal_range("X-Forwarded-For");
    for (auto at = lines.first; at != lines.second; ++at) forwarded = std::string(at->value());
    auto last = forwarded.substr(forwarded.rfind(',') == std::string::npos ? 0 : forwarded.rfind(',') + 1);
    std::erase(last, ' ');
    if (last.empty()) return {counted_address(address_), true};
    return {counted_address(last), false};
  }

  // The socket goes to the thread of the session before anything of it becomes a WebSocket.
  void upgrade() {
    const auto asked = plain_request();
    auto wanted = with_.pages.find_live(asked);
    if (!wanted.session) {
      return refuse_and_close(refuse(refusal_code::not_found, "There is no WebSocket at this address."), 404);
    }
    if (wanted.refused) return refuse_and_close(*wanted.refused, refusal_status(wanted.refused->code));
    if (buffer_.size() > 0) {
      return refuse_and_close(refuse(refusal_code::wrong_order, "Nothing may follow before the handshake is answered."),
                              400);
    }
    const auto& head = parser_->get();
    if (head[http_wire::field::sec_websocket_key].size() != websocket_key_chars) {  // Beast takes any
      return refuse_and_close(
          refuse(refusal_code::bad_text, "The handshake's Sec-WebSocket-Key must be 16 bytes in base64."), 400);
    }
    shard_.clock().cancel(deadline_);
    live_request handshake;
    handshake.session = std::move(*wanted.session);
    for (const auto& each : head) {
      if (each.name() == http_wire::field::cookie) continue;
      handshake.fields.emplace_back(each.name_string(), each.value());
    }
    handshake.target = std::string(head.target());
    serve_live(std::move(socket_), std::move(handshake), std::move(place_), with_.live);
  }

  void write_response(http_response how) {
    if (!socket_.is_open()) return;
    with_.counters.responses[static_cast<std::size_t>(std::clamp(how.status / 100, 0, 5))]++;
    body_ = std::move(how.body);
    pieces_ = std::move(how.pieces);
    head_ = head_of(how, keep_, pieces_.read ? pieces_.bytes : body_ ? body_->size() : 0);
    if (head_only_) pieces_ = {};
    set_deadline(with_.patience.response_ms_max);
    const bool with_body = body_ && !body_->empty() && !head_only_;
    const std::array<asio::const_buffer, 2> out{asio::buffer(head_),
                                                with_body ? asio::buffer(*body_) : asio::const_buffer()};
    asio::async_write(socket_, out, [self = shared_from_this()](error_code failed, std::size_t) {
      self->body_.reset();
      if (failed) return self->close();
      self->send_from(0);
    });
  }

  // What is left of a body in pieces, then the next request.
  void send_from(std::uint64_t sent) {
    if (pieces_.read && sent < pieces_.bytes) {
      return pieces_.read(sent, [self = shared_from_this(), sent](std::shared_ptr<const std::string> piece) {
        self->shard_.post(
            [self, sent, piece = std::move(piece)]() mutable { self->send_piece(sent, std::move(piece)); });
      });
    }
    pieces_ = {};
    if (!keep_) return drain();
    read_request();
  }

  void send_piece(std::uint64_t sent, std::shared_ptr<const std::string> piece) {
    if (!socket_.is_open()) return;  // it took too long
    if (piece->empty()) return close();
    body_ = std::move(piece);
    set_deadline(with_.patience.response_ms_max);
    asio::async_write(socket_, asio::buffer(*body_), [self = shared_from_this(), sent](error_code failed, std::size_t) {
      if (failed) return self->close();
      self->send_from(sent + std::exchange(self->body_, nullptr)->size());
    });
  }

  void refuse_and_close(const refusal& why, int status) {
    keep_ = false;
    write_response(problem_response(why, status));
  }

  void on_unreadable(error_code failed) {
    using wrong = http_wire::error;
    if (failed == wrong::header_limit) {
      return refuse_and_close(refuse(refusal_code::too_large, "The request's header is too large."), 431);
    }
    if (failed == wrong::body_limit) {
      return refuse_and_close(refuse(refusal_code::too_large, "The request's body is too large; at most 16 KiB."), 413);
    }
    const bool is_ours = failed.category() == http_wire::make_error_code(wrong::bad_version).category();
    if (!is_ours || failed == wrong::end_of_stream || failed == wrong::partial_message) return close();
    refuse_and_close(refuse(refusal_code::not_json, "This is not a request of HTTP/1.1 that could be read."), 400);
  }

  // Sends the end, then waits for theirs.
  void drain() {
    error_code ignored;
    socket_.shutdown(tcp_socket::shutdown_send, ignored);
    set_deadline(with_.patience.draining_ms_max);
    buffer_.consume(buffer_.size());
    read_and_forget();
  }

  void read_and_forget() {
    if (drained_ > draining_bytes_max) return close();
    const auto room = buffer_.prepare(4'096);
    socket_.async_read_some(room, [self = shared_from_this()](error_code failed, std::size_t bytes) {
      self->drained_ += bytes;
      if (failed) return self->close();
      self->read_and_forget();
    });
  }

  void set_deadline(std::int64_t ms) { set_alarm(ms, &http_connection::run_out_of_time); }

  void set_alarm(std::int64_t ms, void (http_connection::*then)()) {
    shard_.clock().cancel(deadline_);
    deadline_ = shard_.clock().set(shard_.now() + ms, [weak = weak_from_this(), then] {
      if (const auto self = weak.lock()) ((*self).*then)();
    });
  }

  void run_out_of_time() {
    with_.counters.timed_out++;
    close();
  }

  void close() {
    shard_.clock().cancel(deadline_);
    error_code ignored;
    socket_.close(ignored);
  }

  tcp_socket socket_;
  const std::string address_;
  connection_limits::place place_;
  shard& shard_;
  const http_surroundings& with_;

  boost::beast::flat_buffer buffer_{header_bytes_max + body_bytes_max};
  std::optional<request_parser> parser_;
  std::string head_;
  std::shared_ptr<const std::string> body_;  // of the answer, or the piece of it that is on its way
  body_in_pieces pieces_;
  alarms::handle deadline_;
  std::uint64_t asked_ = 0;    // requests that were handed to their handler
  std::uint64_t awaited_ = 0;  // which of them is being answered; 0: none
  std::size_t requests_ = 0;
  std::size_t drained_ = 0;
  bool keep_ = false;
  bool head_only_ = false;
};

}  // namespace

void serve_http(tcp_socket socket, std::string peer, connection_limits::place place, shard& here,
                const http_surroundings& with) {
  std::make_shared<http_connection>(std::move(socket), std::move(peer), std::move(place), here, with)->read_request();
}

}  // namespace reprise::net
