// What is wrong with a playbook is refused with its line, its field, and what to do about it.
#include <gmock/gmock.h>

#include "tests/playbook/a_playbook.hpp"

namespace reprise::tests {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

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
        wrong_file{"unknown_key_is_cut_between_letters", with("audience:", std::string(39, 'x') + "\u00e9t\u00e9:"), 3,
                   code::unknown_field, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...", "is unknown here"},
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

}  // namespace
}  // namespace reprise::tests
