#include "tests/support/haproxy_process.hpp"

#include <algorithm>
#include <chrono>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "tests/support/places/places.hpp"
#include "tests/support/redis_process.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::tests {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> environment(std::uint16_t port, std::uint16_t numbers, const std::vector<std::string>& nodes) {
  std::vector<std::string> all{"REPRISE_BIND=127.0.0.1:" + std::to_string(port),
                               "REPRISE_BIND_NUMBERS=127.0.0.1:" + std::to_string(numbers)};
  for (std::size_t at = 0; at < nodes.size(); ++at) {
    std::string one = "REPRISE_NODE_";
    all.push_back(one.append(std::to_string(at + 1)).append("=").append(nodes[at]));
  }
  return all;
}

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream from(line);
  for (std::string field; std::getline(from, field, ',');) fields.push_back(field);
  return fields;
}

}  // namespace

haproxy_process::haproxy_process(const std::vector<std::string>& nodes)
    : port_(free_port()),
      numbers_(free_port()),
      program_({"haproxy", "-db", "-f", (source_folder() / "docker/haproxy/haproxy.cfg").string()},
               environment(port_, numbers_, nodes)) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (this->nodes().size() != nodes.size()) {
    if (!program_.is_running() || std::chrono::steady_clock::now() > until)
      throw std::runtime_error("HAProxy does not show its nodes: " + program_.said());
    std::this_thread::sleep_for(5ms);
  }
}

std::vector<haproxy_process::node_numbers> haproxy_process::nodes() const {
  wire to(numbers_);
  to.send("GET /;csv HTTP/1.0\r\n\r\n");
  std::istringstream lines(to.read_to_end().value_or(""));
  std::vector<std::string> names;
  std::vector<node_numbers> found;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("# ")) names = fields_of(line.substr(2));
    if (!line.starts_with("nodes,node-")) continue;
    const auto fields = fields_of(line);
    const auto field = [&](const char* name) {
      return fields.at(static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin()));
    };
    found.push_back({field("status"), std::stoi(field("scur"))});
  }
  return found;
}

}  // namespace reprise::tests
