#include "load-tests/machine.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <thread>

namespace reprise::load {

std::string machine_name() {
  std::ifstream file("/proc/cpuinfo");
  std::string model = "unknown processor";
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("model name")) continue;
    model = line.substr(line.find(": ") + 2);
    break;
  }
  return std::to_string(std::thread::hardware_concurrency()).append(" cores, ").append(model);
}

std::int64_t own_cpu_ms() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto ms = [](const timeval& of) { return std::int64_t{of.tv_sec} * 1'000 + of.tv_usec / 1'000; };
  return ms(used.ru_utime) + ms(used.ru_stime);
}

std::int64_t cpu_us_of(const std::vector<std::int64_t>& processes) {
  const auto ticks_a_second = std::max<std::int64_t>(1, ::sysconf(_SC_CLK_TCK));
  std::int64_t ticks = 0;
  for (const auto each : processes) {
    std::ifstream file("/proc/" + std::to_string(each) + "/stat");
    std::string line;
    std::getline(file, line);
    // The name in brackets may hold anything; the times of user and system are the 12th and 13th word behind it.
    std::istringstream words(line.substr(std::min(line.size(), line.rfind(')') + 1)));
    std::string word;
    for (int at = 1; at <= 13 && words >> word; ++at) {
      if (at >= 12) ticks += std::stoll(word);
    }
  }
  return ticks * 1'000'000 / ticks_a_second;
}

std::int64_t memory_kb_of(const std::vector<std::int64_t>& processes) {
  std::int64_t pages = 0;
  for (const auto each : processes) {
    std::ifstream file("/proc/" + std::to_string(each) + "/statm");
    std::int64_t whole = 0;
    std::int64_t resident = 0;
    if (file >> whole >> resident) pages += resident;
  }
  return pages * ::sysconf(_SC_PAGESIZE) / 1'024;
}

machine_watch::machine_watch() : began_(read()) {}

machine_watch::times machine_watch::read() {
  times made;
  std::ifstream file("/proc/stat");
  std::string name;
  file >> name;  // "cpu": all of them together
  // user, nice, system, idle, iowait, irq, softirq, steal
  for (int column = 0; column < 8; ++column) {
    std::int64_t ticks = 0;
    file >> ticks;
    made.all += ticks;
    if (column != 3 && column != 4) made.busy += ticks;
  }
  made.own_ms = own_cpu_ms();
  return made;
}

std::int64_t machine_watch::others_permille(std::int64_t server_cpu_ms) const {
  const auto now = read();
  const auto all = now.all - began_.all;
  if (all <= 0) return 0;
  const auto ticks_a_second = std::max<std::int64_t>(1, ::sysconf(_SC_CLK_TCK));
  const auto ours = (now.own_ms - began_.own_ms + server_cpu_ms) * ticks_a_second / 1'000;
  return std::clamp<std::int64_t>(1'000 * (now.busy - began_.busy - ours) / all, 0, 1'000);
}

}  // namespace reprise::load
