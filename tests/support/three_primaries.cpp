#include "tests/support/three_primaries.hpp"

#include <stdexcept>

namespace reprise::tests {
namespace {

void surely(const redis_process& of, const std::vector<std::string>& command, const std::string& says) {
  if (!of.await(command, says)) throw std::runtime_error("the cluster does not come about: " + of.ask(command));
}

// `bus`: the port where they talk to each other.
std::vector<std::string> as_node(std::vector<std::string> settings, const std::string& bus) {
  settings.insert(settings.end(), {"cluster-enabled yes", "cluster-port " + bus, "cluster-node-timeout 2000",
                                   "cluster-require-full-coverage no", "repl-diskless-sync-delay 0"});
  return settings;
}

std::string id_of(const redis_process& node) { return node.ask({"CLUSTER", "MYID"}); }

}  // namespace

void three_primaries::introduce(const redis_process& newcomer, const std::string& bus) const {
  primaries_.front()->ask({"CLUSTER", "MEET", "127.0.0.1", std::to_string(newcomer.port()), bus});
}

void three_primaries::start_primary(const std::vector<std::string>& settings, int first_slot, int last_slot) {
  const auto bus = std::to_string(free_port());
  auto& made = *primaries_.emplace_back(std::make_unique<redis_process>(as_node(settings, bus)));
  made.ask({"CLUSTER", "ADDSLOTSRANGE", std::to_string(first_slot), std::to_string(last_slot)});
  made.ask({"CLUSTER", "SET-CONFIG-EPOCH", std::to_string(primaries_.size())});  // only as long as it is alone
  introduce(made, bus);
}

void three_primaries::start_replica(const std::vector<std::string>& settings, const redis_process& of) {
  const auto bus = std::to_string(free_port());
  auto& made = *replicas_.emplace_back(std::make_unique<redis_process>(as_node(settings, bus)));
  introduce(made, bus);
  const auto primary = id_of(of);
  surely(made, {"CLUSTER", "NODES"}, primary);
  surely(made, {"CLUSTER", "REPLICATE", primary}, "OK");
  surely(made, {"INFO", "replication"}, "master_link_status:up");
}

three_primaries::three_primaries(const std::vector<std::string>& settings, replicas kept) {
  start_primary(settings, 0, 5460);
  start_primary(settings, 5461, 10922);
  start_primary(settings, 10923, 16383);
  for (const auto& each : primaries_) {
    surely(*each, {"CLUSTER", "INFO"}, "cluster_slots_assigned:16384");
    surely(*each, {"CLUSTER", "INFO"}, "cluster_state:ok");
  }
  if (kept == replicas::none) return;
  for (const auto& each : primaries_) start_replica(settings, *each);
  // A primary that does not know a replica would not vote for it.
  for (const auto& each : primaries_) {
    for (std::size_t number = 0; number < size(); ++number)
      surely(*each, {"CLUSTER", "REPLICAS", id_of(primary(number))}, id_of(replica(number)));
  }
}

std::string three_primaries::url() const {
  std::string all = "redis-cluster://";
  for (const auto& each : primaries_) {
    if (each != primaries_.front()) all += ',';
    all += each->address();
  }
  return all;
}

void three_primaries::move_slot(std::uint16_t slot, std::size_t from, std::size_t to) {
  const auto number = std::to_string(slot);
  const auto source = id_of(primary(from));
  const auto target = id_of(primary(to));
  const auto keys = [&] { return primary(from).ask({"CLUSTER", "GETKEYSINSLOT", number, "1"}); };
  std::string some_key;
  primary(to).ask({"CLUSTER", "SETSLOT", number, "IMPORTING", source});
  primary(from).ask({"CLUSTER", "SETSLOT", number, "MIGRATING", target});
  for (auto key = keys(); !key.empty(); key = keys()) {
    key.pop_back();  // the end of its line
    primary(from).ask({"MIGRATE", "127.0.0.1", std::to_string(primary(to).port()), key, "0", "5000"});
    some_key = key;
  }
  for (const auto node : {to, from}) primary(node).ask({"CLUSTER", "SETSLOT", number, "NODE", target});
  if (replicas_.empty() || some_key.empty()) return;
  // It sends those who ask for the key to its primary.
  surely(replica(to), {"GET", some_key}, "MOVED " + number + " 127.0.0.1:" + std::to_string(primary(to).port()));
}

}  // namespace reprise::tests
