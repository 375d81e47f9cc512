#include "server/net/live_connection.hpp"

#include <algorithm>
#include <boost/asio/bind_allocator.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <optional>
#include <variant>

#include "protocol/codec.hpp"
#include "server/net/operation_memory.hpp"
#include "server/net/outbox_layer.hpp"
#include "server/net/outgoing.hpp"
#include "server/ops/logging.hpp"

namespace reprise::net {
namespace {

namespace asio = boost::asio;
namespace http_wire = boost::beast::http;
namespace websocket = boost::beast::websocket;

// Room for the next bytes: while nothing comes, what most messages fit into, for each further read is a turn later; more in the
// middle of a large one.
constexpr std::size_t idle_read_bytes = 512;
constexpr std::size_t busy_read_bytes = 8 * 1024;
// What a read takes that waits for the next message (Boost 1.81), which makes a connection 624 bytes of the 640 that mimalloc
// gives it.
constexpr std::size_t operation_bytes = 288;

class live_connection final : public viewer,
                              public flushable,
                              public outbox_layer::taker,
                              public std::enable_shared_from_this<live_connection> {
 public:
  live_connection(tcp_socket socket, session_key session, connection_limits::place place, shard& here,
                  const live_surroundings& with)
      : stream_(outbox_layer{std::move(socket), *this}),
        shard_(here),
        with_(with),
        key_(std::move(session)),
        place_(std::move(place)) {}

  void answer_handshake(const live_request& asked);

  bool send(const shared_frame& what) override;
  void close(const close_code& why) override;
  void flush() override;
  void take_control(std::string bytes) override;

 private:
  using handshake = http_wire::request<http_wire::empty_body>;

  void on_accepted(error_code failed);
  void read_more();
  void on_read(error_code failed);
  void skip();
  void on_message(std::string_view bytes);
  void on_control(websocket::frame_type kind);
  bool allow_message();
  void flooded();
  void refuse_frame(std::string_view id, const refusal& why);

  void on_frame(frame::hello& said, std::size_t);
  void on_frame(frame::command& asked, std::size_t bytes) { session_->command(*this, std::move(asked), bytes); }
  void on_frame(const frame::typing& what, std::size_t) { session_->typing(*this, what); }
  void on_frame(const frame::ping& what, std::size_t) { session_->ping(*this, what); }
  void enter(live_session& session, id<member> as, const frame::hello& said);

  void check_silence();
  void set_timer(std::int64_t ms, void (live_connection::*then)());
  void on_hello_timeout();
  void wait_until_writable();
  void leave_session();
  void hang_up();

  tcp_socket& socket() { return stream_.next_layer().socket; }

  websocket::stream<outbox_layer, false> stream_;
  boost::beast::flat_buffer buffer_;
  operation_memory<operation_bytes> reading_;
  outgoing outgoing_;
  shard& shard_;
  const live_surroundings& with_;
  const session_key key_;
  connection_limits::place place_;
  std::unique_ptr<handshake> handshake_;  // until it is answered

  live_session* session_ = nullptr;  // while attached
  alarms::handle timer_;
  instant heard_at_ = 0;
  instant allowance_at_ = 0;
  double allowance_ = messages_burst_max;
  std::size_t skipped_bytes_ = 0;  // of a message that is too large and goes on
  std::uint8_t bad_frames_ = 0;
  bool greeted_ = false;  // hello has come
  bool paused_ = false;   // the session is being loaded
  bool parked_ = false;   // ... and nothing is read until it is
  bool ended_ = false;    // the socket is closed
};

// --- the handshake ---------------------------------------------------------------------------------------------------

void live_connection::answer_handshake(const live_request& asked) {
  handshake_ = std::make_unique<handshake>(http_wire::verb::get, asked.target, 11);
  bool offers_ours = false;
  for (const auto& [name, value] : asked.fields) {
    handshake_->insert(name, value);
    if (http_wire::string_to_field(name) != http_wire::field::sec_websocket_protocol) continue;
    for (const auto each : http_wire::token_list(value))
      offers_ours = offers_ours || std::string_view(each) == subprotocol;
  }
  outgoing::prepare(socket());
  stream_.set_option(
      websocket::stream_base::timeout{websocket::stream_base::none(), websocket::stream_base::none(), false});
  stream_.write_buffer_bytes(8);
  stream_.auto_fragment(false);
  stream_.read_message_max(0);  // counted by us, so that the refusal comes before the close
  stream_.set_option(websocket::stream_base::decorator([offers_ours](websocket::response_type& answer) {
    answer.set(http_wire::field::server, "reprise");
    if (offers_ours) answer.set(http_wire::field::sec_websocket_protocol, subprotocol);
  }));
  stream_.control_callback([this](websocket::frame_type kind, boost::beast::string_view) { on_control(kind); });
  with_.counters.websockets++;
  set_timer(with_.patience.handshake_ms_max, &live_connection::hang_up);
  stream_.async_accept(*handshake_, [self = shared_from_this()](error_code failed) { self->on_accepted(failed); });
}

void live_connection::on_accepted(error_code failed) {
  handshake_.reset();
  if (ended_) return;
  if (failed) {
    flush();  // Beast's answer says what was wrong
    return hang_up();
  }
  with_.counters.websockets_opened++;
  heard_at_ = allowance_at_ = shard_.now();
  set_timer(with_.patience.hello_ms_max, &live_connection::on_hello_timeout);
  read_more();
}

// --- reading ---------------------------------------------------------------------------------------------------------

void live_connection::read_more() {
  const auto room = std::min(buffer_.size() == 0 ? idle_read_bytes : busy_read_bytes, stream_.read_size_hint(buffer_));
  stream_.async_read_some(buffer_.prepare(room),
                          asio::bind_allocator(decltype(reading_)::allocator<std::byte>(reading_),
                                               [self = shared_from_this()](error_code failed, std::size_t bytes) {
                                                 self->buffer_.commit(bytes);
                                                 self->on_read(failed);
                                               }));
}

void live_connection::on_read(error_code failed) {
  if (ended_) return;
  if (failed) {
    const bool broke_protocol =
        failed.category() == make_error_code(websocket::error::closed).category() && failed != websocket::error::closed;
    if (broke_protocol) with_.counters.hostile++;
    if (!outgoing_.waits_for_socket()) flush();  // Beast's answer to their close
    return hang_up();
  }
  heard_at_ = shard_.now();
  if (outgoing_.is_closing()) {  // their last words; only their close matters now
    buffer_.consume(buffer_.size());
    return read_more();
  }
  if (skipped_bytes_ > 0 || buffer_.size() > limits::frame_bytes_max) {
    skip();
    return read_more();
  }
  if (!stream_.is_message_done()) return read_more();

  with_.counters.frames_in++;
  with_.counters.bytes_in += buffer_.size();
  on_message({static_cast<const char*>(buffer_.data().data()), buffer_.size()});
  buffer_.consume(buffer_.size());
  if (buffer_.capacity() > idle_read_bytes) buffer_.shrink_to_fit();
  if (ended_) return;
  parked_ = paused_;
  if (!parked_) read_more();
}

// Too large a message is refused when its bound is passed, by the command's id where that can be read, and the rest of it
// thrown away as it comes. Somebody's long text is no reason to lose the connection, and to send it again on the next one.
void live_connection::skip() {
  const bool is_first = skipped_bytes_ == 0;
  std::string id;
  if (is_first && stream_.got_text()) {
    const std::string_view begun(static_cast<const char*>(buffer_.data().data()), limits::frame_bytes_max);
    const auto read = decode_client_frame(begun);
    const auto* whole = read ? std::get_if<frame::command>(&*read) : nullptr;
    id = whole ? whole->id.str() : read ? std::string() : read.error().id;
  }
  skipped_bytes_ += buffer_.size();
  buffer_.clear();
  buffer_.shrink_to_fit();
  if (skipped_bytes_ > skipped_bytes_max) {
    with_.counters.hostile++;
    return close(closing::hostile);
  }
  if (stream_.is_message_done()) skipped_bytes_ = 0;
  if (!is_first) return;
  if (!allow_message()) return flooded();
  refuse_frame(id, refuse(refusal_code::too_large, "A message is at most 64 KiB; this one was larger. Shorten it."));
}

void live_connection::on_message(std::string_view bytes) {
  if (!allow_message()) return flooded();
  if (!stream_.got_text()) {
    return refuse_frame("", refuse(refusal_code::not_json, "Messages are text; this one was binary."));
  }
  auto read = decode_client_frame(bytes);
  if (!read) return refuse_frame(read.error().id, read.error().why);
  auto& said = *read;
  if (greeted_ == std::holds_alternative<frame::hello>(said)) {
    return refuse_frame("", refuse(refusal_code::wrong_order, "The first message, and only the first, is hello."));
  }
  std::visit([this, &bytes](auto& each) { on_frame(each, bytes.size()); }, said);
}

// Pings are answered by Beast before we hear of them, so they count as messages: each costs as much as one.
void live_connection::on_control(websocket::frame_type kind) {
  heard_at_ = shard_.now();
  if (kind != websocket::frame_type::close && !outgoing_.is_closing() && !allow_message()) flooded();
}

bool live_connection::allow_message() {
  const auto passed = static_cast<double>(heard_at_ - allowance_at_) / 1'000;
  allowance_ = std::min(messages_burst_max, allowance_ + passed * messages_per_second_max);
  allowance_at_ = heard_at_;
  allowance_ -= 1;
  return allowance_ >= 0;
}

void live_connection::flooded() {
  with_.counters.floods++;
  close(closing::too_fast);
}

void live_connection::refuse_frame(std::string_view id, const refusal& why) {
  with_.counters.frames_refused++;
  send(refused_frame(id, why));
  if (!greeted_) return close(closing::bad_frame);
  if (++bad_frames_ < bad_frames_max) return;
  with_.counters.hostile++;
  close(closing::hostile);
}

void live_connection::on_frame(frame::hello& said, std::size_t) {
  const auto holder = with_.desk.check_ticket(said.ticket.str());
  if (!holder || holder->session != key_) return close(closing::bad_ticket);
  greeted_ = true;
  paused_ = true;
  shard_.with_session(
      key_, [self = shared_from_this(), said, who = id<member>{holder->member}](result<live_session*> loaded) {
        self->paused_ = false;
        if (self->ended_) return;
        if (loaded) {
          self->enter(**loaded, who, said);
        } else {
          self->close(self->shard_.is_finishing() ? closing::going_away : closing::log_unavailable);
        }
        if (std::exchange(self->parked_, false)) self->read_more();
      });
}

void live_connection::enter(live_session& session, id<member> as, const frame::hello& said) {
  if (outgoing_.is_closing()) return;
  session_ = &session;
  set_timer(with_.patience.ping_after_ms, &live_connection::check_silence);
  std::optional<resume_point> from;
  if (said.epoch && said.seq && said.mark) from = {said.epoch->str(), *said.seq, *said.mark};
  session.attach(*this, as, from);
}

// --- writing ---------------------------------------------------------------------------------------------------------

bool live_connection::send(const shared_frame& what) {
  if (outgoing_.takes()) shard_.mark(*this);
  return outgoing_.take(what);
}

void live_connection::take_control(std::string bytes) {
  if (outgoing_.is_closing()) return;
  outgoing_.take_control(std::move(bytes));
  shard_.mark(*this);
}

void live_connection::flush() {
  if (ended_) return;
  error_code ignored;
  switch (outgoing_.write(socket(), with_.counters)) {
    case outgoing::went::well: return;
    case outgoing::went::must_wait: return wait_until_writable();
    case outgoing::went::recovered:
      if (session_) session_->drained(*this);
      return;
    case outgoing::went::finished: socket().shutdown(tcp_socket::shutdown_send, ignored); return;
    case outgoing::went::broken: socket().close(ignored); return;  // the read ends with an error, and all else with it
  }
}

void live_connection::wait_until_writable() {
  socket().async_wait(tcp_socket::wait_write, [self = shared_from_this()](error_code failed) {
    self->outgoing_.socket_is_free();
    if (!failed && !self->ended_) self->flush();
  });
}

// --- the end ---------------------------------------------------------------------------------------------------------

void live_connection::close(const close_code& why) {
  if (outgoing_.is_closing()) return;
  outgoing_.take_goodbye(why);
  shard_.mark(*this);
  set_timer(with_.patience.goodbye_ms_max, &live_connection::hang_up);
  // Not from within: the session may be going through its viewers just now.
  asio::post(shard_.context(), [self = shared_from_this()] { self->leave_session(); });
}

void live_connection::leave_session() {
  if (!session_) return;
  auto* const from = std::exchange(session_, nullptr);
  from->detach(*this);
}

void live_connection::hang_up() {
  if (ended_) return;
  ended_ = true;
  outgoing_.end();
  leave_session();
  with_.counters.websockets--;
  shard_.clock().cancel(timer_);
  shard_.forget(*this);
  error_code ignored;
  socket().shutdown(tcp_socket::shutdown_send, ignored);
  socket().close(ignored);
  place_.reset();
}

void live_connection::check_silence() {
  const auto silent_ms = shard_.now() - heard_at_;
  if (silent_ms >= with_.patience.silent_ms_max) {
    with_.counters.silent++;
    return close(closing::silent);
  }
  if (silent_ms >= with_.patience.ping_after_ms) {
    outgoing_.take_ping();
    shard_.mark(*this);
  }
  const auto next = silent_ms < with_.patience.ping_after_ms
                        ? with_.patience.ping_after_ms - silent_ms
                        : std::min(with_.patience.ping_after_ms, with_.patience.silent_ms_max - silent_ms);
  set_timer(next, &live_connection::check_silence);
}

void live_connection::on_hello_timeout() {
  if (greeted_) return;  // the session is being loaded, which has a limit of its own: hub_options::command_patience_ms
  with_.counters.hello_timeouts++;
  close(closing::hello_timeout);
}

void live_connection::set_timer(std::int64_t ms, void (live_connection::*then)()) {
  shard_.clock().cancel(timer_);
  timer_ = shard_.clock().set(shard_.now() + ms, [weak = weak_from_this(), then] {
    if (const auto self = weak.lock(); self && !self->ended_) ((*self).*then)();
  });
}

}  // namespace

void serve_live(tcp_socket socket, live_request asked, connection_limits::place place, const live_surroundings& with) {
  auto& home = with.desk.shard_for(asked.session);
  if (home.on_this_thread()) {
    std::make_shared<live_connection>(std::move(socket), asked.session, std::move(place), home, with)
        ->answer_handshake(asked);
    return;
  }
  const auto moving = std::make_shared<socket_in_transit>(socket);
  home.post([moving, asked = std::move(asked), place = std::move(place), &home, &with] {
    auto arrived = moving->arrive(home.context());
    if (!arrived.is_open()) return;
    std::make_shared<live_connection>(std::move(arrived), asked.session, place, home, with)->answer_handshake(asked);
  });
}

}  // namespace reprise::net
