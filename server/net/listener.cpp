#include "server/net/listener.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>

#include "server/ops/logging.hpp"

namespace reprise::net {

class listener::accepting : public std::enable_shared_from_this<accepting> {
 public:
  accepting(std::vector<shard*> shards, connection_limits& limits, const http_surroundings& with)
      : shards_(std::move(shards)),
        limits_(limits),
        with_(with),
        acceptor_(shards_.front()->context().get_executor()) {}

  void open(const std::string& host, std::uint16_t port);
  std::uint16_t port() const { return port_; }
  shard& first() const { return *shards_.front(); }

  void accept_next() {
    acceptor_.async_accept([self = shared_from_this()](error_code failed, tcp_socket socket) {
      self->on_accepted(failed, std::move(socket));
    });
  }

  void close() {
    error_code ignored;
    acceptor_.close(ignored);
  }

 private:
  void on_accepted(error_code failed, tcp_socket socket) {
    if (!acceptor_.is_open()) return;
    if (failed) {
      logging::warning("accept_failed", {{"reason", failed.message()}});
      auto& first = *shards_.front();
      first.clock().set(first.now() + accept_pause_ms, [weak = weak_from_this()] {
        if (const auto self = weak.lock(); self && self->acceptor_.is_open()) self->accept_next();
      });
      return;
    }
    deal(std::move(socket));
    accept_next();
  }

  void deal(tcp_socket socket) {
    error_code failed;
    const auto peer = socket.remote_endpoint(failed).address();
    if (failed) return;
    const auto address = peer.to_string();
    auto place = limits_.enter(counted_address(address), peer.is_loopback() || with_.proxies.has(address));
    if (!place) return;  // closed without a word: an answer is work, and whoever gets here already causes too much
    auto& to = *shards_[next_++ % shards_.size()];
    if (&to == shards_.front()) return serve_http(std::move(socket), address, std::move(place), to, with_);
    const auto moving = std::make_shared<socket_in_transit>(socket);
    to.post([moving, address, place = std::move(place), &to, &with = with_] {
      auto arrived = moving->arrive(to.context());
      if (arrived.is_open()) serve_http(std::move(arrived), address, place, to, with);
    });
  }

  const std::vector<shard*> shards_;
  connection_limits& limits_;
  const http_surroundings& with_;
  std::uint16_t port_ = 0;

  // First shard's thread only
  tcp_acceptor acceptor_;
  std::size_t next_ = 0;
};

void listener::accepting::open(const std::string& host, std::uint16_t port) {
  error_code failed;
  const auto place = "http://" + host + ":" + std::to_string(port);
  const auto address = boost::asio::ip::make_address(host == "localhost" ? "127.0.0.1" : host, failed);
  if (failed)
    throw cannot_listen("--host must be an address such as 127.0.0.1, 0.0.0.0 or ::; this is not one: " + host);
  const tcp::endpoint at(address, port);
  acceptor_.open(at.protocol(), failed);
  if (!failed) acceptor_.set_option(tcp_acceptor::reuse_address(true), failed);
  if (!failed) acceptor_.bind(at, failed);
  if (!failed) acceptor_.listen(backlog, failed);
  if (failed == boost::asio::error::address_in_use) {
    throw cannot_listen("Something else listens on " + place + " already. Stop it, or choose another --port.");
  }
  if (failed == boost::asio::error::access_denied) {
    throw cannot_listen("This user may not listen on port " + std::to_string(port) + ". Choose a --port over 1023.");
  }
  if (failed) throw cannot_listen("Cannot listen on " + place + ": " + failed.message() + ".");
  port_ = acceptor_.local_endpoint(failed).port();
}

listener::listener(const std::string& host, std::uint16_t port, std::vector<shard*> shards, connection_limits& limits,
                   const http_surroundings& with)
    : inside_(std::make_shared<accepting>(shards, limits, with)) {
  inside_->open(host, port);
}

listener::~listener() { stop(); }

std::uint16_t listener::port() const { return inside_->port(); }

void listener::start() {
  boost::asio::post(inside_->first().context(), [inside = inside_] { inside->accept_next(); });
}

void listener::stop() {
  boost::asio::post(inside_->first().context(), [inside = inside_] { inside->close(); });
}

}  // namespace reprise::net
