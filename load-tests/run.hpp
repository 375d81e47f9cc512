// One run of a scenario against a server: opens the sessions, lets everybody in, lets it go on, waits for the last answers,
// loads every page again and looks for what was acknowledged.
//
// Thread    One, all of it in go().
// Failure   An exception when the sessions could not even be opened; everything else is in the result.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "load-tests/address.hpp"
#include "load-tests/crew.hpp"
#include "load-tests/pages_afterwards.hpp"
#include "load-tests/progress.hpp"
#include "load-tests/result.hpp"
#include "load-tests/setting.hpp"

namespace reprise::load {

struct run_options {
  scenario plan;
  std::string target;
  std::vector<std::string> more_nodes{};         // of the same server, where there are several: people are spread over
  bool together = false;                         // all of them, or sessions are, each with all of its people
  std::vector<std::int64_t> server_processes{};  // on this machine, whose processor time is to be told
  std::string organiser_key;
  std::string hook;  // what "hook" runs, by the shell
  bool spin = false;
  std::uint64_t seed = 1;
  bool quiet = false;
};

class run final : public loop::user {
 public:
  explicit run(run_options with);
  ~run() override;

  run_result go();

  void on_ready() override {}
  void on_moment(std::uint32_t what, std::uint32_t scene, std::int64_t due) override;

 private:
  enum class phase { opening, leaders_come, people_come, going, settling, looking, over };
  enum moment : std::uint32_t { tick, second, happen };

  void on_tick(std::int64_t now);
  void on_second(std::int64_t now);
  void make_happen(const happening& what);
  void run_hook();
  void ask_metrics();
  void enter(phase next, std::int64_t now);
  std::int64_t people_here() const;
  std::int64_t time_left_ms(std::int64_t now) const;
  std::int64_t lesson_ms() const;
  crew& crew_of(std::size_t person_number) { return crews_[person_number / crews_.front().people().size()]; }

  const run_options options_;
  address server_;
  loop loop_;
  setting in_;
  http_pool http_;
  http_pool metrics_;
  progress shown_;
  door door_;
  std::deque<crew> crews_;
  std::optional<pages_afterwards> afterwards_;
  phase phase_ = phase::opening;
  std::int64_t phase_since_ = 0;
  bool is_steady_ = false;
  server_sample server_says_;
  pid_t hook_ = 0;
};

}  // namespace reprise::load
