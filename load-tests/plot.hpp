// Line plots as SVG, in the colours that the page around them gives (currentColor and the classes a, b, c).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace reprise::load {

struct plot_line {
  std::string name;
  std::vector<std::pair<double, double>> points;
};

struct plot {
  std::string title;    // what it shows, for everybody
  std::string summary;  // ... and for whoever cannot see it
  std::vector<plot_line> lines;
  std::vector<std::pair<double, std::string>> events;  // along the first axis
  std::function<std::string(double)> name_x;           // of a place on an axis
  std::function<std::string(double)> name_y;
  std::vector<double> marks_x;  // where to write them; empty: four even steps
  bool logarithmic_y = false;
  bool begins_at_zero = false;  // the first axis
};

std::string escape_html(const std::string& text);
std::string draw(const plot& of);
// An SVG file of its own, with its title and its key inside, light or dark as its reader likes.
std::string draw_alone(const plot& of);

}  // namespace reprise::load
