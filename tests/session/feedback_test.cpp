#include "tests/session/lesson.hpp"

namespace reprise::tests {
namespace {

struct feedback_rules : ::testing::Test {
  feedback_rules() {
    people = it.join_many(3);
    it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  }

  lesson it;
  std::vector<id<member>> people;
};

TEST_F(feedback_rules, P4_everybody_else_in_the_room_is_asked_when_an_attempt_is_shared) {
  const auto made = it.share(people[0], "I noticed that you waited for silence.");
  ASSERT_EQ(it.now.feedback_on(made).size(), 3U) << "the two others, and the author on the same form";
  EXPECT_EQ(it.feedback_of(people[1], made)->state, feedback_state::asked);
  EXPECT_EQ(it.feedback_of(people[2], made)->state, feedback_state::asked);
}

TEST_F(feedback_rules, sealed_until_the_room_opens_it_together) {
  const auto made = it.share(people[0], "I noticed that you waited for silence.");
  it.give(people[1], made);
  EXPECT_EQ(it.feedback_of(people[1], made)->state, feedback_state::sealed);
  EXPECT_EQ(it.refused(people[1], command::open_feedback{.attempt = made}), refusal_code::not_yet)
      << "one still writes";
  it.give(people[2], made);
  it.done(people[1], command::open_feedback{.attempt = made});
  EXPECT_EQ(it.feedback_of(people[1], made)->state, feedback_state::delivered);
  EXPECT_EQ(it.feedback_of(people[2], made)->state, feedback_state::delivered);
}

TEST_F(feedback_rules, the_author_may_open_as_soon_as_somebody_has_given_and_late_feedback_arrives_at_once) {
  const auto made = it.share(people[0], "I noticed that you waited for silence.");
  EXPECT_EQ(it.refused(people[0], command::open_feedback{.attempt = made}), refusal_code::not_yet);
  it.give(people[1], made);
  it.done(people[0], command::open_feedback{.attempt = made});
  it.give(people[2], made);
  EXPECT_EQ(it.feedback_of(people[2], made)->state, feedback_state::delivered);
}

TEST_F(feedback_rules, can_be_given_again_until_it_is_opened_and_not_after) {
  const auto made = it.share(people[0], "I noticed that you waited for silence.");
  it.give(people[1], made, "First thought.");
  it.give(people[1], made, "Second thought.");
  EXPECT_EQ(it.feedback_of(people[1], made)->strength.str(), "Second thought.");
  it.done(people[0], command::open_feedback{.attempt = made});
  command::give_feedback again;
  again.attempt = made;
  again.strength = "Third thought.";
  again.action_step = "Nothing.";
  EXPECT_EQ(it.refused(people[1], again), refusal_code::feedback_open);
}

TEST_F(feedback_rules, a_draft_is_kept_and_an_echo_of_typing_does_not_unseal) {
  const auto made = it.share(people[0], "I noticed that you waited for silence.");
  command::save_feedback_draft typed;
  typed.attempt = made;
  typed.strength = "You wai";
  it.done(people[1], typed);
  EXPECT_EQ(it.feedback_of(people[1], made)->state, feedback_state::draft);
  it.give(people[1], made, "You waited.");
  it.done(people[1], typed);
  EXPECT_EQ(it.feedback_of(people[1], made)->state, feedback_state::sealed);
  EXPECT_EQ(it.feedback_of(people[1], made)->strength.str(), "You waited.");
}

TEST_F(feedback_rules, the_performer_fills_the_same_form_and_never_counts_as_a_reviewer) {
  const auto made = it.share(people[0], "I noticed that you waited for silence.");
  it.give(people[0], made, "I waited, and I liked it.");
  EXPECT_EQ(it.feedback_of(people[0], made)->state, feedback_state::sealed);
  EXPECT_EQ(it.refused(people[0], command::open_feedback{.attempt = made}), refusal_code::not_yet)
      << "what one says of oneself is not feedback";
  it.give(people[1], made);
  it.give(people[2], made);
  it.done(people[1], command::open_feedback{.attempt = made});
  EXPECT_EQ(it.feedback_of(people[0], made)->state, feedback_state::delivered) << "opened together with the others";
}

TEST_F(feedback_rules, nobody_reviews_their_own_attempt_B) {
  const auto first = it.share(people[0], "I noticed that you waited for silence.");
  it.give(people[1], first);
  it.done(people[0], command::open_feedback{.attempt = first});
  const auto second = it.share(people[0], "When you waited, three hands went up.", first);
  command::give_feedback own;
  own.attempt = second;
  own.strength = "Splendid.";
  own.action_step = "None.";
  EXPECT_EQ(it.refused(people[0], own), refusal_code::own_attempt);
}

TEST_F(feedback_rules, the_form_is_the_playbooks_criteria_each_rated_once) {
  const auto made = it.share(people[0], "I noticed that you waited for silence.");
  command::save_feedback_draft typed;
  typed.attempt = made;
  typed.ratings.push_back({.criterion = {4711}, .score = 2, .evidence = {}});
  EXPECT_EQ(it.refused(people[1], typed), refusal_code::not_found);
  const auto first = it.now.all<criterion>().begin()->id;
  typed.ratings.front().criterion = first;
  typed.ratings.push_back({.criterion = first, .score = 3, .evidence = {}});
  EXPECT_EQ(it.refused(people[1], typed), refusal_code::already_done);
}

TEST_F(feedback_rules, another_rooms_attempt_does_not_exist_for_me) {
  const auto made = it.share(people[0], "I noticed that you waited for silence.");
  const auto others = it.join_many(2);
  ASSERT_NE(it.person(others[1]).room, it.person(people[0]).room);
  command::give_feedback given;
  given.attempt = made;
  given.strength = "Hello.";
  given.action_step = "Hello.";
  EXPECT_EQ(it.refused(others[1], given), refusal_code::not_found);
  EXPECT_EQ(it.refused(others[1], command::open_feedback{.attempt = made}), refusal_code::not_found);
}

TEST_F(feedback_rules, P4_a_reviewer_who_left_is_released_and_the_other_still_owes) {
  const auto made = it.share(people[0], "I noticed that you waited for silence.");
  it.done(people[1], command::leave{});
  EXPECT_EQ(it.feedback_of(people[1], made)->state, feedback_state::released);
  it.give(people[2], made);
  it.done(people[2], command::open_feedback{.attempt = made});
  EXPECT_TRUE(it.now.find(made)->feedback_open);
}

TEST_F(feedback_rules, P4_the_facilitator_is_the_last_resort) {
  const auto made = it.share(people[0], "I noticed that you waited for silence.");
  it.done(people[1], command::leave{});
  it.done(people[2], command::leave{});
  ASSERT_NE(it.feedback_of(it.facilitator, made), nullptr);
  EXPECT_EQ(it.feedback_of(it.facilitator, made)->state, feedback_state::asked);
  it.give(it.facilitator, made);
  it.done(people[0], command::open_feedback{.attempt = made});
}

TEST_F(feedback_rules, P4_somebody_who_only_lost_the_network_is_backed_up_and_finds_their_draft_again) {
  const auto made = it.share(people[0], "I noticed that you waited for silence.");
  it.done(people[2], command::leave{});
  command::save_feedback_draft typed;
  typed.attempt = made;
  typed.strength = "You waited";
  it.done(people[1], typed);
  it.done({}, command::note_attendance{.member = people[1], .here = false});
  EXPECT_NE(it.feedback_of(it.facilitator, made), nullptr) << "nobody waits for somebody who may not come back";
  it.pass(left_after_ms + 1);
  EXPECT_EQ(it.feedback_of(people[1], made)->state, feedback_state::released);
  it.done({}, command::note_attendance{.member = people[1], .here = true});
  EXPECT_EQ(it.feedback_of(people[1], made)->state, feedback_state::draft);
  EXPECT_EQ(it.feedback_of(people[1], made)->strength.str(), "You waited");
}

TEST_F(feedback_rules, P14_what_was_sealed_is_delivered_when_the_rehearsal_ends) {
  const auto made = it.share(people[0], "I noticed that you waited for silence.");
  it.give(people[1], made);
  it.done(it.facilitator, command::go_to_stage{.stage = stage::debrief});
  EXPECT_EQ(it.feedback_of(people[1], made)->state, feedback_state::delivered);
  it.done(it.facilitator, command::go_to_stage{.stage = stage::ended});
  it.give(people[2], made, "Late, and still welcome.");
  EXPECT_EQ(it.feedback_of(people[2], made)->state, feedback_state::delivered);
}

TEST_F(feedback_rules, attempt_B_answers_ones_own_attempt_whose_feedback_is_open_once) {
  const auto first = it.share(people[0], "I noticed that you waited for silence.");
  command::share_attempt again;
  again.answers = first;
  again.text = "When you waited, three hands went up.";
  EXPECT_EQ(it.refused(people[0], again), refusal_code::not_yet);
  it.give(people[1], first);
  it.done(people[0], command::open_feedback{.attempt = first});
  EXPECT_EQ(it.refused(people[1], again), refusal_code::not_allowed);
  it.done(people[0], again);
  EXPECT_EQ(it.refused(people[0], again), refusal_code::already_done);
}

TEST_F(feedback_rules, two_saves_that_cross_on_the_way_make_one_draft_and_sharing_takes_it_up) {
  it.done(people[0], command::save_attempt_draft{.attempt = {}, .answers = {}, .text = "I no"});
  it.done(people[0], command::save_attempt_draft{.attempt = {}, .answers = {}, .text = "I notice"});
  ASSERT_EQ(it.now.attempts_by(people[0]).size(), 1U);
  const auto draft = it.now.attempts_by(people[0]).front();
  EXPECT_EQ(it.now.find(draft)->draft.str(), "I notice");
  EXPECT_EQ(it.share(people[0], "I noticed."), draft);
  EXPECT_TRUE(it.now.find(draft)->draft.empty());
}

TEST_F(feedback_rules, an_attempt_can_be_revised_until_its_feedback_is_open_and_withdrawn_any_time) {
  const auto made = it.share(people[0], "First.");
  it.done(people[0], command::revise_attempt{.attempt = made, .text = "Second."});
  EXPECT_EQ(it.now.find(made)->revision, 2);
  EXPECT_EQ(it.refused(people[1], command::revise_attempt{.attempt = made, .text = "Mine."}),
            refusal_code::not_allowed);
  it.give(people[1], made);
  it.done(people[0], command::open_feedback{.attempt = made});
  EXPECT_EQ(it.refused(people[0], command::revise_attempt{.attempt = made, .text = "Third."}),
            refusal_code::feedback_open);
  it.done(people[0], command::withdraw_attempt{.attempt = made});
  EXPECT_EQ(it.feedback_of(people[2], made)->state, feedback_state::released);
}

}  // namespace
}  // namespace reprise::tests
