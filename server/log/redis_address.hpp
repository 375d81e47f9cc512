// Where Redis is, as an operator writes it:
//
//   redis://[[user]:password@]host[:port][/database]        one server (6379, database 0)
//   unix://[[user]:password@]/path/to/redis.sock[?db=0]     one server, by its socket
//   redis-sentinel://[[user]:password@]host[:port],.../primary[/database]   the primary that these sentinels name (26379)
//   redis-cluster://[[user]:password@]host[:port],...       a cluster, of which these nodes are asked first (6379)
//
// Pure; any thread. User and password may be percent-encoded, and are repeated in no refusal. An IPv6 address stands in
// square brackets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/refusals.hpp"

namespace reprise {

struct redis_endpoint {
  std::string host;  // or the path of a socket, which begins with "/"
  std::uint16_t port = 0;
  friend bool operator==(const redis_endpoint&, const redis_endpoint&) = default;

  bool is_socket() const { return host.starts_with('/'); }
  std::string text() const;
};

struct redis_address {
  enum class layout { single, sentinel, cluster };
  layout kind = layout::single;
  std::vector<redis_endpoint> endpoints;  // one at least
  std::string primary;                    // the name that sentinels know it by
  int database = 0;
  std::string user;      // "": the default user
  std::string password;  // "": none
};

// Whether the text is meant to be one of these at all.
bool is_redis_address(std::string_view text);
result<redis_address> read_redis_address(std::string_view text);

}  // namespace reprise
