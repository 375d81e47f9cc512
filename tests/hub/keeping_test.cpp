// What a session leaves in the log for later: its snapshot, no more of its past than is needed once it has ended, and its code.
#include "server/hub/directory_names.hpp"
#include "tests/hub/live.hpp"

namespace reprise::tests {
namespace {

hub_options shared_with_others() {
  hub_options options;
  options.log_is_shared = true;
  options.ended_commits_kept = 10;
  return options;
}

struct keeping : live {
  keeping() : live(shared_with_others()) {}

  void SetUp() override {
    live::SetUp();
    ada = join("Ada");
    for (int n = 0; n < 30; ++n) {
      ASSERT_TRUE(ask(ada, command::rename{ada, "Ada " + std::to_string(n)}, in_log(ada, std::to_string(n))));
    }
  }
  void keep() {
    session->keep_snapshot();
    world.settle();
  }
  std::string code() const { return name_of_join_code(session->committed().the_session().join_code.str()); }
  bool code_is_known() {
    bool known = false;
    below.find(code(), [&](const find_answer& how) { known = std::holds_alternative<found>(how); });
    return known;
  }

  id<member> ada;
};

TEST_F(keeping, a_session_that_goes_on_keeps_all_its_past) {
  const auto all = logged().size();
  keep();
  EXPECT_EQ(logged().size(), all);
}

TEST_F(keeping, of_a_session_that_has_ended_the_snapshot_takes_the_place_of_most_of_its_past) {
  ASSERT_TRUE(ask(facilitator, command::go_to_stage{stage::ended}, in_log(facilitator, "end")));
  keep();
  EXPECT_EQ(logged().size(), options.ended_commits_kept);
  const auto picture = fresh_picture(ada);
  begin();
  EXPECT_EQ(fresh_picture(ada), picture);
  // It goes on: promises are kept after the session.
  EXPECT_TRUE(ask(ada, command::rename{ada, "Adelheid"}, in_log(ada, "late")));
  EXPECT_EQ(logged().size(), options.ended_commits_kept + 1);
}

TEST_F(keeping, P16_what_was_done_before_is_not_done_again_after_its_commit_has_gone) {
  ASSERT_TRUE(ask(facilitator, command::go_to_stage{stage::ended}, in_log(facilitator, "end")));
  keep();
  begin();
  const auto before = session->position();
  EXPECT_TRUE(ask(ada, command::rename{ada, "Ada 0"}, in_log(ada, "0")));
  EXPECT_EQ(session->position(), before);
  EXPECT_EQ(session->committed().find(ada)->name.str(), "Ada 29");
}

TEST_F(keeping, its_code_is_said_again_when_it_is_loaded_kept_or_put_back) {
  const auto forget = [&] {
    below.release(code(), the_key, [](bool) {});
    ASSERT_FALSE(code_is_known());
  };
  forget();
  begin();
  EXPECT_TRUE(code_is_known());
  forget();
  keep();
  EXPECT_TRUE(code_is_known());
  forget();
  below.lose(the_key);
  ask(ada, command::rename{ada, "Ada"}, in_log(ada, "later"));
  world.settle();
  EXPECT_TRUE(code_is_known());
  EXPECT_EQ(session->committed().find(ada)->name.str(), "Ada");
}

}  // namespace
}  // namespace reprise::tests
