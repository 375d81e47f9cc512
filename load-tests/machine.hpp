// What the machine under the generator is, and how much of it other programs take meanwhile. Linux's /proc.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace reprise::load {

std::string machine_name();  // "2 cores, AMD EPYC"

// Processor time of this process so far.
std::int64_t own_cpu_ms();
// ... and of others on this machine, all together; what has ended counts nothing.
std::int64_t cpu_us_of(const std::vector<std::int64_t>& processes);
std::int64_t memory_kb_of(const std::vector<std::int64_t>& processes);

// Between its beginning and the call: what neither this process nor a server on this machine took.
class machine_watch {
 public:
  machine_watch();
  // server_cpu_ms: 0 where the server is elsewhere.
  std::int64_t others_permille(std::int64_t server_cpu_ms) const;

 private:
  struct times {
    std::int64_t all = 0;
    std::int64_t busy = 0;
    std::int64_t own_ms = 0;
  };
  static times read();
  times began_;
};

}  // namespace reprise::load
