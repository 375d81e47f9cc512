#include "load-tests/run.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "load-tests/machine.hpp"

namespace reprise::load {
namespace {

constexpr std::size_t http_connections = 64;
constexpr std::int64_t tick_us = 50'000;
constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t settle_us_min = 1'500'000;
constexpr std::int64_t settle_us_max = 20'000'000;
constexpr std::int64_t opening_us_max = 120'000'000;
constexpr std::int64_t quiet_after_us = 2'000'000;
constexpr std::int64_t steady_after_us = 3'000'000;

std::int64_t now_ms_since_1970() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

address resolved(const std::string& url) {
  std::string why;
  const auto found = resolve(url, why);
  if (!found) throw std::runtime_error(why);
  return *found;
}

}  // namespace

run::run(run_options with)
    : options_(std::move(with)),
      server_(resolved(options_.target)),
      loop_(options_.spin),
      in_{.turns = loop_, .luck = chance(options_.seed), .server = server_, .plan = options_.plan},
      http_(loop_, server_, http_connections),
      metrics_(loop_, server_, 1),
      shown_(options_.quiet),
      door_{.http = http_, .organiser_key = options_.organiser_key} {
  in_.run = std::to_string(now_ms_since_1970());
  in_.together = options_.together;
  for (const auto& each : options_.more_nodes) in_.more_nodes.push_back(resolved(each));
  const auto& plan = options_.plan;
  const auto people = static_cast<std::size_t>(plan.people);
  const auto per_session = static_cast<std::size_t>(std::min(plan.people, plan.people_per_session));
  for (std::size_t from = 0; from < people; from += per_session)
    crews_.emplace_back(in_, door_, from, std::min(per_session, people - from));
  std::int64_t stalls = 0;
  for (const auto& each : plan.happenings) {
    if (each.what == deed::stall)
      stalls = std::max(stalls, static_cast<std::int64_t>(each.share * static_cast<double>(plan.people)));
  }
  for (auto& each : crews_) {
    for (const auto& one : each.people()) {
      if (static_cast<std::int64_t>(one->number()) < stalls) one->prepare_to_stall();
    }
  }
  crews_.front().lead().speak_for_all();
}

run::~run() = default;

std::int64_t run::people_here() const {
  std::int64_t count = 0;
  for (const auto& each : crews_) {
    const auto& people = each.people();
    count += std::count_if(people.begin(), people.end(), [](const auto& one) { return one->is_here(); });
  }
  return count;
}

// --- going on ------------------------------------------------------------------------------------------------------------

run_result run::go() {
  const machine_watch whole;
  const auto own_before = own_cpu_ms();
  const auto now = loop::now();
  in_.found.begin(now, now_ms_since_1970());
  enter(phase::opening, now);
  for (auto& each : crews_) each.open();
  loop_.at(now + tick_us, this, tick);
  loop_.at(now + second_us, this, second);
  loop_.run([this] { return phase_ == phase::over; });
  if (door_.opened == 0)
    throw std::runtime_error("No session could be opened at " + options_.target + ": " + door_.could_not_open);

  run_result made;
  made.scenario = options_.plan.name;
  made.about = options_.plan.about;
  made.target = options_.target;
  made.machine = machine_name();
  made.people = options_.plan.people;
  made.sessions = static_cast<std::int64_t>(door_.groups.size());
  made.speed_permille = static_cast<std::int64_t>(1'000 * options_.plan.speed);
  in_.found.fill(made);
  // One that never sleeps takes a whole core whatever it does.
  if (!options_.spin) made.generator_cpu_ms = own_cpu_ms() - own_before;
  const bool server_is_here =
      options_.target.starts_with("http://127.") || options_.target.starts_with("http://localhost");
  made.others_permille = whole.others_permille(server_is_here ? made.server_cpu_ms : 0);
  judge(made, options_.plan.limits);
  return made;
}

void run::on_moment(std::uint32_t what, std::uint32_t scene, std::int64_t /*due*/) {
  switch (static_cast<moment>(what)) {
    case tick: return on_tick(loop::now());
    case second: return on_second(loop::now());
    case happen: return make_happen(options_.plan.happenings[scene]);
  }
}

void run::enter(phase next, std::int64_t now) {
  phase_ = next;
  phase_since_ = now;
}

void run::on_tick(std::int64_t now) {
  loop_.at(now + tick_us, this, tick);
  const auto people = static_cast<std::size_t>(options_.plan.people);
  switch (phase_) {
    case phase::opening:
    case phase::leaders_come: {
      const bool ready =
          std::all_of(crews_.begin(), crews_.end(), [](const auto& each) { return each.lead().is_ready(); });
      if (!ready && (!door_.could_not_open.empty() || now - phase_since_ > opening_us_max)) {
        if (door_.could_not_open.empty()) in_.found.error("whoever leads could not get into a session");
        door_.opened = door_.could_not_open.empty() ? door_.opened : 0;
        return enter(phase::over, now);
      }
      if (!ready) return;
      in_.found.note(now, "people come");
      for (std::size_t at = 0; at < people; ++at) {
        const auto later = options_.plan.ramp_ms * 1'000 * static_cast<std::int64_t>(at) / options_.plan.people;
        loop_.at(now + later, &crew_of(at), crew::come, static_cast<std::uint32_t>(at));
      }
      return enter(phase::people_come, now);
    }
    case phase::people_come: {
      const auto here = static_cast<std::size_t>(people_here());
      if (here + door_.turned_away < people && now - phase_since_ < options_.plan.ramp_ms * 1'000 + opening_us_max)
        return;
      if (here + door_.turned_away < people) in_.found.error("not everybody got in");
      in_.found.note(now, "everybody is here");
      for (auto& each : door_.groups) each->arrivals.settle_before(now + 1, in_.found);
      if (options_.plan.how != behaviour::idle) in_.found.begin_to_measure();
      for (std::size_t at = 0; at < crews_.size(); ++at) {
        const auto later = options_.plan.begin_within_ms * 1'000 * static_cast<std::int64_t>(at);
        loop_.at(now + later / static_cast<std::int64_t>(crews_.size()), &crews_[at], crew::begin);
      }
      for (std::size_t at = 0; at < options_.plan.happenings.size(); ++at)
        loop_.at(now + options_.plan.happenings[at].at_ms * 1'000, this, happen, static_cast<std::uint32_t>(at));
      return enter(phase::going, now);
    }
    case phase::going: {
      const bool time_is_over = options_.plan.duration_ms > 0 && now - phase_since_ > options_.plan.duration_ms * 1'000;
      const bool took_too_long =
          options_.plan.duration_ms == 0 && now - phase_since_ > (3 * lesson_ms() + 120'000) * 1'000;
      if (took_too_long) in_.found.error("the lesson did not end");
      bool all_done = true;
      for (auto& each : crews_) {
        if (options_.plan.again && !time_is_over) each.go_on();
        all_done = all_done && each.lead().is_done();
      }
      if (!is_steady_ && options_.plan.how == behaviour::wall && now - phase_since_ > steady_after_us) {
        is_steady_ = true;
        in_.found.begin_to_measure();
        in_.found.steady_begins(now, cpu_us_of(options_.server_processes), loop_.busy_us());
      }
      if (!time_is_over && !took_too_long && !all_done) return;
      in_.found.steady_ends(now, cpu_us_of(options_.server_processes), loop_.busy_us());
      for (auto& each : crews_) each.stop();
      in_.found.note(now, "last answers");
      return enter(phase::settling, now);
    }
    case phase::settling: {
      std::size_t waiting = 0;
      for (const auto& each : crews_) waiting += each.unanswered();
      if (now - phase_since_ < settle_us_min || (waiting > 0 && now - phase_since_ < settle_us_max)) return;
      for (std::size_t at = 0; at < waiting; ++at) in_.found.error("a command was never answered");
      for (auto& each : door_.groups) each->arrivals.settle_before(now + 1, in_.found);
      afterwards_.emplace(in_, door_.groups);
      return enter(phase::looking, now);
    }
    case phase::looking:
      if (afterwards_->are_loaded()) enter(phase::over, now);
      return;
    case phase::over: return;
  }
}

void run::make_happen(const happening& what) {
  if (phase_ != phase::going) return;
  const auto now = loop::now();
  switch (what.what) {
    case deed::cut:
      in_.found.note(now, "connections cut");
      for (auto& each : crews_) {
        for (const auto& one : each.people()) {
          if (one->sits() && in_.luck.one_in(what.share)) one->cut(what.for_ms * 1'000);
        }
      }
      return;
    case deed::stall:
      in_.found.note(now, "some stop reading");
      for (auto& each : crews_) {
        for (const auto& one : each.people()) {
          if (static_cast<double>(one->number()) < what.share * static_cast<double>(options_.plan.people))
            one->stall(what.for_ms * 1'000);
        }
      }
      return;
    case deed::hook: return run_hook();
  }
}

void run::run_hook() {
  in_.found.note(loop::now(), "hook");
  const auto pid = ::fork();
  if (pid == 0) {
    ::setsid();
    ::execl("/bin/sh", "sh", "-c", options_.hook.c_str(), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  hook_ = pid;
}

// --- once a second ---------------------------------------------------------------------------------------------------

void run::on_second(std::int64_t now) {
  loop_.at(now + second_us, this, second);
  if (hook_ > 0) {
    int status = 0;
    if (::waitpid(hook_, &status, WNOHANG) == hook_) {
      hook_ = 0;
      if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) in_.found.error("the hook failed");
    }
  }
  const auto busy = loop_.take_busy_permille();
  if (phase_ != phase::looking && phase_ != phase::over) {
    for (auto& each : door_.groups) each->arrivals.settle_before(now - quiet_after_us, in_.found);
    in_.found.close_second(now, people_here(), busy, server_says_);
    ask_metrics();
  }
  constexpr const char* names[] = {"opening", "opening", "coming", "going on", "last answers", "looking for every word",
                                   ""};
  shown_.show(in_.found, people_here(), time_left_ms(now), names[static_cast<std::size_t>(phase_)]);
}

void run::ask_metrics() {
  metrics_.get("/metrics", [this](const http_answer& said) {
    if (said.status == 200) server_says_ = read_metrics(said.body);
  });
}

std::int64_t run::lesson_ms() const {
  const auto& plan = options_.plan;
  const auto& known = crews_.front().session();
  if (plan.how == behaviour::doors) return plan.rounds * plan.round_ms * 3 / 2;
  std::int64_t seconds = 0;
  for (const auto& each : known.stages) {
    if (plan.stages.empty() || std::find(plan.stages.begin(), plan.stages.end(), each.stage) != plan.stages.end())
      seconds += each.seconds;
  }
  std::int64_t slot = 0;
  for (const auto& each : known.steps) slot += each.seconds;
  return 1'000 * (seconds + known.slots * slot);
}

std::int64_t run::time_left_ms(std::int64_t now) const {
  if (phase_ != phase::going) return 0;
  const auto whole = options_.plan.duration_ms > 0 ? options_.plan.duration_ms : lesson_ms();
  return std::max<std::int64_t>(0, whole - (now - phase_since_) / 1'000);
}

}  // namespace reprise::load
