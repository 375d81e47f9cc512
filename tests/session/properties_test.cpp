// Any session at all, drawn by RapidCheck and shrunk when a rule breaks. `lesson` checks after every command that the
// inverse undoes it, that the log replays to the same state, and the rules of the product (broken_rule).
#include <rapidcheck/gtest.h>

#include "tests/session/lesson.hpp"

namespace reprise::tests {
namespace {

// Draws from the numbers of a test case; runs out as zeros, so that shrinking makes shorter, plainer sessions.
class numbers {
 public:
  explicit numbers(std::vector<std::uint32_t> from) : from_(std::move(from)) {}
  bool over() const { return at_ >= from_.size(); }
  std::size_t below(std::size_t bound) {
    const auto drawn = at_ < from_.size() ? from_[at_] : 0;
    ++at_;
    return bound == 0 ? 0 : drawn % bound;
  }

 private:
  std::vector<std::uint32_t> from_;
  std::size_t at_ = 0;
};

template <class Entity>
id<Entity> any_of(const state& in, numbers& draw) {
  const auto& rows = in.all<Entity>();
  if (rows.empty()) return {};
  return (rows.begin() + static_cast<std::ptrdiff_t>(draw.below(rows.size())))->id;
}

// Words that only a draft or sealed feedback holds, so that a leak can be found in any payload.
std::string secret(std::size_t number) { return "secret-" + std::to_string(number) + "-words"; }

any_command something(lesson& it, numbers& draw) {
  const auto& now = it.now;
  switch (draw.below(30)) {
    case 0: return command::go_to_stage{.stage = stage::rehearse};
    case 1: return command::close_rooms{.notice_seconds = draw.below(3) == 0 ? 0 : 60};
    case 2: return command::open_rooms{};
    case 3:
      return command::move_member{.member = any_of<member>(now, draw),
                                  .room = draw.below(4) == 0 ? id<room>{} : any_of<room>(now, draw)};
    case 4: return command::swap_members{.first = any_of<member>(now, draw), .second = any_of<member>(now, draw)};
    case 5: return command::merge_room{.room = any_of<room>(now, draw), .into = any_of<room>(now, draw)};
    case 6: return command::next_slot{.room = any_of<room>(now, draw)};
    case 7:
      return command::save_attempt_draft{
          .attempt = draw.below(2) ? any_of<attempt>(now, draw) : id<attempt>{}, .answers = {}, .text = secret(1)};
    case 8:
    case 9:
    case 10:
      return command::share_attempt{
          .attempt = {}, .answers = draw.below(2) ? any_of<attempt>(now, draw) : id<attempt>{}, .text = "shared words"};
    case 11: return command::revise_attempt{.attempt = any_of<attempt>(now, draw), .text = "revised words"};
    case 12: return command::withdraw_attempt{.attempt = any_of<attempt>(now, draw)};
    case 13:
      return command::save_feedback_draft{
          .attempt = any_of<attempt>(now, draw), .ratings = {}, .strength = secret(2), .action_step = {}};
    case 14:
    case 15:
    case 16:
      return command::give_feedback{
          .attempt = any_of<attempt>(now, draw), .ratings = {}, .strength = secret(3), .action_step = secret(4)};
    case 17:
    case 18: return command::open_feedback{.attempt = any_of<attempt>(now, draw)};
    case 19: return command::ask_for_help{.text = "Help."};
    case 20: return command::drop_in{.room = any_of<room>(now, draw)};
    case 21:
      return command::start_timer{
          .room = draw.below(2) ? any_of<room>(now, draw) : id<room>{}, .label = "Work", .seconds = 90};
    case 22: return command::pause_timer{.timer = any_of<timer>(now, draw)};
    case 23: return command::resume_timer{.timer = any_of<timer>(now, draw)};
    case 24: return command::hide{.attempt = any_of<attempt>(now, draw), .feedback = {}, .reason = "Names a pupil."};
    case 25: return command::remove_member{.member = any_of<member>(now, draw), .reason = "Rude."};
    case 26: return command::set_role{.member = any_of<member>(now, draw), .role = static_cast<role>(draw.below(4))};
    case 27:
      return command::set_placement{.mode = static_cast<placement_mode>(draw.below(4)),
                                    .room_size = 2 + static_cast<std::int64_t>(draw.below(3)),
                                    .groups = {}};
    case 28: return command::leave{};
    default: return command::go_to_stage{.stage = static_cast<stage>(draw.below(4))};
  }
}

void one_step(lesson& it, numbers& draw) {
  switch (draw.below(8)) {
    case 0: (void)it.ask({}, command::join{.name = "Ada"}); return;
    case 1:
      (void)it.ask({}, command::note_attendance{.member = any_of<member>(it.now, draw), .here = draw.below(2) == 0});
      return;
    case 2: it.pass(static_cast<std::int64_t>(draw.below(40'000))); return;
    default: break;
  }
  const auto actor = draw.below(3) == 0 ? it.facilitator : any_of<member>(it.now, draw);
  (void)it.ask(actor, something(it, draw));
}

// What this viewer is sent of the whole state.
std::string payload(const state& in, id<member> viewer) {
  std::string text;
  const auto stands = standing_of(in, viewer);
  for (const auto& each : everything(in)) {
    const auto& whole = std::get<put>(each).value;
    if (const auto seen = see(whole, lens_of(in, stands, whole))) write(text, change{put{*seen}});
  }
  return text;
}

// Recomputed from the product's words, not from see(): whether some draft or sealed text is this viewer's to read.
bool may_read_a_secret(const state& in, const member& viewer) {
  for (const auto& each : in.all<attempt>()) {
    if (each.author == viewer.id && !each.draft.empty()) return true;
  }
  for (const auto& each : in.all<feedback>()) {
    if (each.strength.empty()) continue;
    if (each.reviewer == viewer.id) return true;
    if (each.state != feedback_state::delivered) continue;
    const auto& about = *in.find(each.attempt);
    const bool in_room = about.room && about.room == viewer.room;
    if (viewer.role != role::participant) return true;
    if (!each.hidden && (each.receiver == viewer.id || in_room)) return true;
  }
  return false;
}

RC_GTEST_PROP(any_session, keeps_its_rules_whatever_people_do, ()) {
  numbers draw{*rc::gen::resize(400, rc::gen::arbitrary<std::vector<std::uint32_t>>())};
  lesson it;
  it.check_replay = false;
  it.join_many(draw.below(9));
  while (!draw.over()) {
    one_step(it, draw);
    const auto broken = broken_rule(it.now);
    if (!broken.empty()) RC_FAIL(broken);
  }
}

RC_GTEST_PROP(any_session, replays_from_its_log_and_every_commit_can_be_undone, ()) {
  numbers draw{*rc::gen::resize(120, rc::gen::arbitrary<std::vector<std::uint32_t>>())};
  lesson it;
  it.join_many(draw.below(7));
  while (!draw.over()) one_step(it, draw);
  RC_ASSERT(!::testing::Test::HasFailure());
}

RC_GTEST_PROP(any_session, P7_sends_nobody_words_that_are_not_theirs_to_read, ()) {
  numbers draw{*rc::gen::resize(300, rc::gen::arbitrary<std::vector<std::uint32_t>>())};
  lesson it;
  it.check_replay = false;
  it.join_many(draw.below(7));
  while (!draw.over()) one_step(it, draw);
  for (const auto& viewer : it.now.all<member>()) {
    if (may_read_a_secret(it.now, viewer)) continue;
    RC_ASSERT(payload(it.now, viewer.id).find("secret-") == std::string::npos);
  }
}

RC_GTEST_PROP(any_session, makes_the_same_decision_from_the_same_inputs, ()) {
  const auto drawn = *rc::gen::resize(200, rc::gen::arbitrary<std::vector<std::uint32_t>>());
  const auto played = [&] {
    numbers draw{drawn};
    lesson it;
    it.check_replay = false;
    while (!draw.over()) one_step(it, draw);
    return picture(it.now);
  };
  RC_ASSERT(played() == played());
}

}  // namespace
}  // namespace reprise::tests
