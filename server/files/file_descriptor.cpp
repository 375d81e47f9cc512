#include "server/files/file_descriptor.hpp"

#include <unistd.h>

namespace reprise {

file_descriptor::~file_descriptor() {
  if (value_ >= 0) ::close(value_);
}

}  // namespace reprise
