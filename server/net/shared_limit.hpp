// How often something may happen per name, counted by all servers on one log together; by this one alone where it has its log
// to itself, or where the log is away.
//
// A guess at one server counts at all of them: what is asked for is taken from one bucket in Redis, by one script and by the
// clock of Redis, which is right however many ask at once. Counts that servers told each other would come too late for
// those. This server's own bucket is kept beside it and never has more than was last heard of the other one: a guesser who
// is held back does not even reach Redis, and when Redis is away it decides alone, at once.
//
// What waits for the answer of Redis is what may be told only while guesses are left (`ask`); what is done anyway is told to
// it afterwards and makes debts there (`take`), so that many servers together still allow no more over time than one.
//
// Redis knows names as keyed hashes only, and no longer than until their bucket is full again.
//
// Thread    Any. `then` is called once, perhaps before the call returns.
// Owner     Whoever limits; it outlives the log's answers.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "server/auth/rate_limit.hpp"
#include "server/auth/tickets.hpp"
#include "server/log/shared_counts.hpp"

namespace reprise::net {

class shared_limit {
 public:
  // `what` keeps limits apart; `together`: null where this server counts alone.
  shared_limit(std::string what, rate allowed, shared_counts* together, const tickets& signer)
      : what_(std::move(what)), allowed_(allowed), together_(together), signer_(signer), here_(allowed) {}

  // As far as this server has heard; takes nothing.
  bool has(std::string_view name, instant now) const { return here_.has(name, now); }
  int wait_seconds(std::string_view name, instant now) const { return here_.wait_seconds(name, now); }

  // Decides by what is known here, and tells the others of it.
  bool take(std::string_view name, instant now);

  // Whether there is one, of all servers together; with `takes` it is taken, where there is one.
  void ask(bool takes, std::string_view name, instant now, std::function<void(bool)> then);

 private:
  void count(counting how, const std::string& name, instant now, std::function<void(const count_answer&)> then);

  const std::string what_;
  const rate allowed_;
  shared_counts* const together_;
  const tickets& signer_;
  rate_limit here_;
};

}  // namespace reprise::net
