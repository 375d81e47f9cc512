// A network of the test's own: machines (network namespaces) that are joined to where the test runs by a cable each (veth),
// on which packets can be made to vanish (nft). Nothing of it is seen from outside, and all of it goes with the process.
//
// Failure   Throws where the system does not let this process make networks; root may, and so may a container with
//           CAP_SYS_ADMIN and CAP_NET_ADMIN.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace reprise::tests {

// From here on the calling thread, and whatever it starts, is in a network where there is only loopback; until it ends.
class own_network {
 public:
  own_network();
  own_network(const own_network&) = delete;
  own_network& operator=(const own_network&) = delete;
  ~own_network();

 private:
  int before_ = -1;
};

class machine {
 public:
  // On the thread that has the own_network. `number`: 1 to 250, which no other machine of this network has.
  explicit machine(int number);
  machine(const machine&) = delete;
  machine& operator=(const machine&) = delete;
  ~machine();

  std::string address() const;        // its own
  std::string other_address() const;  // of the cable's other end, where the test is

  // There; what is started there stays there. What it throws is thrown here.
  void run(const std::function<void()>& what) const;

  // From here on every packet between this machine and that port at the other end is lost on arrival, either way, and
  // nobody is told.
  void lose_packets(std::uint16_t port);
  void lose_none();

 private:
  const int number_;
  const std::string cable_;  // the name of its end here
  int there_ = -1;           // the machine's network
};

}  // namespace reprise::tests
