// Who is here through other servers on the same log: theirs and our own are one crowd, and those of a server that died are
// missed after its silence.
#include <functional>

#include "tests/hub/live.hpp"

namespace reprise::tests {
namespace {

using testing::Contains;
using testing::Key;
using testing::Not;

class presences_elsewhere : public live {
 protected:
  presences_elsewhere() : live(shared()) {}
  static hub_options shared() {
    hub_options all;
    all.log_is_shared = true;
    return all;
  }

  void SetUp() override {
    live::SetUp();
    ada = join("Ada");
    other = elsewhere();
    leader = &sit(facilitator);
    hers = &sit_there(ada);
    world.pass(1'000);
  }
  recorded_viewer& sit_there(id<member> as) {
    auto& who = *viewers.emplace_back(std::make_unique<recorded_viewer>());
    other->attach(who, as);
    return who;
  }
  attendance attendance_of(id<member> who) const { return session->committed().find(who)->attendance; }
  bool on_the_screen(id<member> who) const { return leader->tables.present.contains(who.value); }

  // The other server dies without a word, and its silence is noticed in time however much is said here.
  void other_dies_while(const std::function<void()>& something_happens) {
    other.reset();
    const auto silent_ms = options.node_silent_ms_max - options.node_says_ms;
    for (std::int64_t passed = 0; passed < silent_ms; passed += 1'000) {
      something_happens();
      world.pass(1'000);
    }
    EXPECT_TRUE(on_the_screen(ada)) << "a short silence is nobody's business";
    for (std::int64_t passed = 0; passed <= 2 * options.node_says_ms; passed += 1'000) {
      something_happens();
      world.pass(1'000);
    }
    EXPECT_FALSE(on_the_screen(ada));
    world.pass(away_after_ms);
    EXPECT_EQ(attendance_of(ada), attendance::away);
  }

  id<member> ada;
  std::unique_ptr<live_session> other;
  recorded_viewer* leader = nullptr;  // here
  recorded_viewer* hers = nullptr;    // there
};

TEST_F(presences_elsewhere, P4_who_was_on_a_server_that_died_is_away_when_it_has_been_silent_and_back_on_another) {
  ASSERT_TRUE(on_the_screen(ada));
  other_dies_while([] {});
  other = elsewhere();  // a third
  sit_there(ada);
  world.pass(1'000);
  EXPECT_TRUE(on_the_screen(ada));
  EXPECT_EQ(attendance_of(ada), attendance::here);
}

TEST_F(presences_elsewhere, P4_a_server_that_died_is_found_out_also_where_people_type_all_the_time) {
  bool active = false;
  other_dies_while([&] { session->typing(*leader, {.active = active = !active, .attempt = {}}); });
}

TEST_F(presences_elsewhere, who_comes_back_before_the_silence_of_their_server_was_noticed_was_never_away) {
  other.reset();
  world.pass(4'000);
  auto& again = sit(ada);
  leader->forget();
  world.pass(60'000);
  EXPECT_TRUE(on_the_screen(ada));
  EXPECT_TRUE(leader->frames("presence").empty()) << "nothing to be told";
  EXPECT_EQ(attendance_of(ada), attendance::here);
  EXPECT_THAT(again.tables.present, Contains(facilitator.value));
}

TEST_F(presences_elsewhere, who_is_on_two_servers_is_here_until_both_connections_have_gone) {
  auto& phone = sit(ada);
  world.pass(1'000);
  other->detach(*hers);
  world.pass(away_after_ms * 2);
  EXPECT_TRUE(on_the_screen(ada));
  EXPECT_EQ(attendance_of(ada), attendance::here);
  session->detach(phone);
  world.pass(1'000);
  EXPECT_FALSE(on_the_screen(ada));
  world.pass(away_after_ms);
  EXPECT_EQ(attendance_of(ada), attendance::away);
}

TEST_F(presences_elsewhere, P4_who_leaves_has_left_also_for_a_server_that_hears_of_it_before_their_connection_goes) {
  other->command(*hers, {.id = "leave", .request = command::leave{}});
  world.pass(100);
  ASSERT_EQ(attendance_of(ada), attendance::left);
  const auto end = session->position().seq;
  world.pass(60'000);
  EXPECT_EQ(session->position().seq, end) << "nobody has brought her back";
  EXPECT_EQ(hers->closed_with, closing::left.value);
  sit(ada);
  world.pass(1'000);
  EXPECT_EQ(attendance_of(ada), attendance::here) << "she has come anew";
}

TEST_F(presences_elsewhere, P4_a_server_that_is_cut_off_takes_nobody_for_gone) {
  const auto end = session->position().seq;
  log.set_faults({.lose_request = 100, .deaf = 100});
  world.pass(60'000);
  log.set_faults({});
  world.pass(60'000);
  EXPECT_EQ(session->position().seq, end) << "nobody was away";
  EXPECT_TRUE(on_the_screen(ada));
}

TEST_F(presences_elsewhere, P4_people_of_a_server_that_stops_are_not_away_while_they_are_on_their_way) {
  other->finish(closing::going_away);
  world.pass(100);
  ASSERT_EQ(hers->closed_with, closing::going_away.value);
  const auto end = session->position().seq;
  world.pass(2'500);
  other.reset();  // its process has ended
  world.pass(closing::going_away.pause_ms_max);
  sit(ada);
  world.pass(60'000);
  EXPECT_EQ(session->position().seq, end);
  EXPECT_TRUE(on_the_screen(ada));
}

TEST_F(presences_elsewhere, a_word_that_got_lost_is_made_good_by_the_next) {
  log.set_faults({.deaf = 100});
  other->detach(*hers);
  world.pass(1'000);
  EXPECT_TRUE(on_the_screen(ada));
  log.set_faults({});
  world.pass(options.node_says_ms);
  EXPECT_FALSE(on_the_screen(ada));
}

TEST_F(presences_elsewhere, P7_typing_there_is_seen_here_by_those_who_may_and_ends_with_its_server) {
  open_rooms();
  const auto ben = people[0];
  const auto roommate = roommate_of(ben);
  ASSERT_TRUE(roommate);
  auto& near = sit(roommate);
  auto& far = sit(somebody_elsewhere(ben));
  auto& his = sit_there(ben);
  world.pass(1'000);
  other->typing(his, {.active = true, .attempt = {}});
  world.pass(1'000);
  EXPECT_THAT(near.tables.typing, Contains(Key(ben.value)));
  EXPECT_THAT(leader->tables.typing, Contains(Key(ben.value)));
  EXPECT_TRUE(far.tables.typing.empty());
  other.reset();
  world.pass(options.node_silent_ms_max + options.node_says_ms);
  EXPECT_TRUE(near.tables.typing.empty());
  EXPECT_THAT(near.tables.present, Not(Contains(ben.value)));
}

}  // namespace
}  // namespace reprise::tests
