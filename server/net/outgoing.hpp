// The writing half of a WebSocket: what waits for the socket, how much of it the socket takes, and which words are the last.
//
//   open         frames are taken, and go out together when a turn of the loop ends
//   overflowed   the reader does not keep up: what waited was dropped, and nothing is taken until the rest is out
//   closing      bye and a close frame were taken, whatever waited; nothing comes after them
//
// Thread    The shard's. Never blocks, never calls back: its connection sees to it that write() is called at the end of a turn
//           in which something was taken, and waits for the socket when write() says so.
// Owner     The connection, as of the socket, from which Beast reads.
// Bounds    Those of the outbox; what the kernel has taken and not sent is bounded by prepare().
#pragma once

#include <string>

#include "protocol/close_codes.hpp"
#include "server/hub/outbox.hpp"
#include "server/net/net_counters.hpp"
#include "server/net/sockets.hpp"

namespace reprise::net {

class outgoing {
 public:
  // Once, before anything is written.
  static void prepare(tcp_socket& to);

  // As viewer::send: false while overflowed. True, and dropped, where nobody would hear it any more.
  bool take(const shared_frame& what);
  // What Beast says: its answer to the handshake, pongs, its close. Dropped where there is no room.
  void take_control(std::string bytes);
  void take_ping();
  // Bye with this code, and a close frame with the same number.
  void take_goodbye(const close_code& why);
  // The connection is over: as good as said goodbye, and nothing goes out any more.
  void end();

  bool takes() const { return !closing_ && !overflowed_; }
  bool is_closing() const { return closing_; }
  bool waits_for_socket() const { return waits_for_socket_; }

  enum class went {
    well,       // there is nothing to do
    must_wait,  // the socket takes no more; socket_is_free() when it does, and write() again
    recovered,  // all that was left after an overflow: the reader is owed a snapshot
    finished,   // all, the last words too
    broken,     // no more will; what waited was dropped
  };
  went write(tcp_socket& to, net_counters& counted);
  void socket_is_free() { waits_for_socket_ = false; }

 private:
  outbox waiting_;
  bool overflowed_ = false;
  bool closing_ = false;
  bool waits_for_socket_ = false;
};

}  // namespace reprise::net
