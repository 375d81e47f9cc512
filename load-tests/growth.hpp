// How something grows with something else, as script/bench growth has measured it, drawn as one SVG file. Both axes of it are
// logarithmic: what grows in proportion is a straight line, and what costs the same for everybody is a level one.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace reprise::load {

struct growth_point {
  std::int64_t x = 0;
  std::int64_t y_milli = 0;  // thousandths
};
BOOST_DESCRIBE_STRUCT(growth_point, (), (x, y_milli))

struct growth_line {
  std::string name;
  std::vector<growth_point> points;
};
BOOST_DESCRIBE_STRUCT(growth_line, (), (name, points))

struct growth {
  std::string title;
  std::string x_name;  // "members"
  std::string unit;    // "us"
  std::vector<growth_line> lines;
};
BOOST_DESCRIBE_STRUCT(growth, (), (title, x_name, unit, lines))

std::string draw(const growth& of);

}  // namespace reprise::load
