#include "load-tests/progress.hpp"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <iostream>

namespace reprise::load {
namespace {

constexpr std::int64_t plain_lines_every = 10;

std::string minutes(std::int64_t seconds) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%lld:%02lld", static_cast<long long>(seconds / 60),
                static_cast<long long>(seconds % 60));
  return text.data();
}

}  // namespace

progress::progress(bool quiet) : quiet_(quiet), is_terminal_(::isatty(STDERR_FILENO) == 1) {}

progress::~progress() {
  if (!quiet_ && is_terminal_ && shown_ > 0) std::cerr << "\r\033[K" << std::flush;
}

std::string progress::line(const measures& found, std::int64_t people, std::int64_t left_ms, const std::string& doing) {
  if (!found.has_seconds()) return doing;
  const auto& last = found.last_second();
  std::string text = minutes(last.at);
  text.append("  ").append(doing).append("  ").append(std::to_string(people)).append(" people  ");
  text.append(std::to_string(last.commands)).append(" commands/s  ");
  text.append(std::to_string(last.deliveries)).append(" deliveries/s  ");
  const auto& answers = found.of(duration_kind::acknowledged);
  text.append("p50 ").append(in_words(answers.percentile(50)));
  text.append("  p99 ").append(in_words(answers.percentile(99))).append("  ");
  text.append(std::to_string(found.errors())).append(found.errors() == 1 ? " error" : " errors");
  if (last.busy_permille > busy_permille_limit) text.append("  generator too busy");
  if (left_ms > 0) text.append("  ").append(minutes(left_ms / 1'000)).append(" left");
  return text;
}

void progress::show(const measures& found, std::int64_t people, std::int64_t left_ms, const std::string& doing) {
  if (quiet_) return;
  const auto number = shown_++;
  if (is_terminal_) {
    std::cerr << '\r' << line(found, people, left_ms, doing) << "\033[K" << std::flush;
  } else if (number % plain_lines_every == 0) {
    std::cerr << line(found, people, left_ms, doing) << '\n' << std::flush;
  }
}

}  // namespace reprise::load
