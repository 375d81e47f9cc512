// A lesson from the lobby to the end, as its playbook has it, with a facilitator, an observer and thirty people.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/lesson/classroom.hpp"
#include "tests/lesson/rehearsal.hpp"

namespace reprise::tests {

inline constexpr std::size_t cohort = 30;

class day {
 public:
  explicit day(const loaded_playbook& from);

  // Everybody is in the lobby.
  void gather();
  // The facilitator goes on to a stage, and everybody's screen says so.
  void enter(stage next);
  void check_stage(stage now);
  // So long in this stage, its clock running; at its end the clock says so and waits for whoever leads.
  void rest_of(stage now);
  // All that was to be known is known, and a page that is loaded again would show the same.
  void check();

  void see();
  void name();
  void plan();
  void debrief();
  void promise();  // gap tasks
  void end();

  instant end_of(stage of) const { return ends_.at(of); }
  // Feedback that its receivers can read by now.
  std::size_t delivered() const;
  std::vector<screen*> people() { return room.participants(); }

  const loaded_playbook book;
  classroom room;
  rehearsal rounds{room, book.playbook};
  screen* observer = nullptr;

 private:
  std::int64_t seconds_of(stage of) const;
  void name_features();
  void rate_the_exemplar();
  std::vector<const nlohmann::json*> shared_words() const;
  void spotlight_an_attempt(const nlohmann::json& of, bool consents);
  void vote_for_an_action_step();
  void hide_and_restore();

  std::map<stage, instant> ends_;
};

// Counts the rows of a kind on a screen that are about something.
std::size_t count_rows(const screen& on, const std::string& kind, const char* key, std::uint64_t value);

}  // namespace reprise::tests
