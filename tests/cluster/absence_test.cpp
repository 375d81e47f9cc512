// Who is here, as people of other servers are shown it when a server dies.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <set>
#include <vector>

#include "tests/cluster/cluster.hpp"
#include "tests/cluster/onlooker.hpp"
#include "tests/cluster/settings.hpp"
#include "tests/support/redis_process.hpp"

namespace reprise::tests {
namespace {

using clock = std::chrono::steady_clock;

double seconds_since(clock::time_point then) { return std::chrono::duration<double>(clock::now() - then).count(); }

// Both what is whispered and what the log says of them.
auto shown_as(const std::set<std::uint64_t>& whom, bool here) {
  return [whom, here](const client_tables& screen) {
    return std::all_of(whom.begin(), whom.end(), [&](std::uint64_t each) {
      const auto* row = screen.find("member", each);
      return row && row->at("attendance") == (here ? "here" : "away") && screen.present.contains(each) == here;
    });
  };
}

TEST(absence, P16_of_a_killed_nodes_people_is_seen_on_the_others_until_they_are_back) {
  const redis_process redis(careful);
  cluster all({.logs = {redis.url(), redis.url(), redis.url()}, .people = 6, .seed = seed()});
  const auto come = [&](std::size_t person, std::size_t node) {
    return std::make_unique<onlooker>(all.process(node).port(), all.session(), all.people()[person].who.ticket);
  };
  std::vector<std::unique_ptr<onlooker>> people;
  std::set<std::uint64_t> everybody;
  for (std::size_t each = 0; each < 6; ++each) {
    people.push_back(come(each, each % 3));
    everybody.insert(all.people()[each].who.member);
  }
  for (const auto& each : people) ASSERT_TRUE(each->sees(shown_as(everybody, true)));

  const std::set gone{all.people()[2].who.member, all.people()[5].who.member};
  auto others = everybody;
  for (const auto each : gone) others.erase(each);
  all.kill(2);
  const auto killed_at = clock::now();
  people[2].reset();
  people[5].reset();
  for (const auto& each : people) {
    if (!each) continue;
    ASSERT_TRUE(each->sees(shown_as(gone, false)));
    EXPECT_TRUE(shown_as(others, true)(each->tables())) << "nobody else is taken for gone";
  }
  const auto away_after = seconds_since(killed_at);

  all.start(2);
  const auto back_at = clock::now();
  people[2] = come(2, 2);
  people[5] = come(5, 0);
  for (const auto& each : people) ASSERT_TRUE(each->sees(shown_as(everybody, true)));
  std::cout << "people of a killed node are away for the others after " << away_after << " s, and here again "
            << seconds_since(back_at) << " s after they came back\n";
  for (const auto& each : people) EXPECT_EQ(each->tables().complaints, std::vector<std::string>{});
  all.check();
}

}  // namespace
}  // namespace reprise::tests
