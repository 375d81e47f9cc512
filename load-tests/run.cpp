#include "load-tests/run.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <utility>

#include "load-tests/machine.hpp"
#include "load-tests/words.hpp"
#include "protocol/codec.hpp"
#include "protocol/http_routes.hpp"
#include "protocol/writer.hpp"

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

std::string refusal_in(int status, std::string_view body) {
  std::string text = std::to_string(status);
  const auto detail = row_text(body).word("detail");
  return detail.empty() ? text : text.append(", ").append(detail);
}

template <class Body>
std::optional<Body> answered(int status, std::string_view body) {
  if (status != 200 && status != 201) return std::nullopt;
  auto read = decode<Body>(body);
  return read ? std::optional<Body>(std::move(*read)) : std::nullopt;
}

}  // namespace

run::run(run_options with)
    : options_(std::move(with)),
      server_(resolved(options_.target)),
      loop_(options_.spin),
      in_{.turns = loop_, .luck = chance(options_.seed), .server = server_, .plan = options_.plan},
      http_(loop_, server_, http_connections),
      metrics_(loop_, server_, 1),
      shown_(options_.quiet) {
  in_.run = std::to_string(now_ms_since_1970());
  in_.together = options_.together;
  for (const auto& each : options_.more_nodes) in_.more_nodes.push_back(resolved(each));
  const auto& plan = options_.plan;
  const auto people = static_cast<std::size_t>(plan.people);
  const auto per_session = static_cast<std::size_t>(std::min(plan.people, plan.people_per_session));
  std::int64_t stalls = 0;
  for (const auto& each : plan.happenings) {
    if (each.what == deed::stall)
      stalls = std::max(stalls, static_cast<std::int64_t>(each.share * static_cast<double>(plan.people)));
  }
  for (std::size_t from = 0; from < people; from += per_session) {
    auto& made = crews_.emplace_back();
    made.number = crews_.size() - 1;
    made.leads = std::make_unique<leader>(in_, 0);
    for (auto at = from; at < std::min(people, from + per_session); ++at) {
      made.people.push_back(std::make_unique<participant>(in_, at));
      if (static_cast<std::int64_t>(at) < stalls) made.people.back()->prepare_to_stall();
    }
  }
  crews_.front().leads->speak_for_all();
}

run::~run() = default;

participant& run::person(std::size_t number) {
  auto& in = crew_of(number);
  return *in.people[number - in.people.front()->number()];
}

run::crew& run::crew_of(std::size_t number) { return crews_[number / crews_.front().people.size()]; }

void run::for_each_person(const std::function<void(reprise::load::person&)>& tell) {
  for (auto& each : crews_) {
    tell(*each.leads);
    for (auto& one : each.people) tell(*one);
  }
}

std::int64_t run::people_here() const {
  std::int64_t count = 0;
  for (const auto& each : crews_) {
    count += std::count_if(each.people.begin(), each.people.end(), [](const auto& one) { return one->is_here(); });
  }
  return count;
}

// --- getting everybody in ------------------------------------------------------------------------------------------------

// Other runs at the same server have other ids.
std::string run::id_of(std::string what, std::size_t number) const {
  return what.append("-").append(in_.run).append("-").append(std::to_string(number));
}

void run::open(crew& of) {
  auto& made = *groups_.emplace_back(std::make_unique<group>());
  made.number = groups_.size() - 1;
  of.now = &made;
  http::create_session asked;
  asked.id = id_of("load", made.number);
  asked.playbook = options_.plan.playbook;
  asked.title = "Load test: " + options_.plan.name;
  http_.post("/api/sessions", options_.organiser_key, to_json(asked),
             [this, &of](const http_answer& said) { on_opened(of, said.status, said.body); });
}

void run::on_opened(crew& of, int status, std::string_view body) {
  const auto made = answered<http::session_created>(status, body);
  if (!made) {
    could_not_open_ = refusal_in(status, body);
    in_.found.error("a session could not be opened: " + could_not_open_);
    return;
  }
  of.now->key = made->session;
  of.now->join_code = made->join_code;
  of.now->seats.push_back({made->member, 0, made->ticket, true});
  ++opened_;
  of.leads->sit(*of.now, 0, 0);
}

void run::let_in(std::size_t number, std::int64_t due) {
  ++asked_in_;
  auto& where = *crew_of(number).now;
  http::join asked;
  asked.id = id_of("join", where.number).append("-").append(std::to_string(number));
  asked.code = where.join_code;
  asked.name = words::numbered_name(number % static_cast<std::size_t>(options_.plan.people_per_session));
  http_.post("/api/join", "", to_json(asked),
             [this, number, due](const http_answer& said) { on_joined(number, due, said.status, said.body); });
}

void run::on_joined(std::size_t number, std::int64_t due, int status, std::string_view body) {
  const auto made = answered<http::joined>(status, body);
  if (!made) {
    ++turned_away_;
    in_.found.error("somebody was not let in: " + refusal_in(status, body));
    return;
  }
  auto& where = *crew_of(number).now;
  where.seats.push_back({made->member, 0, made->ticket, false});
  person(number).sit(where, where.seats.size() - 1, due);
}

// --- going on ------------------------------------------------------------------------------------------------------------

run_result run::go() {
  const machine_watch whole;
  const auto own_before = own_cpu_ms();
  const auto now = loop::now();
  in_.found.begin(now, now_ms_since_1970());
  enter(phase::opening, now);
  for (auto& each : crews_) open(each);
  loop_.at(now + tick_us, this, tick);
  loop_.at(now + second_us, this, second);
  loop_.run([this] { return phase_ == phase::over; });
  if (opened_ == 0)
    throw std::runtime_error("No session could be opened at " + options_.target + ": " + could_not_open_);

  run_result made;
  made.scenario = options_.plan.name;
  made.about = options_.plan.about;
  made.target = options_.target;
  made.machine = machine_name();
  made.people = options_.plan.people;
  made.sessions = static_cast<std::int64_t>(groups_.size());
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

void run::on_moment(std::uint32_t what, std::uint32_t scene, std::int64_t due) {
  switch (static_cast<moment>(what)) {
    case tick: return on_tick(loop::now());
    case second: return on_second(loop::now());
    case come: return let_in(scene, due);
    case write: return write_somewhere(scene, due);
    case happen: return make_happen(options_.plan.happenings[scene]);
    case begin: return begin_crew(crews_[scene]);
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
          std::all_of(crews_.begin(), crews_.end(), [](const auto& each) { return each.leads->is_ready(); });
      if (!ready && (!could_not_open_.empty() || now - phase_since_ > opening_us_max)) {
        if (could_not_open_.empty()) in_.found.error("whoever leads could not get into a session");
        opened_ = could_not_open_.empty() ? opened_ : 0;
        return enter(phase::over, now);
      }
      if (!ready) return;
      in_.found.note(now, "people come");
      for (std::size_t at = 0; at < people; ++at) {
        const auto later = options_.plan.ramp_ms * 1'000 * static_cast<std::int64_t>(at) / options_.plan.people;
        loop_.at(now + later, this, come, static_cast<std::uint32_t>(at));
      }
      return enter(phase::people_come, now);
    }
    case phase::people_come: {
      const auto here = static_cast<std::size_t>(people_here());
      if (here + turned_away_ < people && now - phase_since_ < options_.plan.ramp_ms * 1'000 + opening_us_max) return;
      if (here + turned_away_ < people) in_.found.error("not everybody got in");
      in_.found.note(now, "everybody is here");
      for (auto& each : groups_) each->arrivals.settle_before(now + 1, in_.found);
      if (options_.plan.how != behaviour::idle) in_.found.begin_to_measure();
      for (auto& each : crews_) {
        const auto later = options_.plan.begin_within_ms * 1'000 * static_cast<std::int64_t>(each.number);
        loop_.at(now + later / static_cast<std::int64_t>(crews_.size()), this, begin,
                 static_cast<std::uint32_t>(each.number));
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
        if (options_.plan.again && !time_is_over) next_lesson(each);
        all_done = all_done && each.leads->is_done();
      }
      if (!is_steady_ && options_.plan.how == behaviour::wall && now - phase_since_ > steady_after_us) {
        is_steady_ = true;
        in_.found.begin_to_measure();
        in_.found.steady_begins(now, cpu_us_of(options_.server_processes), loop_.busy_us());
      }
      if (!time_is_over && !took_too_long && !all_done) return;
      in_.found.steady_ends(now, cpu_us_of(options_.server_processes), loop_.busy_us());
      for (auto& each : crews_) each.leads->stop();
      in_.found.note(now, "last answers");
      return enter(phase::settling, now);
    }
    case phase::settling: {
      std::size_t waiting = 0;
      for_each_person([&](const auto& each) { waiting += each.unanswered(); });
      if (now - phase_since_ < settle_us_min || (waiting > 0 && now - phase_since_ < settle_us_max)) return;
      for (std::size_t at = 0; at < waiting; ++at) in_.found.error("a command was never answered");
      for (auto& each : groups_) each->arrivals.settle_before(now + 1, in_.found);
      afterwards_.emplace(in_, groups_);
      return enter(phase::looking, now);
    }
    case phase::looking:
      if (afterwards_->are_loaded()) enter(phase::over, now);
      return;
    case phase::over: return;
  }
}

void run::begin_crew(crew& of) {
  of.leads->begin();
  if (options_.plan.how != behaviour::wall) return;
  const auto number = static_cast<std::uint32_t>(of.number);
  // Not from within the read that brought it.
  of.now->wall.begin(of.people.size() + 1, [this, number] {
    if (options_.plan.outstanding > 0) loop_.at(loop::now(), this, write, number);
  });
  for (std::int64_t at = 0; at < options_.plan.outstanding; ++at)
    loop_.at(loop::now() + second_us, this, write, number);
  if (options_.plan.outstanding > 0 || options_.plan.commands_per_second <= 0) return;
  loop_.at(loop::now() + second_us + in_.luck.until_next(options_.plan.commands_per_second), this, write,
           static_cast<std::uint32_t>(of.number));
}

// Lessons follow each other: the same people, a new session. What comes later must not be slower because something came before.
void run::next_lesson(crew& of) {
  switch (of.where) {
    case crew::course::going: {
      std::size_t waiting = of.leads->unanswered();
      for (const auto& each : of.people) waiting += each->unanswered();
      if (!of.leads->is_done() || waiting > 0) return;
      of.leads->leave();
      of.leads->forget_the_session();
      for (auto& each : of.people) {
        each->leave();
        each->forget_the_session();
      }
      of.where = crew::course::opening;
      return open(of);
    }
    case crew::course::opening:
      if (!of.leads->is_ready()) return;
      of.where = crew::course::coming;
      for (auto& each : of.people) let_in(each->number(), loop::now());
      return;
    case crew::course::coming:
      if (!std::all_of(of.people.begin(), of.people.end(), [](const auto& each) { return each->is_here(); })) return;
      of.where = crew::course::going;
      return begin_crew(of);
  }
}

void run::write_somewhere(std::size_t number, std::int64_t due) {
  if (phase_ != phase::going) return;
  auto& of = crews_[number];
  // Open model: the next is due whether or not this one is answered, so that a slow server is not asked less.
  if (options_.plan.outstanding == 0) {
    loop_.at(due + in_.luck.until_next(options_.plan.commands_per_second), this, write,
             static_cast<std::uint32_t>(number));
  }
  auto& writer = *of.people[in_.luck.below(of.people.size())];
  if (writer.sits() && !writer.is_slow()) writer.write_on_wall(due);
}

void run::make_happen(const happening& what) {
  if (phase_ != phase::going) return;
  const auto now = loop::now();
  switch (what.what) {
    case deed::cut:
      in_.found.note(now, "connections cut");
      for (auto& each : crews_) {
        for (auto& one : each.people) {
          if (one->sits() && in_.luck.one_in(what.share)) one->cut(what.for_ms * 1'000);
        }
      }
      return;
    case deed::stall:
      in_.found.note(now, "some stop reading");
      for (auto& each : crews_) {
        for (auto& one : each.people) {
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
    for (auto& each : groups_) each->arrivals.settle_before(now - quiet_after_us, in_.found);
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
  const auto* known = crews_.front().now;
  if (plan.how == behaviour::doors) return plan.rounds * plan.round_ms * 3 / 2;
  std::int64_t seconds = 0;
  for (const auto& each : known->stages) {
    if (plan.stages.empty() || std::find(plan.stages.begin(), plan.stages.end(), each.stage) != plan.stages.end())
      seconds += each.seconds;
  }
  std::int64_t slot = 0;
  for (const auto& each : known->steps) slot += each.seconds;
  return 1'000 * (seconds + known->slots * slot);
}

std::int64_t run::time_left_ms(std::int64_t now) const {
  if (phase_ != phase::going) return 0;
  const auto whole = options_.plan.duration_ms > 0 ? options_.plan.duration_ms : lesson_ms();
  return std::max<std::int64_t>(0, whole - (now - phase_since_) / 1'000);
}

}  // namespace reprise::load
