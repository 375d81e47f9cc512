// What sessions have alike is held once, and nobody can tell.
#include "server/session/common_table.hpp"

#include <gtest/gtest.h>

#include "tests/session/lesson.hpp"

namespace reprise::tests {
namespace {

playbook plan_called(const std::string& title) {
  playbook made;
  made.id = {1};
  made.title = title;
  return made;
}

state with(const playbook& plan) {
  state made;
  apply(made, put{plan});
  return made;
}

TEST(common_table, sessions_with_the_same_playbook_hold_it_once) {
  const auto one = with(plan_called("Giving feedback"));
  const auto other = with(plan_called("Giving feedback"));
  EXPECT_EQ(&one.the_playbook(), &other.the_playbook());
  EXPECT_NE(&one.the_playbook(), &with(plan_called("Leading a talk")).the_playbook());
}

TEST(common_table, a_session_that_changes_its_playbook_changes_no_other) {
  auto one = with(plan_called("Giving feedback"));
  const auto other = with(plan_called("Giving feedback"));
  const auto inverse = apply(one, put{plan_called("Leading a talk")});
  EXPECT_EQ(one.the_playbook().title.str(), "Leading a talk");
  EXPECT_EQ(other.the_playbook().title.str(), "Giving feedback");
  apply(one, inverse);
  EXPECT_EQ(&one.the_playbook(), &other.the_playbook());
}

TEST(common_table, what_was_removed_comes_back_with_the_inverse) {
  auto one = with(plan_called("Giving feedback"));
  const auto inverse = apply(one, removal{kind_of<playbook>(), 1});
  EXPECT_TRUE(one.all<playbook>().empty());
  apply(one, inverse);
  EXPECT_EQ(one.the_playbook().title.str(), "Giving feedback");
}

TEST(common_table, a_thousand_playbooks_that_came_and_went_leave_room_for_the_one_that_stays) {
  const auto stays = with(plan_called("Giving feedback"));
  for (int each = 0; each < 1'000; ++each) with(plan_called(std::to_string(each)));
  EXPECT_EQ(&stays.the_playbook(), &with(plan_called("Giving feedback")).the_playbook());
}

}  // namespace
}  // namespace reprise::tests
