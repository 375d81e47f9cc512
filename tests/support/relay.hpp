// A TCP relay on loopback that stands between a server and what it depends on, so that a test can take the network between
// the two away: silently, as a cable does, and not with a reset.
//
// Thread    One of its own; the functions may be called from any.
#pragma once

#include <cstdint>
#include <memory>

namespace reprise::tests {

class relay {
 public:
  explicit relay(std::uint16_t to_port);
  relay(const relay&) = delete;
  relay& operator=(const relay&) = delete;
  ~relay();

  std::uint16_t port() const;
  // From here on nothing gets through, in either direction; connections stay open, and new ones are let in and get nothing.
  void cut();
  // What was cut is closed, and new connections get through again.
  void heal();

 private:
  class inside;
  std::shared_ptr<inside> inside_;
};

}  // namespace reprise::tests
