#include "tests/lesson/rehearsal.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace reprise::tests {
namespace {

// Rooms do it differently, so that every way is gone: the performer types and lets the clock share it, shares it, or
// performs aloud.
enum class manner { typed, shared, aloud };
manner manner_of(const screen& who) { return static_cast<manner>(number(who.my_room(), "number") % 3); }

// In every second room the third person writes and never presses the button. So not all are ever ready, too.
bool never_presses(const screen& who) {
  return number(who.my_room(), "number") % 2 == 1 && !who.performs() && !who.coaches();
}

}  // namespace

void rehearsal::run(instant began) {
  began_ = began;
  for (std::int64_t slot = 1; slot <= plan_.slots; ++slot) {
    for (const auto& each : plan_.steps) {
      SCOPED_TRACE(testing::Message() << "slot " << slot << ", " << boost::describe::enum_to_string(each.step, ""));
      one_step(slot, each);
      if (testing::Test::HasFailure()) return;  // one mistake is enough to read
    }
  }
  check_the_end();
  check_that_nothing_more_happens();
}

void rehearsal::one_step(std::int64_t slot, const step_plan& of) {
  const auto length = of.seconds * 1'000;
  check_the_beginning(slot, of);
  kept_back_.clear();
  bool over = false;

  using happening = std::pair<std::int64_t, event>;
  std::vector<happening> course{{length / 3, [&] { act(of.step); }}, {2 * length / 3, [&] { act_again(of.step); }}};
  if (const auto found = events_.find({slot, of.step}); found != events_.end())
    course.emplace_back(length / 2, found->second);
  for (const std::int64_t warning : {60'000, 10'000}) {
    if (length > warning) course.emplace_back(length - warning, [this, warning] { check_left(warning); });
  }
  if (cut_short_ == std::pair{slot, of.step}) {
    course.emplace_back(3 * length / 4, [&] {
      for (auto* each : in_.participants()) in_.does(*each, command::set_ready{.ready = true});
      over = true;
    });
  }
  std::stable_sort(course.begin(), course.end(),
                   [](const happening& one, const happening& other) { return one.first < other.first; });
  for (const auto& [at, what] : course) {
    in_.pass_until(began_ + at);
    what();
    in_.check_that_the_told_know();
    if (over) {
      began_ = in_.now();
      return;
    }
  }

  in_.pass_until(began_ + length - 1);
  for (const auto* each : in_.participants()) {
    EXPECT_EQ(each->step(), boost::describe::enum_to_string(of.step, "")) << "a millisecond before the end";
  }
  tell_what_the_end_of_the_step_tells(of.step);
  in_.pass(1);
  began_ += length;
  in_.check_that_the_told_know();
  if (of.step == step::write) check_deliveries();
}

// --- what people do --------------------------------------------------------------------------------------------------

void rehearsal::act(step now) {
  for (auto* each : in_.participants()) {
    switch (now) {
      case step::frame:
        if (each->performs()) frame(*each);
        break;
      case step::attempt_a:
        if (each->performs()) perform(*each, {});
        if (each->coaches() && manner_of(*each) == manner::aloud) hold(*each);
        break;
      case step::write: begin_to_write(*each); break;
      case step::deliver: break;
      case step::commit:
        if (each->performs()) commit(*each);
        break;
      case step::attempt_b:
        if (each->performs()) perform(*each, each->attempt_a());
        break;
      case step::close: judge(*each); break;
      case step::waiting:
      case step::done: ADD_FAILURE() << "nothing is done in this step";
    }
  }
}

void rehearsal::act_again(step now) {
  for (auto* each : in_.participants()) {
    if (now == step::write && !never_presses(*each)) give(*each);
    if (now != step::attempt_a || !each->coaches() || manner_of(*each) != manner::aloud) continue;
    in_.does(*each, command::rewind_performance{.from = "From " + word_for_the_room(*each)});
    for (const auto* roommate : in_.in_room(each->room_id())) EXPECT_EQ(roommate->my_room().at("held"), false);
  }
  if (now == step::write) check_reviews_are_in();
}

std::string rehearsal::word_for_the_room(screen& who) {
  auto word = in_.words.make(who.me);
  in_.words.tell_room(word, who.room_id(), in_.people_of(who.room_id()));
  return word;
}

void rehearsal::frame(screen& who) {
  const auto* prepared = who.mine("preparation", "member");
  const id<criterion> gap{prepared ? number(*prepared, "gap") : 0};
  in_.does(who, command::frame_attempt{.criterion = gap, .words = "Watch me for " + word_for_the_room(who)});
}

void rehearsal::hold(screen& who) {
  in_.does(who, command::hold_performance{.held = true});
  for (const auto* roommate : in_.in_room(who.room_id())) EXPECT_EQ(roommate->my_room().at("held"), true);
}

void rehearsal::perform(screen& who, id<attempt> answers) {
  const bool first_was_aloud = answers && text_of(who.row("attempt", answers.value), "kind") == "live";
  if (manner_of(who) == manner::aloud || first_was_aloud) return;
  const auto text = "I say " + in_.words.make(who.me);
  in_.does(who, command::save_attempt_draft{.attempt = {}, .answers = answers, .text = text});
  if (manner_of(who) == manner::typed) {
    kept_back_.push_back({text, &who, {}});
    return;
  }
  const nlohmann::json* draft = nullptr;
  for (const auto* each : who.tables.rows("attempt")) {
    if (text_of(*each, "state") == "draft") draft = each;
  }
  ASSERT_NE(draft, nullptr);
  in_.words.tell_room(text, who.room_id(), in_.people_of(who.room_id()));
  in_.does(who, command::share_attempt{
                    .attempt = {number(*draft, "id")}, .answers = answers, .kind = attempt_kind::text, .text = text});
}

ratings_list rehearsal::ratings(screen& who, std::string& said) {
  ratings_list all;
  for (const auto* each : who.tables.rows("criterion")) {
    const auto evidence = "I saw " + in_.words.make(who.me);
    said += evidence;
    all.push_back({.criterion = {number(*each, "id")}, .score = 3, .evidence = evidence});
  }
  return all;
}

void rehearsal::begin_to_write(screen& who) {
  command::save_feedback_draft typed;
  typed.attempt = who.attempt_a();
  std::string said;
  typed.ratings = ratings(who, said);
  typed.strength = "Half a " + in_.words.make(who.me);
  typed.action_step = "Next time " + in_.words.make(who.me);
  said += typed.strength.str() + typed.action_step.str();
  in_.does(who, typed);
  kept_back_.push_back({said, &who, typed.attempt});
}

// On what is shown in their room, and on whatever else their screen asks of them.
void rehearsal::give(screen& who) {
  std::set<id<attempt>> wanted{who.attempt_a()};
  for (const auto* each : who.tables.rows("feedback")) {
    const bool owed = each->at("state") == "asked" || each->at("state") == "draft";
    if (owed && number(*each, "reviewer") == who.me.value) wanted.insert({number(*each, "attempt")});
  }
  for (const auto about : wanted) {
    command::give_feedback given;
    given.attempt = about;
    std::string said;
    given.ratings = ratings(who, said);
    given.strength = "You " + in_.words.make(who.me);
    given.action_step = "Next time " + in_.words.make(who.me);
    said += given.strength.str() + given.action_step.str();
    in_.does(who, given);
    // What was typed before and crossed out is theirs for good.
    std::erase_if(kept_back_, [&](const kept_back& each) { return each.author == &who && each.about == about; });
    kept_back_.push_back({said, &who, about});
  }
}

void rehearsal::commit(screen& who) {
  const auto given = who.given_to_me_on(who.attempt_a());
  ASSERT_FALSE(given.empty()) << who.me.value << " has nothing to choose from";
  in_.does(who, command::commit_to_fix{.attempt = who.attempt_a(),
                                       .feedback = {number(*given.front(), "id")},
                                       .fix = "This time " + word_for_the_room(who)});
}

void rehearsal::judge(screen& who) {
  in_.does(who,
           command::judge_gap{
               .attempt = who.attempt_a(), .verdict = gap_verdict::closed, .why = "Because " + word_for_the_room(who)});
  if (!who.performs()) return;
  for (const auto* each : who.given_to_me_on(who.attempt_a())) {
    const id<feedback> about{number(*each, "id")};
    const id<member> giver{number(*each, "reviewer")};
    in_.does(who, command::rate_usefulness{.feedback = about, .worth = worth::very_useful});
    for (const auto* one : in_.everybody()) {
      const auto rows = one->tables.rows("usefulness");
      const bool knows = std::any_of(rows.begin(), rows.end(),
                                     [&](const auto* row) { return number(*row, "feedback") == about.value; });
      EXPECT_EQ(knows, one == &who || one->me == giver);
    }
  }
}

void rehearsal::tell_what_the_end_of_the_step_tells(step now) {
  for (const auto& each : kept_back_) {
    if (!each.author->connected || each.author->closed_with) continue;
    if (now == step::write) {
      const auto& about = in_.onlooker->row("attempt", each.about.value);
      const id<room> where{number(about, "room")};
      in_.words.tell_room(each.text, where, in_.people_of(where));
      in_.words.tell(each.text, {number(about, "author")});
    } else if (each.author->performs()) {
      in_.words.tell_room(each.text, each.author->room_id(), in_.people_of(each.author->room_id()));
    }
  }
}

}  // namespace reprise::tests
