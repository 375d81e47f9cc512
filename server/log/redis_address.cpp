#include "server/log/redis_address.hpp"

#include <charconv>
#include <optional>
#include <utility>

namespace reprise {
namespace {

constexpr int databases_max = 16'384;

refusal wrong(std::string says) { return refuse(refusal_code::out_of_range, std::move(says)); }

template <class Number>
std::optional<Number> whole_number(std::string_view text, Number most) {
  Number value{};
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size() || value > most) return std::nullopt;
  return value;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      plain += text[at];
      continue;
    }
    unsigned byte = 0;
    if (at + 2 >= text.size()) return std::nullopt;
    const auto* const from = text.data() + at + 1;
    const auto [end, failed] = std::from_chars(from, from + 2, byte, 16);
    if (failed != std::errc{} || end != from + 2) return std::nullopt;
    plain += static_cast<char>(byte);
    at += 2;
  }
  return plain;
}

// What stands before the first `mark`, which goes too; nothing where there is none.
std::optional<std::string_view> take_until(std::string_view& text, char mark) {
  const auto at = text.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const auto before = text.substr(0, at);
  text.remove_prefix(at + 1);
  return before;
}

result<redis_endpoint> read_endpoint(std::string_view text, std::uint16_t default_port) {
  redis_endpoint made{.host = {}, .port = default_port};
  std::string_view port;
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return wrong("An IPv6 address ends with \"]\".");
    made.host = text.substr(1, end - 1);
    port = text.substr(end + 1);
    if (!port.empty() && !port.starts_with(':')) return wrong("After \"]\" comes \":\" and the port.");
  } else {
    made.host = text.substr(0, text.find(':'));
    port = text.substr(made.host.size());
  }
  if (made.host.empty()) return wrong("The host's name is missing.");
  if (port.empty()) return made;
  const auto number = whole_number<std::uint16_t>(port.substr(1), 65'535);
  if (!number || *number == 0) return wrong("A port is a number from 1 to 65535.");
  made.port = *number;
  return made;
}

result<void> read_endpoints(std::string_view list, std::uint16_t default_port, redis_address& into) {
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    auto one = read_endpoint(list.substr(0, comma), default_port);
    if (!one) return one.error();
    into.endpoints.push_back(std::move(*one));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  if (into.endpoints.empty()) return wrong("The host's name is missing.");
  return {};
}

result<void> read_database(std::string_view text, redis_address& into) {
  if (text.empty()) return {};
  const auto number = whole_number<int>(text, databases_max);
  if (!number || *number < 0) return wrong("A database is a number, such as the 2 of redis://host/2.");
  into.database = *number;
  return {};
}

result<void> read_login(std::string_view text, redis_address& into) {
  std::string_view password = text;
  const auto user = take_until(password, ':');
  if (!user) return wrong("Before the \"@\" stands user:password, or :password alone.");
  auto plain_user = percent_decoded(*user);
  auto plain_password = percent_decoded(password);
  if (!plain_user || !plain_password)
    return wrong("In user and password, \"%\" is followed by two hexadecimal digits (%25 is the sign itself).");
  into.user = std::move(*plain_user);
  into.password = std::move(*plain_password);
  return {};
}

}  // namespace

std::string redis_endpoint::text() const {
  if (is_socket()) return host;
  const bool needs_brackets = host.find(':') != std::string::npos;
  return (needs_brackets ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

bool is_redis_address(std::string_view text) {
  for (const auto* each : {"redis://", "unix://", "redis-sentinel://", "redis-cluster://"}) {
    if (text.starts_with(each)) return true;
  }
  return false;
}

result<redis_address> read_redis_address(std::string_view text) {
  const auto scheme = text.substr(0, std::min(text.find("://"), text.size()));
  if (!is_redis_address(text)) {
    return wrong(
        "A log in Redis is given as redis://host:port/0, unix:///path/redis.sock, "
        "redis-sentinel://host:port,host:port/primary or redis-cluster://host:port,host:port.");
  }
  auto rest = text.substr(scheme.size() + 3);
  redis_address made;
  // The last "@": a password may hold one.
  if (const auto at = rest.rfind('@'); at != std::string_view::npos) {
    if (auto read = read_login(rest.substr(0, at), made); !read) return read.error();
    rest.remove_prefix(at + 1);
  }

  if (scheme == "unix") {
    auto path = rest.substr(0, rest.find('?'));
    auto query = rest.substr(path.size());
    if (!path.starts_with('/')) return wrong("A socket's path begins with \"/\": unix:///run/redis/redis.sock.");
    if (!query.empty() && !query.starts_with("?db=")) return wrong("After the socket's path, only ?db=NUMBER.");
    made.endpoints.push_back({std::string(path), 0});
    if (auto read = read_database(query.empty() ? query : query.substr(4), made); !read) return read.error();
    return made;
  }

  const auto hosts = rest.substr(0, rest.find('/'));
  auto path = rest.substr(std::min(hosts.size() + 1, rest.size()));
  made.kind = scheme == "redis-sentinel"  ? redis_address::layout::sentinel
              : scheme == "redis-cluster" ? redis_address::layout::cluster
                                          : redis_address::layout::single;
  const bool asks_sentinels = made.kind == redis_address::layout::sentinel;
  if (auto read = read_endpoints(hosts, asks_sentinels ? 26'379 : 6'379, made); !read) return read.error();
  if (made.kind == redis_address::layout::single && made.endpoints.size() > 1)
    return wrong("redis:// has one host. Several are redis-sentinel:// or redis-cluster://.");
  if (asks_sentinels) {
    made.primary = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(made.primary.size() + 1, path.size()));
    if (made.primary.empty())
      return wrong("The name by which the sentinels know the primary is missing: redis-sentinel://host:port/mymaster.");
  }
  if (made.kind == redis_address::layout::cluster && !path.empty())
    return wrong("A cluster has one database, so nothing stands after its hosts.");
  if (auto read = read_database(path, made); !read) return read.error();
  return made;
}

}  // namespace reprise
