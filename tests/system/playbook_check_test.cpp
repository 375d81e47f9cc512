// "reprise-server playbook check" as an author calls it: the real binary, real files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "tests/support/places/places.hpp"
#include "tests/support/server_process.hpp"

namespace reprise::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string shipped = shipped_playbook("headship.yaml");

struct outcome {
  int code = -1;
  std::string says;
};

outcome run(const std::vector<std::string>& arguments) {
  auto ran = server_process::run(arguments);
  return {ran.wait_for_end(), ran.said()};
}

TEST(playbook_check, says_of_a_good_one_what_it_holds) {
  const auto ran = run({"playbook", "check", shipped});
  EXPECT_EQ(ran.code, 0) << ran.says;
  EXPECT_EQ(
      ran.says,
      shipped + ": fine: \"Meeting a parent who has good reason to be angry\", 4 criteria, 7 stages, 55 minutes\n");
}

TEST(playbook_check, says_of_a_bad_one_what_to_mend_in_which_line_and_goes_on) {
  const temporary_folder data;
  const auto file = (data.path() / "mine.yaml").string();
  {
    std::ifstream from(shipped);
    std::ofstream to(file);
    for (std::string line; std::getline(from, line);) to << (line == "pace: lockstep" ? "pace: quick" : line) << "\n";
  }
  const auto ran = run({"playbook", "check", file, shipped, (data.path() / "nowhere.yaml").string()});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.says, testing::ContainsRegex("mine\\.yaml:[0-9]+: pace must be one of: lockstep, own\\.\n"));
  EXPECT_THAT(ran.says, HasSubstr(shipped + ": fine: "));
  EXPECT_THAT(ran.says, HasSubstr("nowhere.yaml:1: The file cannot be read"));
}

TEST(playbook_check, used_wrongly_says_how_it_is_used) {
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"playbook"},
                                                                     {"playbook", "check"},
                                                                     {"playbook", "mend", shipped},
                                                                     {"playbook", "check", "--fast", shipped}}) {
    const auto ran = run(arguments);
    EXPECT_EQ(ran.code, 2) << ran.says;
    EXPECT_THAT(ran.says, Not(HasSubstr("fine"))) << ran.says;
    EXPECT_FALSE(ran.says.empty());
  }
  const auto help = run({"playbook", "check", "--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.says, HasSubstr("FILE"));
}

}  // namespace
}  // namespace reprise::tests
