// The log in Redis against a bare script, commits of 300 bytes, on a real redis-server of the benchmark's own.
//
//   reprise_bench --benchmark_filter=redis_ --benchmark_repetitions=5 --benchmark_enable_random_interleaving=true
//                 --benchmark_report_aggregates_only=true
//
// The argument: 0 appendfsync everysec, 1 always.
// Goal (medians of items_per_second): redis_log_sessions_in_turn at least 60 % of redis_bare_script.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <ctime>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "server/log/redis_connection.hpp"
#include "server/log/redis_log.hpp"
#include "server/log/together.hpp"
#include "tests/benchmark/benchmark_support.hpp"
#include "tests/support/redis_process.hpp"

namespace reprise {
namespace {

constexpr std::size_t commits_total = 60'000;
constexpr std::size_t sessions_total = 300;
constexpr std::size_t at_once = 64;
const std::string payload(300, 'x');

std::vector<std::string> settings_of(const benchmark::State& state) {
  return {"appendonly yes", state.range(0) == 1 ? "appendfsync always" : "appendfsync everysec"};
}

// What anybody would write by hand: is the stream where it is believed to be, append, publish.
constexpr auto bare_script = R"lua(
local seq = tonumber(redis.call('GET', KEYS[1]) or 0)
if seq ~= tonumber(ARGV[1]) then return -1 end
seq = seq + 1
redis.call('XADD', KEYS[2], seq .. '-0', 'b', ARGV[2])
redis.call('SET', KEYS[1], seq)
redis.call('PUBLISH', KEYS[3], ARGV[2])
return seq
)lua";

// What one commit costs, in microseconds: a call of the script by Redis' own account, and processor time of Redis and of this
// process. Where others use the machine, they say more than the clock does.
void count_costs(benchmark::State& state, const tests::redis_process& redis, std::clock_t began) {
  redis_connection connection({"127.0.0.1", redis.port()}, {}, {});
  const auto seconds = [&](std::string_view section, std::string_view field) {
    const auto info = connection.ask({"INFO", std::string(section)}).str();
    const auto at = info.find(field);
    if (at == std::string::npos) throw std::runtime_error("Redis does not say " + std::string(field));
    return std::stod(info.substr(at + field.size()));
  };
  const auto stats = connection.ask({"INFO", "commandstats"}).str();
  const auto line = stats.find("cmdstat_evalsha:");
  state.counters["script_us"] = std::stod(stats.substr(stats.find("usec_per_call=", line) + 14));
  const auto redis_seconds = seconds("cpu", "used_cpu_user:") + seconds("cpu", "used_cpu_sys:");
  state.counters["redis_cpu_us"] = redis_seconds * 1e6 / commits_total;
  state.counters["own_cpu_us"] = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC * 1e6 / commits_total;
}

void redis_bare_script(benchmark::State& state) {
  for (auto _ : state) {
    const tests::redis_process redis(settings_of(state));
    redis_connection connection({"127.0.0.1", redis.port()}, {}, {});
    const auto script = connection.ask({"SCRIPT", "LOAD", bare_script}).str();
    std::vector<std::string> keys;
    for (std::size_t session = 0; session < sessions_total; ++session) keys.push_back("{" + key_of(session) + "}");
    const auto began = std::clock();
    const stopwatch watch(state);
    for (std::size_t done = 0; done < commits_total;) {
      const auto batch = std::min(at_once, commits_total - done);
      for (std::size_t n = 0; n < batch; ++n) {
        const auto& key = keys[(done + n) % sessions_total];
        const auto seq_key = key + "s";
        const auto log_key = key + "l";
        const auto seq = std::to_string((done + n) / sessions_total);
        connection.send(std::vector<std::string_view>{"EVALSHA", script, "3", seq_key, log_key, key, seq, payload});
      }
      for (std::size_t n = 0; n < batch; ++n, ++done) {
        if (connection.receive().number() <= 0) throw std::runtime_error("the bare script did not append");
      }
    }
    count_costs(state, redis, began);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(commits_total) * state.iterations());
}
BENCHMARK(redis_bare_script)->Arg(0)->Arg(1)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);

// Sessions in turn, 64 appends of one commit under way: the answers come back to a thread that sends the next, as a shard
// does.
void redis_log_sessions_in_turn(benchmark::State& state) {
  std::mt19937_64 random(1);
  for (auto _ : state) {
    const tests::redis_process redis(settings_of(state));
    redis_log log({.address = read_redis_address(redis.url()).value(), .kept_for = std::chrono::days(400)});
    std::mutex mutex;
    std::condition_variable wake;
    std::vector<std::pair<std::size_t, log_position>> answered;
    std::vector<log_position> positions(sessions_total);
    std::vector<session_key> keys;
    for (std::size_t session = 0; session < sessions_total; ++session) keys.push_back(key_of(session));
    const auto append = [&](std::size_t session) {
      const auto& at = positions[session];
      log.append(keys[session], at, {{at.seq + 1, random_id(random), payload}}, [&, session](append_answer answer) {
        const std::lock_guard lock(mutex);
        answered.emplace_back(session, std::get<appended>(answer).last);
        together::wake(&wake, [&] { wake.notify_one(); });
      });
    };
    const auto began = std::clock();
    const stopwatch watch(state);
    std::size_t sent = 0;
    {
      const together turn;
      for (; sent < at_once; ++sent) append(sent);
    }
    for (std::size_t done = 0; done < commits_total;) {
      std::vector<std::pair<std::size_t, log_position>> now;
      {
        std::unique_lock lock(mutex);
        wake.wait(lock, [&] { return !answered.empty(); });
        now.swap(answered);
      }
      done += now.size();
      for (auto& [session, at] : now) positions[session] = std::move(at);
      const together turn;
      for (std::size_t n = 0; n < now.size(); ++n) {
        if (sent < commits_total) append(sent++ % sessions_total);
      }
    }
    count_costs(state, redis, began);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(commits_total) * state.iterations());
}
BENCHMARK(redis_log_sessions_in_turn)->Arg(0)->Arg(1)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace reprise
