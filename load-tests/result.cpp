#include "load-tests/result.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

#include "protocol/codec.hpp"
#include "protocol/writer.hpp"

namespace reprise::load {
namespace {

constexpr std::size_t result_bytes_max = 64 * 1024 * 1024;

std::int64_t at_percentile(const duration_result& of, int percentile) {
  switch (percentile) {
    case 50: return of.p50_us;
    case 90: return of.p90_us;
    case 95: return of.p95_us;
    case 99: return of.p99_us;
    default: return of.max_us;
  }
}

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.append(width - text.size(), ' ');
  return text;
}

std::string number_or_time(std::int64_t value, const std::string& unit) {
  return unit == "us" ? in_words(value) : std::to_string(value);
}

template <class... Values>
std::string print(const char* format, Values... values) {
  std::array<char, 256> text;
  const int size = std::snprintf(text.data(), text.size(), format, values...);
  return {text.data(), static_cast<std::size_t>(std::clamp(size, 0, static_cast<int>(text.size()) - 1))};
}

std::string ratio(std::int64_t before, std::int64_t after) {
  if (before <= 0) return "-";
  return print("%.2f x", static_cast<double>(after) / static_cast<double>(before));
}

}  // namespace

std::int64_t run_result::count_of(std::string_view name) const {
  for (const auto& each : counts) {
    if (each.name == name) return each.count;
  }
  return 0;
}

const duration_result* run_result::duration(std::string_view name) const {
  for (const auto& each : durations) {
    if (each.name == name) return &each;
  }
  return nullptr;
}

duration_result summary_of(std::string name, const histogram& of) {
  duration_result made;
  made.name = std::move(name);
  made.count = of.count();
  made.mean_us = of.mean();
  made.p50_us = of.percentile(50);
  made.p90_us = of.percentile(90);
  made.p95_us = of.percentile(95);
  made.p99_us = of.percentile(99);
  made.p999_us = of.percentile(99.9);
  made.max_us = of.max();
  for (const auto& [us, count] : of.buckets()) made.buckets.push_back({us, count});
  return made;
}

histogram histogram_of(const duration_result& of) {
  histogram made;
  for (const auto& each : of.buckets) made.record(each.us, each.count);
  return made;
}

void judge(run_result& of, const std::vector<limit>& limits) {
  of.verdicts.clear();
  for (const auto& each : limits) {
    verdict_result said;
    said.what = name_of(each);
    if (const auto* counted = std::get_if<count_limit>(&each)) {
      said.limit = counted->most;
      said.measured = of.count_of(said.what);
      said.met = said.measured <= said.limit;
    } else {
      const auto& measured = std::get<duration_limit>(each);
      const auto* found = of.duration(boost::describe::enum_to_string(measured.of, ""));
      said.unit = "us";
      said.limit = measured.us_max;
      said.measured = found ? at_percentile(*found, measured.percentile) : 0;
      said.met = found && found->count > 0 && said.measured <= said.limit;
    }
    of.verdicts.push_back(std::move(said));
  }
  of.passed = std::all_of(of.verdicts.begin(), of.verdicts.end(), [](const auto& each) { return each.met; });
}

std::string in_words(std::int64_t us) {
  const auto value = static_cast<double>(us);
  if (us < 1'000) return print("%lld us", static_cast<long long>(us));
  if (us < 100'000) return print("%.1f ms", value / 1e3);
  if (us < 1'000'000) return print("%.0f ms", value / 1e3);
  return print("%.2f s", value / 1e6);
}

std::string to_text(const run_result& of) {
  std::string text = "\n" + of.scenario;
  text.append(": ").append(std::to_string(of.people)).append(" people in ").append(std::to_string(of.sessions));
  text.append(of.sessions == 1 ? " session, " : " sessions, ").append(std::to_string(of.seconds));
  text.append(" seconds, against ").append(of.target).append("\n\n");
  text.append(print("  %-14s %9s %10s %10s %10s %10s %10s\n", "", "count", "p50", "p95", "p99", "p99.9", "longest"));
  for (const auto& each : of.durations) {
    if (each.count == 0) continue;
    text.append(print("  %-14s %9llu %10s %10s %10s %10s %10s\n", each.name.c_str(),
                      static_cast<unsigned long long>(each.count), in_words(each.p50_us).c_str(),
                      in_words(each.p95_us).c_str(), in_words(each.p99_us).c_str(), in_words(each.p999_us).c_str(),
                      in_words(each.max_us).c_str()));
  }
  text.append("\n");
  for (const auto& each : of.counts) {
    text.append("  ").append(padded(each.name, 30)).append(std::to_string(each.count)).append("\n");
  }
  if (of.server_deliveries > 0) {
    text.append("  ").append(padded("server, CPU per delivery", 30));
    text.append(
        print("%.1f us\n", static_cast<double>(of.server_cpu_ms) * 1e3 / static_cast<double>(of.server_deliveries)));
  }
  text.append("  ").append(padded("generator busy", 30));
  text.append(print("%.0f %%, at most %.0f %% over five seconds\n", static_cast<double>(of.busy_permille) / 10,
                    static_cast<double>(of.busy_permille_max) / 10));
  const auto reached_people = of.count_of("deliveries");
  if (reached_people > 0 && of.generator_cpu_ms > 0) {
    text.append("  ").append(padded("generator, CPU per delivery", 30));
    text.append(
        print("%.1f us\n", static_cast<double>(of.generator_cpu_ms) * 1e3 / static_cast<double>(reached_people)));
  }
  text.append("  ").append(padded("other programs here", 30));
  text.append(print("%.0f %% of all cores\n", static_cast<double>(of.others_permille) / 10));
  if (of.others_permille > others_permille_limit)
    text.append("  The machine was busy with other programs: these times are not those of the server alone.\n");
  if (of.overloaded)
    text.append(
        "  The generator itself was too busy (over 80 %): times may be its own. Use fewer people or a faster "
        "machine.\n");
  for (const auto& each : of.complaints) text.append("  ! ").append(each).append("\n");
  text.append("\n");
  for (const auto& each : of.verdicts) {
    text.append(each.met ? "  met     " : "  BROKEN  ").append(padded(each.what, 20));
    text.append(padded(number_or_time(each.measured, each.unit), 12)).append("limit ");
    text.append(number_or_time(each.limit, each.unit)).append("\n");
  }
  return text.append(of.passed ? "\n  Passed.\n" : "\n  Failed.\n");
}

run_result join(const std::vector<run_result>& parts) {
  run_result whole = parts.front();
  std::map<std::string, std::int64_t> counts;
  std::map<std::string, histogram> durations;
  std::map<std::int64_t, second_result> seconds;
  whole.people = whole.sessions = whole.people_at_once = whole.processes = 0;
  whole.busy_permille = whole.busy_permille_max = 0;
  whole.generator_cpu_ms = 0;
  whole.overloaded = false;
  whole.complaints.clear();
  for (const auto& part : parts) {
    whole.people += part.people;
    whole.sessions += part.sessions;
    whole.people_at_once += part.people_at_once;
    whole.processes += part.processes;
    whole.others_permille = std::max(whole.others_permille, part.others_permille);
    whole.seconds = std::max(whole.seconds, part.seconds);
    whole.busy_permille = std::max(whole.busy_permille, part.busy_permille);
    whole.busy_permille_max = std::max(whole.busy_permille_max, part.busy_permille_max);
    whole.overloaded = whole.overloaded || part.overloaded;
    whole.generator_cpu_ms += part.generator_cpu_ms;
    // Each of them asked the same server.
    whole.server_cpu_ms = std::max(whole.server_cpu_ms, part.server_cpu_ms);
    whole.server_deliveries = std::max(whole.server_deliveries, part.server_deliveries);
    for (const auto& each : part.counts) counts[each.name] += each.count;
    for (const auto& each : part.durations) durations[each.name].add(histogram_of(each));
    for (const auto& each : part.each_second) {
      auto& into = seconds[each.at];
      into.at = each.at;
      into.people += each.people;
      into.commands += each.commands;
      into.deliveries += each.deliveries;
      into.errors += each.errors;
      // Percentiles cannot be added; the worst of them is what somebody saw.
      into.acknowledged_p50_us = std::max(into.acknowledged_p50_us, each.acknowledged_p50_us);
      into.acknowledged_p99_us = std::max(into.acknowledged_p99_us, each.acknowledged_p99_us);
      into.screens_p50_us = std::max(into.screens_p50_us, each.screens_p50_us);
      into.screens_p99_us = std::max(into.screens_p99_us, each.screens_p99_us);
      into.busy_permille = std::max(into.busy_permille, each.busy_permille);
      into.server_cpu_permille = std::max(into.server_cpu_permille, each.server_cpu_permille);
      into.server_memory_kb = std::max(into.server_memory_kb, each.server_memory_kb);
      into.server_files = std::max(into.server_files, each.server_files);
    }
    whole.complaints.insert(whole.complaints.end(), part.complaints.begin(), part.complaints.end());
  }
  for (auto& each : whole.counts) each.count = counts[each.name];
  for (auto& each : whole.durations) each = summary_of(each.name, durations[each.name]);
  whole.each_second.clear();
  for (const auto& [at, each] : seconds) whole.each_second.push_back(each);
  return whole;
}

std::string compare(const run_result& before, const run_result& after) {
  std::string text = print("\n  %-26s %14s %14s %10s\n", "", "before", "after", "ratio");
  const auto row = [&](const std::string& name, std::int64_t one, std::int64_t other, bool is_time) {
    text.append(print("  %-26s %14s %14s %10s\n", name.c_str(), (is_time ? in_words(one) : std::to_string(one)).c_str(),
                      (is_time ? in_words(other) : std::to_string(other)).c_str(), ratio(one, other).c_str()));
  };
  row("people", before.people, after.people, false);
  for (const auto& each : before.durations) {
    const auto* other = after.duration(each.name);
    if (!other || each.count == 0 || other->count == 0) continue;
    row(each.name + " p50", each.p50_us, other->p50_us, true);
    row(each.name + " p95", each.p95_us, other->p95_us, true);
    row(each.name + " p99", each.p99_us, other->p99_us, true);
  }
  for (const auto& each : before.counts) row(each.name, each.count, after.count_of(each.name), false);
  const auto per_delivery = [](const run_result& of) {
    return of.server_deliveries == 0 ? 0 : of.server_cpu_ms * 1'000'000 / of.server_deliveries;
  };
  row("server CPU, ns a delivery", per_delivery(before), per_delivery(after), false);
  if (before.scenario != after.scenario || before.people != after.people)
    text.append("\n  These are different runs (scenario or people); their ratios say little.\n");
  if (before.overloaded || after.overloaded)
    text.append("\n  In one of them the generator was too busy; its times may be its own.\n");
  return text;
}

std::optional<run_result> parse_result(std::string_view json, std::string& why) {
  auto read = decode<run_result>(json, result_bytes_max);
  if (read) return std::move(*read);
  why = read.error().detail;
  if (!read.error().field.empty()) why.append(" (").append(read.error().field).append(")");
  return std::nullopt;
}

}  // namespace reprise::load
