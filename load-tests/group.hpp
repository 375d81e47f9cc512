// One session and what its people know in common. Kept once for all of them: a crowd of thousands has no room for a table each.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "load-tests/ledger.hpp"
#include "load-tests/measures.hpp"
#include "protocol/entities/playbook.hpp"

namespace reprise::load {

// Somebody's place in a session. It outlives the person who sits there: at the end each page is loaded again.
struct seat {
  std::uint64_t member = 0;
  std::uint64_t room = 0;
  std::string ticket;
  bool leads = false;
};

// When each of the last commits reached its first and its last screen. A commit's own moment is the server's, to the millisecond.
class arrivals {
 public:
  struct one {
    std::uint64_t seq = 0;
    std::int64_t committed_us = 0;  // by our clock; 0: nobody was told
    std::int64_t last_us = 0;
  };
  void note(std::uint64_t seq, std::int64_t committed_us, std::int64_t now_us, measures& into) {
    auto& place = ring_[seq % ring_.size()];
    if (place.seq > seq) {  // very late, and its place is taken: it was the last screen of something
      if (committed_us > 0) into.record(duration_kind::screens, now_us - committed_us);
      return;
    }
    if (place.seq < seq) {
      settle(place, into);
      place = {seq, 0, 0};
    }
    if (committed_us > 0) place.committed_us = committed_us;
    place.last_us = now_us;
  }
  // Those of which nothing more has been heard since then.
  void settle_before(std::int64_t moment_us, measures& into) {
    for (auto& each : ring_) {
      if (each.last_us < moment_us) settle(each, into);
    }
  }

 private:
  static void settle(one& place, measures& into) {
    if (place.last_us > 0 && place.committed_us > 0)
      into.record(duration_kind::screens, std::max<std::int64_t>(0, place.last_us - place.committed_us));
    place.last_us = 0;
  }
  std::array<one, 512> ring_{};
};

// Each command on a wall, until the last screen has it: one commit, and one change on each screen.
class wall_watch {
 public:
  void begin(std::size_t screens, std::function<void()> when_shown) {
    screens_ = screens;
    when_shown_ = std::move(when_shown);
  }
  void seen(std::uint64_t seq, std::int64_t now_us, measures& into) {
    if (screens_ == 0) return;
    ++into.wall_deliveries;
    auto& place = place_of(seq);
    if (++place.seen != screens_) return;
    place.last_us = now_us;
    ++into.wall_commands;
    record(place, into);
    if (when_shown_) when_shown_();
  }
  void acknowledged(std::uint64_t seq, std::int64_t due_us, measures& into) {
    if (screens_ == 0) return;
    auto& place = place_of(seq);
    place.due_us = due_us;
    record(place, into);
  }

 private:
  struct one {
    std::uint64_t seq = 0;
    std::size_t seen = 0;
    std::int64_t due_us = 0;  // 0: its author has not been told
    std::int64_t last_us = 0;
  };
  one& place_of(std::uint64_t seq) {
    auto& place = ring_[seq % ring_.size()];
    if (place.seq != seq) place = {seq, 0, 0, 0};
    return place;
  }
  static void record(const one& place, measures& into) {
    if (place.due_us > 0 && place.last_us > 0) into.record(duration_kind::shown, place.last_us - place.due_us);
  }
  std::array<one, 64> ring_{};
  std::size_t screens_ = 0;  // 0: it is not watched
  std::function<void()> when_shown_;
};

struct group {
  std::size_t number = 0;
  std::string key;
  std::string join_code;
  std::vector<std::uint64_t> criteria;
  ledger words;
  reprise::load::arrivals arrivals;
  wall_watch wall;
  std::vector<seat> seats;
  // As it is carried out: the playbook's, made shorter by the speed. Empty until whoever leads has read it.
  std::vector<step_plan> steps;
  std::vector<stage_plan> stages;
  std::int64_t slots = 1;
  std::int64_t features_asked = 1;
  std::int64_t passages = 1;
  reprise::pace pace = reprise::pace::lockstep;

  std::int64_t seconds_of(step wanted) const {
    for (const auto& each : steps) {
      if (each.step == wanted) return each.seconds;
    }
    return 0;
  }
  std::int64_t seconds_of(stage wanted) const {
    for (const auto& each : stages) {
      if (each.stage == wanted) return each.seconds;
    }
    return 0;
  }
};

}  // namespace reprise::load
