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

// What is brought from the session before it.
struct brought : ::testing::Test {
  brought() {
    command::join with{.name = "Ada"};
    auto& promised = with.promised.emplace();
    promised.member = {77};  // who they were there says nothing here
    promised.what = "Drop in on 9B";
    promised.with_whom = "Jo";
    promised.by_when = "Friday";
    promised.evidence = "A photograph";
    promised.at = 1'700'000'000'000;
    const auto made = it.done({}, std::move(with));
    ada = {id_of(made.front())};
    ben = it.join("Ben");
  }

  const earlier_task& the_task() const { return *it.now.all<earlier_task>().begin(); }
  bool sees(id<member> viewer) const {
    const entity of{the_task()};
    return see(of, lens_of(it.now, standing_of(it.now, viewer), of)).has_value();
  }

  lesson it;
  id<member> ada;
  id<member> ben;
};

TEST_F(brought, a_promise_comes_along_as_it_was_written_and_belongs_to_who_joined) {
  ASSERT_EQ(it.now.all<earlier_task>().size(), 1U);
  EXPECT_EQ(it.person(ada).name.str(), "Ada") << "the member is the join's first put";
  EXPECT_EQ(the_task().member, ada);
  EXPECT_EQ(the_task().what.str(), "Drop in on 9B");
  EXPECT_EQ(the_task().with_whom.str(), "Jo");
  EXPECT_EQ(the_task().by_when.str(), "Friday");
  EXPECT_EQ(the_task().evidence.str(), "A photograph");
  EXPECT_EQ(the_task().promised_at, 1'700'000'000'000);
  EXPECT_EQ(the_task().outcome, task_outcome::none);
  EXPECT_TRUE(it.now.all<gap_task>().empty()) << "what is promised in this session is another thing";
}

TEST_F(brought, P7_only_its_owner_and_who_leads_or_observes_sees_it) {
  EXPECT_TRUE(sees(ada));
  EXPECT_TRUE(sees(it.facilitator));
  EXPECT_FALSE(sees(ben));
  it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  ASSERT_EQ(it.person(ada).room, it.person(ben).room);
  EXPECT_FALSE(sees(ben)) << "sharing a room changes nothing";
  it.done(it.facilitator, command::set_role{.member = ben, .role = role::observer});
  EXPECT_TRUE(sees(ben));
}

TEST_F(brought, how_it_went_is_told_by_its_owner_and_can_be_told_otherwise_also_after_the_end) {
  it.done(ada, command::report_on_task{.outcome = task_outcome::partly, .words = "Once, of two."});
  EXPECT_EQ(the_task().outcome, task_outcome::partly);
  EXPECT_EQ(the_task().words.str(), "Once, of two.");
  const auto first_told = the_task().at;
  EXPECT_GT(first_told, 0);
  EXPECT_TRUE(it.done(ada, command::report_on_task{.outcome = task_outcome::partly, .words = "Once, of two."}).empty());
  EXPECT_EQ(the_task().at, first_told);
  it.done(it.facilitator, command::go_to_stage{.stage = stage::ended});
  it.done(ada, command::report_on_task{.outcome = task_outcome::done, .words = {}});
  EXPECT_EQ(the_task().outcome, task_outcome::done);
  EXPECT_TRUE(the_task().words.empty());
  EXPECT_EQ(the_task().what.str(), "Drop in on 9B") << "the promise stays as it was written";
}

TEST_F(brought, whoever_brought_nothing_has_nothing_to_tell) {
  const command::report_on_task told{.outcome = task_outcome::done, .words = "Mine."};
  EXPECT_EQ(it.refused(ben, told), refusal_code::not_found);
  EXPECT_EQ(it.refused(it.facilitator, told), refusal_code::not_allowed);
  EXPECT_EQ(the_task().outcome, task_outcome::none);
}

}  // namespace
}  // namespace reprise::tests
