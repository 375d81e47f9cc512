#include "server/net/trusted_proxies.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace reprise::net {
namespace {

constexpr std::size_t mapped_bytes = 12;  // that an IPv4 address has in front as an IPv6 one
constexpr std::array<unsigned char, mapped_bytes> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

// How many bits of the address the text leaves out: 96 for IPv4, 0 for IPv6; -1 where it is no address.
int read_address(const std::string& text, std::array<unsigned char, address_bytes>& into) {
  if (inet_pton(AF_INET6, text.c_str(), into.data()) == 1) return 0;
  if (inet_pton(AF_INET, text.c_str(), into.data() + mapped_bytes) != 1) return -1;
  std::copy(mapped.begin(), mapped.end(), into.begin());
  return static_cast<int>(mapped_bytes) * 8;
}

bool begins_alike(const network& of, const std::array<unsigned char, address_bytes>& address) {
  const auto whole = of.bits / 8;
  if (!std::equal(of.begins.begin(), of.begins.begin() + static_cast<std::ptrdiff_t>(whole), address.begin())) {
    return false;
  }
  const auto rest = of.bits % 8;
  return rest == 0 || ((of.begins[whole] ^ address[whole]) >> (8 - rest)) == 0;
}

}  // namespace

bool read_network(std::string_view text, network& into) {
  const auto slash = text.find('/');
  const int left_out = read_address(std::string(text.substr(0, slash)), into.begins);
  if (left_out < 0) return false;
  into.bits = address_bytes * 8;
  if (slash == std::string_view::npos) return true;
  const auto length = text.substr(slash + 1);
  std::size_t bits = 0;
  const auto [end, failed] = std::from_chars(length.data(), length.data() + length.size(), bits);
  if (failed != std::errc() || end != length.data() + length.size()) return false;
  into.bits = bits + static_cast<std::size_t>(left_out);
  return into.bits <= address_bytes * 8;
}

bool is_loopback(std::string_view address) {
  return address == "::1" || address.starts_with("127.") || address.starts_with("::ffff:127.");
}

trusted_proxies::trusted_proxies(bool on_this_machine, const std::vector<std::string>& at)
    : on_this_machine_(on_this_machine) {
  for (const auto& each : at) {
    network read;
    if (read_network(each, read)) elsewhere_.push_back(read);
  }
}

bool trusted_proxies::has(std::string_view address) const {
  if (on_this_machine_ && is_loopback(address)) return true;
  std::array<unsigned char, address_bytes> bytes{};
  if (elsewhere_.empty() || read_address(std::string(address), bytes) < 0) return false;
  return std::any_of(elsewhere_.begin(), elsewhere_.end(),
                     [&](const network& each) { return begins_alike(each, bytes); });
}

}  // namespace reprise::net
