#include "load-tests/measures.hpp"

#include <algorithm>
#include <charconv>

namespace reprise::load {
namespace {

constexpr std::size_t complaints_max = 20;
constexpr std::size_t busy_window = 5;  // seconds

// The value behind a metric's name; labels are none of those that are read here.
double metric(std::string_view page, std::string_view name) {
  std::string wanted = "\n";
  wanted.append(name).append(" ");
  const auto at = page.find(wanted);
  if (at == std::string_view::npos) return 0;
  double value = 0;
  std::from_chars(page.data() + at + wanted.size(), page.data() + page.size(), value);
  return value;
}

}  // namespace

server_sample read_metrics(std::string_view page) {
  return {static_cast<std::int64_t>(1e3 * metric(page, "reprise_process_cpu_seconds_total")),
          static_cast<std::int64_t>(metric(page, "reprise_process_resident_memory_bytes") / 1'024),
          static_cast<std::int64_t>(metric(page, "reprise_process_open_fds")),
          static_cast<std::int64_t>(metric(page, "reprise_deliveries_total"))};
}

void measures::error(const std::string& reason) {
  ++errors_;
  ++reasons_[reason];
}

void measures::complain(std::string what) {
  if (complaints_.size() < complaints_max) complaints_.push_back(std::move(what));
}

void measures::begin(std::int64_t now_us, std::int64_t now_ms_since_1970) {
  began_us_ = now_us;
  began_at_ms_ = now_ms_since_1970;
}

void measures::close_second(std::int64_t now_us, std::int64_t people, std::int64_t busy_permille,
                            const server_sample& server) {
  second_result made;
  made.at = (now_us - began_us_) / 1'000'000;
  made.people = people;
  made.commands = static_cast<std::int64_t>(commands - commands_before_);
  made.deliveries = static_cast<std::int64_t>(deliveries - deliveries_before_);
  made.errors = errors_ - errors_before_;
  const auto& answers = second_[static_cast<std::size_t>(duration_kind::acknowledged)];
  const auto& screens = second_[static_cast<std::size_t>(duration_kind::screens)];
  made.acknowledged_p50_us = answers.percentile(50);
  made.acknowledged_p99_us = answers.percentile(99);
  made.screens_p50_us = screens.percentile(50);
  made.screens_p99_us = screens.percentile(99);
  made.busy_permille = busy_permille;
  const auto took_us = now_us - server_at_us_;
  // A server that was started again begins at nothing.
  if (server_before_.cpu_ms > 0 && server.cpu_ms >= server_before_.cpu_ms && took_us > 0)
    made.server_cpu_permille = (server.cpu_ms - server_before_.cpu_ms) * 1'000'000 / took_us;
  made.server_memory_kb = server.memory_kb;
  made.server_files = server.files;
  seconds_.push_back(made);

  if (server_first_.cpu_ms == 0) server_first_ = server;
  server_last_ = server;
  server_before_ = server;
  server_at_us_ = now_us;
  commands_before_ = commands;
  deliveries_before_ = deliveries;
  errors_before_ = errors_;
  for (auto& each : second_) each.clear();
}

void measures::steady_begins(std::int64_t now_us, std::int64_t server_cpu_us, std::int64_t busy_us) {
  steady_began_ = {now_us, server_cpu_us, static_cast<std::int64_t>(wall_commands),
                   static_cast<std::int64_t>(wall_deliveries), 0};
  steady_busy_us_ = busy_us;
}

void measures::steady_ends(std::int64_t now_us, std::int64_t server_cpu_us, std::int64_t busy_us) {
  const auto us = now_us - steady_began_.us;
  if (steady_began_.us == 0 || us <= 0) return;
  steady_ = {us, server_cpu_us - steady_began_.server_cpu_us,
             static_cast<std::int64_t>(wall_commands) - steady_began_.commands,
             static_cast<std::int64_t>(wall_deliveries) - steady_began_.deliveries,
             1'000 * (busy_us - steady_busy_us_) / us};
}

// From the highest of the second third, when caches are warm and the first sessions have been put away, to that of the
// last, in percent: what leaks grows then, too.
std::int64_t measures::growth_of(std::int64_t second_result::*what) const {
  const auto third = static_cast<std::ptrdiff_t>(seconds_.size() / 3);
  if (third < 2) return 0;
  const auto highest = [&](std::ptrdiff_t from, std::ptrdiff_t to) {
    std::int64_t most = 0;
    for (auto at = seconds_.begin() + from; at != seconds_.begin() + to; ++at) most = std::max(most, (*at).*what);
    return most;
  };
  const auto early = highest(third, 2 * third);
  const auto late = highest(2 * third, static_cast<std::ptrdiff_t>(seconds_.size()));
  return early <= 0 || late <= early ? 0 : 100 * (late - early) / early;
}

void measures::fill(run_result& into) const {
  into.began_at_ms = began_at_ms_;
  into.each_second = seconds_;
  into.events = events_;
  into.steady = steady_;
  into.seconds = seconds_.empty() ? 0 : seconds_.back().at;
  for (const auto& each : seconds_) into.people_at_once = std::max(into.people_at_once, each.people);
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<duration_kind>>(
      [&](auto one) { into.durations.push_back(summary_of(one.name, of(one.value))); });

  const auto add = [&](const char* name, std::uint64_t count) {
    into.counts.push_back({name, static_cast<std::int64_t>(count)});
  };
  add("commands", commands);
  add("acknowledged", acknowledged);
  add("too_late", too_late);
  add("deliveries", deliveries);
  add("errors", static_cast<std::uint64_t>(errors_));
  add("cuts", cuts);
  add("resumes", resumes);
  add("snapshots_instead_of_resumes", resume_snapshots);
  add("resume_snapshots", resumes + resume_snapshots == 0 ? 0 : 100 * resume_snapshots / (resumes + resume_snapshots));
  add("snapshots", snapshots);
  add("pages_loaded_afterwards", pages_loaded);
  add("words_looked_for", words_looked_for);
  add("acknowledged_without_words", without_words);
  add("lost", lost);
  into.counts.push_back({"memory_growth", growth_of(&second_result::server_memory_kb)});
  into.counts.push_back({"files_growth", growth_of(&second_result::server_files)});

  std::int64_t sum = 0;
  for (std::size_t at = 0; at < seconds_.size(); ++at) {
    sum += seconds_[at].busy_permille;
    std::int64_t window = 0;
    const auto from = at + 1 < busy_window ? 0 : at + 1 - busy_window;
    for (auto each = from; each <= at; ++each) window += seconds_[each].busy_permille;
    into.busy_permille_max = std::max(into.busy_permille_max, window / static_cast<std::int64_t>(at - from + 1));
  }
  if (!seconds_.empty()) into.busy_permille = sum / static_cast<std::int64_t>(seconds_.size());
  into.overloaded = into.busy_permille_max > busy_permille_limit;
  into.server_cpu_ms = std::max<std::int64_t>(0, server_last_.cpu_ms - server_first_.cpu_ms);
  into.server_deliveries = std::max<std::int64_t>(0, server_last_.deliveries - server_first_.deliveries);

  into.complaints = complaints_;
  for (const auto& [reason, times] : reasons_) {
    std::string text = std::to_string(times);
    into.complaints.push_back(text.append(" x ").append(reason));
  }
}

}  // namespace reprise::load
