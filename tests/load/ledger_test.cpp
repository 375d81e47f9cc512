#include "load-tests/ledger.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace reprise::load {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::uint64_t ada = 7;
constexpr std::uint64_t ben = 8;
constexpr std::uint64_t fiona = 1;
constexpr std::uint64_t room = 31;

ledger::page page_of(std::uint64_t member, const std::string& text, bool leads = false, std::uint64_t in = room) {
  return {member, leads ? 0 : in, leads, words_in(text)};
}

std::vector<std::string> missing(const ledger& from, const ledger::page& on) {
  std::uint64_t checked = 0;
  return from.missing_on(on, checked);
}

TEST(ledger, finds_its_words_in_any_text) {
  EXPECT_EQ(mark_of(17), " zq17x");
  EXPECT_THAT(words_in(R"({"text":"She waits. zq17x","draft":"zq3x zq12x zq","why":"zqx zq9"})"),
              ElementsAre(3U, 12U, 17U));
}

TEST(ledger, P16_a_word_that_was_acknowledged_and_is_not_there_is_lost) {
  ledger kept;
  const auto task = kept.open(ada, "gap task", readers::leaders);
  kept.sent(task, 1);
  kept.kept(task, 1);
  EXPECT_THAT(missing(kept, page_of(ada, "I will visit Jo. zq1x")), IsEmpty());
  EXPECT_THAT(missing(kept, page_of(ada, "I will visit Jo.")),
              ElementsAre("The gap task of member 7 was acknowledged (zq1x) and is not on the page of member 7."));
  EXPECT_THAT(missing(kept, page_of(fiona, "", true)), ElementsAre(HasSubstr("not on the page of member 1")))
      << "whoever leads has to see it";
  EXPECT_THAT(missing(kept, page_of(ben, "")), IsEmpty()) << "nobody else has to";
}

TEST(ledger, counts_what_it_looked_for) {
  ledger kept;
  const auto task = kept.open(ada, "gap task", readers::leaders);
  kept.sent(task, 1);
  std::uint64_t checked = 0;
  kept.missing_on(page_of(ada, ""), checked);
  EXPECT_EQ(checked, 0U) << "what was not acknowledged may be gone";
  kept.kept(task, 1);
  kept.missing_on(page_of(ada, "zq1x"), checked);
  kept.missing_on(page_of(ben, ""), checked);
  EXPECT_EQ(checked, 1U);
}

TEST(ledger, of_what_was_typed_over_the_last_acknowledged_counts) {
  ledger kept;
  const auto draft = kept.open(ada, "attempt", readers::author);
  for (const std::uint32_t word : {1U, 2U, 3U}) kept.sent(draft, word);
  kept.kept(draft, 1);
  kept.kept(draft, 2);
  EXPECT_THAT(missing(kept, page_of(ada, "zq1x")), testing::SizeIs(1)) << "an earlier save is not what was promised";
  EXPECT_THAT(missing(kept, page_of(ada, "zq2x")), IsEmpty());
  EXPECT_THAT(missing(kept, page_of(ada, "zq3x")), IsEmpty()) << "it may have arrived, and its answer been lost";
}

TEST(ledger, what_was_refused_does_not_stand_for_what_was_kept) {
  ledger kept;
  const auto draft = kept.open(ada, "attempt", readers::author);
  kept.sent(draft, 1);
  kept.kept(draft, 1);
  kept.sent(draft, 2);
  kept.refused(draft, 2);
  EXPECT_THAT(missing(kept, page_of(ada, "zq2x")), testing::SizeIs(1));
  EXPECT_THAT(missing(kept, page_of(ada, "zq1x")), IsEmpty());
}

TEST(ledger, a_room_reads_what_its_people_shared_and_a_receiver_their_feedback) {
  ledger kept;
  const auto shared = kept.open(ada, "attempt", readers::room);
  kept.of(shared).room = room;
  kept.sent(shared, 1);
  kept.kept(shared, 1);
  EXPECT_THAT(missing(kept, page_of(ben, "")), testing::SizeIs(1));
  EXPECT_THAT(missing(kept, page_of(ben, "", false, 32)), IsEmpty()) << "another room does not";

  ledger given;
  const auto feedback = given.open(ada, "feedback", readers::receiver);
  given.of(feedback).receiver = ben;
  given.sent(feedback, 4);
  given.kept(feedback, 4);
  EXPECT_THAT(missing(given, page_of(ben, "")), testing::SizeIs(1));
  EXPECT_THAT(missing(given, page_of(9, "")), IsEmpty());

  ledger said;
  const auto all = said.open(fiona, "announcement", readers::everybody);
  said.sent(all, 5);
  said.kept(all, 5);
  EXPECT_THAT(missing(said, page_of(9, "", false, 99)), testing::SizeIs(1));
}

}  // namespace
}  // namespace reprise::load
