// Bad frames, each with the refusal that it gets: what is wrong, and the field that it is about.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "protocol/codec.hpp"

namespace reprise {
namespace {

using testing::HasSubstr;
using testing::Not;

struct bad_frame {
  std::string name;
  std::string bytes;
  refusal_code code;
  std::string field;
  std::string id = {};  // of the command that was refused, where it was known
};

void PrintTo(const bad_frame& of, std::ostream* out) { *out << of.bytes.substr(0, 200); }

class refused_input : public testing::TestWithParam<bad_frame> {};

TEST_P(refused_input, names_what_is_wrong_and_where) {
  const bad_frame& bad = GetParam();
  const auto decoded = decode_client_frame(bad.bytes);
  ASSERT_TRUE(decoded.has_error()) << "was let in";
  const unreadable_frame& refused = decoded.error();
  EXPECT_EQ(refusal_name(refused.why.code), refusal_name(bad.code)) << refused.why.detail;
  EXPECT_EQ(refused.why.field, bad.field) << refused.why.detail;
  EXPECT_EQ(refused.id, bad.id);
  EXPECT_THAT(refused.why.detail, testing::EndsWith("."));
}

// A command of this name and with these arguments.
std::string command(const std::string& name, const std::string& args) {
  return R"({"frame":"command","id":"c1","name":")" + name + R"(","args":)" + args + "}";
}

std::string announce(const std::string& text) { return command("announce", R"({"room":0,"text":)" + text + "}"); }
std::string rename(const std::string& name) { return command("rename", R"({"member":1,"name":)" + name + "}"); }

using enum refusal_code;

const bad_frame documents[] = {
    {"empty", "", not_json, ""},
    {"only_white_space", " \n ", not_json, ""},
    {"not_json", "hello", not_json, ""},
    {"cut_off", R"({"frame":"ping","at":)", not_json, "at"},
    {"cut_off_in_a_text", R"({"frame":"pi)", not_json, "frame"},
    {"single_quotes", "{'frame':'ping'}", not_json, ""},
    {"trailing_comma", R"({"frame":"ping","at":1,})", not_json, ""},
    {"comment", R"({"frame":"ping","at":1/*one*/})", not_json, ""},
    {"nan", R"({"frame":"ping","at":NaN})", not_json, "at"},
    {"leading_zero", R"({"frame":"ping","at":01})", not_json, ""},
    {"something_after_it", R"({"frame":"ping","at":1} {})", not_json, ""},
    {"nul_after_it", std::string(R"({"frame":"ping","at":1})") + '\0', bad_text, ""},
    {"nul_in_a_text", std::string(R"({"frame":"hello","ticket":"a)") + '\0' + R"("})", bad_text, ""},
    {"byte_order_mark",
     "\xef\xbb\xbf"
     R"({"frame":"ping","at":1})",
     not_json, ""},
    {"utf16", std::string("{\0\"\0f\0", 6), bad_text, ""},
    {"a_list", R"([{"frame":"ping","at":1}])", wrong_type, ""},
    {"a_text", R"("ping")", wrong_type, ""},
    {"a_number", "1", wrong_type, ""},
    {"null", "null", wrong_type, ""},
};

const bad_frame envelopes[] = {
    {"empty_object", "{}", missing_field, "frame"},
    {"frame_not_first", R"({"at":1,"frame":"ping"})", wrong_order, "at"},
    {"frame_unknown", R"({"frame":"shout"})", unknown_name, "frame"},
    {"frame_of_the_server", R"({"frame":"pong","at":1,"now":1,"seq":1})", unknown_name, "frame"},
    {"frame_not_a_text", R"({"frame":7})", wrong_type, "frame"},
    {"frame_twice", R"({"frame":"ping","frame":"ping","at":1})", duplicate_field, "frame"},
    {"id_missing", R"({"frame":"command"})", missing_field, "id"},
    {"name_before_id", R"({"frame":"command","name":"leave","id":"c1","args":{}})", wrong_order, "name"},
    {"args_before_name", R"({"frame":"command","id":"c1","args":{},"name":"leave"})", wrong_order, "args", "c1"},
    {"name_missing", R"({"frame":"command","id":"c1"})", missing_field, "name", "c1"},
    {"args_missing", R"({"frame":"command","id":"c1","name":"leave"})", missing_field, "args", "c1"},
    {"id_empty", R"({"frame":"command","id":"","name":"leave","args":{}})", too_short, "id"},
    {"id_blank", R"({"frame":"command","id":"  ","name":"leave","args":{}})", too_short, "id"},
    {"id_too_long", R"({"frame":"command","id":")" + std::string(65, 'c') + R"(","name":"leave","args":{}})", too_long,
     "id"},
    {"id_twice", R"({"frame":"command","id":"c1","id":"c2","name":"leave","args":{}})", duplicate_field, "id", "c1"},
    {"args_twice", R"({"frame":"command","id":"c1","name":"leave","args":{},"args":{}})", duplicate_field, "args",
     "c1"},
    {"command_unknown", command("shout", "{}"), unknown_name, "name", "c1"},
    {"command_of_the_server", command("open_session", "{}"), unknown_name, "name", "c1"},
    {"command_with_more", R"({"frame":"command","id":"c1","name":"leave","args":{},"seq":1})", unknown_field, "seq",
     "c1"},
    {"hello_without_ticket", R"({"frame":"hello","epoch":"e","seq":1})", missing_field, "ticket"},
    {"hello_with_null_ticket", R"({"frame":"hello","ticket":null})", wrong_type, "ticket"},
    {"hello_with_negative_seq", R"({"frame":"hello","ticket":"t","seq":-1})", out_of_range, "seq"},
    {"typing_with_a_number", R"({"frame":"typing","active":1,"attempt":0})", wrong_type, "active"},
};

const bad_frame values[] = {
    {"args_null", command("leave", "null"), wrong_type, "args", "c1"},
    {"args_list", command("leave", "[]"), wrong_type, "args", "c1"},
    {"unknown_field", command("leave", R"({"why":"tired"})"), unknown_field, "args.why", "c1"},
    {"duplicate_field", command("knock", R"({"room":1,"room":1})"), duplicate_field, "args.room", "c1"},
    {"missing_field", command("announce", R"({"room":1})"), missing_field, "args.text", "c1"},
    {"null_for_a_text", announce("null"), wrong_type, "args.text", "c1"},
    {"number_for_a_text", announce("7"), wrong_type, "args.text", "c1"},
    {"list_for_a_text", announce("[\"a\"]"), wrong_type, "args.text", "c1"},
    {"text_for_a_number", command("knock", R"({"room":"1"})"), wrong_type, "args.room", "c1"},
    {"object_for_a_number", command("knock", R"({"room":{"id":1}})"), wrong_type, "args.room", "c1"},
    {"fraction", command("knock", R"({"room":1.5})"), wrong_type, "args.room", "c1"},
    {"fraction_that_is_whole", command("knock", R"({"room":1.0})"), wrong_type, "args.room", "c1"},
    {"exponent", command("knock", R"({"room":1e3})"), wrong_type, "args.room", "c1"},
    {"number_beyond_doubles", command("knock", R"({"room":1e999})"), out_of_range, "args.room", "c1"},
    {"id_negative", command("knock", R"({"room":-1})"), out_of_range, "args.room", "c1"},
    {"id_beyond_browsers", command("knock", R"({"room":9007199254740992})"), out_of_range, "args.room", "c1"},
    {"id_beyond_64_bits", command("knock", R"({"room":18446744073709551616})"), out_of_range, "args.room", "c1"},
    {"id_at_64_bits", command("knock", R"({"room":18446744073709551615})"), out_of_range, "args.room", "c1"},
    {"number_below", command("close_rooms", R"({"notice_seconds":-1})"), out_of_range, "args.notice_seconds", "c1"},
    {"number_above", command("close_rooms", R"({"notice_seconds":601})"), out_of_range, "args.notice_seconds", "c1"},
    {"enumerator_unknown", command("go_to_stage", R"({"stage":"party"})"), unknown_name, "args.stage", "c1"},
    {"enumerator_in_capitals", command("go_to_stage", R"({"stage":"Lobby"})"), unknown_name, "args.stage", "c1"},
    {"enumerator_number", command("go_to_stage", R"({"stage":0})"), wrong_type, "args.stage", "c1"},
    {"true_as_text", command("lock_session", R"({"locked":"true","reason":""})"), wrong_type, "args.locked", "c1"},
    {"in_a_list",
     command(
         "save_feedback_draft",
         R"({"attempt":1,"ratings":[{"criterion":1,"score":0,"evidence":""},{"criterion":2,"score":5,"evidence":""}]})"),
     out_of_range, "args.ratings[1].score", "c1"},
    {"missing_in_a_list", command("save_feedback_draft", R"({"attempt":1,"ratings":[{"criterion":1,"score":0}]})"),
     missing_field, "args.ratings[0].evidence", "c1"},
    {"unknown_in_a_list", command("save_feedback_draft", R"({"attempt":1,"ratings":[{"stars":5}]})"), unknown_field,
     "args.ratings[0].stars", "c1"},
    {"null_in_a_list", command("save_feedback_draft", R"({"attempt":1,"ratings":[null]})"), wrong_type,
     "args.ratings[0]", "c1"},
    {"in_a_list_of_lists",
     command("set_placement", R"({"mode":"prepared","room_size":3,"groups":[["Ada"],["Bo",""]]})"), too_short,
     "args.groups[1][1]", "c1"},
    {"list_too_long",
     command("set_placement", R"({"mode":"prepared","room_size":3,"groups":[["1","2","3","4","5","6","7","8","9"]]})"),
     too_long, "args.groups[0]", "c1"},
};

const bad_frame texts[] = {
    {"bad_utf8", announce("\"\xff\""), bad_text, "args.text", "c1"},
    {"overlong_utf8", announce("\"\xc0\xaf\""), bad_text, "args.text", "c1"},
    {"surrogate_in_utf8", announce("\"\xed\xa0\x80\""), bad_text, "args.text", "c1"},
    {"cut_utf8", announce("\"\xe2\x82\""), bad_text, "args.text", "c1"},
    {"beyond_unicode", announce("\"\xf4\x90\x80\x80\""), bad_text, "args.text", "c1"},
    {"lone_high_surrogate", announce(R"("\ud83d")"), bad_text, "args.text", "c1"},
    {"lone_low_surrogate", announce(R"("\ude00")"), bad_text, "args.text", "c1"},
    {"surrogates_the_wrong_way", announce(R"("\ude00\ud83d")"), bad_text, "args.text", "c1"},
    {"high_surrogate_and_a_letter", announce(R"("\ud83dx")"), bad_text, "args.text", "c1"},
    {"bad_escape", announce(R"("\x41")"), not_json, "args.text", "c1"},
    {"raw_control", announce("\"a\x01z\""), bad_text, "args.text", "c1"},
    {"raw_line_end", announce("\"a\nz\""), bad_text, "args.text", "c1"},
    {"escaped_nul", announce(R"("a\u0000z")"), bad_text, "args.text", "c1"},
    {"escape_control", announce(R"("a\u001bz")"), bad_text, "args.text", "c1"},
    {"delete", announce("\"a\x7fz\""), bad_text, "args.text", "c1"},
    {"c1_control", announce(R"("a\u0085z")"), bad_text, "args.text", "c1"},
    {"noncharacter", announce(R"("a\ufffez")"), bad_text, "args.text", "c1"},
    {"noncharacter_beyond_the_first_plane", announce("\"a\xf0\x9f\xbf\xbez\""), bad_text, "args.text", "c1"},
    {"line_break_in_a_line", rename(R"("Ada\nLovelace")"), bad_text, "args.name", "c1"},
    {"line_separator_in_a_line", rename(R"("Ada\u2028Lovelace")"), bad_text, "args.name", "c1"},
    {"tab_in_a_line", rename(R"("Ada\tLovelace")"), bad_text, "args.name", "c1"},
    {"override_in_a_line", rename(R"("Ada\u202ecalevoL")"), bad_text, "args.name", "c1"},
    {"isolate_in_a_line", rename(R"("Ada\u2066x\u2069")"), bad_text, "args.name", "c1"},
    {"empty", rename(R"("")"), too_short, "args.name", "c1"},
    {"spaces", rename(R"("   ")"), too_short, "args.name", "c1"},
    {"ideographic_space", rename(R"("\u3000")"), too_short, "args.name", "c1"},
    {"zero_width", rename(R"("\u200b\u200d\ufeff")"), too_short, "args.name", "c1"},
    {"hangul_filler", rename(R"("\u3164")"), too_short, "args.name", "c1"},
    {"blank_prose", announce(R"("\n\n\t ")"), too_short, "args.text", "c1"},
};

const auto name_of = [](const auto& info) { return info.param.name; };
INSTANTIATE_TEST_SUITE_P(documents, refused_input, testing::ValuesIn(documents), name_of);
INSTANTIATE_TEST_SUITE_P(envelopes, refused_input, testing::ValuesIn(envelopes), name_of);
INSTANTIATE_TEST_SUITE_P(values, refused_input, testing::ValuesIn(values), name_of);
INSTANTIATE_TEST_SUITE_P(texts, refused_input, testing::ValuesIn(texts), name_of);

// --- what a refusal says ---------------------------------------------------------------------------------------------

std::string detail_of(const std::string& bytes) { return decode_client_frame(bytes).error().why.detail; }

TEST(refusal_detail, says_the_bound_and_what_came) {
  std::string one_too_many(63, 'a');
  one_too_many.front() = one_too_many.back() = '"';
  EXPECT_EQ(detail_of(rename(one_too_many)), "This text has 61 characters; at most 60 fit. Shorten it.");
  EXPECT_EQ(detail_of(command("close_rooms", R"({"notice_seconds":601})")),
            "This must be a whole number from 0 to 600.");
  EXPECT_EQ(detail_of(announce("7")), "This must be a text, not a number.");
  EXPECT_EQ(detail_of(command("go_to_stage", R"({"stage":"party"})")),
            "This must be one of: lobby, see, name, plan, rehearse, debrief, commit, ended.");
  EXPECT_EQ(detail_of(R"({"at":1})"), "\"frame\" must come before this field.");
}

TEST(refusal_detail, P7_repeats_nothing_that_was_written) {
  const std::string secret = "Nobody may read this";
  for (const std::string& bytes :
       {announce('"' + secret + "\xff\""), announce('"' + secret + "\\u0000\""), announce('"' + secret),
        command("go_to_stage", R"({"stage":")" + secret + R"("})"), '{' + secret, R"({"frame":")" + secret + R"("})"}) {
    const auto decoded = decode_client_frame(bytes);
    ASSERT_TRUE(decoded.has_error()) << bytes;
    EXPECT_THAT(decoded.error().why.detail, Not(HasSubstr("Nobody"))) << bytes;
    EXPECT_THAT(decoded.error().why.field, Not(HasSubstr("Nobody"))) << bytes;
  }
}

TEST(refusal_detail, an_unknown_key_is_shortened_and_cleaned) {
  const auto field_of = [](const std::string& key) {
    return decode_client_frame(command("leave", "{\"" + key + "\":1}")).error().why.field;
  };
  EXPECT_EQ(field_of(std::string(5'000, 'k')), "args." + std::string(40, 'k') + "...");
  EXPECT_EQ(field_of("<script>\xc3\xa9\\n\\\""), "args.?script>????");
  EXPECT_EQ(field_of(""), "args.\"\"");
}

}  // namespace
}  // namespace reprise
