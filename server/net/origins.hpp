// Which pages may speak to this server. Immutable after construction; any thread.
//
// A browser says with every WebSocket and every POST which page asked (Origin). Compared exactly, nothing is parsed:
//   - with a public URL, that origin and those of --origin may;
//   - without one, a page that came from the host and port that it now speaks to may (http or https, since a proxy may have
//     put TLS in front), and those of --origin.
// No Origin at all: only programs that are not browsers leave it out, and those could write whatever they like; they are
// let in, because nothing here trusts a cookie: every request carries its own ticket, key or code. "null" (a sandboxed
// page or a file) and two Origins are refused.
#pragma once

#include <string>
#include <vector>

#include "server/net/http_message.hpp"

namespace reprise::net {

class origins {
 public:
  origins(std::string public_url, std::vector<std::string> also);

  bool may_speak(const http_request& asked) const;

 private:
  const std::string public_origin_;  // empty: that of the host
  const std::vector<std::string> also_;
};

}  // namespace reprise::net
