// A whole lesson's people round one live session, in virtual time. What they say goes to the server as the JSON that a
// browser sends, what they hear comes as the JSON that a browser gets, and every frame is read for what its receiver may
// not know: secret words (words.hpp), and rows and fields that are not theirs (docs/privacy-matrix.md).
#pragma once

#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/hub/live_session.hpp"
#include "server/log/memory_log.hpp"
#include "server/playbook/loaded_playbook.hpp"
#include "tests/lesson/screen.hpp"
#include "tests/lesson/words.hpp"
#include "tests/support/virtual_world.hpp"

namespace reprise::tests {

class classroom {
 public:
  // Opens the session; its facilitator sits down.
  explicit classroom(const loaded_playbook& from);

  // Somebody comes in by the front desk and says hello.
  screen& join(const std::string& name);
  // The connection breaks; the screen stays as it is. They come back with what they knew.
  void lose(screen& who);
  void come_back(screen& who);

  // "": acknowledged; else the refusal. `does` is for what must be accepted.
  std::string ask(screen& who, member_command what);
  void does(screen& who, member_command what);
  // What the server's clock says, as this screen learns it.
  std::int64_t time_on(screen& who);

  instant now() const { return world.now(); }
  void pass(std::int64_t ms) { world.pass(ms); }
  void pass_until(instant when) { world.pass(when - world.now()); }

  screen& facilitator() { return *screens.front(); }
  screen& screen_of(id<member> who);
  // Participants who have a connection.
  std::vector<screen*> participants();
  std::vector<screen*> everybody();
  std::vector<screen*> in_room(id<room> where);
  // The rooms that people are in and who is in them, as somebody sees it who looks on and is never disturbed.
  std::vector<id<room>> rooms();
  std::vector<id<member>> people_of(id<room> where) { return onlooker->people_of(where); }
  screen* onlooker = nullptr;  // the facilitator, until an observer has come

  // Whoever may read something has it on their screen by now.
  void check_that_the_told_know();
  // What each made of their frames is what a fresh snapshot would be.
  void check_that_screens_are_fresh();

  secret_words words;
  memory_log log;
  virtual_world world{log};
  const hub_options options;
  std::unique_ptr<live_session> session;
  std::vector<std::unique_ptr<screen>> screens;
  std::size_t frames_watched = 0;

 private:
  id<member> submit(any_command what, const std::string& command_id);
  screen& sit(id<member> who);
  void say_hello(screen& who, const resume_point& from);
  const read_frame& read(const shared_frame& frame);
  void watch(const screen& who, const read_frame& frame);
  void watch_words(const standing& viewer, const std::set<std::uint64_t>& found, const std::string& in);

  read_frame last_;
  std::unordered_map<std::string, nlohmann::json> rows_read_;  // from pages that were loaded again
  std::uint64_t asked_ = 0;
};

// Whether this change may be sent to this viewer, by the matrix, row by row; `watched` is the fishbowl, or 0.
bool may_be_sent(const standing& viewer, id<room> watched, const nlohmann::json& change);

}  // namespace reprise::tests
