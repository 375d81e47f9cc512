#include "load-tests/address.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace reprise::load {

std::optional<address> resolve(std::string_view url, std::string& why) {
  constexpr std::string_view scheme = "http://";
  if (!url.starts_with(scheme)) {
    why =
        "A target is an address such as http://127.0.0.1:8080. TLS is not spoken here: load the server behind its "
        "proxy.";
    return std::nullopt;
  }
  address found;
  found.host = url.substr(scheme.size());
  while (found.host.ends_with('/')) found.host.pop_back();
  const auto colon = found.host.rfind(':');
  const auto name = found.host.substr(0, colon);
  const auto port = colon == std::string::npos ? std::string("80") : found.host.substr(colon + 1);
  addrinfo wanted{};
  wanted.ai_family = AF_INET;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  if (::getaddrinfo(name.c_str(), port.c_str(), &wanted, &list) != 0 || !list) {
    why = "There is no machine called " + found.host + ".";
    return std::nullopt;
  }
  std::memcpy(&found.where, list->ai_addr, sizeof found.where);
  ::freeaddrinfo(list);
  return found;
}

int connect_to(const address& server, int read_bytes) {
  const int handle = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (handle < 0) return -1;
  const int on = 1;
  ::setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (read_bytes > 0) {
    ::setsockopt(handle, SOL_SOCKET, SO_RCVBUF, &read_bytes, sizeof read_bytes);
    // On this machine's own loopback the segments are so large that the server's kernel would hold minutes of a slow reader.
    const int segment_bytes = 1'200;
    ::setsockopt(handle, IPPROTO_TCP, TCP_MAXSEG, &segment_bytes, sizeof segment_bytes);
  }
  const auto* const where = reinterpret_cast<const sockaddr*>(&server.where);
  if (::connect(handle, where, sizeof server.where) != 0 && errno != EINPROGRESS) {
    ::close(handle);
    return -1;
  }
  return handle;
}

}  // namespace reprise::load
