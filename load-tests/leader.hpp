// Whoever leads a session: goes from stage to stage when the time of each is over, brings everybody to a passage, puts features
// behind criteria, answers questions, asks for spotlights.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "load-tests/person.hpp"

namespace reprise::load {

class leader final : public person {
 public:
  using person::person;

  // The playbook has been read and, in a run that is faster than people, its times shortened.
  bool is_ready() const { return ready_; }
  void begin();
  bool is_done() const { return done_; }
  void stop() { done_ = true; }
  std::size_t people() const { return people_.size(); }  // participants, as this leader has seen them
  void forget_the_session();
  // Tells the events of the run: the first of all leaders does.
  void speak_for_all() { speaks_ = true; }

 private:
  enum act : std::uint32_t {
    next_stage = first_act,
    show_passage,
    group_feature,
    show_wall,
    show_calibration,
    look_at_rooms,
    announce,
    visit,
    answer_help,
    propose_spotlight,
    open_doors,
    close_doors
  };

  void on_entered() override;
  void on_cleared() override;
  void on_change(const change_text& what) override;
  void on_act(std::uint32_t what, std::int64_t due) override;

  void read_playbook(const row_text& row);
  void adjust_plan();
  void enter(stage next, std::int64_t due);
  void plan_stage(stage now);
  void look(std::int64_t due);
  void help(std::int64_t due);
  void spotlight(std::int64_t due);
  void say_to_all(std::int64_t due);
  std::int64_t rehearsal_us() const;
  void tell(std::string what);

  bool ready_ = false;
  bool adjusted_ = false;
  bool began_ = false;
  bool done_ = false;
  bool speaks_ = false;
  stage stage_ = stage::lobby;  // as this leader means it
  std::int64_t rehearsal_ends_ = 0;
  std::int64_t round_ = 0;
  std::map<std::uint64_t, step> rooms_;
  std::set<std::uint64_t> people_;
  std::uint64_t feature_ = 0;
  std::uint64_t attempt_ = 0;
  std::uint64_t feedback_ = 0;
  std::size_t asked_ = 0;
  struct question {
    std::uint64_t id = 0;
    std::uint64_t room = 0;
  };
  std::vector<question> questions_;
};

}  // namespace reprise::load
