// Closes what was opened.
#pragma once

#include <utility>

namespace reprise {

class file_descriptor {
 public:
  explicit file_descriptor(int value) : value_(value) {}  // as open() gave it; below 0: it is not open
  file_descriptor(file_descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  file_descriptor& operator=(file_descriptor&&) = delete;
  ~file_descriptor();

  bool is_open() const { return value_ >= 0; }
  int value() const { return value_; }

 private:
  int value_;
};

}  // namespace reprise
