#include "load-tests/screen_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "protocol/frame_writer.hpp"
#include "protocol/writer.hpp"

namespace reprise::load {
namespace {

// As the server sends them.
std::string changes_of(const std::vector<change>& all) {
  std::vector<std::string> texts;
  for (const auto& each : all) texts.push_back(to_json(each));
  std::vector<std::string_view> views(texts.begin(), texts.end());
  return std::string(payload_of(*changes_frame(12, 1, 1'700'000'000'123, views)));
}

TEST(screen_text, finds_rows_between_others_whatever_their_texts_hold) {
  attempt words;
  words.id = {71};
  words.text = "She said: \"}]{[\" and then \\ and \\\" again,\n\"id\":9";
  member ada;
  ada.id = {7};
  ada.name = "Ada \"the\" [Lovelace]";
  ada.room = {31};
  const auto json = changes_of({put{words}, removal{kind_of<timer>(), 5}, put{ada}});
  const auto frame = read_frame(json);
  EXPECT_EQ(frame.name, "changes");
  EXPECT_EQ(frame.row.number("seq"), 12U);
  EXPECT_EQ(frame.row.time("at"), 1'700'000'000'123);
  std::vector<std::string> seen;
  for_each_change(frame, [&](const change_text& each) {
    std::string line(each.kind);
    line.append(each.removed ? " gone " : " ").append(std::to_string(each.id));
    seen.push_back(line);
    if (each.kind == "member") {
      EXPECT_EQ(each.row.number("room"), 31U);
      EXPECT_EQ(each.row.word("role"), "participant");
    }
  });
  EXPECT_EQ(seen, (std::vector<std::string>{"attempt 71", "timer gone 5", "member 7"}));
}

TEST(screen_text, looks_only_at_a_rows_own_members) {
  session now;
  now.id = {1};
  now.playback.state = playback_state::playing;
  now.playback.since = 77;
  now.now = stage::rehearse;
  const auto json = changes_of({put{now}});
  for_each_change(read_frame(json), [](const change_text& each) {
    EXPECT_EQ(each.row.word("now"), "rehearse");
    EXPECT_EQ(each.row.raw("since"), "") << "that of the clip is not the session's";
    EXPECT_FALSE(each.row.flag("wall_shown"));
  });
}

TEST(screen_text, reads_a_welcome) {
  member ada;
  ada.id = {7};
  const auto one = to_json(change(put{ada}));
  const std::vector<std::string_view> all{one};
  const std::vector<id<member>> present{{3}, {7}};
  const auto message = welcome_frame("e1", 9, 1, 5, {7}, true, present, all);
  const auto frame = read_frame(payload_of(*message));
  EXPECT_EQ(frame.name, "welcome");
  EXPECT_EQ(frame.row.word("epoch"), "e1");
  EXPECT_TRUE(frame.row.flag("snapshot"));
  std::vector<std::uint64_t> here;
  for_each_number(frame.row.raw("present"), [&](std::uint64_t each) { here.push_back(each); });
  EXPECT_EQ(here, (std::vector<std::uint64_t>{3, 7}));
}

TEST(screen_text, ends_early_where_it_cannot_follow) {
  member ada;
  ada.id = {7};
  ada.name = "Ada";
  auto ben = ada;
  ben.id = {8};
  const auto whole = changes_of({put{ada}, put{ben}});
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    std::size_t seen = 0;
    for_each_change(read_frame(std::string_view(whole).substr(0, cut)), [&](const change_text&) { ++seen; });
    EXPECT_LE(seen, 2U);
  }
}

}  // namespace
}  // namespace reprise::load
