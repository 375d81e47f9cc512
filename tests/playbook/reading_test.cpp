// Playbooks as files: what is right is read whole.
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "protocol/writer.hpp"
#include "server/playbook/yaml_writer.hpp"
#include "tests/playbook/a_playbook.hpp"
#include "tests/support/places/places.hpp"

namespace reprise::tests {
namespace {

using testing::HasSubstr;

const std::filesystem::path shipped = tests::source_folder() / "playbooks";

TEST(playbook, is_read_whole) {
  const auto loaded = read(right);
  ASSERT_TRUE(loaded) << loaded.error().detail;
  EXPECT_EQ(loaded->id, "a-step");
  EXPECT_EQ(loaded->playbook.title.str(), "A step for Jo");
  EXPECT_EQ(loaded->playbook.room_size, 3);
  ASSERT_EQ(loaded->playbook.exemplar.passages.size(), 2u);
  EXPECT_EQ(loaded->playbook.exemplar.passages[1].str(), "Second.");
  EXPECT_EQ(loaded->playbook.scenario.pupil.str(), "You are Jo.");
  ASSERT_EQ(loaded->playbook.stages.size(), 2u);
  EXPECT_EQ(loaded->playbook.stages[1].stage, stage::debrief);
  EXPECT_EQ(loaded->playbook.stages[1].seconds, 480);
  EXPECT_EQ(loaded->playbook.pace, pace::lockstep);
  ASSERT_EQ(loaded->playbook.steps.size(), 2u);
  EXPECT_EQ(loaded->playbook.steps[0].step, step::attempt_a);
  EXPECT_EQ(loaded->playbook.steps[0].seconds, 120);
  EXPECT_EQ(loaded->playbook.form.action_step_starters[0].str(), "Next time, when ...");
  ASSERT_EQ(loaded->criteria.size(), 2u);
  EXPECT_EQ(loaded->criteria[1].title.str(), "One step");
}

TEST(playbook, may_be_json_too) {
  const auto loaded = read(right);
  ASSERT_TRUE(loaded);
  auto json = nlohmann::json::parse(to_json(loaded->playbook));
  json.erase("id");
  for (const auto& each : loaded->criteria) {
    json["criteria"].push_back({{"title", each.title.str()}, {"looks_like", each.looks_like.str()}});
  }
  for (const int indent : {-1, 1}) {
    const auto again = read(json.dump(indent));
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(to_json(again->playbook), to_json(loaded->playbook));
    EXPECT_EQ(to_json(again->criteria), to_json(loaded->criteria));
  }
}

TEST(playbook, numbers_criteria_by_their_order) {
  const auto loaded = read(right);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->criteria[0].number, 1);
  EXPECT_EQ(loaded->criteria[1].number, 2);
  EXPECT_EQ(loaded->criteria[0].id.value, 1u);
  EXPECT_EQ(loaded->criteria[1].id.value, 2u);
}

TEST(playbook, may_leave_out_the_words_of_what_may_be_empty_but_not_the_key) {
  EXPECT_TRUE(read(with("harder: Jo disagrees.", "harder: \"\"")));
  const auto without = read(with("  harder: Jo disagrees.\n", ""));
  ASSERT_FALSE(without);
  EXPECT_EQ(without.error().field, "scenario.harder");
}

// A file that lost, gained or changed a few bytes is refused with its line or read whole; it never does harm.
RC_GTEST_PROP(playbook, that_is_damaged_is_refused_or_read, ()) {
  std::string yaml(right);
  const auto times = *rc::gen::inRange(1, 4);
  for (int each = 0; each < times; ++each) {
    const auto at = *rc::gen::inRange<std::size_t>(0, yaml.size());
    constexpr std::string_view signs = "[]{}:,-?&*!|>'\"%@`#\n\t ";
    const bool is_sign = *rc::gen::arbitrary<bool>();
    const char byte = is_sign ? signs[*rc::gen::inRange<std::size_t>(0, signs.size())]
                              : static_cast<char>(*rc::gen::inRange<int>(0, 256));
    switch (*rc::gen::inRange<int>(0, 3)) {
      case 0: yaml[at] = byte; break;
      case 1: yaml.insert(at, 1, byte); break;
      default: yaml.erase(at, 1); break;
    }
  }
  const auto loaded = read(yaml);
  if (loaded) {
    const auto again = read(to_yaml(loaded->playbook, loaded->criteria));
    RC_ASSERT(again.has_value());
    RC_ASSERT(to_json(again->playbook) == to_json(loaded->playbook));
  } else {
    RC_ASSERT(loaded.error().detail.starts_with("playbooks/a-step.yaml:"));
    RC_ASSERT(tells_what_to_do(loaded.error().detail));
  }
}

// --- files ---------------------------------------------------------------------------------------------------------

TEST_F(playbook_files, are_named_by_their_file) {
  const auto loaded = load_playbook(write("giving-a-step.yaml", right));
  ASSERT_TRUE(loaded) << loaded.error().detail;
  EXPECT_EQ(loaded->id, "giving-a-step");
}

TEST_F(playbook_files, with_other_names_are_refused) {
  for (const std::string name : {"Giving a step.yaml", "step.yml", "step"}) {
    const auto loaded = load_playbook(write(name, right));
    ASSERT_FALSE(loaded);
    EXPECT_THAT(loaded.error().detail, HasSubstr(name + ":1: The file's name must be lower-case letters"));
    EXPECT_THAT(loaded.error().detail, HasSubstr("rename it"));
  }
}

TEST_F(playbook_files, that_are_not_there_or_too_large_are_refused_by_name) {
  const auto missing = load_playbook(folder_ / "nowhere.yaml");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, refusal_code::not_found);
  EXPECT_THAT(missing.error().detail, HasSubstr("nowhere.yaml"));
  const auto large = load_playbook(write("large.yaml", std::string(playbook_bytes_max + 1, '#')));
  ASSERT_FALSE(large);
  EXPECT_THAT(large.error().detail, HasSubstr("large.yaml:1: This has 513 KiB"));
}

TEST_F(playbook_files, come_in_the_order_of_their_names) {
  write("b.yaml", right);
  write("a.yaml", right);
  write("notes.txt", "not a playbook");
  const auto all = load_playbooks(folder_);
  ASSERT_TRUE(all) << all.error().detail;
  ASSERT_EQ(all->size(), 2u);
  EXPECT_EQ((*all)[0].id, "a");
  EXPECT_EQ((*all)[1].id, "b");
}

TEST_F(playbook_files, stop_at_the_first_mistake_and_name_its_file) {
  write("a.yaml", right);
  write("b.yaml", with("room_size: 3", "room_size: 9"));
  const auto all = load_playbooks(folder_);
  ASSERT_FALSE(all);
  EXPECT_THAT(all.error().detail, HasSubstr("b.yaml:5: room_size"));
}

TEST_F(playbook_files, must_exist_in_their_folder) {
  EXPECT_FALSE(load_playbooks(folder_));
  EXPECT_FALSE(load_playbooks(folder_ / "nowhere"));
}

// --- the ones that ship ----------------------------------------------------------------------------------------------

TEST(shipped_playbooks, are_one_for_each_npq_of_the_suite) {
  const auto all = load_playbooks(shipped);
  ASSERT_TRUE(all) << all.error().detail;
  std::vector<std::string> npqs;
  for (const auto& each : *all) npqs.push_back(each.playbook.npq.str());
  EXPECT_THAT(npqs, testing::UnorderedElementsAre("NPQ Leading Teacher Development", "NPQ Leading Teaching",
                                                  "NPQ Leading Behaviour and Culture", "NPQ Senior Leadership",
                                                  "NPQ Headship", "NPQ Executive Leadership"));
}

class shipped_playbook : public testing::TestWithParam<std::string> {};

TEST_P(shipped_playbook, has_what_a_session_needs) {
  const auto loaded = load_playbook(shipped / (GetParam() + ".yaml"));
  ASSERT_TRUE(loaded) << loaded.error().detail;
  const playbook& plan = loaded->playbook;
  EXPECT_GE(loaded->criteria.size(), 3u);
  EXPECT_LE(loaded->criteria.size(), 5u);
  EXPECT_EQ(plan.room_size, 3);
  EXPECT_FALSE(plan.scenario.harder.empty());
  EXPECT_GE(plan.form.strength_starters.size(), 3u);
  EXPECT_GE(plan.form.action_step_starters.size(), 3u);
  EXPECT_GE(plan.gap_task_prompts.size(), 3u);

  // A page or more.
  std::size_t bytes = 0;
  for (const auto& each : plan.exemplar.passages) bytes += each.str().size();
  EXPECT_GE(plan.exemplar.passages.size(), 8u);
  EXPECT_GE(bytes, 3'000u);

  // One slot: frame 0:30, attempt A 2:00, write 1:30, deliver 1:00, commit 0:30, attempt B 1:30, close 1:00.
  std::vector<std::int64_t> slot;
  for (const step_plan& one : plan.steps) slot.push_back(one.seconds);
  EXPECT_THAT(slot, testing::ElementsAre(30, 120, 90, 60, 30, 90, 60));
}

INSTANTIATE_TEST_SUITE_P(each, shipped_playbook,
                         testing::Values("leading-teacher-development", "leading-teaching",
                                         "leading-behaviour-and-culture", "senior-leadership", "headship",
                                         "executive-leadership"),
                         [](const auto& one) {
                           auto name = one.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace reprise::tests
