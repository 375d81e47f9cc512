// What is shown while a run goes on: one line that is written over on a terminal, a line every ten seconds elsewhere.
#pragma once

#include <cstdint>
#include <string>

#include "load-tests/measures.hpp"

namespace reprise::load {

class progress {
 public:
  // To standard error, so that results can be piped.
  explicit progress(bool quiet);
  ~progress();

  void show(const measures& found, std::int64_t people, std::int64_t left_ms, const std::string& doing);

  static std::string line(const measures& found, std::int64_t people, std::int64_t left_ms, const std::string& doing);

 private:
  const bool quiet_;
  const bool is_terminal_;
  std::int64_t shown_ = 0;
};

}  // namespace reprise::load
