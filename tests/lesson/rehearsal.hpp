// The rehearsal of a lesson: what people do in each step because their screens say so, and what every screen must show at
// every step of every slot in every room (product.md, the slot table).
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/lesson/classroom.hpp"

namespace reprise::tests {

// Who does what in one slot of one room.
struct cast_of_slot {
  id<member> performer;
  id<member> coach;
};

class rehearsal {
 public:
  rehearsal(classroom& in, const playbook& plan) : in_(in), plan_(plan) {}

  // Something that happens in the middle of a step, between what people do first and what they do then.
  using event = std::function<void()>;
  void when(std::int64_t slot, step during, event what) { events_[{slot, during}] = std::move(what); }
  // In this step all say that they are ready, and it ends early.
  void all_are_ready(std::int64_t slot, step during) { cut_short_ = {slot, during}; }

  // From the first step of the first slot, which began then, until all slots are over.
  void run(instant began);

  std::map<id<room>, std::vector<cast_of_slot>> casts;  // by slot

 private:
  void one_step(std::int64_t slot, const step_plan& of);

  // What must be true: checks.cpp
  void check_the_beginning(std::int64_t slot, const step_plan& of);
  void check_screen(const screen& of, id<room> where, std::int64_t slot, const step_plan& now);
  void check_outsiders();
  void check_left(std::int64_t left_ms);
  void check_reviews_are_in();
  void check_deliveries();
  void check_the_end();
  void check_that_nothing_more_happens();

  // What people do: rehearsal.cpp
  void act(step now);
  void act_again(step now);
  void frame(screen& who);
  void hold(screen& who);
  void perform(screen& who, id<attempt> answers);
  void begin_to_write(screen& who);
  void give(screen& who);
  void commit(screen& who);
  void judge(screen& who);
  void tell_what_the_end_of_the_step_tells(step now);

  std::string word_for_the_room(screen& who);
  ratings_list ratings(screen& who, std::string& said);

  // Typed, and neither shared nor given: it counts when the time is up. Sealed: given, and opened then.
  struct kept_back {
    std::string text;
    screen* author;
    id<attempt> about;  // 0: the performer's own next attempt
  };

  classroom& in_;
  const playbook& plan_;
  instant began_ = 0;  // the step that is going on
  std::map<std::pair<std::int64_t, step>, event> events_;
  std::pair<std::int64_t, step> cut_short_{0, step::waiting};
  std::vector<kept_back> kept_back_;
};

}  // namespace reprise::tests
