// From a commit to frames: who may see what of it, and what is therefore sent to whom.
//
// Purpose   Each viewer's tables must be, after every frame, what a fresh snapshot for them would be; and nothing that they
//           may not see may be in any frame. So what every class of viewers, and every person concerned, saw of each
//           touched entity *before* the commit is compared with what they see *after* it. An entity is touched when it
//           changed, and also when something changed that decides who may see it (an attempt by its reviewers, feedback by
//           its attempt's room, what a room performs by the fishbowl).
// Thread    Shard thread only.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/hub/audience.hpp"
#include "server/hub/encodings.hpp"
#include "server/hub/history.hpp"
#include "server/session/session.hpp"

namespace reprise {

// A copy of the entity, if it is there.
std::optional<entity> copy_of(const state& from, entity_key which);

class broadcast {
 public:
  broadcast(state& committed, audience& to, encodings& encoded, history& past, hub_counters& counted)
      : committed_(committed), audience_(to), encoded_(encoded), past_(past), counted_(counted) {}

  // Applies the commit to the committed state, records it in the history and tells everybody. The seats whose own
  // standing it changed are returned: they were told nothing, and need a snapshot.
  std::vector<seat*> tell(const commit& what, commit_mark mark, instant now);

  // Applies and records; for commits that happened before anybody listened.
  void replay(const commit& what, commit_mark mark);

  // Everything that somebody may see: the puts of a snapshot. Good until the next change to the encodings.
  std::vector<std::string_view> everything_for(const standing& viewer);
  // The puts, and removals, that bring the tables of somebody up to date who has seen nothing since `touched`. The texts of
  // removals are kept in `removals`.
  std::vector<std::string_view> since(const std::vector<touched>& what, const standing& viewer,
                                      std::vector<std::string>& removals);

 private:
  struct touch {
    entity_key key;
    std::optional<entity> before;
    const entity* put_now = nullptr;  // in the commit
    bool changed = true;              // false: only who may see it did
    bool for_others = false;          // true: who may see it changed, whether or not it did
    id<member> only;                  // if not changed: whom alone it can concern; 0: anybody
    encoded_views before_views;

    const entity* old() const { return before ? &*before : nullptr; }
    const entity* after() const { return changed ? put_now : old(); }
  };
  // Those who see alike: a class, or one person.
  struct listeners {
    standing as;
    const std::vector<seat*>* seats = nullptr;
    bool is_class = true;
    std::size_t before = 0;  // where in befores_ its lenses begin, one per touch
  };
  enum class action : char { nothing, put_owner, put_facilitator, put_roommate, put_other, removal };

  void collect(const commit& what);
  void add_dependent(entity_key which, id<member> only);
  void add_talk_about(id<attempt> which);  // feedback and judgements
  void add_fishbowl(const commit& what);
  void add_listeners();
  void apply_all(const commit& what);
  void put_down();
  std::vector<seat*> moved_seats();  // whose own standing the commit changed
  action action_for(touch& of, const listeners& who, std::size_t index);
  shared_frame frame_for(const commit& what, const std::string& actions);
  void record(const commit& what, commit_mark mark);

  state& committed_;
  audience& audience_;
  encodings& encoded_;
  history& past_;
  hub_counters& counted_;

  // Of the commit in hand
  std::vector<std::unique_ptr<touch>> touches_;  // each stays where it is when more come
  std::vector<listeners> listeners_;
  std::vector<std::optional<lens>> befores_;  // nothing where there was no entity
  std::vector<std::pair<std::string, shared_frame>> frames_;
  std::uint64_t mark_ = 0;
};

}  // namespace reprise
