// What Beast's websocket::stream stands on: it reads from the socket itself, and what it writes (the answer to the
// handshake, pongs, its closes) goes into the same outbox as our own frames, in order, and is done at once.
// Shard thread only.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/role.hpp>
#include <functional>
#include <string>
#include <utility>

#include "server/net/sockets.hpp"

namespace reprise::net {

struct outbox_layer {
  using executor_type = tcp_socket::executor_type;

  // Where bytes that Beast wants to write go.
  class taker {
   public:
    virtual void take_control(std::string bytes) = 0;

   protected:
    ~taker() = default;
  };

  tcp_socket socket;
  taker& into;

  executor_type get_executor() { return socket.get_executor(); }

  template <class Buffers, class Handler>
  auto async_read_some(const Buffers& buffers, Handler&& handler) {
    return socket.async_read_some(buffers, std::forward<Handler>(handler));
  }

  template <class Buffers, class Handler>
  auto async_write_some(const Buffers& buffers, Handler&& handler) {
    return boost::asio::async_initiate<Handler, void(error_code, std::size_t)>(
        [this](auto then, auto what) {
          auto bytes = boost::beast::buffers_to_string(what);
          const auto count = bytes.size();
          into.take_control(std::move(bytes));
          boost::asio::post(get_executor(), boost::beast::bind_front_handler(std::move(then), error_code{}, count));
        },
        handler, buffers);
  }
};

// Found by Beast by argument-dependent lookup. The connection itself sees to the socket's end (it has bytes to write
// first), so there is nothing to do but to say so.
template <class Handler>
void async_teardown(boost::beast::role_type, outbox_layer& layer, Handler&& handler) {
  boost::asio::post(layer.get_executor(),
                    boost::beast::bind_front_handler(std::forward<Handler>(handler), error_code{}));
}
inline void teardown(boost::beast::role_type, outbox_layer&, error_code& failed) { failed = {}; }
inline void beast_close_socket(outbox_layer& layer) {
  error_code ignored;
  layer.socket.close(ignored);
}

}  // namespace reprise::net
