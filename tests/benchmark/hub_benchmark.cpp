// A live session without sockets and without a disk: what deciding, seeing, encoding and handing over cost.
// Goals are in docs/performance.md. Items are deliveries where there are viewers, else commands, joins or loads.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <vector>

#include "protocol/writer.hpp"
#include "server/hub/live_session.hpp"
#include "server/log/memory_log.hpp"
#include "tests/benchmark/benchmark_support.hpp"
#include "tests/support/small_session.hpp"
#include "tests/support/virtual_world.hpp"

namespace reprise::tests {
namespace {

const session_key the_key = "benchmark";

struct counting_viewer final : viewer {
  bool send(const shared_frame& what) override {
    ++frames;
    bytes += what->size();
    return true;
  }
  void close(const close_code&) override {}
  std::uint64_t frames = 0;
  std::uint64_t bytes = 0;
};

// A session with so many participants, all with a screen.
struct lesson_hall {
  explicit lesson_hall(std::size_t people, bool rooms) {
    session.load([](const result<void>&) {});
    world.settle();
    ask({}, small_session(), "open");
    leader = session.committed().all<member>().begin()->id;
    for (std::size_t at = 0; at < people; ++at)
      ask({}, command::join{"Person " + std::to_string(at)}, "join-" + std::to_string(at));
    if (rooms) ask(leader, command::go_to_stage{stage::rehearse}, "rehearse");
    for (const auto& each : session.committed().all<member>()) {
      if (each.id != leader) who.push_back(each.id);
    }
  }
  void ask(id<member> actor, any_command what, const std::string& command_id) {
    session.submit({actor, std::move(what)}, command_id, [](const result<accepted>& how) { how.value(); });
    world.settle();
  }
  void seat_all() {
    for (const auto each : who) session.attach(*viewers.emplace_back(std::make_unique<counting_viewer>()), each);
    world.settle();
  }
  std::uint64_t delivered() const {
    std::uint64_t sum = 0;
    for (const auto& each : viewers) sum += each->frames;
    return sum;
  }
  ~lesson_hall() {
    for (const auto& each : viewers) session.detach(*each);
  }

  hub_options options = without_limits();
  memory_log log;
  virtual_world world{log};
  live_session session{the_key, world, options};
  id<member> leader;
  std::vector<id<member>> who;
  std::vector<std::unique_ptr<counting_viewer>> viewers;
};

// Everybody sees it: one session of so many people.
void hub_deliver_to_all(benchmark::State& bench) {
  lesson_hall hall(static_cast<std::size_t>(bench.range(0)), false);
  hall.seat_all();
  const auto before = hall.delivered();
  std::size_t count = 0;
  for (auto _ : bench) {
    const auto turn = count++;
    hall.session.command(*hall.viewers[turn % hall.viewers.size()],
                         {.id = std::to_string(turn),
                          .request = command::rename{hall.who[turn % hall.who.size()], "N" + std::to_string(turn)}});
    hall.world.settle();
  }
  bench.SetItemsProcessed(static_cast<std::int64_t>(hall.delivered() - before));
}
BENCHMARK(hub_deliver_to_all)->Arg(30)->Arg(300)->Arg(900);

// One room of three out of a hundred sees it: drafts, shared attempts.
void hub_command_in_a_room(benchmark::State& bench) {
  lesson_hall hall(300, true);
  hall.seat_all();
  std::size_t count = 0;
  std::vector<id<attempt>> drafts(hall.who.size());
  for (std::size_t at = 0; at < hall.who.size(); ++at) {
    hall.ask(hall.who[at], command::save_attempt_draft{{}, {}, "So far"}, "first-" + std::to_string(at));
    drafts[at] = hall.session.committed().attempts_by(hall.who[at]).back();
  }
  const std::string words(280, 'w');
  for (auto _ : bench) {
    const auto turn = count++ % hall.who.size();
    hall.session.command(*hall.viewers[turn],
                         {.id = std::to_string(count),
                          .request = command::save_attempt_draft{drafts[turn], {}, words + std::to_string(count)}});
    hall.world.settle();
  }
  bench.SetItemsProcessed(bench.iterations());
}
BENCHMARK(hub_command_in_a_room);

// The same, sixty-four at a time: group commit.
void hub_batch_of_64_in_rooms(benchmark::State& bench) {
  lesson_hall hall(300, true);
  hall.seat_all();
  std::size_t count = 0;
  const std::string words(280, 'w');
  for (auto _ : bench) {
    for (int each = 0; each < 64; ++each) {
      const auto turn = count++ % hall.who.size();
      hall.session.command(
          *hall.viewers[turn],
          {.id = std::to_string(count), .request = command::rename{hall.who[turn], "N" + std::to_string(count)}});
    }
    hall.world.settle();
  }
  bench.SetItemsProcessed(bench.iterations() * 64);
}
BENCHMARK(hub_batch_of_64_in_rooms);

// A join storm: so many welcomes with a snapshot.
void hub_welcome(benchmark::State& bench) {
  lesson_hall hall(static_cast<std::size_t>(bench.range(0)), true);
  for (auto _ : bench) {
    hall.seat_all();
    for (const auto& each : hall.viewers) hall.session.detach(*each);
    hall.viewers.clear();
    hall.world.settle();
  }
  bench.SetItemsProcessed(bench.iterations() * bench.range(0));
}
BENCHMARK(hub_welcome)->Arg(30)->Arg(300)->Unit(benchmark::kMillisecond);

// Who comes back after a moment is sent what changed.
void hub_resume(benchmark::State& bench) {
  lesson_hall hall(300, true);
  const auto at = hall.session.position();
  hall.ask(hall.leader, command::announce{{}, "Five minutes"}, "say");
  counting_viewer screen;
  for (auto _ : bench) {
    hall.session.attach(screen, hall.who[0], resume_point{at.epoch, at.seq, short_mark(at.mark)});
    hall.session.detach(screen);
  }
  bench.SetItemsProcessed(bench.iterations());
}
BENCHMARK(hub_resume);

// "Rooms open": the standing of three hundred changes at once, and each gets a snapshot of what they may see now.
void hub_rooms_open(benchmark::State& bench) {
  for (auto _ : bench) {
    bench.PauseTiming();
    auto hall = std::make_unique<lesson_hall>(300, false);
    hall->seat_all();
    bench.ResumeTiming();
    hall->ask(hall->leader, command::go_to_stage{stage::rehearse}, "go");
    bench.PauseTiming();
    hall.reset();
    bench.ResumeTiming();
  }
  bench.SetItemsProcessed(bench.iterations() * 300);
}
BENCHMARK(hub_rooms_open)->Unit(benchmark::kMillisecond)->Iterations(10);

// A session of many commits, loaded from its snapshot.
void hub_load(benchmark::State& bench) {
  lesson_hall hall(300, true);
  for (std::int64_t at = 0; at < bench.range(0); ++at) {
    hall.session.submit({hall.leader, command::rename{hall.leader, "F" + std::to_string(at)}}, "r" + std::to_string(at),
                        [](const result<accepted>&) {});
    hall.world.settle();
  }
  hall.session.keep_snapshot();
  hall.world.settle();
  for (auto _ : bench) {
    live_session again(the_key, hall.world, hall.options);
    bool loaded = false;
    again.load([&](const result<void>& how) { loaded = how.has_value(); });
    hall.world.settle();
    if (!loaded) bench.SkipWithError("not loaded");
  }
}
BENCHMARK(hub_load)->Arg(100'000)->Unit(benchmark::kMillisecond)->Iterations(20);

}  // namespace
}  // namespace reprise::tests
