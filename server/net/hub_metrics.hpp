// What the shards, the log and the network have counted, written for /metrics. Any thread.
#pragma once

#include <vector>

#include "server/hub/counters.hpp"
#include "server/log/commit_log.hpp"
#include "server/net/net_counters.hpp"
#include "server/ops/metrics.hpp"

namespace reprise::net {

void write_hub_metrics(metrics_page& page, const std::vector<const hub_counters*>& shards);
void write_log_metrics(metrics_page& page, const log_health& of);
void write_net_metrics(metrics_page& page, const net_counters& of);

}  // namespace reprise::net
