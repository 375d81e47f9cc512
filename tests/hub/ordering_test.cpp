// The promise of a live session: nothing is shown or acknowledged before it is kept, and everybody is told in one order.
#include "tests/hub/live.hpp"

namespace reprise::tests {
namespace {

using testing::ElementsAre;

class ordering : public live {};

TEST_F(ordering, P16_nothing_is_shown_or_acknowledged_before_the_log_has_it) {
  const auto ada = join("Ada");
  auto& screen = sit(ada);
  auto& leader = sit(facilitator);
  world.pass(1'000);
  screen.forget();
  leader.forget();

  log.set_faults(hold_everything);
  rename(screen, ada, "c1", "Adelheid");
  world.settle();
  EXPECT_TRUE(screen.payloads_.empty());
  EXPECT_TRUE(leader.payloads_.empty());
  EXPECT_FALSE(sit(facilitator).was_sent("Adelheid")) << "who comes now must not see what is not kept yet";

  log.deliver_all();
  world.settle();
  EXPECT_TRUE(screen.was_sent("Adelheid"));
  EXPECT_TRUE(leader.was_sent("Adelheid"));
  EXPECT_TRUE(screen.acknowledged("c1"));
}

TEST_F(ordering, changes_come_before_their_acknowledgement) {
  const auto ada = join("Ada");
  auto& screen = sit(ada);
  world.pass(1'000);
  screen.forget();
  rename(screen, ada, "c1", "Adelheid");
  world.settle();
  EXPECT_THAT(screen.names(), ElementsAre("changes", "acknowledged"));
  EXPECT_EQ(screen.acknowledged("c1"), session->position().seq);
}

TEST_F(ordering, what_comes_in_one_turn_of_the_loop_becomes_one_batch) {
  const auto ada = join("Ada");
  auto& screen = sit(ada);
  world.pass(1'000);
  const auto before = below.check();
  for (int at = 0; at < 8; ++at) rename(screen, ada, "c" + std::to_string(at), "Ada " + std::to_string(at));
  world.settle();
  EXPECT_EQ(below.check().transactions - before.transactions, 1U);
  EXPECT_EQ(below.check().commits - before.commits, 8U);
  for (int at = 0; at < 8; ++at) EXPECT_TRUE(screen.acknowledged("c" + std::to_string(at)));
}

TEST_F(ordering, what_comes_while_an_append_is_under_way_becomes_one_batch) {
  const auto ada = join("Ada");
  auto& screen = sit(ada);
  world.pass(1'000);
  const auto before = below.check();
  log.set_faults(hold_everything);
  for (int at = 0; at < 10; ++at) {
    rename(screen, ada, "c" + std::to_string(at), "Ada " + std::to_string(at));
    world.settle();
  }
  ASSERT_TRUE(log.deliver_one());
  world.settle();
  ASSERT_TRUE(log.deliver_one());
  world.settle();

  EXPECT_EQ(below.check().transactions - before.transactions, 2U) << "the first alone, the other nine together";
  EXPECT_EQ(below.check().commits - before.commits, 10U);
  const auto frames = screen.frames("changes");
  EXPECT_EQ(frames.size(), 10U) << "each commit is told as a frame of its own";
  for (int at = 0; at < 10; ++at) EXPECT_TRUE(screen.acknowledged("c" + std::to_string(at)));
}

TEST_F(ordering, a_refusal_waits_for_the_batch_that_it_was_decided_in) {
  const auto ada = join("Ada");
  auto& screen = sit(ada);
  auto& leader = sit(facilitator);
  world.pass(1'000);
  log.set_faults(hold_everything);
  rename(leader, facilitator, "hold", "Fiona F.");  // keeps the log busy
  world.settle();
  say(leader, "lock", command::remove_member{ada, "A mistake."});
  rename(screen, ada, "late", "Ada again");  // decided after the removal, in the same batch
  world.settle();
  log.deliver_one();
  world.settle();
  EXPECT_FALSE(screen.refused("late")) << "the removal is not kept yet, so it may turn out not to have happened";
  log.deliver_all();
  world.settle();
  EXPECT_EQ(screen.refused("late"), "not_allowed");
}

TEST_F(ordering, a_frame_is_encoded_once_for_all_who_see_the_same) {
  open_rooms();
  auto& leader = sit(facilitator);
  auto& one = sit(people[0]);
  auto& same_room = sit(roommate_of(people[0]));
  auto& second_screen = sit(people[0]);
  world.pass(1'000);
  say(leader, "say", command::announce{{}, "Five minutes."});
  world.settle();
  ASSERT_TRUE(leader.was_sent("Five minutes.") && one.was_sent("Five minutes."));
  EXPECT_EQ(one.raw.back(), same_room.raw.back());
  EXPECT_EQ(one.raw.back(), second_screen.raw.back());
}

TEST_F(ordering, a_command_that_changes_nothing_is_acknowledged_and_not_kept) {
  const auto ada = join("Ada");
  auto& screen = sit(ada);
  world.pass(1'000);
  const auto before = session->position().seq;
  rename(screen, ada, "same", "Ada");
  world.settle();
  EXPECT_EQ(screen.acknowledged("same"), before);
  EXPECT_EQ(session->position().seq, before);
}

TEST_F(ordering, P16_a_repeated_command_gets_its_first_answer_and_is_not_done_again) {
  const auto ada = join("Ada");
  auto& screen = sit(ada);
  world.pass(1'000);
  rename(screen, ada, "c1", "Adelheid");
  world.settle();
  const auto first = screen.acknowledged("c1");
  rename(screen, ada, "c2", "Ada");
  world.settle();

  // In the same life, over a new connection, and after the session has been loaded again.
  session->detach(screen);
  auto& again = sit(ada);
  rename(again, ada, "c1", "Adelheid");
  world.settle();
  EXPECT_EQ(again.acknowledged("c1"), first);

  session->detach(again);
  begin();
  auto& reloaded = sit(ada);
  rename(reloaded, ada, "c1", "Adelheid");
  world.settle();
  EXPECT_EQ(reloaded.acknowledged("c1"), first);
  EXPECT_EQ(times_logged(in_log(ada, "c1")), 1U);
  EXPECT_EQ(session->committed().find(ada)->name.str(), "Ada");
}

TEST_F(ordering, two_members_may_choose_the_same_command_id) {
  const auto ada = join("Ada");
  const auto ben = join("Ben");
  auto& first = sit(ada);
  auto& second = sit(ben);
  rename(first, ada, "1", "Adelheid");
  rename(second, ben, "1", "Benedikt");
  world.settle();
  EXPECT_EQ(session->committed().find(ada)->name.str(), "Adelheid");
  EXPECT_EQ(session->committed().find(ben)->name.str(), "Benedikt");
}

TEST_F(ordering, joining_again_with_the_same_id_gives_the_same_member) {
  const auto ada = join("Ada");
  EXPECT_EQ(join("Ada"), ada);
  begin();
  EXPECT_EQ(join("Ada"), ada) << "found in the log";
  session->keep_snapshot();
  world.settle();
  begin();
  EXPECT_EQ(join("Ada"), ada) << "found in the log, behind its snapshot";
  EXPECT_EQ(times_logged("join-Ada"), 1U);
}

TEST_F(ordering, what_is_loaded_again_equals_what_was_live) {
  open_rooms();
  auto& author = sit(people[0]);
  say(author, "share", command::share_attempt{{}, {}, attempt_kind::text, "I noticed the first ten minutes."});
  world.settle();
  const auto live_text = fresh_picture(people[0]) + fresh_picture(facilitator);
  session->detach(author);
  for (const bool from_snapshot : {false, true}) {
    if (from_snapshot) {
      session->keep_snapshot();
      world.settle();
    }
    begin();
    EXPECT_EQ(fresh_picture(people[0]) + fresh_picture(facilitator), live_text);
  }
}

}  // namespace
}  // namespace reprise::tests
