// What goes out, byte for byte.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "protocol/frame_writer.hpp"
#include "protocol/writer.hpp"

namespace reprise {
namespace {

TEST(writer, texts_are_escaped_as_JSON_wants_it) {
  EXPECT_EQ(to_json(std::string("say \"hi\" \\ now")), R"("say \"hi\" \\ now")");
  EXPECT_EQ(to_json(std::string("a\nb\tc\rd")), R"("a\nb\tc\rd")");
  EXPECT_EQ(to_json(std::string("\x01\x1f\x08")), R"("\u0001\u001f\u0008")");
  EXPECT_EQ(to_json(std::string(1, '\0')), R"("\u0000")");
  EXPECT_EQ(to_json(std::string("\u00e9\u2028\U0001f600\x7f")), "\"\u00e9\u2028\U0001f600\x7f\"");
}

TEST(writer, an_escape_is_found_at_every_place) {
  for (std::size_t length = 1; length < 40; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      std::string text(length, '\xff');
      text[at] = '"';
      EXPECT_EQ(to_json(text), '"' + text.substr(0, at) + '\\' + text.substr(at) + '"');
    }
  }
}

TEST(writer, an_entity_is_put_and_removed_by_its_kind) {
  visit of;
  of.id = {40'001};
  of.visitor = {7};
  of.room = {12};
  of.since = 1'000;
  EXPECT_EQ(to_json(change{put{of}}),
            R"({"put":"visit","entity":{"id":40001,"visitor":7,"room":12,"state":"knocking","since":1000}})");
  EXPECT_EQ(to_json(change{removal{kind_of<help_request>(), 12}}), R"({"remove":"help_request","id":12})");
}

TEST(writer, optional_members_are_null_when_left_out) {
  EXPECT_EQ(to_json(client_frame{frame::hello{"t", std::nullopt, 12, std::nullopt}}),
            R"({"frame":"hello","ticket":"t","epoch":null,"seq":12,"mark":null})");
}

TEST(writer, a_command_without_arguments_has_empty_ones) {
  EXPECT_EQ(to_json(client_frame{frame::command{"c1", command::leave{}}}),
            R"({"frame":"command","id":"c1","name":"leave","args":{}})");
}

TEST(frame_writer, says_what_the_server_says) {
  const std::string_view one = R"({"remove":"visit","id":3})";
  const std::vector<std::string_view> two{one, one};
  EXPECT_EQ(payload_of(*changes_frame(8, 5, 1'000, two)),
            R"({"frame":"changes","seq":8,"mark":5,"at":1000,)"
            R"("changes":[{"remove":"visit","id":3},{"remove":"visit","id":3}]})");
  EXPECT_EQ(payload_of(*changes_frame(8, 5, 1'000, {})),
            R"({"frame":"changes","seq":8,"mark":5,"at":1000,"changes":[]})");
  EXPECT_EQ(payload_of(*acknowledged_frame("c\"1", 8)), R"({"frame":"acknowledged","id":"c\"1","seq":8})");
  EXPECT_EQ(payload_of(*pong_frame(1, 2, 3, 4)), R"({"frame":"pong","at":1,"now":2,"seq":3,"mark":4})");
  EXPECT_EQ(
      payload_of(*bye_frame(closing::going_away)),
      R"({"frame":"bye","code":4000,"name":"going_away","meaning":"The server is stopping or moving this session.",)"
      R"("come_back":true,"pause_ms_min":500,"pause_ms_max":5000})");
  EXPECT_EQ(payload_of(*refused_frame("c1", refuse(refusal_code::not_yet, "Wait for the others.", "args.attempt"))),
            R"({"frame":"refused","id":"c1","problem":{"type":"/problems/not_yet","title":"It is too early for this",)"
            R"("status":409,"detail":"Wait for the others.","code":"not_yet","field":"args.attempt"}})");
  const id<member> present[] = {{1}, {2}};
  EXPECT_EQ(
      payload_of(*welcome_frame("e1", 8, 5, 9, {1}, true, present, {})),
      R"({"frame":"welcome","epoch":"e1","seq":8,"mark":5,"now":9,"member":1,"snapshot":true,"present":[1,2],"changes":[]})");
}

// RFC 6455, 5.2: FIN and text; the length in 7, 16 or 64 bits, whichever is the shortest; no mask.
std::string expected_header(std::size_t payload) {
  std::string header(1, static_cast<char>(0x81));
  const auto add = [&](int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) header += static_cast<char>((payload >> shift) & 0xff);
  };
  if (payload < 126) {
    add(1);
  } else if (payload < 65'536) {
    header += static_cast<char>(126);
    add(2);
  } else {
    header += static_cast<char>(127);
    add(8);
  }
  return header;
}

TEST(frame_writer, every_length_has_the_shortest_header) {
  const std::size_t envelope = payload_of(*acknowledged_frame("", 1)).size();
  for (const std::size_t payload :
       {60, 125, 126, 127, 128, 129, 130, 250, 65'400, 65'534, 65'535, 65'536, 65'537, 70'000}) {
    const std::string id(payload - envelope, 'i');
    const std::string_view views[] = {id};
    const auto by_guess_too_short = acknowledged_frame(id, 1);
    EXPECT_EQ(*by_guess_too_short,
              expected_header(payload) + R"({"frame":"acknowledged","id":")" + id + R"(","seq":1})");
    const auto by_right_guess = changes_frame(1, 1, 1, views);
    const std::string text = R"({"frame":"changes","seq":1,"mark":1,"at":1,"changes":[)" + id + "]}";
    EXPECT_EQ(*by_right_guess, expected_header(text.size()) + text);
  }
}

TEST(frame_writer, payload_of_bytes_that_are_no_frame_is_empty) {
  EXPECT_EQ(payload_of(""), "");
  EXPECT_EQ(payload_of("\x81"), "");
  EXPECT_EQ(payload_of("\x81\x7f"), "");
}

}  // namespace
}  // namespace reprise
