// The one listening socket: takes connections and deals them out to the shards in turn.
//
// Thread    Constructed and stopped from any thread; accepts on the first shard's.
// Failure   The constructor throws cannot_listen, with a sentence for the operator. Later on, a connection that cannot be
//           taken (no file descriptors left) is waited for a moment and then tried again.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/hub/shard.hpp"
#include "server/net/connection_limits.hpp"
#include "server/net/http_connection.hpp"

namespace reprise::net {

struct cannot_listen : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline constexpr int backlog = 4'096;
inline constexpr std::int64_t accept_pause_ms = 100;  // after an error

class listener {
 public:
  listener(const std::string& host, std::uint16_t port, std::vector<shard*> shards, connection_limits& limits,
           const http_surroundings& with);
  ~listener();

  std::uint16_t port() const;  // the real one, also where 0 was asked for
  void start();
  // From here on nobody is accepted. Connections that are open stay.
  void stop();

 private:
  class accepting;
  const std::shared_ptr<accepting> inside_;
};

}  // namespace reprise::net
