// The outbox by itself: what a delivery costs before the kernel is asked for anything.
#include <benchmark/benchmark.h>

#include <array>
#include <string>
#include <vector>

#include "server/hub/outbox.hpp"

namespace reprise {
namespace {

// One frame of 300 bytes to each of 1,000 connections, `depth` frames gathered per turn of the loop.
void outbox_fan_out(benchmark::State& bench) {
  const auto depth = static_cast<std::size_t>(bench.range(0));
  std::vector<outbox> boxes(1'000);
  const auto frame = std::make_shared<const std::string>(300, 'x');
  std::array<iovec, 64> parts{};
  for (auto _ : bench) {
    for (std::size_t at = 0; at < depth; ++at) {
      for (auto& each : boxes) benchmark::DoNotOptimize(each.push(frame));
    }
    for (auto& each : boxes) {
      benchmark::DoNotOptimize(each.gather(parts));
      each.consume(each.bytes());
    }
  }
  bench.SetItemsProcessed(bench.iterations() * static_cast<std::int64_t>(boxes.size() * depth));
}
BENCHMARK(outbox_fan_out)->Arg(1)->Arg(8);

}  // namespace
}  // namespace reprise
