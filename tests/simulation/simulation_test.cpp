// The seeded simulation. In the suite: 2,000 seeds in blocks. Alone:
//   simulation_test --seed 4711        plays that run and says what happened
//   simulation_test --seeds 100000     plays so many, from 1
#include <gtest/gtest.h>

#include <cstdio>
#include <cstring>
#include <string>

#include "server/ops/logging.hpp"
#include "tests/simulation/simulation.hpp"

namespace reprise::tests {
namespace {

constexpr std::uint64_t seeds_in_the_suite = 2'000;
constexpr std::uint64_t blocks = 8;

// The complaints of the first run that fails; "" when all hold.
std::string play(std::uint64_t first, std::uint64_t last, run_summary& all) {
  for (auto seed = first; seed <= last; ++seed) {
    const auto one = simulation(seed).run();
    all += one;
    if (one.complaints.empty()) continue;
    std::string words = "seed " + std::to_string(seed) + ":\n";
    for (const auto& each : one.complaints) words += each + '\n';
    return words;
  }
  return {};
}

class seeds : public testing::TestWithParam<std::uint64_t> {};

TEST_P(seeds, P16_P7_P5_P2_P4_hold_whatever_goes_wrong) {
  run_summary all;
  const auto each = seeds_in_the_suite / blocks;
  EXPECT_EQ(play(GetParam() * each + 1, (GetParam() + 1) * each, all), "");
  // A simulation in which nothing happens proves nothing.
  EXPECT_GT(all.acknowledged, each * 5);
  EXPECT_GT(all.refused, each);
  EXPECT_GT(all.restarts, each / 4);
  EXPECT_GT(all.cuts, each / 4);
  EXPECT_GT(all.resumes, each / 4);
  EXPECT_GT(all.conflations, each / 20);
  EXPECT_GT(all.overtaken, each / 4);
  EXPECT_GT(all.heard, each);
  EXPECT_GT(all.tails_lost, each / 4);
  EXPECT_GT(all.restored, each / 8);
  EXPECT_GT(all.histories_lost, 0);
  EXPECT_GT(all.deadlines, each);
  EXPECT_GT(all.two_wakes, each / 2);
  EXPECT_GT(all.lost_with_a_server, each / 2);
  EXPECT_GT(all.log_faults, each);
  EXPECT_GT(all.secrets, each * 5);
}

INSTANTIATE_TEST_SUITE_P(block, seeds, testing::Range(std::uint64_t{0}, blocks));

// What each of them found is in docs/reliability.md.
TEST(simulation, P16_seeds_that_failed_once_hold) {
  for (const std::uint64_t seed : {3538U, 4403U, 4427U, 6552U, 7371U, 7766U, 9786U, 52'143U}) {
    run_summary all;
    EXPECT_EQ(play(seed, seed, all), "");
  }
}

TEST(simulation, the_same_seed_plays_the_same_run) {
  const auto one = simulation(4711).run();
  const auto other = simulation(4711).run();
  EXPECT_EQ(one.in_words(), other.in_words());
  EXPECT_EQ(one.digest, other.digest);
  EXPECT_NE(one.digest, simulation(4712).run().digest) << "a digest of nothing is always the same";
}

}  // namespace

void run_summary::operator+=(const run_summary& other) {
  commits += other.commits;
  acknowledged += other.acknowledged;
  refused += other.refused;
  restarts += other.restarts;
  cuts += other.cuts;
  resumes += other.resumes;
  conflations += other.conflations;
  overtaken += other.overtaken;
  heard += other.heard;
  tails_lost += other.tails_lost;
  restored += other.restored;
  histories_lost += other.histories_lost;
  deadlines += other.deadlines;
  two_wakes += other.two_wakes;
  lost_with_a_server += other.lost_with_a_server;
  log_faults += other.log_faults;
  secrets += other.secrets;
}

std::string run_summary::in_words() const {
  const auto say = [](const char* what, std::size_t count) {
    return std::string(what) + ' ' + std::to_string(count) + "; ";
  };
  return say("commits", commits) + say("acknowledged", acknowledged) + say("refused", refused) +
         say("restarts", restarts) + say("cuts", cuts) + say("resumes", resumes) + say("conflations", conflations) +
         say("overtaken", overtaken) + say("heard", heard) + say("tails lost", tails_lost) + say("restored", restored) +
         say("histories lost", histories_lost) + say("deadlines", deadlines) + say("two wakes", two_wakes) +
         say("lost with a server", lost_with_a_server) + say("log faults", log_faults) + say("secrets", secrets);
}

}  // namespace reprise::tests

int main(int count, char** words) {
  using namespace reprise::tests;
  reprise::logging::set_level(reprise::logging::level::off);
  for (int at = 1; at + 1 < count; ++at) {
    const bool one = std::strcmp(words[at], "--seed") == 0;
    if (!one && std::strcmp(words[at], "--seeds") != 0) continue;
    const auto number = std::stoull(words[at + 1]);
    run_summary all;
    const auto wrong = play(one ? number : 1, number, all);
    std::printf("%s\n%s", all.in_words().c_str(), wrong.c_str());
    return wrong.empty() ? 0 : 1;
  }
  testing::InitGoogleTest(&count, words);
  return RUN_ALL_TESTS();
}
