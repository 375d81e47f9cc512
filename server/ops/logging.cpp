#include "server/ops/logging.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <chrono>
#include <memory>

#include "protocol/writer.hpp"

namespace reprise::logging {
namespace {

std::atomic<line_taker> taker{nullptr};

spdlog::level::level_enum spdlog_level(level of) {
  switch (of) {
    case level::debug: return spdlog::level::debug;
    case level::info: return spdlog::level::info;
    case level::warning: return spdlog::level::warn;
    case level::error: return spdlog::level::err;
    case level::off: break;
  }
  return spdlog::level::off;
}

std::string_view name_of(level of) {
  switch (of) {
    case level::debug: return "debug";
    case level::info: return "info";
    case level::warning: return "warning";
    case level::error: return "error";
    case level::off: break;
  }
  return "off";
}

// spdlog brings the locked, unbuffered writing; the line comes whole from us.
spdlog::logger& lines() {
  static const auto logger = [] {
    auto made = std::make_shared<spdlog::logger>("reprise", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    made->set_level(spdlog::level::warn);
    made->flush_on(spdlog::level::debug);
    made->set_error_handler([](const std::string&) {});
    return made;
  }();
  return *logger;
}

std::string timestamp() {
  const auto now = std::chrono::system_clock::now();
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1'000;
  const auto seconds = std::chrono::system_clock::to_time_t(now);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", parts.tm_year + 1'900, parts.tm_mon + 1,
                     parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec, ms);
}

// Only printable ASCII is kept of what comes from outside: a log line must not drive the terminal that it is read on.
std::string tame(std::string_view text) {
  std::string out;
  for (const char each : text.substr(0, field_chars_max)) out += each >= ' ' && each < 0x7f ? each : '?';
  return out;
}

}  // namespace

field::field(std::string_view its_name, std::string_view text) : name(its_name) {
  reprise::write(json, std::string_view(tame(text)));
}
field::field(std::string_view its_name, std::int64_t number) : name(its_name), json(std::to_string(number)) {}
field::field(std::string_view its_name, std::uint64_t number) : name(its_name), json(std::to_string(number)) {}

void set_level(level from) { lines().set_level(spdlog_level(from)); }
bool is_logged(level of) { return lines().should_log(spdlog_level(of)); }

void write(level of, std::string_view event, std::initializer_list<field> fields) {
  if (!is_logged(of)) return;
  std::string line = "{\"at\":\"" + timestamp() + "\",\"level\":\"";
  line.append(name_of(of)).append("\",\"event\":");
  reprise::write(line, event);
  for (const auto& each : fields) {
    line += ',';
    reprise::write(line, each.name);
    line.append(":").append(each.json);
  }
  line += '}';
  if (const auto take = taker.load()) return take(line);
  lines().log(spdlog_level(of), spdlog::string_view_t(line.data(), line.size()));
}

void redirect(line_taker to) { taker = to; }

}  // namespace reprise::logging
