// See it, name it, plan it: features become criteria, and what one prepares stays one's own.
#include "tests/session/lesson.hpp"

namespace reprise::tests {
namespace {

struct naming : ::testing::Test {
  naming() { people = it.join_many(3); }

  id<feature> named(id<member> who, const std::string& text = "She waits for every board.") {
    const auto made = it.done(who, command::add_feature{.passage = 2, .text = text});
    return made.empty() ? id<feature>{} : id<feature>{id_of(made.front())};
  }
  bool sees(id<member> viewer, const entity& of) const {
    return see(of, lens_of(it.now, standing_of(it.now, viewer), of)).has_value();
  }
  id<criterion> nth(std::ptrdiff_t at) const { return (it.now.all<criterion>().begin() + at)->id; }

  lesson it;
  std::vector<id<member>> people;
};

TEST_F(naming, P7_a_feature_is_its_authors_and_the_facilitators_until_the_wall_is_shown) {
  const auto made = named(people[0]);
  EXPECT_TRUE(sees(people[0], *it.now.find(made)));
  EXPECT_TRUE(sees(it.facilitator, *it.now.find(made)));
  EXPECT_FALSE(sees(people[1], *it.now.find(made)));
  it.done(it.facilitator, command::show_wall{.shown = true});
  EXPECT_TRUE(sees(people[1], *it.now.find(made)));
  EXPECT_TRUE(sees(people[1], *it.now.find(named(people[2])))) << "what is named later is shown as well";
  it.done(it.facilitator, command::show_wall{.shown = false});
  EXPECT_FALSE(sees(people[1], *it.now.find(made)));
}

TEST_F(naming, P7_what_stands_behind_a_criterion_is_everybodys) {
  const auto made = named(people[0]);
  it.done(it.facilitator, command::group_feature{.feature = made, .criterion = nth(0)});
  EXPECT_TRUE(sees(people[1], *it.now.find(made)));
}

TEST_F(naming, P7_an_anonymous_wall_tells_nobody_who_named_what) {
  feature row;
  row.id = {7};
  row.author = people[0];
  row.anonymous = true;
  row.shown = true;
  for (const auto through : {lens::facilitator, lens::roommate}) {
    EXPECT_EQ(std::get<feature>(*see(row, through)).author, id<member>{});
  }
  EXPECT_EQ(std::get<feature>(*see(row, lens::owner)).author, people[0]);
}

TEST_F(naming, a_feature_can_be_put_right_and_taken_back_by_its_author) {
  const auto made = named(people[0]);
  it.done(people[0], command::revise_feature{.feature = made, .passage = 3, .text = "She says nothing."});
  EXPECT_EQ(it.now.find(made)->text.str(), "She says nothing.");
  EXPECT_EQ(it.refused(people[1], command::revise_feature{.feature = made, .passage = 1, .text = "Mine."}),
            refusal_code::not_found)
      << "what one may not see does not exist";
  EXPECT_EQ(it.refused(people[1], command::remove_feature{.feature = made}), refusal_code::not_found);
  it.done(people[0], command::remove_feature{.feature = made});
  EXPECT_EQ(it.now.find(made), nullptr);
  EXPECT_EQ(it.refused(people[0], command::add_feature{.passage = 4, .text = "Where?"}), refusal_code::not_found);
}

TEST_F(naming, features_become_the_criteria_of_the_form) {
  const auto made = named(people[0]);
  const auto changed = it.done(
      it.facilitator, command::word_criterion{.criterion = {}, .title = "Reads every board", .looks_like = "Waits."});
  const id<criterion> fresh{id_of(changed.front())};
  EXPECT_EQ(it.now.find(fresh)->number, 4);
  it.done(it.facilitator, command::group_feature{.feature = made, .criterion = fresh});
  it.done(it.facilitator, command::merge_criteria{.criterion = fresh, .into = nth(1)});
  EXPECT_EQ(it.now.find(made)->criterion, nth(1));
  EXPECT_EQ(it.now.all<criterion>().size(), 3U);
  it.done(it.facilitator, command::remove_criterion{.criterion = nth(0)});
  EXPECT_EQ(it.now.find(nth(0))->number, 1) << "numbers have no gaps";
  EXPECT_EQ(
      it.refused(it.facilitator,
                 command::word_criterion{.criterion = nth(0), .title = it.now.find(nth(1))->title, .looks_like = "x"}),
      refusal_code::already_done);
}

TEST_F(naming, P3_a_criterion_that_was_rated_stays) {
  it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  const auto made = it.share(people[0], "Eleven hands went up.");
  it.give(people[1], made);
  EXPECT_EQ(it.refused(it.facilitator, command::remove_criterion{.criterion = nth(0)}), refusal_code::already_done);
  EXPECT_EQ(it.refused(it.facilitator, command::merge_criteria{.criterion = nth(0), .into = nth(1)}),
            refusal_code::already_done);
  it.done(it.facilitator,
          command::word_criterion{.criterion = nth(0), .title = "Starts from evidence", .looks_like = "A number."});
}

TEST_F(naming, P7_calibration_is_private_and_the_reference_is_shown_when_the_facilitator_says_so) {
  it.done(people[0], command::rate_exemplar{.scores = {{nth(0), 3}}});
  EXPECT_EQ(it.refused(it.facilitator, command::show_calibration{.shown = true}), refusal_code::not_yet);
  it.done(it.facilitator, command::rate_exemplar{.scores = {{nth(0), 4}}});
  const auto& rows = it.now.all<calibration>();
  const auto& mine = *rows.begin();
  const auto& reference = *std::next(rows.begin());
  ASSERT_TRUE(reference.reference);
  EXPECT_FALSE(sees(people[1], mine));
  EXPECT_FALSE(sees(people[1], reference));
  EXPECT_TRUE(std::get<calibration>(*see(mine, lens::facilitator)).scores.empty());
  it.done(it.facilitator, command::show_calibration{.shown = true});
  EXPECT_TRUE(sees(people[1], *it.now.find(reference.id)));
  EXPECT_FALSE(sees(people[1], *it.now.find(mine.id)));
}

TEST_F(naming, P7_a_plan_and_a_gap_are_nobody_elses) {
  it.done(people[0], command::save_preparation{
                         .scores = {{nth(0), 2}}, .gap = nth(0), .words = "Jo, eleven hands.", .moves = "I stand."});
  it.done(people[0],
          command::save_preparation{.scores = {{nth(0), 2}}, .gap = nth(1), .words = "Jo.", .moves = "I stand."});
  ASSERT_EQ(it.now.all<preparation>().size(), 1U);
  const auto& row = *it.now.all<preparation>().begin();
  EXPECT_EQ(row.gap, nth(1));
  EXPECT_FALSE(sees(people[1], row));
  const auto seen = std::get<preparation>(*see(row, lens::facilitator));
  EXPECT_TRUE(seen.words.empty() && seen.moves.empty() && seen.scores.empty() && !seen.gap);
  it.done(it.facilitator, command::remove_criterion{.criterion = nth(1)});
  EXPECT_FALSE(it.now.all<preparation>().begin()->gap) << "a gap on a criterion that is gone is no gap";
}

TEST_F(naming, the_facilitator_brings_everybody_to_a_passage_that_exists) {
  it.done(it.facilitator, command::show_passage{.passage = 3});
  EXPECT_EQ(it.now.the_session().passage, 3);
  EXPECT_EQ(it.refused(it.facilitator, command::show_passage{.passage = 4}), refusal_code::not_found);
  EXPECT_EQ(it.refused(people[0], command::show_passage{.passage = 1}), refusal_code::not_allowed);
  it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  EXPECT_EQ(it.now.the_session().passage, 0);
  EXPECT_EQ(it.refused(people[0], command::add_feature{.passage = 1, .text = "Late."}), refusal_code::wrong_stage);
}

// --- the clip, in step -------------------------------------------------------------------------------------------------

struct clip : naming {
  clip() { it.done(it.facilitator, command::go_to_stage{.stage = stage::see}); }
  const playback& now() const { return it.now.the_session().playback; }
};

TEST_F(clip, P2_where_it_is_is_part_of_the_session_so_that_whoever_comes_late_is_there) {
  EXPECT_EQ(now().state, playback_state::own);
  it.done(it.facilitator, command::play_exemplar{.position_ms = 12'000});
  EXPECT_EQ(now().state, playback_state::playing);
  EXPECT_EQ(now().position_ms, 12'000);
  EXPECT_GT(now().since, it.clock) << "the word reaches every screen before it begins";
  EXPECT_LE(now().since, it.clock + 1'000) << "and whoever pressed does not wonder";
  const auto late = it.join("Zoe");
  EXPECT_TRUE(sees(late, it.now.the_session()));
  EXPECT_EQ(std::get<session>(*see(it.now.the_session(), lens::other)).playback.position_ms, 12'000);
}

TEST_F(clip, stands_goes_elsewhere_and_is_let_go_for_everybody) {
  it.done(it.facilitator, command::play_exemplar{.position_ms = 1'000});
  it.done(it.facilitator, command::pause_exemplar{.position_ms = 4'250});
  EXPECT_EQ(now().state, playback_state::paused);
  EXPECT_EQ(now().position_ms, 4'250);
  EXPECT_EQ(now().since, it.clock);
  it.done(it.facilitator, command::play_exemplar{.position_ms = 60'000});
  EXPECT_EQ(now().position_ms, 60'000);
  it.done(it.facilitator, command::release_exemplar{});
  EXPECT_EQ(now().state, playback_state::own);
  EXPECT_TRUE(it.done(it.facilitator, command::release_exemplar{}).empty()) << "nothing to let go";
}

TEST_F(clip, is_led_by_facilitators_where_it_is_shown_and_not_past_its_end) {
  EXPECT_EQ(it.refused(people[0], command::play_exemplar{.position_ms = 0}), refusal_code::not_allowed);
  EXPECT_EQ(it.refused(people[0], command::pause_exemplar{.position_ms = 0}), refusal_code::not_allowed);
  EXPECT_EQ(it.refused(people[0], command::release_exemplar{}), refusal_code::not_allowed);
  EXPECT_EQ(it.refused(it.facilitator, command::play_exemplar{.position_ms = 90'001}), refusal_code::out_of_range);
  it.done(it.facilitator, command::pause_exemplar{.position_ms = 90'000});
  EXPECT_EQ(it.refused(it.facilitator, command::pause_exemplar{.position_ms = 90'001}), refusal_code::out_of_range);
  it.done(it.facilitator, command::go_to_stage{.stage = stage::rehearse});
  EXPECT_EQ(now().state, playback_state::own) << "what was played belongs to the stage that is over";
  EXPECT_EQ(it.refused(it.facilitator, command::play_exemplar{.position_ms = 0}), refusal_code::wrong_stage);
}

TEST_F(clip, has_moments_that_features_can_be_of) {
  const auto made = it.done(people[0], command::add_feature{.passage = 2, .text = "She waits.", .moment_ms = 41'500});
  const id<feature> named{id_of(made.front())};
  EXPECT_EQ(it.now.find(named)->moment_ms, 41'500);
  it.done(people[0],
          command::revise_feature{.feature = named, .passage = 2, .text = "She waits.", .moment_ms = 42'000});
  EXPECT_EQ(it.now.find(named)->moment_ms, 42'000);
  const command::add_feature after_the_end{.passage = 0, .text = "Later.", .moment_ms = 90'001};
  EXPECT_EQ(it.refused(people[0], after_the_end), refusal_code::out_of_range);
}

TEST_F(clip, that_is_not_there_cannot_be_played_and_has_no_moments) {
  auto plan = it.now.the_playbook();
  plan.exemplar.media.reset();
  reprise::apply(it.now, put{plan});
  it.log.push_back({put{plan}});
  EXPECT_EQ(it.refused(it.facilitator, command::play_exemplar{.position_ms = 0}), refusal_code::not_found);
  EXPECT_EQ(it.refused(it.facilitator, command::pause_exemplar{.position_ms = 0}), refusal_code::not_found);
  EXPECT_EQ(it.refused(people[0], command::add_feature{.passage = 1, .text = "So.", .moment_ms = 1}),
            refusal_code::not_found);
}

}  // namespace
}  // namespace reprise::tests
