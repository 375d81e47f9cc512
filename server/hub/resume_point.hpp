// How far a client had got when it was cut off.
#pragma once

#include <string>

#include "protocol/values.hpp"

namespace reprise {

// The mark is that of commit `seq`, as the client was told it: a log that lost its end may have another commit there now.
struct resume_point {
  std::string epoch;
  seq_number seq = 0;
  commit_mark mark = 0;
};

}  // namespace reprise
