// Who listens to a session, arranged by what they may see: everybody of one class (those who lead, or those who share a
// room) sees the same of everything, except for what is theirs in particular. So a commit is judged once per class
// and once per person whom it concerns, not once per viewer.
//
// Shard thread only. Viewers that do not keep up are noticed here; live_session decides what becomes of them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "protocol/frame_writer.hpp"
#include "server/hub/counters.hpp"
#include "server/hub/viewer.hpp"
#include "server/session/session.hpp"

namespace reprise {

inline constexpr std::size_t refusals_remembered_max = 128;

// One attached viewer. There are many: what is empty must hold no memory.
struct seat {
  std::uint64_t number = 0;  // counts attachments
  viewer* who = nullptr;
  standing as;
  bool closed = false;             // was sent a bye, and nothing since
  bool has_spoken = false;         // so it has its welcome: a client says nothing before
  instant behind_since = 0;        // its outbox overflowed and has not drained yet; 0: it keeps up
  std::vector<instant> overflows;  // of late
  std::vector<shared_frame> owed;  // answers that it must have after the snapshot
  // Its latest refused commands and their answers: a client that sends again before it has read the refusal must not find
  // its command done after all. Bounded by refusals_remembered_max.
  std::vector<std::pair<std::string, shared_frame>> refused;
  std::uint64_t mark = 0;  // for broadcast's use
  std::size_t place = 0;   // in its class
};

// What a class as such is to an entity: as a member who is nobody in particular.
inline standing class_of(const standing& viewer) {
  if (sees_as_facilitator(viewer.role)) return {.member = {}, .role = role::observer, .room = {}};
  return {.member = {}, .role = role::participant, .room = viewer.room};
}

// Members who may see an entity in another way than their class does. Completeness is checked against lens_of() by the
// tests: lens_of(in, viewer, of) == lens_of(in, class_of(viewer), of) for everybody else.
void add_parties(std::vector<id<member>>& to, const state& in, const entity& of);

class audience {
 public:
  explicit audience(hub_counters& counted) : counted_(counted) {}

  struct group {
    standing as;  // class_of() each of them
    std::vector<seat*> seats;
  };

  std::shared_ptr<seat> add(viewer& who, const standing& as);
  void remove(viewer& who);
  std::shared_ptr<seat> find(const viewer& who) const;
  void restand(seat& of, const standing& as);

  const std::unordered_map<std::uint64_t, group>& groups() const { return groups_; }
  const std::vector<seat*>& seats_of(id<member> who) const;
  std::size_t size() const { return seats_.size(); }
  std::vector<std::shared_ptr<seat>> everybody() const;  // in the order in which they came

  // Hands it a frame. False: it has no room (it is behind from now on, or was before), or is closed.
  bool give(seat& to, const shared_frame& what, instant now);
  // An answer to a command: kept for later where there is no room now.
  void answer(seat& to, const shared_frame& what, instant now);

  // Called when a viewer falls behind.
  std::function<void(seat&)> fell_behind;

 private:
  static std::uint64_t key_of(const standing& as);
  void enter(seat& who);
  void leave(seat& who);

  hub_counters& counted_;
  std::uint64_t numbered_ = 0;
  std::unordered_map<const viewer*, std::shared_ptr<seat>> seats_;
  std::unordered_map<id<member>, std::vector<seat*>> by_member_;
  std::unordered_map<std::uint64_t, group> groups_;
};

}  // namespace reprise
