#include "server/net/outgoing.hpp"

#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <memory>
#include <utility>

namespace reprise::net {
namespace {

constexpr std::size_t iovecs_max = 64;
// What the kernel has taken and not sent yet cannot be replaced by a snapshot any more, and grows to megabytes for a reader
// that stands still (net.ipv4.tcp_wmem). So it takes this much beyond what is on its way; the rest waits in the outbox.
constexpr int unsent_bytes_max = 64 * 1024;

const shared_frame& ping_bytes() {
  static const auto bytes = std::make_shared<const std::string>("\x89\0", 2);
  return bytes;
}

// RFC 6455, 5.5.1: the code in network order; the reason is our name for it.
shared_frame close_bytes(const close_code& why) {
  std::string bytes{'\x88', static_cast<char>(2 + why.name.size()), static_cast<char>(why.value >> 8),
                    static_cast<char>(why.value & 0xff)};
  bytes.append(why.name);
  return std::make_shared<const std::string>(std::move(bytes));
}

}  // namespace

void outgoing::prepare(tcp_socket& to) {
  error_code ignored;
  to.set_option(tcp::no_delay(true), ignored);
  ::setsockopt(to.native_handle(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent_bytes_max, sizeof unsent_bytes_max);
  to.native_non_blocking(true, ignored);
}

bool outgoing::take(const shared_frame& what) {
  if (closing_) return true;
  if (overflowed_) return false;
  if (waiting_.push(what)) return true;
  waiting_.clear();
  overflowed_ = true;
  return false;
}

void outgoing::take_control(std::string bytes) {
  if (closing_) return;  // our close is the last that they hear
  // A pong that does not fit is not owed: whoever pings without reading must not make the queue grow.
  waiting_.push(std::make_shared<const std::string>(std::move(bytes)));
}

void outgoing::take_ping() { waiting_.push_regardless(ping_bytes()); }

void outgoing::take_goodbye(const close_code& why) {
  if (closing_) return;
  if (overflowed_) waiting_.clear();
  waiting_.push_regardless(bye_frame(why));
  waiting_.push_regardless(close_bytes(why));
  closing_ = true;
}

void outgoing::end() {
  closing_ = true;
  waiting_.clear();
}

outgoing::went outgoing::write(tcp_socket& to, net_counters& counted) {
  while (!waits_for_socket_ && !waiting_.empty()) {
    std::array<iovec, iovecs_max> parts;
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = waiting_.gather(parts);
    const auto sent = ::sendmsg(to.native_handle(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0) {
      counted.bytes_out += static_cast<std::uint64_t>(sent);
      waiting_.consume(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      waits_for_socket_ = true;
      return went::must_wait;
    } else if (errno != EINTR) {
      waiting_.clear();
      return went::broken;
    }
  }
  if (!waiting_.empty()) return went::well;
  if (closing_) return went::finished;
  return std::exchange(overflowed_, false) ? went::recovered : went::well;
}

}  // namespace reprise::net
