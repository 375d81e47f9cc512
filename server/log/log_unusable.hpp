// The one way in which opening a log fails. The message is for the operator: what is wrong, where, and what to do.
#pragma once

#include <stdexcept>

namespace reprise {

class log_unusable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace reprise
