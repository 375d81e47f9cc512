#include "load-tests/plot.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace reprise::load {
namespace {

constexpr double width = 720;
constexpr double height = 240;
constexpr double left = 70;
constexpr double right = 16;
constexpr double top = 14;
constexpr double bottom = 34;
constexpr std::array<std::string_view, 4> colours{"a", "b", "c", "d"};

std::string number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f", value);
  return text.data();
}

// One, two or five times a power of ten, so that about four of them fill the axis.
double step_for(double most) {
  if (most <= 0) return 1;
  const double power = std::pow(10, std::floor(std::log10(most / 4)));
  for (const double times : {1.0, 2.0, 5.0}) {
    if (most / (times * power) <= 5) return times * power;
  }
  return 10 * power;
}

struct scale {
  double x_least = 0;
  double x_most = 1;
  double y_least = 0;
  double y_most = 1;
  bool logarithmic = false;

  double x(double value) const { return left + (value - x_least) / (x_most - x_least) * (width - left - right); }
  double y(double value) const {
    const double share = logarithmic ? (std::log10(std::max(value, y_least)) - std::log10(y_least)) /
                                           (std::log10(y_most) - std::log10(y_least))
                                     : value / y_most;
    return height - bottom - share * (height - top - bottom);
  }
};

scale scale_of(const plot& of) {
  scale made;
  double most_y = 0;
  double least_y = INFINITY;
  made.x_least = INFINITY;
  made.x_most = -INFINITY;
  for (const auto& line : of.lines) {
    for (const auto& [x, y] : line.points) {
      made.x_least = std::min(made.x_least, x);
      made.x_most = std::max(made.x_most, x);
      most_y = std::max(most_y, y);
      if (y > 0) least_y = std::min(least_y, y);
    }
  }
  if (of.begins_at_zero) made.x_least = std::min(made.x_least, 0.0);
  if (made.x_least > made.x_most) made.x_least = made.x_most = 0;
  if (made.x_most == made.x_least) made.x_most = made.x_least + 1;
  made.logarithmic = of.logarithmic_y;
  if (of.logarithmic_y) {
    if (most_y <= 0) most_y = least_y = 1;
    made.y_least = std::pow(10, std::floor(std::log10(least_y)));
    made.y_most = std::max(made.y_least * 10, std::pow(10, std::ceil(std::log10(most_y))));
  } else {
    const double step = step_for(most_y);
    made.y_most = std::max(step, std::ceil(most_y / step) * step);
  }
  return made;
}

void append_text(std::string& out, double x, double y, std::string_view anchor, const std::string& text) {
  out.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y)).append("\" text-anchor=\"");
  out.append(anchor).append("\">").append(escape_html(text)).append("</text>");
}

void append_rule(std::string& out, std::string_view kind, double x1, double y1, double x2, double y2) {
  out.append("<line class=\"").append(kind).append("\" x1=\"").append(number(x1)).append("\" y1=\"");
  out.append(number(y1)).append("\" x2=\"").append(number(x2)).append("\" y2=\"").append(number(y2)).append("\"/>");
}

void append_axes(std::string& out, const plot& of, const scale& by) {
  const auto mark_y = [&](double value) {
    append_rule(out, "grid", left, by.y(value), width - right, by.y(value));
    append_text(out, left - 6, by.y(value) + 4, "end", of.name_y(value));
  };
  if (by.logarithmic) {
    for (double value = by.y_least; value <= by.y_most * 1.01; value *= 10) mark_y(value);
  } else {
    const double step = step_for(by.y_most);
    for (double value = 0; value <= by.y_most * 1.001; value += step) mark_y(value);
  }
  auto marks = of.marks_x;
  if (marks.empty()) {
    for (int at = 0; at <= 4; ++at) marks.push_back(by.x_least + (by.x_most - by.x_least) * at / 4);
  }
  for (const double value : marks) {
    if (value < by.x_least || value > by.x_most) continue;
    const auto* const anchor = value == by.x_most ? "end" : "middle";
    append_text(out, by.x(value), height - bottom + 18, anchor, of.name_x(value));
  }
}

// What happens at nearly the same place is written in one line, or nobody could read either.
std::vector<std::pair<double, std::string>> told_together(const std::vector<std::pair<double, std::string>>& events,
                                                          const scale& by) {
  constexpr double apart_min = 11;
  std::vector<std::pair<double, std::string>> told;
  for (const auto& [x, name] : events) {
    if (x < by.x_least || x > by.x_most) continue;
    if (!told.empty() && by.x(x) - by.x(told.back().first) < apart_min) {
      told.back().second.append(", ").append(name);
    } else {
      told.emplace_back(x, name);
    }
  }
  return told;
}

void append_line(std::string& out, const plot_line& of, std::string_view colour, const scale& by) {
  out.append("<polyline class=\"line ").append(colour).append("\" points=\"");
  for (const auto& [x, y] : of.points) {
    if (by.logarithmic && y <= 0) continue;
    out.append(number(by.x(x))).append(",").append(number(by.y(y))).append(" ");
  }
  out.append("\"/>");
}

void append_drawing(std::string& out, const plot& of, const scale& by) {
  append_axes(out, of, by);
  for (const auto& [x, name] : told_together(of.events, by)) {
    append_rule(out, "event", by.x(x), top, by.x(x), height - bottom);
    out.append("<text class=\"event\" transform=\"translate(").append(number(by.x(x) + 3)).append(" ");
    out.append(number(top)).append(") rotate(90)\">").append(escape_html(name)).append("</text>");
  }
  for (std::size_t at = 0; at < of.lines.size(); ++at) {
    std::string kind(colours[at % colours.size()]);
    if (at % 2 == 1) kind += " dashed";
    append_line(out, of.lines[at], kind, by);
  }
}

}  // namespace

std::string escape_html(const std::string& text) {
  std::string out;
  for (const char each : text) {
    switch (each) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += each;
    }
  }
  return out;
}

std::string draw(const plot& of) {
  const auto by = scale_of(of);
  std::string out = "<figure><figcaption>";
  out.append(escape_html(of.title)).append("<span class=\"key\">");
  for (std::size_t at = 0; at < of.lines.size(); ++at) {
    out.append(" <span class=\"").append(colours[at % colours.size()]).append("\">");
    out.append(at % 2 == 0 ? "—" : "╌").append("</span> ").append(escape_html(of.lines[at].name));
  }
  out.append("</span></figcaption><svg viewBox=\"0 0 720 240\" role=\"img\" aria-label=\"");
  out.append(escape_html(of.title + ". " + of.summary)).append("\">");
  append_drawing(out, of, by);
  return out.append("</svg></figure>\n");
}

std::string draw_alone(const plot& of) {
  constexpr std::string_view style =
      "svg{font:11px system-ui,sans-serif;fill:#57606a;--a:#0b62c4;--b:#b3470b;--c:#1a7f37;--d:#8250df}"
      "@media(prefers-color-scheme:dark){svg{fill:#9aa4ae;--a:#6cb0ff;--b:#ffa763;--c:#5fd67f;--d:#c8a5ff}}"
      ".title{font-size:13px;font-weight:600}.grid{stroke:#8884}.line{fill:none;stroke-width:1.6;stroke-linejoin:round}"
      ".a{stroke:var(--a)}.b{stroke:var(--b)}.c{stroke:var(--c)}.d{stroke:var(--d)}.dashed{stroke-dasharray:5 3}"
      "text.a{fill:var(--a)}text.b{fill:var(--b)}text.c{fill:var(--c)}text.d{fill:var(--d)}"
      "text.a,text.b,text.c,text.d{stroke:none}";
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 -40 720 280\" role=\"img\" aria-label=\"";
  out.append(escape_html(of.title + ". " + of.summary)).append("\"><style>").append(style).append("</style>\n");
  out.append("<text class=\"title\" x=\"12\" y=\"-24\">").append(escape_html(of.title)).append("</text>\n");
  double x = 12;
  for (std::size_t at = 0; at < of.lines.size(); ++at) {
    out.append("<text class=\"").append(colours[at % colours.size()]).append("\" x=\"").append(number(x));
    out.append("\" y=\"-7\">").append(at % 2 == 0 ? "— " : "╌ ").append(escape_html(of.lines[at].name));
    out.append("</text>\n");
    x += 34 + 6.2 * static_cast<double>(of.lines[at].name.size());
  }
  append_drawing(out, of, scale_of(of));
  return out.append("</svg>\n");
}

}  // namespace reprise::load
