#include "server/log/wake_event.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

namespace reprise {

wake_event::wake_event() : descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

wake_event::~wake_event() { close(descriptor_); }

void wake_event::ring() const {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(descriptor_, &one, sizeof one);
}

void wake_event::quiet() const {
  std::uint64_t times = 0;
  [[maybe_unused]] const auto read_bytes = read(descriptor_, &times, sizeof times);
}

}  // namespace reprise
