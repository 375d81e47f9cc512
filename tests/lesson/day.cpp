#include "tests/lesson/day.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace reprise::tests {
namespace {

std::string name_of(stage of) { return boost::describe::enum_to_string(of, ""); }

const nlohmann::json& session_on(const screen& who) { return *who.tables.rows("session").front(); }

const nlohmann::json* stage_clock_on(const screen& who) {
  for (const auto* each : who.tables.rows("timer")) {
    if (each->at("purpose") == "stage") return each;
  }
  return nullptr;
}

}  // namespace

std::size_t count_rows(const screen& on, const std::string& kind, const char* key, std::uint64_t value) {
  const auto rows = on.tables.rows(kind);
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [&](const auto* each) { return number(*each, key) == value; }));
}

day::day(const loaded_playbook& from) : book(from), room(from) {}

void day::gather() {
  observer = &room.join("Olive");
  room.does(room.facilitator(), command::set_role{.member = observer->me, .role = role::observer});
  room.onlooker = observer;
  for (std::size_t number = 1; number <= cohort; ++number) {
    room.join("Person " + std::to_string(number));
    room.pass(700);
  }
  room.pass(1'000);
  for (const auto* each : room.everybody()) {
    EXPECT_EQ(each->tables.rows("member").size(), cohort + 2);
    EXPECT_EQ(each->tables.present.size(), cohort + 2) << "everybody is seen to be here";
    EXPECT_EQ(session_on(*each).at("now"), "lobby");
  }
  check();
}

std::int64_t day::seconds_of(stage of) const {
  for (const auto& each : book.playbook.stages) {
    if (each.stage == of) return each.seconds;
  }
  return 0;
}

void day::enter(stage next) {
  room.does(room.facilitator(), command::go_to_stage{.stage = next});
  check_stage(next);
}

void day::check_stage(stage now) {
  ends_[now] = room.now() + seconds_of(now) * 1'000;
  for (const auto* each : room.everybody()) {
    EXPECT_EQ(session_on(*each).at("now"), name_of(now)) << "P6: everybody knows what is done now";
    const auto* clock = stage_clock_on(*each);
    EXPECT_EQ(clock != nullptr, seconds_of(now) > 0);
    if (!clock) continue;
    EXPECT_EQ(time_of(*clock, "total_ms"), seconds_of(now) * 1'000);
    EXPECT_EQ(time_of(*clock, "ends_at"), end_of(now));
    EXPECT_EQ(clock->at("state"), "running");
  }
}

void day::rest_of(stage now) {
  room.pass_until(std::max(room.now(), end_of(now)));
  for (const auto* each : room.everybody()) {
    const auto* clock = stage_clock_on(*each);
    EXPECT_TRUE(!clock || clock->at("state") == "finished");
    EXPECT_EQ(session_on(*each).at("now"), name_of(now)) << "whoever leads is here, and says when to go on";
  }
  check();
}

void day::check() {
  room.check_that_the_told_know();
  room.check_that_screens_are_fresh();
}

std::size_t day::delivered() const {
  const auto rows = observer->tables.rows("feedback");
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [](const auto* each) { return each->at("state") == "delivered"; }));
}

void day::see() {
  for (std::int64_t passage = 1; passage <= 2; ++passage) {
    room.pass(60'000);
    room.does(room.facilitator(), command::show_passage{.passage = passage});
    for (const auto* each : room.everybody()) EXPECT_EQ(time_of(session_on(*each), "passage"), passage);
  }
  room.does(room.facilitator(), command::show_passage{.passage = 0});
}

void day::name() {
  name_features();
  rate_the_exemplar();
  for (auto* each : people()) {
    command::save_preparation prepared;
    for (const auto* one : each->tables.rows("criterion"))
      prepared.scores.push_back({.criterion = {number(*one, "id")}, .score = 2});
    prepared.gap = prepared.scores[each->me.value % prepared.scores.size()].criterion;
    room.does(*each, prepared);
  }
}

void day::name_features() {
  const auto passages = static_cast<std::int64_t>(book.playbook.exemplar.passages.size());
  std::string on_the_wall;
  for (auto* each : people()) {
    for (std::int64_t at = 0; at < std::max<std::int64_t>(1, book.playbook.features_asked); ++at) {
      const auto words = "She waits, " + room.words.make(each->me);
      room.words.tell_leaders(words);
      room.does(*each, command::add_feature{.passage = at % passages + 1, .text = words});
      on_the_wall += words;
    }
  }
  for (const auto* each : people()) {
    EXPECT_EQ(each->tables.rows("feature").size(), count_rows(*each, "feature", "author", each->me.value))
        << "until the wall is shown, each has their own";
  }
  // One goes behind a criterion, and everybody reads it; then the wall is shown.
  const auto& first = *observer->tables.rows("feature").front();
  const id<feature> named{number(first, "id")};
  const id<criterion> into{number(*observer->tables.rows("criterion").front(), "id")};
  room.words.tell_everybody(text_of(first, "text"));
  room.does(room.facilitator(), command::group_feature{.feature = named, .criterion = into});
  for (const auto* each : people()) EXPECT_EQ(number(each->row("feature", named.value), "criterion"), into.value);
  room.check_that_the_told_know();
  room.words.tell_everybody(on_the_wall);
  room.does(room.facilitator(), command::show_wall{.shown = true});
  room.check_that_the_told_know();
  if (!book.playbook.anonymous_wall) return;
  for (const auto* each : room.everybody()) {
    EXPECT_EQ(count_rows(*each, "feature", "author", 0) + count_rows(*each, "feature", "author", each->me.value),
              each->tables.rows("feature").size());
  }
  EXPECT_EQ(count_rows(*observer, "feature", "author", 0), observer->tables.rows("feature").size())
      << "who named what is not told to those who lead either";
}

void day::rate_the_exemplar() {
  const auto rate = [&](screen& who, std::int64_t score) {
    command::rate_exemplar rated;
    for (const auto* one : who.tables.rows("criterion"))
      rated.scores.push_back({.criterion = {number(*one, "id")}, .score = score});
    room.does(who, rated);
  };
  for (auto* each : people()) rate(*each, 2);
  rate(room.facilitator(), 3);
  for (const auto* each : people()) EXPECT_EQ(each->tables.rows("calibration").size(), 1U);
  EXPECT_EQ(observer->tables.rows("calibration").size(), cohort + 1) << "that all have rated can be seen";
  room.does(room.facilitator(), command::show_calibration{.shown = true});
  for (const auto* each : people()) {
    EXPECT_EQ(each->tables.rows("calibration").size(), 2U) << "one's own, and the facilitator's to compare with";
  }
}

void day::plan() {
  for (auto* each : people()) {
    const auto& before = *each->mine("preparation", "member");
    command::save_preparation prepared;
    for (const auto& one : before.at("scores"))
      prepared.scores.push_back({.criterion = {number(one, "criterion")}, .score = time_of(one, "score")});
    prepared.gap.value = number(before, "gap");
    prepared.words = "I will say " + room.words.make(each->me);
    prepared.moves = "I will stand " + room.words.make(each->me);
    room.does(*each, prepared);
    EXPECT_EQ(each->mine("preparation", "member")->at("words"), prepared.words.str());
  }
  EXPECT_EQ(observer->tables.rows("preparation").size(), people().size()) << "that they prepare, and not what";
}

// Attempts that have words, first ones, as those who lead see them.
std::vector<const nlohmann::json*> day::shared_words() const {
  auto rows = observer->tables.rows("attempt");
  std::erase_if(rows, [](const auto* each) {
    return text_of(*each, "state") != "shared" || text_of(*each, "text").empty() || number(*each, "answers") != 0;
  });
  return rows;
}

void day::spotlight_an_attempt(const nlohmann::json& of, bool consents) {
  const auto words = text_of(of, "text");
  auto& owner = room.screen_of({number(of, "author")});
  room.does(room.facilitator(), command::propose_spotlight{.attempt = {number(of, "id")}, .feedback = {}});
  const auto asked = number(*owner.tables.rows("spotlight").back(), "id");
  for (const auto* each : people())
    EXPECT_EQ(count_rows(*each, "spotlight", "id", asked), each == &owner ? 1U : 0U)
        << "nobody before its owner agrees";
  if (consents) room.words.tell_everybody(words);
  room.does(owner, command::answer_spotlight{.spotlight = {asked}, .yes = consents});
  for (const auto* each : people())
    EXPECT_EQ(count_rows(*each, "spotlight", "id", asked), consents || each == &owner ? 1U : 0U);
  room.check_that_the_told_know();
}

void day::vote_for_an_action_step() {
  const nlohmann::json* best = nullptr;
  for (const auto* each : observer->tables.rows("feedback")) {
    if (each->at("state") == "delivered" && number(*each, "reviewer") != number(*each, "receiver")) best = each;
  }
  ASSERT_NE(best, nullptr);
  auto& owner = room.screen_of({number(*best, "reviewer")});
  const auto words = text_of(*best, "action_step");
  room.does(room.facilitator(), command::propose_spotlight{.attempt = {}, .feedback = {number(*best, "id")}});
  const auto shown = number(*owner.tables.rows("spotlight").back(), "id");
  room.words.tell_everybody(words);
  room.does(owner, command::answer_spotlight{.spotlight = {shown}, .yes = true});
  const auto voters = people();
  for (std::size_t at = 0; at < 5; ++at) room.does(*voters[at], command::vote_for{.spotlight = {shown}, .yes = true});
  for (const auto* each : room.everybody()) {
    EXPECT_EQ(number(each->row("spotlight", shown), "votes"), 5U);
    const bool voted = std::find(voters.begin(), voters.begin() + 5, each) != voters.begin() + 5;
    EXPECT_EQ(each->tables.rows("vote").size(), voted ? 1U : 0U) << "who voted for what is theirs to know";
  }
}

void day::hide_and_restore() {
  const nlohmann::json* rude = nullptr;
  for (const auto* each : observer->tables.rows("feedback")) {
    if (each->at("state") == "delivered" && number(*each, "reviewer") != number(*each, "receiver")) {
      rude = each;
      break;
    }
  }
  ASSERT_NE(rude, nullptr);
  const id<feedback> which{number(*rude, "id")};
  const auto& receiver = room.screen_of({number(*rude, "receiver")});
  const id<member> reviewer{number(*rude, "reviewer")};
  const auto reason = "It names a pupil, " + room.words.make(room.facilitator().me);
  room.words.tell_leaders(reason);
  room.words.tell(reason, reviewer);
  room.does(room.facilitator(), command::hide{.attempt = {}, .feedback = which, .reason = reason});
  EXPECT_EQ(receiver.row("feedback", which.value).at("strength"), "");
  const auto again = "It does not, " + room.words.make(room.facilitator().me);
  room.words.tell_leaders(again);
  room.does(room.facilitator(), command::restore{.attempt = {}, .feedback = which, .reason = again});
  EXPECT_NE(receiver.row("feedback", which.value).at("strength"), "");
  room.check_that_the_told_know();
}

void day::debrief() {
  const auto words = shared_words();
  ASSERT_GE(words.size(), 2U);
  const std::vector<nlohmann::json> two{*words.front(), *words.back()};
  spotlight_an_attempt(two[0], true);
  spotlight_an_attempt(two[1], false);
  vote_for_an_action_step();
  hide_and_restore();
}

void day::promise() {
  for (auto* each : people()) {
    command::save_gap_task task;
    task.what = "I will visit " + room.words.make(each->me);
    task.with_whom = "Jo, " + room.words.make(each->me);
    task.by_when = "Friday";
    task.evidence = "A note, " + room.words.make(each->me);
    room.words.tell_leaders(task.what.str() + task.with_whom.str() + task.evidence.str());
    room.does(*each, task);
  }
  EXPECT_EQ(observer->tables.rows("gap_task").size(), people().size());
}

void day::end() {
  auto& late = *people().front();
  command::save_gap_task task;
  task.what = "I will visit twice, " + room.words.make(late.me);
  task.evidence = "Two notes.";
  room.words.tell_leaders(task.what.str());
  room.does(late, task);
  EXPECT_NE(room.ask(late, command::add_feature{.passage = 0, .text = "Too late."}), "");
  for (const auto* each : people()) {
    EXPECT_GT(count_rows(*each, "attempt", "author", each->me.value), 0U) << "P3: what a room made outlives the room";
  }
  check();
}

}  // namespace reprise::tests
