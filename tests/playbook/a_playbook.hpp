// A right playbook as text, and how it is made wrong.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "server/playbook/loaded_playbook.hpp"

namespace reprise::tests {

// Line numbers in the tests are those of this text; the first line is 1.
inline constexpr std::string_view right = R"(title: A step for Jo
npq: NPQ Leading Teacher Development
audience: Coaches
purpose: To rehearse
room_size: 3
exemplar:
  title: Priya and Daniel
  context: After school.
  passages:
    - First.
    - Second.
criteria:
  - title: Evidence first
    looks_like: Says what was seen.
  - title: One step
    looks_like: Names one step.
scenario:
  title: Instructions
  situation: Monday.
  performer: You coach.
  coach: You watch.
  pupil: You are Jo.
  harder: Jo disagrees.
form:
  evidence: What was said?
  strength: What worked?
  action_step: What next?
  strength_starters: [ "Keep ..." ]
  action_step_starters: [ "Next time, when ..." ]
stages:
  - { stage: rehearse, seconds: 0 }
  - { stage: debrief, seconds: 480 }
steps:
  - { step: attempt_a, seconds: 120 }
  - { step: write, seconds: 90 }
pace: lockstep
slots: 3
features_asked: 2
anonymous_wall: false
gap_task_prompts:
  - Whose lesson?
)";

inline result<loaded_playbook> read(std::string_view yaml) {
  return read_playbook(yaml, "a-step", "playbooks/a-step.yaml");
}

inline std::string with(std::string_view old_text, std::string_view new_text) {
  std::string yaml(right);
  const auto at = yaml.find(old_text);
  EXPECT_NE(at, std::string::npos) << "the mistake must be made somewhere: " << old_text;
  return yaml.replace(at, old_text.size(), new_text);
}

// Every mistake comes with what to write instead, or what to do about it.
inline bool tells_what_to_do(std::string_view detail) {
  constexpr std::array words{"must be ",     "known are ", "give ",   "Give ",      "take it out", "Take ", "leave ",
                             "come once ",   "Reword",     "Look ",   "use spaces", "Write ",      "Save ", "Put ",
                             "Is a bracket", "add them",   "add it.", "Begin ",     "Shorten",     "rename"};
  return std::any_of(words.begin(), words.end(),
                     [&](const char* one) { return detail.find(one) != std::string_view::npos; });
}

// A folder of playbooks for one test.
class playbook_files : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) / ("reprise-playbooks-" + std::string(info->name()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& name, std::string_view yaml) {
    std::ofstream(folder_ / name, std::ios::binary) << yaml;
    return folder_ / name;
  }

  std::filesystem::path folder_;
};

}  // namespace reprise::tests
