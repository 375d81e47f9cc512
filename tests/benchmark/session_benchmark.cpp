// The four pure functions, in a session of 300 people in 100 rooms that have each shared an attempt.
#include <benchmark/benchmark.h>

#include <string>

#include "protocol/writer.hpp"
#include "server/session/session.hpp"

namespace reprise {
namespace {

struct busy_session {
  state now;
  seq_number seq = 0;
  id<member> facilitator;
  std::vector<id<member>> people;
  std::vector<id<attempt>> attempts;

  changes done(id<member> actor, any_command what) {
    const auto made =
        decide(now, {.actor = actor, .command = std::move(what)}, {.now = 1'000, .next = seq + 1, .dice = seq});
    for (const auto& each : *made) reprise::apply(now, each);
    ++seq;
    return *made;
  }

  busy_session() {
    command::open_session opening;
    opening.title = "Busy";
    opening.join_code = "K7QF2M";
    opening.facilitator = "Fiona";
    for (int number = 0; number < 4; ++number) {
      criterion one;
      one.title = "Criterion";
      opening.criteria.push_back(one);
    }
    facilitator = {id_of(done({}, opening).front())};
    for (int number = 0; number < 300; ++number) {
      people.push_back({id_of(done({}, command::join{.name = "Person " + std::to_string(number)}).front())});
    }
    done(facilitator, command::go_to_stage{.stage = stage::rehearse});
    for (const auto each : people) {
      attempts.push_back({id_of(
          done(each, command::share_attempt{.attempt = {}, .answers = {}, .text = std::string(200, 'x')}).front())});
    }
  }

  static const busy_session& shared() {
    static const busy_session one;
    return one;
  }

  command::save_feedback_draft draft() const {
    command::save_feedback_draft typed;
    typed.attempt = attempts.front();
    typed.strength = std::string(150, 's');
    typed.action_step = std::string(100, 'a');
    return typed;
  }
  id<member> reviewer() const { return now.find(now.feedback_on(attempts.front()).front())->reviewer; }
};

void decide_a_draft(benchmark::State& bench) {
  const auto& it = busy_session::shared();
  const request asked{.actor = it.reviewer(), .command = it.draft()};
  const moment at{.now = 2'000, .next = it.seq + 1, .dice = 1};
  for (auto _ : bench) benchmark::DoNotOptimize(decide(it.now, asked, at));
}
BENCHMARK(decide_a_draft);

void decide_to_open_the_rooms(benchmark::State& bench) {
  auto it = busy_session::shared();
  it.done(it.facilitator, command::close_rooms{.notice_seconds = 0});
  const request asked{.actor = it.facilitator, .command = command::open_rooms{}};
  const moment at{.now = 2'000, .next = it.seq + 1, .dice = 1};
  for (auto _ : bench) benchmark::DoNotOptimize(decide(it.now, asked, at));
}
BENCHMARK(decide_to_open_the_rooms);

void apply_and_undo(benchmark::State& bench) {
  auto it = busy_session::shared();
  const auto made =
      decide(it.now, {.actor = it.reviewer(), .command = it.draft()}, {.now = 2'000, .next = it.seq + 1, .dice = 1});
  for (auto _ : bench) {
    const auto inverse = reprise::apply(it.now, made->front());
    benchmark::DoNotOptimize(reprise::apply(it.now, inverse));
  }
}
BENCHMARK(apply_and_undo);

void see_through_a_lens(benchmark::State& bench) {
  const auto& it = busy_session::shared();
  const entity whole = *it.now.find(it.attempts.front());
  const auto stands = standing_of(it.now, it.reviewer());
  for (auto _ : bench) benchmark::DoNotOptimize(see(whole, lens_of(it.now, stands, whole)));
}
BENCHMARK(see_through_a_lens);

void find_the_lens(benchmark::State& bench) {
  const auto& it = busy_session::shared();
  const entity whole = *it.now.find(it.attempts.front());
  const auto stands = standing_of(it.now, it.reviewer());
  for (auto _ : bench) benchmark::DoNotOptimize(lens_of(it.now, stands, whole));
}
BENCHMARK(find_the_lens);

void when_to_wake(benchmark::State& bench) {
  const auto& it = busy_session::shared();
  for (auto _ : bench) benchmark::DoNotOptimize(next_wake(it.now));
}
BENCHMARK(when_to_wake);

}  // namespace
}  // namespace reprise
