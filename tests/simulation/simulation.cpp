#include "tests/simulation/simulation.hpp"

#include <algorithm>

#include "protocol/codec.hpp"
#include "tests/support/small_session.hpp"

namespace reprise::tests {
namespace {

const session_key the_key = "simulated";
constexpr int events = 420;

hub_options small_bounds() {
  hub_options all;
  all.log_is_shared = true;
  all.commands_per_second_max = 50;
  all.commands_burst_max = 40;
  all.too_fast_refusals_max = 1'000'000;
  all.inbox_commands_max = 12;
  all.batch_commands_max = 5;
  all.known_commands_max = 1'000;
  all.history_commits_max = 25;
  all.snapshot_commits = 15;
  all.snapshot_commits_max = 30;
  all.command_patience_ms = 8'000;
  all.tail_commits_max = 8;
  all.live_commits_kept = 40;
  return all;
}

log_faults some_faults(chance& dice, bool late_ones) {
  const auto up_to = [&](unsigned most) { return static_cast<unsigned>(dice.below(most + 1)); };
  log_faults all;
  if (dice.percent(50)) all.delay = up_to(70);
  if (dice.percent(30)) all.lose_answer = up_to(25);
  if (dice.percent(30)) all.lose_request = up_to(25);
  if (dice.percent(20)) all.repeat = up_to(25);
  if (late_ones && dice.percent(40)) all.late = up_to(20);
  if (dice.percent(40)) all.deaf = up_to(40);
  return all;
}

}  // namespace

simulation::simulation(std::uint64_t seed)
    : dice_(seed),
      options_(small_bounds()),
      below_({.now = [this] { return world_.now(); },
              .new_epoch = [this] { return "epoch" + std::to_string(++epochs_); }}),
      log_(below_, seed * 31 + 7, {}),
      world_(log_, seed * 17 + 3),
      late_ones_(seed % 5 == 0),
      hasty_(seed % 7 == 0),
      servers_(2 + seed % 3) {
  for (std::size_t at = 0; at < servers_.size(); ++at) {
    servers_[at].world = std::make_unique<own_world>(
        world_, [this, at](const auto& expected, const auto& commits) { note_append(at, expected, commits); });
  }
}

void simulation::start(server& which) {
  which.session = std::make_unique<live_session>(the_key, *which.world, options_);
  which.loaded = false;
  which.session->load([this, &which](const result<void>& how) {
    which.loaded = how.has_value();
    if (!which.loaded) which.back_at = world_.now() + 1'000;
  });
}

void simulation::kill(server& which) {
  // Who alone knows what is missing must live to put it back: two faults at once are more than is promised.
  if (missing_ > 0 && !hasty_ && holds_what_is_missing(which)) return;
  for (const auto& each : clients_) {
    if (each->server() == which.session.get()) each->server_died();
  }
  which.session.reset();
  which.loaded = false;
  which.back_at = world_.now() + static_cast<instant>(dice_.below(8'000));
  ++summary_.restarts;
}

seq_number simulation::length_of_log() {
  seq_number length = 0;
  below_.load(the_key, [&](const load_answer& got) { length = std::get<loaded_session>(got).last.seq; });
  return length;
}

bool simulation::holds_what_is_missing(const server& which) const {
  return which.session && which.session->position().seq >= missing_;
}

void simulation::lose_the_end() {
  const auto length = length_of_log();
  if (missing_ > length) return;
  missing_ = length;
  const bool known = std::any_of(servers_.begin(), servers_.end(),
                                 [this](const auto& each) { return each.loaded && holds_what_is_missing(each); });
  const auto lost = 1 + dice_.below(12);
  if (!known || lost >= length) {
    missing_ = 0;
    return;
  }
  ++summary_.tails_lost;
  below_.lose_after(the_key, length - lost, !hasty_);
}

simulation::server* simulation::some_server() {
  auto& one = servers_[dice_.below(servers_.size())];
  return one.session && one.loaded ? &one : nullptr;
}

void simulation::open() {
  writing_down_ = below_.follow(the_key, [this](const heard& what) {
    const auto* news = std::get_if<heard_commits>(&what);
    if (!news) return;
    for (const auto& each : news->commits) {
      written_[each.seq] = each.bytes;
      ever_written_.push_back(each.bytes);
    }
  });
  for (auto& each : servers_) start(each);
  world_.settle();
  servers_[0].session->submit({{}, small_session()}, "open", [](const result<accepted>&) {});
  world_.settle();
  // They have loaded before there was anything: some hear of it as it begins, some begin with it.
  for (std::size_t at = 1; at < servers_.size(); ++at) {
    if (dice_.percent(50)) continue;
    kill(servers_[at]);
    servers_[at].back_at = world_.now();
  }
  const auto people = 3 + dice_.below(5);
  for (std::size_t number = 0; number <= people; ++number) {
    clients_.push_back(std::make_unique<simulated_client>(static_cast<int>(number)));
    if (number > 0) newcomers_.push_back({.command_id = "join-" + std::to_string(number), .client = number});
  }
  clients_[0]->me = servers_[0].session->committed().all<member>().begin()->id;
}

// Newcomers knock until they are let in, with the same id, at whatever server answers.
void simulation::let_in() {
  for (auto& each : newcomers_) {
    if (clients_[each.client]->me || clients_[each.client]->turned_away ||
        (each.asked && world_.now() - each.asked_at < 3'000))
      continue;
    if (!dice_.percent(20)) continue;
    auto* const at = some_server();
    if (!at) continue;
    each.asked = true;
    each.asked_at = world_.now();
    auto* const who = clients_[each.client].get();
    command::join join{.name = "Person " + std::to_string(each.client)};
    // Some were in a session before, and bring what they promised there.
    if (each.client % 2 == 0) {
      join.promised = gap_task{};
      join.promised->what = "Visit 9B";
    }
    at->session->submit({{}, std::move(join)}, each.command_id, [this, who](const result<accepted>& how) {
      if (how.has_error()) {
        who->turned_away = how.error().code != refusal_code::try_again;
        return;
      }
      const id<member> now{how->first_put};
      // Unless the first was lost with the log's end, and nobody waited for it to be put back.
      const bool may_be_lost = hasty_ && summary_.tails_lost > 0;
      if (who->me && who->me != now && !may_be_lost) complain("the same join gave two members");
      if (!now) complain("a join gave nobody");
      if (!who->me) who->me = now;  // a browser that has its ticket asks no more
    });
  }
}

void simulation::one_event() {
  auto& who = *clients_[dice_.below(clients_.size())];
  if (missing_ > 0 && length_of_log() >= missing_) missing_ = 0;
  switch (dice_.below(25)) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
    case 5: {
      const auto* at = who.server();
      if (!who.me || !at || who.gone_for_good()) break;
      const auto words_before = words_.made;
      who.ask(something_to_do(dice_, words_, at->committed(), who.me));
      for (auto word = words_before; word < words_.made; ++word) authors_.push_back(who.me);
      break;
    }
    case 6: who.type(dice_.percent(60)); break;
    case 7:
    case 8:
    case 9:
      for (auto count = dice_.below(4); count > 0 && who.carry_up(); --count) continue;
      break;
    case 10:
    case 11:
    case 12: who.carry_down(1 + dice_.below(20)); break;
    case 13:
      if (!who.connected() || !dice_.percent(40)) break;
      who.cut();
      ++summary_.cuts;
      break;
    case 14: {
      auto* const at = some_server();
      if (at && who.me && !who.connected() && !who.gone_for_good()) who.connect(*at->session);
      break;
    }
    case 15:
      if (dice_.percent(8)) kill(servers_[dice_.below(servers_.size())]);
      break;
    case 16:
      if (dice_.percent(25)) log_.set_faults(dice_.percent(40) ? log_faults{} : some_faults(dice_, late_ones_));
      break;
    case 17: log_.deliver_one(); break;
    case 18: world_.pass(static_cast<instant>(dice_.below(3) * 700)); break;
    case 19:
      if (dice_.percent(10)) world_.pass(static_cast<instant>(dice_.below(80'000)));
      break;
    case 20: who.resend_those_to_try_again(); break;
    case 21:
      if (dice_.percent(12)) lose_the_end();
      break;
    default:
      for (auto count = dice_.below(5); count > 0 && world_.step(); --count) continue;
      world_.jump(static_cast<instant>(dice_.below(60)));
  }
  for (auto& each : servers_) {
    if (!each.loaded && each.back_at != 0 && world_.now() >= each.back_at) {
      each.back_at = 0;
      start(each);
    }
  }
  let_in();
}

std::size_t simulation::unanswered() const {
  std::size_t count = log_.held() + world_.posted();
  for (const auto& each : clients_) {
    if (each->gone_for_good()) continue;
    count += each->pending.size() + (each->has_frames() ? 1U : 0U) + (each->connected() ? 0U : 1U);
  }
  for (const auto& each : servers_) count += each.loaded ? each.session->waiting() : 1U;
  return count;
}

// All faults end; in the end everybody must have an answer to everything.
void simulation::heal() {
  log_.set_faults({});
  for (int round = 0; round < 400; ++round) {
    log_.deliver_all();
    for (auto& each : servers_) {
      if (!each.session || (!each.loaded && each.back_at != 0)) {
        each.back_at = 0;
        start(each);
      }
    }
    world_.pass(500);
    for (std::size_t at = 0; at < clients_.size(); ++at) {
      auto& who = *clients_[at];
      if (who.gone_for_good()) continue;
      if (!who.me) {
        let_in();
        continue;
      }
      auto& near = servers_[at % servers_.size()];
      if (!who.connected() && near.loaded) who.connect(*near.session);
      who.resend_those_to_try_again();
      while (who.carry_up()) continue;
      world_.settle();
      while (who.carry_down(100)) continue;
    }
    if (round > 6 && unanswered() == 0) break;
  }
  // Servers hear of each other's commits and people; of one that died, by its silence.
  for (int round = 0; round < 60; ++round) {
    world_.pass(1'000);
    everybody_goes_on({});
    if (round > 25 && all_alike() && unanswered() == 0) break;
  }
}

bool simulation::all_alike() const {
  const auto at = servers_[0].session->position();
  return std::all_of(servers_.begin(), servers_.end(),
                     [&](const auto& each) { return each.session->position() == at; });
}

// Whoever is without a server comes to one that lives.
void simulation::everybody_goes_on(const std::set<const simulated_client*>& but) {
  for (std::size_t at = 0; at < clients_.size(); ++at) {
    auto& who = *clients_[at];
    if (who.gone_for_good() || but.contains(&who)) continue;
    auto near = at % servers_.size();
    if (!servers_[near].loaded) near = (near + 1) % servers_.size();
    if (!who.connected() && who.me && servers_[near].loaded) who.connect(*servers_[near].session);
    who.resend_those_to_try_again();
    while (who.carry_up()) continue;
    while (who.carry_down(100)) continue;
  }
}

// A server dies and stays dead. The others take it for dead by its silence, and its people for away; those come to others
// then, and are here again. Meanwhile the others have much to say of their own.
void simulation::lose_a_server() {
  if (missing_ > length_of_log()) return;
  missing_ = 0;
  auto& dead = servers_[dice_.below(servers_.size())];
  std::set<const simulated_client*> lost;
  for (const auto& each : clients_) {
    if (each->server() == dead.session.get() && !each->gone_for_good()) lost.insert(each.get());
  }
  kill(dead);
  const auto noticed_within_ms = options_.node_silent_ms_max + options_.node_says_ms + away_after_ms;
  bool typing = false;
  for (instant passed = 0; passed <= noticed_within_ms; passed += 3'000) {
    typing = !typing;
    for (const auto& each : clients_) each->type(typing);
    world_.pass(3'000);
    everybody_goes_on(lost);
  }
  check_who_is_here();
  check_attendance(lost);
  for (int round = 0; round < 3; ++round) {
    everybody_goes_on({});
    world_.pass(1'000);
  }
  everybody_goes_on({});
  check_who_is_here();
  check_attendance({});
  summary_.lost_with_a_server += lost.size();

  start(dead);
  for (int round = 0; round < 20; ++round) {
    world_.pass(1'000);
    everybody_goes_on({});
    if (round > 2 && all_alike() && unanswered() == 0) break;
  }
}

void simulation::note_append(std::size_t by, const log_position& expected, const std::vector<stored_commit>& commits) {
  for (const auto& each : commits) {
    if (each.bytes.find("\"command\":\"wake\"") == std::string::npos) continue;
    const auto woken_at = decode_commit(each.bytes).value().at;
    for (const auto& due : due_at(deadlines_of(servers_[by].session->committed()), woken_at)) {
      auto& those = woken_for_[{expected.epoch, expected.seq, due}];
      if (those.insert(by).second && those.size() == 2) ++summary_.two_wakes;
    }
  }
}

run_summary simulation::run() {
  open();
  for (int at = 0; at < events; ++at) one_event();
  heal();
  lose_a_server();
  check();
  return std::move(summary_);
}

}  // namespace reprise::tests
