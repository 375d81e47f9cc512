#include "tests/lesson/screen.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace reprise::tests {

bool screen::send(const shared_frame& what) {
  if (closed_with) ADD_FAILURE() << "a frame after the bye";
  const auto& frame = read_(what);
  watch_(*this, frame);
  words_read.insert(frame.words.begin(), frame.words.end());
  tables.take(frame.json);
  const auto& name = frame.json.at("frame");
  if (name == "acknowledged") answers[text_of(frame.json, "id")] = "";
  if (name == "refused") {
    const auto& problem = frame.json.at("problem");
    answers[text_of(frame.json, "id")] = text_of(problem, "code") + ": " + text_of(problem, "detail");
  }
  if (name == "pong") server_now = time_of(frame.json, "now");
  return true;
}

const nlohmann::json& screen::row(const std::string& kind, std::uint64_t wanted) const {
  if (const auto* found = tables.find(kind, wanted)) return *found;
  auto words = "there is no " + kind;
  words += ' ' + std::to_string(wanted);
  words += " on the screen of " + std::to_string(me.value);
  throw std::logic_error(words);
}

std::vector<id<member>> screen::people_of(id<room> in) const {
  std::vector<id<member>> found;
  for (const auto* each : tables.rows("member")) {
    const auto attends = text_of(*each, "attendance");
    const bool lives = text_of(*each, "role") == "participant" && (attends == "here" || attends == "away");
    if (lives && number(*each, "room") == in.value) found.push_back({number(*each, "id")});
  }
  return found;
}

const nlohmann::json* screen::clock_of(id<room> in) const {
  const auto clock = number(row("room", in.value), "clock");
  return clock == 0 ? nullptr : tables.find("timer", clock);
}

const nlohmann::json* screen::mine(const std::string& kind, const char* whose) const {
  for (const auto* each : tables.rows(kind)) {
    if (number(*each, whose) == me.value) return each;
  }
  return nullptr;
}

const nlohmann::json* screen::my_feedback_on(id<attempt> about) const {
  for (const auto* each : tables.rows("feedback")) {
    if (number(*each, "attempt") == about.value && number(*each, "reviewer") == me.value) return each;
  }
  return nullptr;
}

std::vector<const nlohmann::json*> screen::given_to_me_on(id<attempt> about) const {
  std::vector<const json*> found;
  for (const auto* each : tables.rows("feedback")) {
    const bool from_others = number(*each, "reviewer") != me.value && number(*each, "receiver") == me.value;
    if (from_others && number(*each, "attempt") == about.value && text_of(*each, "state") == "delivered")
      found.push_back(each);
  }
  return found;
}

}  // namespace reprise::tests
