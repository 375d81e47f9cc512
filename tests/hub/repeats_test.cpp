// P16: whatever is asked, in whatever order, asking for it again with the same id changes nothing; also when the session has
// been read from its log again in between, and the one who asks has a new connection.
#include <rapidcheck/gtest.h>

#include <map>

#include "protocol/writer.hpp"
#include "tests/hub/live.hpp"

namespace reprise::tests {
namespace {

constexpr int times_repeated = 10;

// What rapidcheck drew, taken one after the other.
class numbers {
 public:
  explicit numbers(std::vector<std::uint32_t> drawn) : drawn_(std::move(drawn)) {}
  bool over() const { return at_ >= drawn_.size(); }
  std::size_t below(std::size_t bound) { return over() ? 0 : drawn_[at_++] % bound; }

 private:
  const std::vector<std::uint32_t> drawn_;
  std::size_t at_ = 0;
};

template <class Entity>
id<Entity> any_of(const state& in, numbers& draw) {
  const auto& rows = in.all<Entity>();
  if (rows.begin() == rows.end()) return {};
  auto at = rows.begin();
  std::advance(at, static_cast<std::ptrdiff_t>(draw.below(static_cast<std::size_t>(std::distance(at, rows.end())))));
  return at->id;
}

member_command something(const state& now, id<member> by, numbers& draw) {
  switch (draw.below(18)) {
    case 0: return command::rename{by, "Name " + std::to_string(draw.below(5))};
    case 1: return command::go_to_stage{static_cast<stage>(draw.below(3))};
    case 2:
    case 3:
    case 4: return command::share_attempt{.attempt = {}, .answers = {}, .kind = attempt_kind::text, .text = "A or B."};
    case 5: return command::save_attempt_draft{.attempt = {}, .answers = {}, .text = "Perhaps."};
    case 6:
    case 7:
      return command::give_feedback{
          .attempt = any_of<attempt>(now, draw), .ratings = {}, .strength = "Calm.", .action_step = "Wait."};
    case 8: return command::open_feedback{any_of<attempt>(now, draw)};
    case 9: return command::withdraw_attempt{any_of<attempt>(now, draw)};
    case 10: return command::ask_for_help{"Help."};
    case 11: return command::announce{.room = {}, .text = "Two minutes."};
    case 12: return command::start_timer{.room = {}, .label = "Work", .seconds = 90};
    case 13: return command::pause_timer{any_of<timer>(now, draw)};
    case 14: return command::move_member{.member = any_of<member>(now, draw), .room = any_of<room>(now, draw)};
    case 15: return command::set_role{.member = any_of<member>(now, draw), .role = static_cast<role>(draw.below(3))};
    case 16: return command::hide{.attempt = any_of<attempt>(now, draw), .feedback = {}, .reason = "A pupil's name."};
    default: return command::lock_session{.locked = draw.below(2) == 0, .reason = {}};
  }
}

hub_options without_pace() {
  hub_options all;
  all.commands_per_second_max = 1e6;
  all.commands_burst_max = 1e6;
  return all;
}

class repeating : public live {
 public:
  repeating() : live(without_pace()) {
    live::SetUp();
    for (const auto* name : {"Ada", "Ben", "Cem", "Dee"}) people.push_back(join(name));
    people.push_back(facilitator);
    everybody_comes();
  }
  void TestBody() override {}

  void one_command(numbers& draw) {
    // Whoever leads asks as often as all others together, because most is theirs to ask for.
    const auto by = draw.below(2) == 0 ? facilitator : people[draw.below(people.size())];
    const frame::command asked{"c" + std::to_string(++asked_), something(session->committed(), by, draw)};
    const auto begun_at = session->position().seq;
    session->command(*screens_.at(by), asked);
    world.settle();
    if (session->position().seq > begun_at) kept_.emplace_back(by, asked);
    repeat(by, asked);
  }

  void repeat(id<member> by, const frame::command& asked) {
    const auto before = picture();
    auto& screen = *screens_.at(by);
    const auto answered = screen.acknowledged(asked.id.str());
    screen.forget();
    for (int times = 0; times < times_repeated; ++times) {
      session->command(screen, asked);
      world.settle();
    }
    RC_ASSERT(picture() == before);
    RC_ASSERT(screen.frames("changes").empty());
    RC_ASSERT(screen.frames("acknowledged").size() + screen.frames("refused").size() == std::size_t{times_repeated});
    if (answered) {
      RC_ASSERT(screen.acknowledged(asked.id.str()) == answered);
    }
  }

  void repeat_all_that_was_kept() {
    for (const auto& [by, asked] : kept_) repeat(by, asked);
  }

  void read_again() {
    for (const auto& [who, screen] : screens_) session->detach(*screen);
    begin();
    everybody_comes();
  }

 private:
  void everybody_comes() {
    for (const auto each : people) screens_[each] = &sit(each);
    world.settle();
  }

  std::string picture() const {
    std::string text = std::to_string(session->position().seq) + '\n';
    for (const auto& each : everything(session->committed())) {
      write(text, each);
      text += '\n';
    }
    return text;
  }

  int asked_ = 0;
  std::map<id<member>, recorded_viewer*> screens_;
  std::vector<std::pair<id<member>, frame::command>> kept_;
};

RC_GTEST_PROP(repeats, P16_of_any_command_change_nothing_also_after_a_reload, ()) {
  numbers draw{*rc::gen::resize(48, rc::gen::arbitrary<std::vector<std::uint32_t>>())};
  repeating it;
  while (!draw.over()) it.one_command(draw);
  it.repeat_all_that_was_kept();
  it.read_again();
  it.repeat_all_that_was_kept();
}

}  // namespace
}  // namespace reprise::tests
