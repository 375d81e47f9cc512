// Keeps the attendance in the state true to the connections: who has been without one for away_after_ms is noted as away,
// who is back is noted as here. Shard thread only.
#pragma once

#include <functional>
#include <unordered_map>

#include "server/hub/presence.hpp"
#include "server/hub/session_clock.hpp"

namespace reprise {

class attendance_watch {
 public:
  // `is_attached` says who has a connection to this server, as against any; `note` sends command::note_attendance.
  attendance_watch(surroundings& world, const presence& connections, std::function<bool(id<member>)> is_attached,
                   std::function<void(id<member>, bool here)> note)
      : world_(world),
        connections_(connections),
        is_attached_(std::move(is_attached)),
        note_(std::move(note)),
        alarm_(world) {}

  // Something changed for this member: a connection, or their row.
  void look_at(const state& in, id<member> who);
  // A session was just loaded: who is not here yet has back_within_ms.
  void look_at_everybody(const state& in);
  bool is_waiting() const { return !due_.empty(); }

 private:
  enum class verdict { as_it_should_be, is_back, is_gone };
  verdict judge(const state& in, id<member> who) const;
  void arm(const state& in, instant due);
  void arm_for_the_earliest(const state& in);
  void ring(const state& in);

  surroundings& world_;
  const presence& connections_;
  const std::function<bool(id<member>)> is_attached_;
  const std::function<void(id<member>, bool)> note_;
  own_alarm alarm_;
  std::unordered_map<id<member>, instant> due_;  // to be noted then, if it is still so
};

}  // namespace reprise
