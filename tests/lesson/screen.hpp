// One person at their browser: what they are sent, and what their screen shows because of it. People in a lesson act on
// nothing else.
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/hub/viewer.hpp"
#include "tests/support/recorded_viewer.hpp"

namespace reprise::tests {

// A frame as it came over the wire. Many are sent the same one, so the last is kept.
struct read_frame {
  shared_frame of;
  nlohmann::json json;
  std::set<std::uint64_t> words;  // that are secret to somebody
};

inline std::uint64_t number(const nlohmann::json& row, const char* key) { return row.at(key).get<std::uint64_t>(); }
inline std::int64_t time_of(const nlohmann::json& row, const char* key) { return row.at(key).get<std::int64_t>(); }
inline std::string text_of(const nlohmann::json& row, const char* key) { return row.at(key).get<std::string>(); }

class screen final : public viewer {
 public:
  using reader = std::function<const read_frame&(const shared_frame&)>;
  using watcher = std::function<void(const screen&, const read_frame&)>;
  screen(id<member> who, reader read, watcher watch) : me(who), read_(std::move(read)), watch_(std::move(watch)) {}

  bool send(const shared_frame& what) override;
  void close(const close_code& why) override { closed_with = why.value; }

  using json = nlohmann::json;
  // Rows as this screen has them. A row that is not there is a failed test, and an exception.
  const json& row(const std::string& kind, std::uint64_t wanted) const;
  const json& myself() const { return row("member", me.value); }
  id<room> room_id() const { return {number(myself(), "room")}; }
  const json& my_room() const { return row("room", room_id().value); }
  std::string step() const { return text_of(my_room(), "step"); }
  bool performs() const { return number(my_room(), "performer") == me.value; }
  bool coaches() const { return number(my_room(), "coach") == me.value; }
  id<attempt> attempt_a() const { return {number(my_room(), "attempt_a")}; }
  // Here or away, in this room, as far as this screen knows.
  std::vector<id<member>> people_of(id<room> in) const;
  // The clock of a step on this screen; null when there is none.
  const json* clock_of(id<room> in) const;
  // My own row of a kind of which everybody has one; null when there is none.
  const json* mine(const std::string& kind, const char* whose) const;
  // My feedback on this attempt, or null; and what others gave me on it.
  const json* my_feedback_on(id<attempt> about) const;
  std::vector<const json*> given_to_me_on(id<attempt> about) const;

  id<member> me;
  client_tables tables;
  std::set<std::uint64_t> words_read;
  std::map<std::string, std::string> answers;  // command id -> "", or the refusal
  std::int64_t server_now = 0;                 // as the last pong said
  std::optional<std::uint16_t> closed_with;
  bool connected = false;

 private:
  reader read_;
  watcher watch_;
};

}  // namespace reprise::tests
