// Debrief and commit: nobody's words are shown without their yes; what one will do in school.
#include "tests/session/lesson.hpp"

namespace reprise::tests {
namespace {

struct commitments : ::testing::Test {
  commitments() {
    people = it.join_many(3);
    it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
    made = it.share(people[0], "Eleven hands went up.");
    it.give(people[1], made);
    it.done(it.facilitator, command::go_to_stage{.stage = stage::debrief});
    given = it.feedback_of(people[1], made)->id;
  }

  const spotlight& the_spotlight() const { return *it.now.all<spotlight>().begin(); }
  bool sees(id<member> viewer, const entity& of) const {
    return see(of, lens_of(it.now, standing_of(it.now, viewer), of)).has_value();
  }

  lesson it;
  std::vector<id<member>> people;
  id<attempt> made;
  id<feedback> given;
};

TEST_F(commitments, P13_nothing_is_shown_without_its_owners_yes_and_a_no_stays_between_them) {
  it.done(it.facilitator, command::propose_spotlight{.attempt = made, .feedback = {}});
  EXPECT_FALSE(sees(people[2], the_spotlight()));
  EXPECT_TRUE(sees(people[0], the_spotlight()));
  EXPECT_EQ(it.refused(people[1], command::answer_spotlight{.spotlight = the_spotlight().id, .yes = true}),
            refusal_code::not_found);
  it.done(people[0], command::answer_spotlight{.spotlight = the_spotlight().id, .yes = false});
  EXPECT_FALSE(sees(people[2], the_spotlight()));
  EXPECT_EQ(it.refused(it.facilitator, command::propose_spotlight{.attempt = made, .feedback = {}}),
            refusal_code::already_done)
      << "nobody is asked twice";
}

TEST_F(commitments, action_steps_that_are_shown_can_be_voted_for_once_and_taken_back) {
  it.done(it.facilitator, command::propose_spotlight{.attempt = {}, .feedback = given});
  const auto shown = the_spotlight().id;
  EXPECT_EQ(the_spotlight().owner, people[1]) << "the words are the reviewer's";
  EXPECT_EQ(it.refused(people[2], command::vote_for{.spotlight = shown, .yes = true}), refusal_code::not_found);
  it.done(people[1], command::answer_spotlight{.spotlight = shown, .yes = true});
  it.done(people[2], command::vote_for{.spotlight = shown, .yes = true});
  it.done(people[2], command::vote_for{.spotlight = shown, .yes = true});
  it.done(people[0], command::vote_for{.spotlight = shown, .yes = true});
  EXPECT_EQ(the_spotlight().votes, 2);
  EXPECT_FALSE(sees(people[0], *it.now.all<vote>().begin())) << "who voted is theirs to know";
  it.done(people[2], command::vote_for{.spotlight = shown, .yes = false});
  EXPECT_EQ(the_spotlight().votes, 1);
  it.done(people[1], command::answer_spotlight{.spotlight = shown, .yes = false});
  EXPECT_EQ(the_spotlight().votes, 0);
  EXPECT_TRUE(it.now.all<vote>().empty());
  EXPECT_FALSE(sees(people[2], the_spotlight()));
}

TEST_F(commitments, a_gap_task_is_written_once_and_changed_also_after_the_end) {
  it.done(people[0], command::save_gap_task{
                         .what = "Drop in on 9B", .with_whom = "Jo", .by_when = "Friday", .evidence = "A photograph"});
  it.done(it.facilitator, command::go_to_stage{.stage = stage::ended});
  it.done(people[0], command::save_gap_task{
                         .what = "Drop in on 9B, period 1", .with_whom = "Jo", .by_when = "Friday", .evidence = {}});
  ASSERT_EQ(it.now.all<gap_task>().size(), 1U);
  const auto& row = *it.now.all<gap_task>().begin();
  EXPECT_EQ(row.what.str(), "Drop in on 9B, period 1");
  EXPECT_TRUE(sees(it.facilitator, row));
  EXPECT_FALSE(sees(people[1], row));
}

}  // namespace
}  // namespace reprise::tests
