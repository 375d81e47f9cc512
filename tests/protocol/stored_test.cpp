// What we stored ourselves: logs of earlier versions stay readable, and a damaged one is not half-read.
#include <gtest/gtest.h>

#include <string>

#include "protocol/codec.hpp"
#include "protocol/writer.hpp"

namespace reprise {
namespace {

std::string commit_with(const std::string& changes_text) {
  return R"({"seq":3,"at":1000,"actor":7,"command_id":"c1","command":"join","changes":[)" + changes_text + "]}";
}

TEST(stored, members_that_were_added_since_take_their_defaults) {
  const auto read = decode_commit(commit_with(R"({"put":"member","entity":{"id":7,"name":"Ada"}})"));
  ASSERT_TRUE(read) << read.error().detail;
  const auto& of = std::get<member>(std::get<put>(read->changes.at(0)).value);
  EXPECT_EQ(of.name.value, "Ada");
  EXPECT_EQ(of.role, role::participant);
  EXPECT_EQ(of.attendance, attendance::here);
  EXPECT_EQ(of.seat, 0);
}

TEST(stored, P16_todays_bounds_do_not_make_yesterdays_lessons_unreadable) {
  const std::string name(5'000, 'n');
  const auto read = decode_commit(commit_with(R"({"put":"room","entity":{"id":7,"number":100000}},)"
                                              R"({"put":"member","entity":{"id":7,"name":")" +
                                              name + R"("}})"));
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(std::get<member>(std::get<put>(read->changes.at(1)).value).name.value, name);
}

TEST(stored, a_large_state_is_read_whole) {
  stored_state before;
  before.seq = 9;
  for (std::uint64_t number = 1; number <= 2'000; ++number) {
    attempt of;
    of.id = {number};
    of.text = std::string(200, 'a');
    before.changes.push_back(put{of});
  }
  const std::string written = to_json(before);
  ASSERT_GT(written.size(), limits::frame_bytes_max);
  const auto after = decode_stored_state(written);
  ASSERT_TRUE(after);
  EXPECT_EQ(to_json(*after), written);
}

struct damaged {
  const char* changes;
  refusal_code code;
  const char* field;
};

TEST(stored, damage_is_refused_with_its_place) {
  using enum refusal_code;
  for (const damaged& bad : {
           damaged{R"({})", missing_field, "changes[0].put"},
           damaged{R"({"put":"member"})", missing_field, "changes[0].entity"},
           damaged{R"({"remove":"member"})", missing_field, "changes[0].id"},
           damaged{R"({"entity":{},"put":"member"})", wrong_order, "changes[0].entity"},
           damaged{R"({"id":7,"remove":"member"})", wrong_order, "changes[0].id"},
           damaged{R"({"put":"ghost","entity":{}})", unknown_name, "changes[0].put"},
           damaged{R"({"remove":"ghost","id":7})", unknown_name, "changes[0].remove"},
           damaged{R"({"put":"member","id":7})", unknown_field, "changes[0].id"},
           damaged{R"({"remove":"member","entity":{}})", unknown_field, "changes[0].entity"},
           damaged{R"({"put":"member","remove":"member"})", unknown_field, "changes[0].remove"},
           damaged{R"({"put":"member","put":"member","entity":{}})", duplicate_field, "changes[0].put"},
           damaged{R"({"put":"member","entity":{},"entity":{}})", duplicate_field, "changes[0].entity"},
           damaged{R"({"put":"member","entity":{"id":"7"}})", wrong_type, "changes[0].entity.id"},
           damaged{R"({"put":"member","entity":{"id":-7}})", out_of_range, "changes[0].entity.id"},
           damaged{R"({"remove":"member","id":99999999999999999})", out_of_range, "changes[0].id"},
           damaged{R"({"put":"member","entity":{"id":7,"nick":"x"}})", unknown_field, "changes[0].entity.nick"},
           damaged{R"({"put":"member","entity":{"id":7,"role":"king"}})", unknown_name, "changes[0].entity.role"},
           damaged{R"({"put":"member","entity":{"id":7)", not_json, "changes[0].entity"},
       }) {
    const auto read = decode_commit(commit_with(bad.changes));
    ASSERT_TRUE(read.has_error()) << bad.changes;
    EXPECT_EQ(refusal_name(read.error().code), refusal_name(bad.code)) << bad.changes;
    EXPECT_EQ(read.error().field, bad.field) << read.error().detail;
  }
}

TEST(stored, an_entity_is_replaced_not_mixed_when_kinds_change_between_changes) {
  const auto read = decode_commit(commit_with(
      R"({"put":"visit","entity":{"id":1,"visitor":2}},{"remove":"visit","id":1},{"put":"room","entity":{"id":3}})"));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->changes.size(), 3u);
  EXPECT_EQ(kind_name(kind_of(read->changes[0])), "visit");
  EXPECT_TRUE(std::holds_alternative<removal>(read->changes[1]));
  EXPECT_EQ(id_of(read->changes[2]), 3u);
}

}  // namespace
}  // namespace reprise
