// Whose word counts on where a connection comes from (X-Forwarded-For): proxies on this machine, and those at addresses
// that the operator names. Everybody else could write there whatever they like. Immutable after construction; any thread.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace reprise::net {

inline constexpr std::size_t address_bytes = 16;

// Addresses that begin with the same bits; IPv4 as mapped into IPv6.
struct network {
  std::array<unsigned char, address_bytes> begins{};
  std::size_t bits = 0;
};

// "10.1.2.3", "10.1.0.0/16", "fd00::/8". False: this is none of them.
bool read_network(std::string_view text, network& into);

bool is_loopback(std::string_view address);

class trusted_proxies {
 public:
  trusted_proxies() = default;  // nobody
  // `at` is left to read_network; what that cannot read is left out.
  explicit trusted_proxies(bool on_this_machine, const std::vector<std::string>& at = {});

  bool has(std::string_view address) const;

 private:
  bool on_this_machine_ = false;
  std::vector<network> elsewhere_;
};

}  // namespace reprise::net
