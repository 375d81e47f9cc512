// The socket type of this server: bound to the io_context's own executor, so that no call goes through a type-erased one.
#pragma once

#include <unistd.h>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <utility>

namespace reprise::net {

using tcp = boost::asio::ip::tcp;
using error_code = boost::system::error_code;
using tcp_socket = boost::asio::basic_stream_socket<tcp, boost::asio::io_context::executor_type>;
using tcp_acceptor = boost::asio::basic_socket_acceptor<tcp, boost::asio::io_context::executor_type>;

// A connection on its way from one shard's thread to another's: no longer known to the first loop, not yet to the second.
// Closed if it never arrives.
class socket_in_transit {
 public:
  explicit socket_in_transit(tcp_socket& from) {
    error_code failed;
    protocol_ = from.local_endpoint(failed).protocol();
    handle_ = from.release(failed);
    if (failed) handle_ = -1;
  }
  socket_in_transit(const socket_in_transit&) = delete;
  socket_in_transit& operator=(const socket_in_transit&) = delete;
  ~socket_in_transit() {
    if (handle_ >= 0) ::close(handle_);
  }

  // On the thread of `into`. Once.
  tcp_socket arrive(boost::asio::io_context& into) {
    tcp_socket made(into.get_executor());
    error_code failed;
    made.assign(protocol_, handle_, failed);
    if (!failed) handle_ = -1;
    return made;
  }

 private:
  tcp protocol_ = tcp::v4();
  int handle_ = -1;
};

}  // namespace reprise::net
