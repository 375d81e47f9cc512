// Somebody who takes part: does what the stage and the step on their screen ask for, at the pace of people.
//
// The lesson:  participant.cpp says what is planned when a scene begins, participant_acts.cpp how it is done.
// The wall:    says something when it is told to (write_on_wall); in "doors" and "idle" it only looks.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "load-tests/person.hpp"

namespace reprise::load {

class participant final : public person {
 public:
  using person::person;

  void write_on_wall(std::int64_t due);
  // Answers questions of the people in their room (where somebody tries Reprise alone).
  void be_helpful() { helpful_ = true; }
  void forget_the_session();

 private:
  enum act : std::uint32_t {
    name_feature = first_act,
    rate_exemplar,
    choose_gap,
    prepare,
    frame_it,
    begin_attempt,
    type_attempt,
    share_attempt,
    hold,
    rewind,
    ask,
    begin_feedback,
    type_feedback,
    give_feedback,
    commit_to_fix,
    judge,
    value_feedback,
    answer_spotlight,
    vote,
    type_task,
    go_on,
    ready,
    help_roommate
  };
  // Rooms do it differently, so that every way is gone: the performer types and lets the clock share it, shares it, or speaks.
  enum class manner { typed, shared, aloud };

  void on_cleared() override;
  void on_change(const change_text& what) override;
  void on_seen(std::uint64_t seq) override;
  void on_act(std::uint32_t what, std::int64_t due) override;

  void see_room(const row_text& row);
  void see_feedback(const change_text& what);
  void see_spotlight(const change_text& what);
  void begin_scene();
  void begin_step();
  void plan_submission(std::uint32_t what, const pause& own_time, std::int64_t seconds);
  void note_what_was_typed(bool is_shared);

  void do_name_feature(std::int64_t due);
  void do_choose_gap(std::int64_t due, bool with_words);
  void do_rate_exemplar(std::int64_t due);
  void do_attempt(std::int64_t due, bool shares);
  void do_feedback(std::int64_t due, bool gives);
  void do_commit(std::int64_t due);
  void do_judge(std::int64_t due);
  void do_value(std::int64_t due);
  void do_task(std::int64_t due);
  void do_go_on(std::int64_t due);

  bool performs() const { return performer_ == me(); }
  bool coaches() const { return coach_ == me(); }
  manner how() const { return static_cast<manner>(room_number_ % 3); }
  std::uint64_t answers() const { return step_ == step::attempt_b ? attempt_a_ : 0; }
  ledger::thing thing_of(ledger::thing& place, const char* what, readers who);

  // The screen
  stage stage_ = stage::lobby;
  step step_ = step::waiting;
  std::uint64_t room_number_ = 0;
  std::uint64_t slot_ = 0;
  std::uint64_t performer_ = 0;
  std::uint64_t coach_ = 0;
  std::uint64_t attempt_a_ = 0;
  std::uint64_t watch_for_ = 0;
  std::uint64_t seen_room_ = 0;
  std::vector<std::uint64_t> given_;  // feedback of others on my attempt A
  std::uint64_t spotlight_ = 0;       // that waits for my answer, or
  std::uint64_t to_vote_for_ = 0;
  std::uint64_t question_ = 0;  // of a roommate
  std::uint64_t feature_ = 0;   // mine, on the wall
  struct scene {
    stage in = stage::lobby;
    step at = step::waiting;
    std::uint64_t slot = 0;
    std::uint64_t room = 0;
    bool operator==(const scene&) const = default;
  } last_;

  // What is under way
  std::size_t typed_ = 0;
  std::size_t left_ = 0;
  bool gave_ = false;
  bool helpful_ = false;
  bool aloud_a_ = false;  // attempt A of this slot was spoken, so B will be
  std::uint64_t gap_ = 0;
  ledger::thing wall_thing_ = ledger::none;
  ledger::thing preparation_thing_ = ledger::none;
  ledger::thing attempt_thing_ = ledger::none;
  ledger::thing feedback_thing_ = ledger::none;
  ledger::thing task_thing_ = ledger::none;
};

}  // namespace reprise::load
