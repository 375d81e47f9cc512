// What a run is to be like, and what it must not exceed: one YAML file. Read once; what is wrong in it is named with its line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "protocol/entities/playbook.hpp"

namespace reprise::load {

// lesson: a facilitator leads from stage to stage and everybody does what the stage and the step ask for.
// wall: everybody writes on a wall that everybody sees. doors: the rooms open and close. idle: being there is all.
BOOST_DEFINE_ENUM_CLASS(behaviour, lesson, wall, doors, idle)

// cut: connections break, all at once, and come back. stall: people stop reading for a while. hook: a command is run.
BOOST_DEFINE_ENUM_CLASS(deed, cut, stall, hook)

struct happening {
  std::int64_t at_ms = 0;  // after everybody is there
  deed what = deed::cut;
  double share = 1;         // of the people
  std::int64_t for_ms = 0;  // how long people do not read; from how long until how long those who were cut stay away
};

// What is measured as a duration.
// acknowledged: from the moment when a command was to be sent to its acknowledgement. screens: from a commit to the last
// screen that shows it. shown: on a wall, from the moment when a command was to be sent to the last screen that shows it.
// entered: from wanting to join to the first screen. resumed: from coming back to the first screen.
BOOST_DEFINE_ENUM_CLASS(duration_kind, acknowledged, screens, shown, entered, resumed)
inline constexpr std::size_t duration_kinds = 5;

// What is counted. errors: refusals that nobody caused, requests that failed, commands without an answer. lost: acknowledged
// words that somebody cannot read afterwards. cuts: connections that broke without the scenario's doing.
// resume_snapshots: snapshots where what was missed would have done, in percent of those who came back.
// memory_growth: of the server, from the second third of the run to the last, in percent; files_growth likewise.
BOOST_DEFINE_ENUM_CLASS(count_kind, errors, lost, cuts, resume_snapshots, memory_growth, files_growth)

struct duration_limit {
  duration_kind of = duration_kind::acknowledged;
  int percentile = 99;  // 100: the longest
  std::int64_t us_max = 0;
};
struct count_limit {
  count_kind of = count_kind::errors;
  std::int64_t most = 0;
};
using limit = std::variant<duration_limit, count_limit>;

struct scenario {
  std::string name;
  std::string about;
  behaviour how = behaviour::lesson;
  std::string playbook = "leading-teacher-development";
  std::int64_t people = 30;  // without those who lead
  std::int64_t people_per_session = 30;
  double speed = 1;                  // so many times as fast as people are
  std::int64_t ramp_ms = 10'000;     // everybody comes within this time
  std::int64_t begin_within_ms = 0;  // sessions begin one after the other, spread over this time
  std::int64_t duration_ms = 0;      // once everybody is there; 0: until the lesson has ended
  bool again = false;                // lessons follow each other until the time is over
  double commands_per_second = 10;   // wall: in each session
  // Wall: instead, so many at a time in each session; the next as soon as the last screen has one. 0: by the second.
  std::int64_t outstanding = 0;
  std::int64_t submit_within_ms =
      0;                    // lesson: everything is handed in so shortly before the time is up; 0: when it is done
  std::int64_t rounds = 5;  // doors
  std::int64_t round_ms = 4'000;
  std::vector<stage> stages;  // lesson: only these; empty: all
  std::vector<happening> happenings;
  std::vector<limit> limits;
};

struct scenario_mistake {
  int line = 0;
  std::string what;
};
std::variant<scenario, scenario_mistake> read_scenario(const std::string& yaml);

// "250ms", "2s", "1.5s", "30m"; nothing where it is no duration.
std::optional<std::int64_t> read_duration_us(std::string_view text);

std::string name_of(const limit& of);  // "acknowledged p99"

}  // namespace reprise::load
