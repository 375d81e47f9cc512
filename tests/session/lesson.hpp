// A session driven straight through the core, in virtual time. Every step checks what must always hold: the inverse of
// a commit undoes it, the log replayed gives the same state, and the invariants of the product.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "protocol/writer.hpp"
#include "server/session/session.hpp"

namespace reprise::tests {

// The state as text: equal texts are equal states.
std::string picture(const state& of);

// What is wrong with a state, in words; empty when nothing is. Rules are named as in the product.
std::string broken_rule(const state& of);

command::open_session a_session(std::size_t criteria = 3);

class lesson {
 public:
  lesson();

  // Decides and applies. Refused: returns the refusal and the state is as before.
  result<changes> ask(id<member> actor, any_command what);
  // The same, for what the test expects to be accepted or refused.
  changes done(id<member> actor, any_command what);
  refusal_code refused(id<member> actor, any_command what);

  id<member> join(const std::string& name);
  std::vector<id<member>> join_many(std::size_t people);
  // Moves the clock on, waking at every moment that the core asked for.
  void pass(std::int64_t ms);

  id<attempt> share(id<member> author, const std::string& text, id<attempt> answers = {});
  changes give(id<member> reviewer, id<attempt> about, const std::string& words = "You named the moment.");

  const member& person(id<member> of) const { return *now.find(of); }
  const feedback* feedback_of(id<member> reviewer, id<attempt> about) const { return now.feedback_by(about, reviewer); }
  std::vector<id<member>> living_in(id<room> in) const;
  std::vector<room> rooms() const;  // those that are open

  state now;
  id<member> facilitator;
  instant clock = 1'800'000'000'000;
  std::uint64_t dice = 1;
  std::vector<changes> log;
  bool check_replay = true;  // costs a replay of the whole log per command

 private:
  void check(const changes& made, const state& before);
};

}  // namespace reprise::tests
