// Playbooks as files: what is right is read whole, and what is wrong is refused with its line.
#include "server/playbook/loaded_playbook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "protocol/writer.hpp"
#include "server/playbook/yaml_writer.hpp"

namespace reprise {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::filesystem::path shipped = std::filesystem::path(REPRISE_SOURCE_DIR) / "playbooks";

// Line numbers below are those of this text; the first line is 1.
constexpr std::string_view right = R"(title: A step for Jo
npq: NPQ Leading Teacher Development
audience: Coaches
purpose: To rehearse
room_size: 3
exemplar:
  title: Priya and Daniel
  context: After school.
  passages:
    - First.
    - Second.
criteria:
  - title: Evidence first
    looks_like: Says what was seen.
  - title: One step
    looks_like: Names one step.
scenario:
  title: Instructions
  situation: Monday.
  performer: You coach.
  coach: You watch.
  pupil: You are Jo.
  harder: Jo disagrees.
form:
  evidence: What was said?
  strength: What worked?
  action_step: What next?
  strength_starters: [ "Keep ..." ]
  action_step_starters: [ "Next time, when ..." ]
stages:
  - { stage: rehearse, seconds: 0 }
  - { stage: debrief, seconds: 480 }
steps:
  - { step: attempt_a, seconds: 120 }
  - { step: write, seconds: 90 }
pace: lockstep
slots: 3
features_asked: 2
anonymous_wall: false
gap_task_prompts:
  - Whose lesson?
)";

result<loaded_playbook> read(std::string_view yaml) { return read_playbook(yaml, "a-step", "playbooks/a-step.yaml"); }

std::string with(std::string_view old_text, std::string_view new_text) {
  std::string yaml(right);
  const auto at = yaml.find(old_text);
  EXPECT_NE(at, std::string::npos) << "the mistake must be made somewhere: " << old_text;
  return yaml.replace(at, old_text.size(), new_text);
}

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

struct wrong_file {
  const char* name;
  std::string yaml;
  int line;
  refusal_code code;
  const char* field;
  const char* says;
};

void PrintTo(const wrong_file& of, std::ostream* out) { *out << of.name; }

class wrong_playbook : public testing::TestWithParam<wrong_file> {};

// Every mistake comes with what to write instead, or what to do about it.
bool tells_what_to_do(std::string_view detail) {
  constexpr std::array words{"must be ",     "known are ", "give ",   "Give ",      "take it out", "Take ", "leave ",
                             "come once ",   "Reword",     "Look ",   "use spaces", "Write ",      "Save ", "Put ",
                             "Is a bracket", "add them",   "add it.", "Begin ",     "Shorten",     "rename"};
  return std::any_of(words.begin(), words.end(),
                     [&](const char* one) { return detail.find(one) != std::string_view::npos; });
}

TEST_P(wrong_playbook, is_refused_with_line_and_field) {
  const auto& expected = GetParam();
  const auto loaded = read(expected.yaml);
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().detail, StartsWith("playbooks/a-step.yaml:" + std::to_string(expected.line) + ": "));
  EXPECT_THAT(loaded.error().detail, HasSubstr(expected.says));
  EXPECT_TRUE(tells_what_to_do(loaded.error().detail)) << loaded.error().detail;
  EXPECT_EQ(loaded.error().code, expected.code);
  EXPECT_EQ(loaded.error().field, expected.field);
}

std::string repeated(std::size_t times, std::string_view what) {
  std::string all;
  while (times-- > 0) all += what;
  return all;
}

using code = refusal_code;

INSTANTIATE_TEST_SUITE_P(
    mistakes, wrong_playbook,
    testing::Values(
        wrong_file{"missing_member", with("  coach: You watch.\n", ""), 17, code::missing_field, "scenario.coach",
                   "scenario.coach is missing: it must be a text of 1 to 3000 characters."},
        wrong_file{"missing_at_the_top", with("purpose: To rehearse\n", ""), 1, code::missing_field, "purpose",
                   "purpose is missing"},
        wrong_file{"missing_in_an_element", with("    looks_like: Says what was seen.\n", ""), 13, code::missing_field,
                   "criteria[0].looks_like", "is missing"},
        wrong_file{"no_criteria_key",
                   with("criteria:\n  - title: Evidence first\n    looks_like: Says what was seen.\n"
                        "  - title: One step\n    looks_like: Names one step.\n",
                        ""),
                   1, code::missing_field, "criteria", "criteria is missing: it must be a list of at most 8."},
        wrong_file{"unknown_key", with("  coach: You watch.", "  coach: You watch.\n  couch: Sit."), 22,
                   code::unknown_field, "scenario.couch",
                   "known are title, situation, performer, coach, pupil, harder"},
        wrong_file{"unknown_key_at_the_top", with("audience:", "audiense:"), 3, code::unknown_field, "audiense",
                   "is unknown here"},
        wrong_file{"id_is_not_for_files", with("title: A step", "id: 7\ntitle: A step"), 1, code::unknown_field, "id",
                   "is unknown here"},
        wrong_file{"number_is_not_for_files", with("  - title: One step", "  - number: 2\n    title: One step"), 15,
                   code::unknown_field, "criteria[1].number", "known are title, looks_like"},
        wrong_file{"duplicate_key", with("npq: NPQ", "title: Again\nnpq: NPQ"), 2, code::duplicate_field, "title",
                   "is given twice"},
        wrong_file{"duplicate_nested_key", with("  pupil: You are Jo.", "  coach: Twice.\n  pupil: You are Jo."), 22,
                   code::duplicate_field, "scenario.coach", "is given twice"},
        wrong_file{"text_is_a_list", with("audience: Coaches", "audience: [Coaches]"), 3, code::wrong_type, "audience",
                   "must be a text of 1 to 500 characters, not a list."},
        wrong_file{"text_is_a_number", with("    - Second.", "    - 1984"), 11, code::wrong_type,
                   "exemplar.passages[1]", "not a number. Put it in quotes"},
        wrong_file{"text_is_a_truth_value", with("pupil: You are Jo.", "pupil: no"), 22, code::wrong_type,
                   "scenario.pupil", "not true or false. Put it in quotes"},
        wrong_file{"text_is_nothing", with("purpose: To rehearse", "purpose:"), 4, code::wrong_type, "purpose",
                   "not nothing"},
        wrong_file{"text_is_tagged", with("purpose: To rehearse", "purpose: !!binary aGVsbG8="), 4, code::wrong_type,
                   "purpose", "leave the tag out"},
        wrong_file{"mapping_is_a_text", with("  - title: One step\n    looks_like: Names one step.", "  - One step"),
                   15, code::wrong_type, "criteria[1]", "must be a mapping, not a text"},
        wrong_file{"list_is_a_text", with("gap_task_prompts:\n  - Whose lesson?", "gap_task_prompts: Whose?"), 40,
                   code::wrong_type, "gap_task_prompts", "must be a list of at most 12, not a text"},
        wrong_file{"number_is_a_text", with("room_size: 3", "room_size: \"3\""), 5, code::wrong_type, "room_size",
                   "must be a whole number from 2 to 4, not a text."},
        wrong_file{"number_is_a_fraction", with("room_size: 3", "room_size: 2.5"), 5, code::wrong_type, "room_size",
                   "must be a whole number from 2 to 4"},
        wrong_file{"number_is_too_large", with("room_size: 3", "room_size: 5"), 5, code::out_of_range, "room_size",
                   "must be a whole number from 2 to 4"},
        wrong_file{"number_is_enormous", with("seconds: 120", "seconds: 99999999999999999999"), 34, code::out_of_range,
                   "steps[0].seconds", "must be a whole number from 0 to 14400"},
        wrong_file{"unknown_word", with("stage: debrief", "stage: lunch"), 32, code::unknown_name, "stages[1].stage",
                   "must be one of: lobby, see, name, plan, rehearse, debrief, commit, ended."},
        wrong_file{"stages_are_out_of_order", with("stage: debrief", "stage: name"), 32, code::wrong_order,
                   "stages[1].stage", "Stages come once each"},
        wrong_file{"nobody_rehearses", with("stage: rehearse", "stage: see"), 31, code::incomplete, "stages",
                   "has the stage \"rehearse\""},
        wrong_file{"nobody_writes", with("step: write", "step: deliver"), 34, code::incomplete, "steps",
                   "has at least the steps"},
        wrong_file{"steps_are_out_of_order", with("step: write", "step: frame"), 35, code::wrong_order, "steps[1].step",
                   "Steps come once each"},
        wrong_file{"a_step_in_lockstep_has_no_time", with("seconds: 90", "seconds: 0"), 35, code::incomplete,
                   "steps[1].seconds", "give every step a time"},
        wrong_file{"a_step_that_is_none", with("step: write", "step: done"), 34, code::incomplete, "steps",
                   "come by themselves"},
        wrong_file{"text_is_empty", with("situation: Monday.", "situation: \"  \""), 19, code::too_short,
                   "scenario.situation", "must be a text of 1 to 3000 characters"},
        wrong_file{"text_is_too_long", with("title: A step for Jo", "title: " + std::string(121, 'x')), 1,
                   code::too_long, "title", "must be one line of text of 1 to 120 characters"},
        wrong_file{"line_has_two_lines", with("title: A step for Jo", "title: \"A step\\nfor Jo\""), 1, code::bad_text,
                   "title", "must be on one line"},
        wrong_file{"text_has_an_escaped_control_character", with("pupil: You are Jo.", "pupil: \"You\\x07 are Jo.\""),
                   22, code::bad_text, "scenario.pupil", "control character"},
        wrong_file{"text_is_not_utf8", with("context: After school.", "context: After \xff school."), 8, code::bad_text,
                   "", "not valid UTF-8. Save the file as UTF-8"},
        wrong_file{"comment_is_not_utf8", with("npq: NPQ", "# caf\xe9\nnpq: NPQ"), 2, code::bad_text, "",
                   "not valid UTF-8"},
        wrong_file{"nobody_attempts", with("step: attempt_a", "step: frame"), 34, code::incomplete, "steps",
                   "has at least the steps \"attempt_a\" and \"write\"; add them"},
        wrong_file{"no_steps",
                   with("steps:\n  - { step: attempt_a, seconds: 120 }\n  - { step: write, seconds: 90 }", "steps: []"),
                   33, code::incomplete, "steps", "add them"},
        wrong_file{"same_stage_twice", with("stage: debrief", "stage: rehearse"), 32, code::wrong_order,
                   "stages[1].stage", "Stages come once each, in this order: lobby"},
        wrong_file{"same_step_twice", with("step: write", "step: attempt_a"), 35, code::wrong_order, "steps[1].step",
                   "Steps come once each, in this order: frame"},
        wrong_file{"the_end_is_planned", with("stage: debrief", "stage: ended"), 31, code::incomplete, "stages",
                   "leave \"ended\" out"},
        wrong_file{"seconds_are_negative", with("seconds: 480", "seconds: -480"), 32, code::out_of_range,
                   "stages[1].seconds", "must be a whole number from 0 to 14400"},
        wrong_file{"seconds_are_a_fraction", with("seconds: 90", "seconds: 90.5"), 35, code::wrong_type,
                   "steps[1].seconds", "must be a whole number from 0 to 14400, not a number"},
        wrong_file{"seconds_are_words", with("seconds: 90", "seconds: 1:30"), 35, code::wrong_type, "steps[1].seconds",
                   "must be a whole number from 0 to 14400"},
        wrong_file{"unknown_pace", with("pace: lockstep", "pace: brisk"), 36, code::unknown_name, "pace",
                   "must be one of: lockstep, own."},
        wrong_file{"truth_value_is_a_word", with("anonymous_wall: false", "anonymous_wall: no"), 39, code::wrong_type,
                   "anonymous_wall", "must be true or false"},
        wrong_file{"no_criteria",
                   with("criteria:\n  - title: Evidence first\n    looks_like: Says what was seen.\n"
                        "  - title: One step\n    looks_like: Names one step.\n",
                        "criteria: []\n"),
                   12, code::too_short, "criteria", "give it at least one"},
        wrong_file{"too_many_criteria",
                   with("  - title: One step\n    looks_like: Names one step.\n",
                        repeated(8, "  - title: One step\n    looks_like: Names one step.\n")),
                   12, code::too_long, "criteria", "must be a list of at most 8; this one has 9."},
        wrong_file{"too_many_people_in_a_room", with("room_size: 3", "room_size: 12"), 5, code::out_of_range,
                   "room_size", "must be a whole number from 2 to 4"},
        wrong_file{"too_large", std::string(right) + "# " + std::string(playbook_bytes_max, 'x'), 1, code::too_large,
                   "", "and a playbook at most 512 KiB"},
        wrong_file{"anchor", with("purpose: To rehearse", "purpose: &why To rehearse"), 4, code::bad_text, "",
                   "There is an anchor"},
        wrong_file{"alias", with("- First.\n    - Second.", "- &one First.\n    - *one"), 10, code::bad_text, "",
                   "Write the words out"},
        wrong_file{"alias_of_nothing", with("purpose: To rehearse", "purpose: *everything"), 4, code::not_json, "",
                   "Put a text that begins with & or * in quotes"},
        wrong_file{"alias_bomb",
                   "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
                   "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c, *c, *c, *c]\n",
                   1, code::bad_text, "", "anchor"},
        wrong_file{"alias_of_itself", with("- First.", "- &a [*a]"), 10, code::bad_text, "", "anchor"},
        wrong_file{"nested_too_deep",
                   with("purpose: To rehearse", "purpose: " + std::string(20'000, '[') + std::string(20'000, ']')), 4,
                   code::too_deep, "", "nested too deep"},
        wrong_file{"key_is_a_list", with("npq: NPQ", "? [a, b]\n: c\nnpq: NPQ"), 2, code::wrong_type, "",
                   "give every key a name"},
        wrong_file{"colon_in_a_text", with("purpose: To rehearse", "purpose: To rehearse: a step"), 4, code::not_json,
                   "", "This is not YAML"},
        wrong_file{"json_without_its_end", R"({"title": "A step", "npq": )", 1, code::not_json, "", "This is not YAML"},
        wrong_file{"list_is_too_long", with("    - First.\n", repeated(60, "    - First.\n")), 9, code::too_long,
                   "exemplar.passages", "a list of at most 60; this one has 61."},
        wrong_file{"list_is_empty", with("  passages:\n    - First.\n    - Second.", "  passages: []"), 9,
                   code::too_short, "exemplar.passages", "give it at least one text to read"},
        wrong_file{"same_criterion_twice", with("title: One step", "title: Evidence first"), 15, code::duplicate_field,
                   "criteria[1].title", "is the title of an earlier criterion"},
        wrong_file{"control_character_in_the_file", with("    - Second.", "    - Sec\x04ond."), 11, code::bad_text, "",
                   "control character"},
        wrong_file{"nul_in_the_file", with("    - Second.", std::string("    - Sec\0ond.", 14)), 11, code::bad_text, "",
                   "control character"},
        wrong_file{"not_yaml", with("  performer: You coach.", "  performer: \"You coach."), 28, code::not_json, "",
                   "This is not YAML"},
        wrong_file{"tab_for_indentation", with("  performer: You coach.", "\tperformer: You coach."), 20,
                   code::not_json, "", "begins with a tab; use spaces"},
        wrong_file{"second_document", std::string(right) + "---\ntitle: Another\n", 42, code::not_json, "",
                   "A second document"},
        wrong_file{"second_document_nested_too_deep", std::string(right) + "---\n" + std::string(20'000, '['), 42,
                   code::not_json, "", "A second document"},
        wrong_file{"comma_before_the_first_key", with("title: A step", ",title: A step"), 1, code::not_json, "",
                   "there is a comma where a key should stand"},
        wrong_file{"empty", "", 1, code::not_json, "", "There is nothing to read here"},
        wrong_file{"comment_only", "# later\n", 1, code::not_json, "", "There is nothing to read here"},
        wrong_file{"not_a_mapping", "- title: A list\n", 1, code::wrong_type, "", "must be a mapping"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(playbook, that_is_not_a_file_is_refused_by_its_line) {
  const auto loaded = read_playbook(with("room_size: 3", "room_size: 9"), "", "");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().detail, "Line 5: room_size must be a whole number from 2 to 4.");
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

class playbook_files : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) / ("reprise-playbooks-" + std::string(info->name()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& name, std::string_view yaml) {
    std::ofstream(folder_ / name, std::ios::binary) << yaml;
    return folder_ / name;
  }

  std::filesystem::path folder_;
};

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

// --- clips ---------------------------------------------------------------------------------------------------------

// The clip's lines follow line 11, the last passage.
std::string with_clip(std::string_view old_text = "", std::string_view new_text = "") {
  std::string clip = R"(    - Second.
  media:
    kind: audio
    file: a-step.wav
    captions: a-step.vtt
    seconds: 40
    passage_seconds: [0, 21]
)";
  if (!old_text.empty()) {
    const auto at = clip.find(old_text);
    EXPECT_NE(at, std::string::npos) << "the mistake must be made somewhere: " << old_text;
    clip.replace(at, old_text.size(), new_text);
  }
  return with("    - Second.\n", clip);
}

TEST(a_clip, is_part_of_the_exemplar_and_may_be_left_out) {
  EXPECT_FALSE(read(right)->playbook.exemplar.media);
  const auto loaded = read(with_clip());
  ASSERT_TRUE(loaded) << loaded.error().detail;
  const auto& clip = loaded->playbook.exemplar.media;
  ASSERT_TRUE(clip);
  EXPECT_EQ(clip->kind, media_kind::audio);
  EXPECT_EQ(clip->file.str(), "a-step.wav");
  EXPECT_EQ(clip->captions.str(), "a-step.vtt");
  EXPECT_EQ(clip->seconds, 40);
  ASSERT_EQ(clip->passage_seconds.size(), 2U);
  EXPECT_EQ(clip->passage_seconds[1], 21);
  EXPECT_TRUE(read(with_clip("[0, 21]", "[]"))) << "nobody has to say when a passage begins";
}

struct wrong_clip {
  const char* name;
  const char* old_text;
  const char* new_text;
  int line;
  refusal_code why;
  const char* field;
};

class a_wrong_clip : public testing::TestWithParam<wrong_clip> {};

TEST_P(a_wrong_clip, is_refused_with_its_line) {
  const auto& wrong = GetParam();
  const auto loaded = read(with_clip(wrong.old_text, wrong.new_text));
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, wrong.why) << loaded.error().detail;
  EXPECT_EQ(loaded.error().field, wrong.field);
  EXPECT_THAT(loaded.error().detail, StartsWith("playbooks/a-step.yaml:" + std::to_string(wrong.line) + ": "));
}

INSTANTIATE_TEST_SUITE_P(
    mistakes, a_wrong_clip,
    testing::Values(
        wrong_clip{"folder", "a-step.wav", "clips/a-step.wav", 14, code::bad_text, "exemplar.media.file"},
        wrong_clip{"way_out", "a-step.wav", "..a-step.wav", 14, code::bad_text, "exemplar.media.file"},
        wrong_clip{"hidden", "a-step.wav", ".wav", 14, code::bad_text, "exemplar.media.file"},
        wrong_clip{"space", "a-step.wav", "a step.wav", 14, code::bad_text, "exemplar.media.file"},
        wrong_clip{"other_type", "a-step.wav", "a-step.exe", 14, code::unknown_name, "exemplar.media.file"},
        wrong_clip{"other_kind", "kind: audio", "kind: video", 14, code::unknown_name, "exemplar.media.file"},
        wrong_clip{"no_kind", "kind: audio", "kind: film", 13, code::unknown_name, "exemplar.media.kind"},
        wrong_clip{"captions_type", "a-step.vtt", "a-step.srt", 15, code::unknown_name, "exemplar.media.captions"},
        wrong_clip{"no_captions", "    captions: a-step.vtt\n", "", 12, code::missing_field, "exemplar.media.captions"},
        wrong_clip{"no_length", "seconds: 40", "seconds: 0", 16, code::out_of_range, "exemplar.media.seconds"},
        wrong_clip{"too_few", "[0, 21]", "[0]", 17, code::incomplete, "exemplar.media.passage_seconds"},
        wrong_clip{"backwards", "[0, 21]", "[21, 21]", 17, code::wrong_order, "exemplar.media.passage_seconds[1]"},
        wrong_clip{"over", "[0, 21]", "\n      - 0\n      - 40", 19, code::out_of_range,
                   "exemplar.media.passage_seconds[1]"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST_F(playbook_files, name_clips_that_lie_beside_them) {
  const auto file = write("a.yaml", with_clip());
  const auto says = [&] {
    const auto loaded = load_playbook(file);
    return loaded ? std::string("right") : loaded.error().detail;
  };
  EXPECT_THAT(says(), HasSubstr("a.yaml:14: exemplar.media.file: There is no file"));
  std::filesystem::create_directory(folder_ / "media");
  std::filesystem::create_symlink(file, folder_ / "media" / "a-step.wav");
  EXPECT_THAT(says(), HasSubstr("a.yaml:14: exemplar.media.file: There is no file")) << "a link is none";
  std::filesystem::remove(folder_ / "media" / "a-step.wav");
  write("media/a-step.wav", "RIFF");
  EXPECT_THAT(says(), HasSubstr("a.yaml:15: exemplar.media.captions: There is no file"));
  write("media/a-step.vtt", "WEBVTTX\n");
  EXPECT_THAT(says(), HasSubstr("a.yaml:15: exemplar.media.captions: Captions are WebVTT"));
  for (const char* begin :
       {"WEBVTT", "WEBVTT\n\n00:00.000 --> 00:02.000\nHello.\n", "WEBVTT - words\r\n", "\xef\xbb\xbfWEBVTT\n"}) {
    write("media/a-step.vtt", begin);
    EXPECT_EQ(says(), "right") << begin;
  }
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
}  // namespace reprise
