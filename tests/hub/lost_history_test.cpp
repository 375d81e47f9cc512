// A log that was wiped and in which somebody has begun the session again before a server came back that still holds the old one.
#include <string>
#include <vector>

#include "server/ops/logging.hpp"
#include "tests/hub/live.hpp"

namespace reprise::tests {
namespace {

hub_options shared() {
  hub_options all;
  all.log_is_shared = true;
  return all;
}

std::vector<std::string>& lines() {
  static std::vector<std::string> all;
  return all;
}

TEST(lost_history, P16_a_session_that_was_begun_again_elsewhere_is_told_of_and_everybody_sees_what_the_log_holds) {
  logging::redirect([](const std::string& line) { lines().push_back(line); });
  const auto options = shared();
  memory_log log;
  virtual_world one{log};
  virtual_world other{log, 2};
  live_session held{the_key, one, options};
  held.load([](const result<void>&) {});
  one.settle();
  held.submit({{}, small_session()}, "open", [](const result<accepted>&) {});
  one.settle();
  id<member> ada;
  held.submit({{}, command::join{.name = "Ada"}}, "join-Ada",
              [&](const result<accepted>& how) { ada = id<member>{how->first_put}; });
  one.settle();
  const id<member> fiona{held.committed().all<member>().begin()->id};
  recorded_viewer screen;
  held.attach(screen, fiona);
  one.settle();
  ASSERT_TRUE(screen.tables.find("member", ada.value));
  const auto snapshots = screen.tables.snapshots;

  log.lose(the_key);
  live_session begun_again{the_key, other, options};
  begun_again.load([](const result<void>&) {});
  other.settle();
  auto another = small_session();
  another.title = "Begun again";
  begun_again.submit({{}, another}, "open-again", [](const result<accepted>&) {});
  other.settle();
  one.pass(1'000);

  EXPECT_EQ(one.counters().histories_lost.value(), 1U);
  EXPECT_EQ(one.counters().restored.value(), 0U);
  EXPECT_EQ(other.counters().histories_lost.value(), 0U);
  EXPECT_GT(screen.tables.snapshots, snapshots);
  EXPECT_FALSE(screen.tables.find("member", ada.value)) << "she is not in the session that there is";
  EXPECT_EQ(held.position(), begun_again.position());
  ASSERT_EQ(lines().size(), 1U);
  EXPECT_THAT(lines().front(), testing::AllOf(testing::HasSubstr("history_lost"), testing::HasSubstr(the_key)));
  held.detach(screen);
  logging::redirect({});
}

}  // namespace
}  // namespace reprise::tests
