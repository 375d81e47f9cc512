#include "server/auth/join_codes.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace reprise {
namespace {

TEST(join_codes, use_no_two_characters_that_people_confuse) {
  const std::vector<std::string> confused{"0OQD", "1IL", "2Z", "5S", "8B", "UV"};
  for (const auto& group : confused) {
    int left = 0;
    for (const char each : group) left += join_code_alphabet.find(each) != std::string_view::npos ? 1 : 0;
    EXPECT_LE(left, 1) << group;
  }
}

TEST(join_codes, are_six_of_the_alphabet_and_each_character_is_about_as_likely) {
  std::map<char, int> counted;
  constexpr int codes = 20'000;
  for (int each = 0; each < codes; ++each) {
    const auto code = make_join_code();
    ASSERT_EQ(code.size(), limits::code_chars);
    for (const char letter : code) ++counted[letter];
  }
  const double expected =
      codes * static_cast<double>(limits::code_chars) / static_cast<double>(join_code_alphabet.size());
  EXPECT_EQ(counted.size(), join_code_alphabet.size());
  for (const auto& [letter, count] : counted) {
    EXPECT_NE(join_code_alphabet.find(letter), std::string_view::npos);
    // Seven standard deviations: a fair draw fails this once in 10^11 runs.
    EXPECT_NEAR(count, expected, 7 * std::sqrt(expected)) << letter;
  }
}

TEST(join_codes, are_read_as_people_type_them) {
  for (const char* typed : {"K7HF3M", "k7hf3m", "K7H F3M", " k7h-f3m ", "k 7 h f 3 m"}) {
    EXPECT_EQ(read_join_code(typed), "K7HF3M") << typed;
  }
  for (const char* typed : {"", "K7HF3", "K7HF3MM", "K7HF30", "K7HF3Ä", "K7HF3M; DROP", "OOOOOO"}) {
    EXPECT_EQ(read_join_code(typed), std::nullopt) << typed;
  }
}

TEST(join_codes, are_said_in_two_halves) { EXPECT_EQ(spoken_join_code("K7HF3M"), "K7H F3M"); }

TEST(session_keys, do_not_repeat) {
  std::set<std::string> seen;
  for (int each = 0; each < 10'000; ++each) EXPECT_TRUE(seen.insert(make_session_key()).second);
  EXPECT_EQ(seen.begin()->size(), made_session_key_chars);
}

}  // namespace
}  // namespace reprise
