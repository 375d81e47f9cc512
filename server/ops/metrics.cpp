#include "server/ops/metrics.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>

namespace reprise {
namespace {

const double began_at = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();

std::string number(double value) {
  std::array<char, 32> digits;
  const bool is_whole = std::abs(value) < 9e15 && std::floor(value) == value;
  const auto end = is_whole ? std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<long long>(value))
                            : std::to_chars(digits.data(), digits.data() + digits.size(), value);
  return {digits.data(), end.ptr};
}

void append_labels(std::string& out, metric_labels labels) {
  if (labels.size() == 0) return;
  char before = '{';
  for (const auto& label : labels) {
    out.append(1, before).append(label.name).append("=\"");
    for (const char each : label.value) {
      if (each == '\\' || each == '"') out += '\\';
      out += each == '\n' ? ' ' : each;
    }
    out += '"';
    before = ',';
  }
  out += '}';
}

void append_sample(std::string& out, const std::string& name, metric_labels labels, double value) {
  out.append(name);
  append_labels(out, labels);
  out.append(" ").append(number(value)).append("\n");
}

}  // namespace

metrics_page::family& metrics_page::family_of(std::string_view name, std::string_view help, std::string_view type) {
  const auto full = "reprise_" + std::string(name);
  const auto found =
      std::find_if(families_.begin(), families_.end(), [&](const family& each) { return each.name == full; });
  if (found != families_.end()) return *found;
  std::string head = "# HELP " + full + " " + std::string(help) + "\n# TYPE " + full + " " + std::string(type) + "\n";
  return families_.emplace_back(family{full, std::move(head), ""});
}

void metrics_page::counter(std::string_view name, std::string_view help, double value, metric_labels labels) {
  auto& into = family_of(name, help, "counter");
  append_sample(into.samples, into.name, labels, value);
}

void metrics_page::gauge(std::string_view name, std::string_view help, double value, metric_labels labels) {
  auto& into = family_of(name, help, "gauge");
  append_sample(into.samples, into.name, labels, value);
}

void metrics_page::histogram(std::string_view name, std::string_view help, std::span<const histogram_bucket> buckets,
                             std::uint64_t over, double sum) {
  auto& into = family_of(name, help, "histogram");
  std::uint64_t so_far = 0;
  for (const auto& bucket : buckets) {
    so_far += bucket.count;
    const auto bound = number(bucket.at_most);
    append_sample(into.samples, into.name + "_bucket", {{"le", bound}}, static_cast<double>(so_far));
  }
  so_far += over;
  append_sample(into.samples, into.name + "_bucket", {{"le", "+Inf"}}, static_cast<double>(so_far));
  append_sample(into.samples, into.name + "_sum", {}, sum);
  append_sample(into.samples, into.name + "_count", {}, static_cast<double>(so_far));
}

std::string metrics_page::text() const {
  std::string out;
  for (const auto& each : families_) out.append(each.head).append(each.samples);
  return out;
}

std::string metrics::text() const {
  metrics_page page;
  for (const auto& write : sources_) write(page);
  return page.text();
}

void write_process_metrics(metrics_page& page) {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& of) {
    return static_cast<double>(of.tv_sec) + static_cast<double>(of.tv_usec) / 1e6;
  };
  page.counter("process_cpu_seconds_total", "Processor time, user and system.",
               seconds(used.ru_utime) + seconds(used.ru_stime));
  page.gauge("process_start_time_seconds", "When the process began, as seconds since 1970.", began_at);

  // The second number of statm is the resident pages.
  std::ifstream statm("/proc/self/statm");
  double pages = 0;
  double resident = 0;
  if (statm >> pages >> resident) {
    page.gauge("process_resident_memory_bytes", "Memory that is really in use.",
               resident * static_cast<double>(sysconf(_SC_PAGESIZE)));
  }
  std::error_code failed;
  double open_files = 0;
  for (std::filesystem::directory_iterator at("/proc/self/fd", failed), end; !failed && at != end;
       at.increment(failed)) {
    ++open_files;
  }
  page.gauge("process_open_fds", "Open files and sockets.", open_files);
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
    page.gauge("process_max_fds", "How many there may be.", static_cast<double>(files.rlim_cur));
  }
}

}  // namespace reprise
