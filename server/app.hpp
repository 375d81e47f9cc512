// The whole server: builds its parts in order, and stops them in the opposite order.
//
//   log -> keys -> shards -> playbooks -> front desk -> site -> listener
//
// Thread    Constructed, stopped and destroyed by one thread, usually main's.
// Failure   The constructor throws start_failed (or what a part throws: log_unusable, cannot_listen, key_unusable), with a
//           sentence for the operator.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

#include "server/config.hpp"

namespace reprise {

struct start_failed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// How to get into a session, for people to read.
struct ready_session {
  std::string session;
  std::string join_code;
  std::string facilitator_link;
  std::string join_link;
};

class app {
 public:
  explicit app(const config& settings);
  app(const app&) = delete;
  app& operator=(const app&) = delete;
  ~app();  // stop()

  std::string url() const;  // where it listens, as people may type it
  std::uint16_t port() const;

  // The newest session that has not ended, or a new one from the configured playbook. Waits for the log.
  ready_session prepare_session();

  // Nobody new is let in, what was begun is kept, everybody is told to come back. Returns within stop_seconds_max.
  void stop();

 private:
  class inside;
  std::unique_ptr<inside> inside_;
};

inline constexpr int stop_seconds_max = 9;

}  // namespace reprise
