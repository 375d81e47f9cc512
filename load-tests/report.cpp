#include "load-tests/report.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>

#include "load-tests/plot.hpp"

namespace reprise::load {
namespace {

constexpr const char* style = R"(
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #57606a; --rule: #d8dee4; --a: #0b62c4; --b: #b3470b;
  --c: #1a7f37; --d: #8250df; --good: #1a7f37; --bad: #b3231b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --soft: #9aa4ae; --rule: #30363d; --a: #6cb0ff;
  --b: #ffa763; --c: #5fd67f; --d: #c8a5ff; --good: #5fd67f; --bad: #ff8078; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 48rem; margin: 2rem auto;
  padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
p.about, .key { color: var(--soft); } .key { font-weight: 400; font-size: .85rem; }
.verdict { font-size: 1.1rem; font-weight: 600; } .good { color: var(--good); } .bad { color: var(--bad); }
table { border-collapse: collapse; width: 100%; font-size: .92rem; } th, td { text-align: right; padding: .25rem .5rem;
  border-bottom: 1px solid var(--rule); font-variant-numeric: tabular-nums; } th:first-child, td:first-child { text-align: left; }
figure { margin: 1.2rem 0; } figcaption { font-weight: 600; } svg { width: 100%; height: auto; font: 11px system-ui, sans-serif;
  fill: var(--soft); } .grid { stroke: var(--rule); } .line { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
.a { color: var(--a); stroke: var(--a); } .b { color: var(--b); stroke: var(--b); } .c { color: var(--c); stroke: var(--c); }
.d { color: var(--d); stroke: var(--d); } .key span { stroke: none; } .dashed { stroke-dasharray: 5 3; }
line.event { stroke: var(--soft); stroke-dasharray: 2 3; } text.event { font-size: 9px; }
details { margin: .6rem 0 1.2rem; } .wide { overflow-x: auto; } code { font-size: .9em; }
)";

std::string clock_name(double seconds) {
  std::array<char, 32> text{};
  const auto whole = static_cast<long long>(std::llround(seconds));
  std::snprintf(text.data(), text.size(), "%lld:%02lld", whole / 60, whole % 60);
  return text.data();
}

std::string number_name(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), value < 10 && value != std::floor(value) ? "%.1f" : "%.0f", value);
  return text.data();
}

std::string time_name(double us) { return in_words(static_cast<std::int64_t>(us)); }

std::string date_of(std::int64_t ms_since_1970) {
  const auto seconds = static_cast<std::time_t>(ms_since_1970 / 1'000);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  const auto size = std::strftime(text.data(), text.size(), "%d %B %Y, %H:%M UTC", &parts);
  return {text.data(), size};
}

plot_line over_time(const run_result& of, const char* name, std::int64_t second_result::*what, double unit = 1) {
  plot_line made{name, {}};
  for (const auto& each : of.each_second)
    made.points.emplace_back(static_cast<double>(each.at), static_cast<double>(each.*what) * unit);
  return made;
}

plot time_plot(const run_result& of, std::string title, std::vector<plot_line> lines,
               std::function<std::string(double)> name_y) {
  plot made;
  made.title = std::move(title);
  for (const auto& line : lines) {
    double most = 0;
    for (const auto& [x, y] : line.points) most = std::max(most, y);
    made.summary.append(line.name).append(": at most ").append(name_y(most)).append(". ");
  }
  made.lines = std::move(lines);
  made.name_x = clock_name;
  made.begins_at_zero = true;
  made.name_y = std::move(name_y);
  for (const auto& each : of.events) made.events.emplace_back(static_cast<double>(each.at_ms) / 1e3, each.what);
  return made;
}

// How long the quickest so many waited at most; drawn so that each further nine takes as much room as the one before.
plot percentile_plot(const run_result& of) {
  plot made;
  made.title = "How long, by share";
  made.name_y = time_name;
  made.logarithmic_y = true;
  made.name_x = [](double nines) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.6g %%", 100 - 100 / std::pow(10, nines));
    return std::string(text.data());
  };
  made.marks_x = {0, 1, 2, 3, 4};
  for (const auto& each : of.durations) {
    if (each.count == 0) continue;
    const auto whole = histogram_of(each);
    plot_line line{each.name, {}};
    for (double nines = 0; nines <= 4 && std::pow(10, nines) <= 2 * static_cast<double>(each.count); nines += 0.05)
      line.points.emplace_back(
          nines, static_cast<double>(std::max<std::int64_t>(1, whole.permille(1'000 - 1'000 / std::pow(10, nines)))));
    made.summary.append(each.name).append(": half within ").append(in_words(each.p50_us)).append(", 99 % within ");
    made.summary.append(in_words(each.p99_us)).append(". ");
    made.lines.push_back(std::move(line));
  }
  return made;
}

void append_cell(std::string& out, const std::string& text, const char* tag = "td") {
  out.append("<").append(tag).append(">").append(escape_html(text)).append("</").append(tag).append(">");
}

void append_verdicts(std::string& out, const run_result& of) {
  out.append(
      "<h2>What was asked of it</h2><table><thead><tr><th scope=\"col\">what</th><th scope=\"col\">measured</th>"
      "<th scope=\"col\">limit</th><th scope=\"col\"></th></tr></thead><tbody>");
  for (const auto& each : of.verdicts) {
    const auto name = [&](std::int64_t value) { return each.unit == "us" ? in_words(value) : std::to_string(value); };
    out.append("<tr>");
    append_cell(out, each.what);
    append_cell(out, name(each.measured));
    append_cell(out, name(each.limit));
    out.append(each.met ? "<td class=\"good\">met</td></tr>" : "<td class=\"bad\">broken</td></tr>");
  }
  out.append("</tbody></table>");
}

void append_durations(std::string& out, const run_result& of) {
  out.append(
      "<h2>How long it took</h2><p>From the moment when it was due, not from when the generator got round to it. "
      "<em>acknowledged</em>: a command is on the disk. <em>screens</em>: from a commit to the last screen that shows "
      "it. <em>entered</em>: from wanting to join to the first screen. <em>resumed</em>: from coming back to the first "
      "screen.</p><div class=\"wide\"><table><thead><tr>");
  for (const auto* each : {"", "count", "half within", "95 %", "99 %", "99.9 %", "longest"})
    append_cell(out, each, "th");
  out.append("</tr></thead><tbody>");
  for (const auto& each : of.durations) {
    if (each.count == 0) continue;
    out.append("<tr>");
    append_cell(out, each.name);
    append_cell(out, std::to_string(each.count));
    for (const auto us : {each.p50_us, each.p95_us, each.p99_us, each.p999_us, each.max_us})
      append_cell(out, in_words(us));
    out.append("</tr>");
  }
  out.append("</tbody></table></div>");
}

void append_events(std::string& out, const run_result& of) {
  out.append("<details><summary>What happened when</summary><table><tbody>");
  for (const auto& each : of.events) {
    out.append("<tr>");
    append_cell(out, clock_name(static_cast<double>(each.at_ms) / 1e3));
    append_cell(out, each.what);
    out.append("</tr>");
  }
  out.append("</tbody></table></details>");
}

void append_counts(std::string& out, const run_result& of) {
  out.append("<h2>What was counted</h2><table><tbody>");
  for (const auto& each : of.counts) {
    auto name = each.name;
    std::replace(name.begin(), name.end(), '_', ' ');
    out.append("<tr>");
    append_cell(out, name);
    append_cell(out, std::to_string(each.count));
    out.append("</tr>");
  }
  out.append("</tbody></table>");
  if (of.complaints.empty()) return;
  out.append("<h2>What went wrong</h2><ul>");
  for (const auto& each : of.complaints) out.append("<li>").append(escape_html(each)).append("</li>");
  out.append("</ul>");
}

void append_seconds(std::string& out, const run_result& of) {
  out.append("<details><summary>The plots as a table</summary><div class=\"wide\"><table><thead><tr>");
  for (const auto* each : {"time", "people", "commands/s", "deliveries/s", "acknowledged, half", "99 %",
                           "screens, half", "99 %", "generator busy", "server CPU", "server memory"})
    append_cell(out, each, "th");
  out.append("</tr></thead><tbody>");
  for (const auto& each : of.each_second) {
    out.append("<tr>");
    append_cell(out, clock_name(static_cast<double>(each.at)));
    for (const auto value : {each.people, each.commands, each.deliveries}) append_cell(out, std::to_string(value));
    for (const auto us : {each.acknowledged_p50_us, each.acknowledged_p99_us, each.screens_p50_us, each.screens_p99_us})
      append_cell(out, us == 0 ? "" : in_words(us));
    append_cell(out, std::to_string(each.busy_permille / 10) + " %");
    append_cell(out, std::to_string(each.server_cpu_permille / 10) + " %");
    append_cell(out, std::to_string(each.server_memory_kb / 1'024) + " MB");
    out.append("</tr>");
  }
  out.append("</tbody></table></div></details>");
}

}  // namespace

std::string report(const run_result& of) {
  const auto percent = [](double value) { return number_name(value) + " %"; };
  std::string out =
      "<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>";
  out.append(escape_html(of.scenario)).append(": load test of Reprise</title><style>").append(style);
  out.append("</style></head><body><main>\n<h1>").append(escape_html(of.scenario)).append("</h1><p class=\"about\">");
  out.append(escape_html(of.about)).append("</p><p>").append(std::to_string(of.people)).append(" people in ");
  out.append(std::to_string(of.sessions)).append(of.sessions == 1 ? " session" : " sessions").append(", ");
  out.append(clock_name(static_cast<double>(of.seconds))).append(" minutes, ");
  out.append(number_name(static_cast<double>(of.speed_permille) / 1e3)).append(" times as fast as people. ");
  out.append(escape_html(date_of(of.began_at_ms)))
      .append(", <code>")
      .append(escape_html(of.target))
      .append("</code>, ");
  out.append(escape_html(of.machine)).append(".</p>\n");
  out.append(of.passed ? "<p class=\"verdict good\">Passed: everything that was asked of it was met.</p>"
                       : "<p class=\"verdict bad\">Failed: not everything that was asked of it was met.</p>");
  if (of.overloaded) {
    out.append(
        "<p class=\"bad\">The generator itself was busy for more than 80 % of some five seconds, so times may be its "
        "own "
        "and not the server’s.</p>");
  }
  if (of.others_permille > others_permille_limit) {
    out.append("<p class=\"bad\">Other programs took ").append(std::to_string(of.others_permille / 10));
    out.append(" % of the machine meanwhile, so these times are not those of the server alone.</p>");
  }
  append_verdicts(out, of);
  append_durations(out, of);
  out.append("<h2>How it went</h2>\n");
  out.append(draw(time_plot(of, "From a command to its acknowledgement",
                            {over_time(of, "half within", &second_result::acknowledged_p50_us),
                             over_time(of, "99 % within", &second_result::acknowledged_p99_us)},
                            time_name)));
  out.append(draw(time_plot(of, "From a commit to the last screen",
                            {over_time(of, "half within", &second_result::screens_p50_us),
                             over_time(of, "99 % within", &second_result::screens_p99_us)},
                            time_name)));
  out.append(draw(percentile_plot(of)));
  out.append(
      draw(time_plot(of, "Commands a second", {over_time(of, "commands", &second_result::commands)}, number_name)));
  out.append(draw(time_plot(of, "Messages that reached people, a second",
                            {over_time(of, "deliveries", &second_result::deliveries)}, number_name)));
  out.append(draw(time_plot(of, "People", {over_time(of, "people", &second_result::people)}, number_name)));
  out.append(draw(time_plot(of, "Processor",
                            {over_time(of, "server, of one core", &second_result::server_cpu_permille, 0.1),
                             over_time(of, "generator", &second_result::busy_permille, 0.1)},
                            percent)));
  out.append(draw(time_plot(of, "Memory of the server",
                            {over_time(of, "resident", &second_result::server_memory_kb, 1.0 / 1'024)},
                            [](double value) { return number_name(value) + " MB"; })));
  append_events(out, of);
  append_seconds(out, of);
  append_counts(out, of);
  return out.append("</main></body></html>\n");
}

}  // namespace reprise::load
