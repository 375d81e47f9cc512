// The form in which texts are kept, and how their length is counted.
#include <gtest/gtest.h>

#include <string>

#include "protocol/text_rules.hpp"

namespace reprise {
namespace {

// What is kept of a text; "refused: ..." where it is not let in.
std::string kept(std::string value, text_bounds bounds = {0, 100, shape::prose}) {
  const auto why = admit_text(value, bounds);
  return why ? "refused: " + std::string(refusal_name(why->code)) : value;
}

std::string kept_line(std::string value) { return kept(std::move(value), {1, 10, shape::line}); }

std::string times(std::size_t count, const std::string& piece) {
  std::string out;
  for (; count > 0; --count) out += piece;
  return out;
}

TEST(text_rules, line_ends_become_one_kind) {
  EXPECT_EQ(kept("one\r\ntwo\rthree\nfour"), "one\ntwo\nthree\nfour");
  EXPECT_EQ(kept("one\u2028two\u2029three"), "one\ntwo\nthree");
  EXPECT_EQ(kept("one\r\n\r\ntwo"), "one\n\ntwo");
  EXPECT_EQ(kept("one\n\rtwo"), "one\n\ntwo");
}

TEST(text_rules, both_ends_are_trimmed) {
  EXPECT_EQ(kept("  a b  "), "a b");
  EXPECT_EQ(kept("\r\n\t a\n\n"), "a");
  EXPECT_EQ(kept("\u00a0\u3000 \u00e9 \u2003"), "\u00e9");
  EXPECT_EQ(kept("   "), "");
  EXPECT_EQ(kept_line("Ada\n"), "Ada") << "a name that was pasted with its line end";
}

TEST(text_rules, what_people_write_is_kept_as_it_is) {
  for (const std::string text :
       {"\U0001f469\u200d\U0001f3eb", "e\u0301", "\u0645\u0631\u062d\u0628\u0627", "a\tb", "\ufffd", "\u200fabc",
        "<script>alert(1)</script>", "'; DROP TABLE members; --", "\u2070\u2071\ufb01"}) {
    EXPECT_EQ(kept(text), text);
  }
}

TEST(text_rules, length_is_counted_in_code_points_after_normalising) {
  EXPECT_EQ(kept(times(100, "\u00e9")), times(100, "\u00e9"));
  EXPECT_EQ(kept(times(101, "\u00e9")), "refused: too_long");
  EXPECT_EQ(kept(times(100, "\U0001f600")), times(100, "\U0001f600"));
  EXPECT_EQ(kept(times(101, "\U0001f600")), "refused: too_long");
  EXPECT_EQ(kept(times(50, "a\r\n")), times(49, "a\n") + "a");
  EXPECT_EQ(kept(' ' + times(100, "a") + ' '), times(100, "a"));
}

TEST(text_rules, plain_text_takes_the_same_way_at_every_length) {
  // The fast path reads eight bytes at a time: each length and each place of the odd one out.
  for (std::size_t length = 1; length < 40; ++length) {
    const std::string plain(length, '~');
    EXPECT_EQ(kept(plain), plain);
    for (std::size_t at = 0; at < length; ++at) {
      for (const char odd : {'\x01', '\x1f', '\x7f', '\x80', '\xff'}) {
        std::string bad = plain;
        bad[at] = odd;
        EXPECT_EQ(kept(bad), "refused: bad_text") << length << ' ' << at << ' ' << static_cast<int>(odd);
      }
    }
  }
}

TEST(text_rules, every_control_is_refused_but_tab_and_line_end_in_prose) {
  for (char32_t point = 0; point < 0xa0; ++point) {
    if (point >= 0x20 && point < 0x7f) continue;
    std::string text = "a";
    if (point < 0x80) {
      text += static_cast<char>(point);
    } else {
      text += static_cast<char>(0xc2);
      text += static_cast<char>(point);
    }
    text += "z";
    const bool fine = point == '\t' || point == '\n' || point == '\r';
    EXPECT_EQ(kept(text).starts_with("refused"), !fine) << static_cast<unsigned>(point);
    EXPECT_EQ(kept_line(text), "refused: bad_text") << static_cast<unsigned>(point);
  }
}

TEST(text_rules, what_cannot_be_seen_counts_as_empty_where_something_is_needed) {
  EXPECT_EQ(kept_line("\u200b"), "refused: too_short");
  EXPECT_EQ(kept_line("\u200b \u00ad \u2800"), "refused: too_short");
  EXPECT_EQ(kept_line("\U000e0041"), "refused: too_short");
  EXPECT_EQ(kept("\u200b"), "\u200b") << "nothing is needed here";
}

TEST(text_rules, code_points_are_counted) {
  EXPECT_EQ(count_code_points(""), 0u);
  EXPECT_EQ(count_code_points("a\u00e9\u4f60\U0001f600"), 4u);
}

TEST(text_rules, a_refusal_names_the_field_it_was_given) {
  line<5> name = "too long";
  const auto why = admit_text(name, "playbook.title");
  ASSERT_TRUE(why);
  EXPECT_EQ(why->field, "playbook.title");
  EXPECT_EQ(why->code, refusal_code::too_long);
}

}  // namespace
}  // namespace reprise
