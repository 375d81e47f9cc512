// What somebody does when its moment has come: the words, and the commands that carry them.
#include "load-tests/participant.hpp"

#include <algorithm>
#include <utility>

#include "load-tests/words.hpp"

namespace reprise::load {
namespace {

// A browser saves what is typed when somebody stops for a moment.
constexpr pause between_saves{.median_ms = 4'000, .spread = 0.5};
constexpr pause between_features{.median_ms = 40'000, .spread = 0.5};
constexpr pause held_for{.median_ms = 6'000, .spread = 0.4};
constexpr const char* on_the_wall = "feature on the wall";
constexpr std::size_t adds_max = limits::features_per_member_max;
constexpr std::size_t attempt_saves = 12;
constexpr std::size_t feedback_saves = 6;
constexpr std::size_t sentences_max = 14;

scores_list scores_of(const std::vector<std::uint64_t>& criteria, chance& luck) {
  scores_list all;
  for (const auto each : criteria)
    all.push_back({.criterion = {each}, .score = 1 + static_cast<std::int64_t>(luck.below(4))});
  return all;
}

}  // namespace

void participant::on_act(std::uint32_t what, std::int64_t due) {
  switch (static_cast<act>(what)) {
    case name_feature: return do_name_feature(due);
    case rate_exemplar: return do_rate_exemplar(due);
    case choose_gap: return do_choose_gap(due, false);
    case prepare: return do_choose_gap(due, true);
    case frame_it: return say(command::frame_attempt{.criterion = {gap_}, .words = words::watch_for(in_.luck)}, due);
    case begin_attempt:
      left_ = attempt_saves;
      whisper(true, 0);
      return plan(type_attempt, in_.soon(between_saves));
    case type_attempt: return do_attempt(due, false);
    case share_attempt: return do_attempt(due, true);
    case hold: say(command::hold_performance{.held = true}, due); return plan(rewind, in_.soon(held_for));
    case rewind: return say(command::rewind_performance{.from = words::again_from(in_.luck)}, due);
    case ask: {
      std::uint32_t word = 0;
      const auto text = marked(words::question(in_.luck), word);
      const auto thing = in_.marks ? where_->words.open(me(), "question", readers::leaders) : ledger::none;
      return say(command::ask_for_help{.text = text}, due, thing, word);
    }
    case begin_feedback:
      left_ = feedback_saves;
      whisper(true, attempt_a_);
      return plan(type_feedback, in_.soon(between_saves));
    case type_feedback: return do_feedback(due, false);
    case give_feedback: return do_feedback(due, true);
    case commit_to_fix: return do_commit(due);
    case judge: return do_judge(due);
    case value_feedback: return do_value(due);
    case answer_spotlight:
      if (spotlight_ != 0)
        say(command::answer_spotlight{.spotlight = {std::exchange(spotlight_, 0)}, .yes = in_.luck.one_in(0.8)}, due);
      return;
    case vote:
      if (to_vote_for_ != 0) say(command::vote_for{.spotlight = {to_vote_for_}, .yes = true}, due);
      return;
    case type_task: return do_task(due);
    case go_on: return do_go_on(due);
    case ready: return say(command::set_ready{.ready = true}, due);
    case help_roommate:
      if (question_ != 0) say(command::close_help{.request = {question_}}, due);
      return;
  }
}

// Whether or not the one before has been answered: a wall that waits for its server would hide how slow it is.
void participant::write_on_wall(std::int64_t due) {
  if (feature_ == 0 && typed_ >= adds_max)
    return in_.found.error("a first feature was not answered in time to be revised");
  std::uint32_t word = 0;
  const auto text = marked(words::feature(in_.luck), word);
  const auto passage = 1 + static_cast<std::int64_t>(in_.luck.below(static_cast<std::size_t>(where_->passages)));
  if (feature_ != 0) {
    return say(command::revise_feature{.feature = {feature_}, .passage = passage, .text = text}, due, wall_thing_,
               word);
  }
  ++typed_;
  auto thing = wall_thing_ == ledger::none ? thing_of(wall_thing_, on_the_wall, readers::everybody)
                                           : where_->words.open(me(), on_the_wall, readers::everybody);
  say(command::add_feature{.passage = passage, .text = text}, due, thing, word);
}

void participant::do_name_feature(std::int64_t due) {
  std::uint32_t word = 0;
  const auto text = marked(words::feature(in_.luck), word);
  const auto thing = in_.marks ? where_->words.open(me(), "feature", readers::leaders) : ledger::none;
  const auto passage = 1 + static_cast<std::int64_t>(in_.luck.below(static_cast<std::size_t>(where_->passages)));
  say(command::add_feature{.passage = passage, .text = text}, due, thing, word);
  if (--left_ > 0) plan(name_feature, in_.soon(between_features));
}

void participant::do_rate_exemplar(std::int64_t due) {
  say(command::rate_exemplar{.scores = scores_of(where_->criteria, in_.luck)}, due);
}

void participant::do_choose_gap(std::int64_t due, bool with_words) {
  if (where_->criteria.empty()) return;
  if (gap_ == 0) gap_ = where_->criteria[in_.luck.below(where_->criteria.size())];
  command::save_preparation prepared;
  prepared.scores = scores_of(where_->criteria, in_.luck);
  prepared.gap = {gap_};
  if (!with_words) return say(std::move(prepared), due);
  ++typed_;
  std::uint32_t word = 0;
  prepared.words = marked(words::second_attempt(std::min(2 * typed_, sentences_max)), word);
  prepared.moves = words::move(in_.luck);
  say(std::move(prepared), due, thing_of(preparation_thing_, "preparation", readers::author), word);
  if (--left_ > 0) plan(prepare, in_.soon(between_saves) * 4);
}

void participant::do_attempt(std::int64_t due, bool shares) {
  ++typed_;
  std::uint32_t word = 0;
  const auto sentences = std::min(1 + typed_, sentences_max);
  const auto text =
      marked(step_ == step::attempt_b ? words::second_attempt(sentences) : words::attempt(sentences), word);
  const auto thing = thing_of(attempt_thing_, "attempt", readers::author);
  if (shares) {
    whisper(false, 0);
    return say(command::share_attempt{.attempt = {}, .answers = {answers()}, .kind = attempt_kind::text, .text = text},
               due, thing, word);
  }
  say(command::save_attempt_draft{.attempt = {}, .answers = {answers()}, .text = text}, due, thing, word, true);
  if (--left_ > 0) return plan(type_attempt, in_.soon(between_saves));
  if (how() == manner::shared) plan(share_attempt, in_.soon(between_saves));
}

void participant::do_feedback(std::int64_t due, bool gives) {
  if (attempt_a_ == 0 || gave_) return;
  ++typed_;
  std::uint32_t word = 0;
  ratings_list ratings;
  for (std::size_t at = 0; at < where_->criteria.size() && (gives || at < typed_); ++at) {
    ratings.push_back({.criterion = {where_->criteria[at]},
                       .score = 1 + static_cast<std::int64_t>(in_.luck.below(4)),
                       .evidence = words::evidence(in_.luck)});
  }
  const auto strength = words::strength(in_.luck);
  const auto step = marked(words::action_step(in_.luck), word);
  const auto thing = thing_of(feedback_thing_, "feedback", readers::author);
  if (thing != ledger::none) where_->words.of(thing).receiver = performer_;
  if (gives) {
    gave_ = true;
    whisper(false, attempt_a_);
    return say(
        command::give_feedback{.attempt = {attempt_a_}, .ratings = ratings, .strength = strength, .action_step = step},
        due, thing, word);
  }
  say(
      command::save_feedback_draft{
          .attempt = {attempt_a_}, .ratings = ratings, .strength = strength, .action_step = step},
      due, thing, word);
  if (--left_ > 0) plan(type_feedback, in_.soon(between_saves) * 2);
}

void participant::do_commit(std::int64_t due) {
  if (given_.empty() || attempt_a_ == 0) return;
  std::uint32_t word = 0;
  const auto text = marked(words::fix(in_.luck), word);
  auto thing = ledger::none;
  if (in_.marks) {
    thing = where_->words.open(me(), "fix", readers::room);
    where_->words.of(thing).room = room_;
  }
  say(command::commit_to_fix{.attempt = {attempt_a_}, .feedback = {given_[in_.luck.below(given_.size())]}, .fix = text},
      due, thing, word);
}

void participant::do_judge(std::int64_t due) {
  if (attempt_a_ == 0) return;
  std::uint32_t word = 0;
  const auto text = marked(words::verdict(in_.luck), word);
  auto thing = ledger::none;
  if (in_.marks) {
    thing = where_->words.open(me(), "judgement", readers::room);
    where_->words.of(thing).room = room_;
  }
  const auto said = static_cast<gap_verdict>(in_.luck.below(3));
  say(command::judge_gap{.attempt = {attempt_a_}, .verdict = said, .why = text}, due, thing, word);
}

void participant::do_value(std::int64_t due) {
  for (const auto each : given_) {
    say(command::rate_usefulness{.feedback = {each}, .worth = static_cast<worth>(in_.luck.below(3))}, due);
  }
}

void participant::do_task(std::int64_t due) {
  std::uint32_t word = 0;
  command::save_gap_task task;
  task.what = words::task(in_.luck);
  task.with_whom = words::with_whom(in_.luck);
  task.by_when = words::by_when(in_.luck);
  task.evidence = marked(words::proof(in_.luck), word);
  say(std::move(task), due, thing_of(task_thing_, "gap task", readers::leaders), word);
  if (--left_ > 0 && in_.plan.submit_within_ms == 0) plan(type_task, in_.soon(between_saves) * 2);
}

void participant::do_go_on(std::int64_t due) {
  if (step_ == step::write) return say(command::open_feedback{.attempt = {attempt_a_}}, due);
  say(command::go_on{.room = {room_}, .from = step_}, due);
}

}  // namespace reprise::load
