// One member with a browser's habits, over real sockets: remembers what was not acknowledged and sends it again with the same
// id, comes back with the epoch and seq that it had, and does with its tables what a browser does.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>

#include "tests/support/recorded_viewer.hpp"
#include "tests/support/test_client.hpp"

namespace reprise::tests {

// A command that somebody wants to be done.
struct wish {
  std::string command;
  nlohmann::json args;
};

struct insistent_person {
  joined_member who;
  // What it asks for next; nothing here: for a new name each time.
  std::function<wish(const insistent_person&, std::mt19937&)> wants;
  std::set<std::string> takes_for_an_answer;  // codes of refusals, as far as they belong to what it wants
  std::size_t under_way_max = 8;              // commands that are not answered yet
  // How long it thinks, at most, when all has been answered. Whoever does not think sends as fast as it is answered.
  std::chrono::milliseconds thinks_max{0};
  int made = 0;
  std::deque<std::string> unanswered;              // command ids, in the order in which they were sent first
  std::map<std::string, wish> asked;               // by command id
  std::map<std::string, std::uint64_t> answered;   // command id -> seq
  std::map<std::string, std::string> turned_down;  // command id -> code, of those that it takes for an answer
  client_tables tables;
  int resumes = 0;    // times that it came back and was told what it had missed
  int snapshots = 0;  // or everything
  int refusals = 0;   // of commands that it then sent again

  // Each name is given once.
  static std::string name_of(const std::string& command_id) { return "Name " + command_id; }

  // Sends new commands until the connection ends, or `over`. Every answer is told to `heard`. False: it was not let in.
  bool speak(std::uint16_t port, std::mt19937& random, const std::function<void()>& heard,
             const std::atomic<bool>* over = nullptr);
  // Sends no new ones, and comes back as soon as all that it sent has been answered. False: the connection ended before.
  bool finish(std::uint16_t port);
  // What a newcomer with the same ticket sees there.
  std::string fresh_picture(std::uint16_t port) const;

 private:
  bool enter(test_client& client);
  std::string make(std::mt19937& random);  // a new command's id
  bool send(test_client& client, const std::string& command_id) const;
  void settle(const std::string& command_id, const std::function<void()>& heard);
  // False: the connection has ended.
  bool take_one(test_client& client, const std::function<void()>& heard);
};

}  // namespace reprise::tests
