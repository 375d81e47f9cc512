// Colleagues for somebody who tries Reprise alone: they join the session, and do at the pace of people what it asks for, until
// the session has ended or the program is stopped.
#pragma once

#include <cstdint>
#include <string>

namespace reprise::load {

struct demo_options {
  std::string target;
  std::string code;
  std::int64_t people = 5;
  // Whoever tries it takes part, and the session is led by one of ours with this ticket, in this session.
  std::string leader_ticket;
  std::string session;
  double speed = 1;
};

// 0 when the session has ended; 1 where nobody could join.
int run_demo(const demo_options& with);

}  // namespace reprise::load
