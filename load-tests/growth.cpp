#include "load-tests/growth.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "load-tests/plot.hpp"

namespace reprise::load {
namespace {

std::string short_number(double value) {
  std::array<char, 32> text{};
  if (value >= 1e6) {
    std::snprintf(text.data(), text.size(), "%g M", value / 1e6);
  } else if (value >= 1e4) {
    std::snprintf(text.data(), text.size(), "%g k", value / 1e3);
  } else {
    std::snprintf(text.data(), text.size(), "%g", value);
  }
  return text.data();
}

}  // namespace

std::string draw(const growth& of) {
  plot made;
  made.title = of.title;
  made.logarithmic_y = true;
  made.name_y = [&of](double value) { return short_number(value).append(" ").append(of.unit); };
  made.name_x = [&of](double value) {
    return short_number(std::round(std::pow(10, value))).append(" ").append(of.x_name);
  };
  for (const auto& line : of.lines) {
    auto& drawn = made.lines.emplace_back(plot_line{line.name, {}});
    for (const auto& each : line.points) {
      const double x = std::log10(static_cast<double>(std::max<std::int64_t>(1, each.x)));
      drawn.points.emplace_back(x, static_cast<double>(each.y_milli) / 1e3);
      if (std::find(made.marks_x.begin(), made.marks_x.end(), x) == made.marks_x.end()) made.marks_x.push_back(x);
    }
    if (line.points.empty()) continue;
    made.summary.append(line.name).append(": from ").append(made.name_y(drawn.points.front().second));
    made.summary.append(" to ").append(made.name_y(drawn.points.back().second)).append(". ");
  }
  return draw_alone(made);
}

}  // namespace reprise::load
