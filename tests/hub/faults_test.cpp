// A log that is slow, unreachable, or gone: nothing acknowledged is lost, nothing is done twice.
#include <gmock/gmock.h>

#include <string>

#include "server/ops/logging.hpp"
#include "tests/hub/live.hpp"

namespace reprise::tests {
namespace {

class faults : public live {
 protected:
  void SetUp() override {
    live::SetUp();
    ada = join("Ada");
    screen = &sit(ada);
    world.pass(1'000);
  }
  seq_number end_of_log() {
    seq_number last = 0;
    below.load(the_key, [&](const load_answer& got) { last = std::get<loaded_session>(got).last.seq; });
    return last;
  }

  id<member> ada;
  recorded_viewer* screen = nullptr;
};

TEST_F(faults, P16_an_append_whose_answer_is_lost_is_acknowledged_when_the_log_turns_out_to_have_it) {
  log.set_faults({.lose_answer = 100});
  rename(*screen, ada, "c1", "Adelheid");
  world.settle();
  EXPECT_FALSE(screen->acknowledged("c1"));
  EXPECT_FALSE(screen->was_sent("Adelheid"));
  log.set_faults({});
  world.pass(5'000);
  EXPECT_TRUE(screen->acknowledged("c1"));
  EXPECT_EQ(times_logged(in_log(ada, "c1")), 1U);
  EXPECT_EQ(screen->frames("acknowledged").size(), 1U);
}

TEST_F(faults, P16_an_append_that_never_arrived_is_sent_again) {
  log.set_faults({.lose_request = 100});
  rename(*screen, ada, "c1", "Adelheid");
  world.settle();
  EXPECT_EQ(times_logged(in_log(ada, "c1")), 0U);
  log.set_faults({});
  world.pass(5'000);
  EXPECT_TRUE(screen->acknowledged("c1"));
  EXPECT_EQ(times_logged(in_log(ada, "c1")), 1U);
}

TEST_F(faults, an_append_that_arrives_late_is_not_done_twice) {
  log.set_faults({.late = 100});
  rename(*screen, ada, "c1", "Adelheid");
  world.settle();
  log.set_faults({});
  log.deliver_all();  // now it arrives, after its answer was given up
  world.pass(5'000);
  EXPECT_TRUE(screen->acknowledged("c1"));
  EXPECT_EQ(times_logged(in_log(ada, "c1")), 1U);
}

TEST_F(faults, P16_a_log_that_stays_away_makes_commands_wait_then_be_refused_and_reading_goes_on) {
  log.set_faults({.lose_request = 100});
  rename(*screen, ada, "c1", "Adelheid");
  world.pass(2'000);
  EXPECT_FALSE(screen->refused("c1")) << "patience first";
  EXPECT_TRUE(sit(facilitator).was_sent("Ada")) << "who comes meanwhile sees what is kept";
  world.pass(15'000);
  EXPECT_EQ(screen->refused("c1"), "try_again");
  EXPECT_TRUE(screen->was_sent("not certain")) << "an append of it was under way";

  log.set_faults({});
  world.pass(5'000);
  rename(*screen, ada, "c1", "Adelheid");
  world.settle();
  EXPECT_TRUE(screen->acknowledged("c1"));
  EXPECT_EQ(times_logged(in_log(ada, "c1")), 1U);
}

TEST_F(faults, commands_that_only_waited_are_refused_without_doubt) {
  log.set_faults({.lose_request = 100});
  rename(*screen, ada, "c1", "Adelheid");
  world.settle();
  auto& leader = sit(facilitator);
  rename(leader, facilitator, "c2", "Fiona F.");
  world.pass(20'000);
  EXPECT_EQ(leader.refused("c2"), "try_again");
  EXPECT_FALSE(leader.was_sent("not certain"));
}

TEST_F(faults, a_log_that_was_lost_and_begun_again_gives_everybody_a_snapshot_of_what_there_is) {
  const auto old_epoch = session->position().epoch;
  below.lose(the_key);
  {
    live_session fresh(the_key, world, options);
    fresh.load([](const result<void>&) {});
    world.settle();
    fresh.submit({{}, small_session()}, "open-2", [](const result<accepted>&) {});
    world.settle();
  }
  auto& leader = sit(facilitator);
  rename(*screen, ada, "c1", "Adelheid");
  world.pass(5'000);
  EXPECT_NE(session->position().epoch, old_epoch);
  EXPECT_EQ(screen->closed_with, closing::bad_ticket.value) << "the new log knows no such member";
  EXPECT_EQ(leader.tables.epoch, session->position().epoch);
  EXPECT_EQ(leader.tables.all("member").size(), 1U);
}

TEST_F(faults, whoever_knows_a_commit_that_the_log_has_lost_and_replaced_is_shown_what_there_is) {
  rename(*screen, ada, "c1", "Adelheid");
  world.settle();
  const auto knew = screen->tables.got_to();
  session->detach(*screen);
  // All at once: the log loses its end, nobody is left who knew it, and it grows past it before she is back.
  below.lose_after(the_key, knew.seq - 1, false);
  begin();
  ASSERT_TRUE(ask(facilitator, command::rename{facilitator, "Fiona F."}, "c2"));
  ASSERT_EQ(session->position(), (log_position{knew.epoch, knew.seq})) << "nothing else tells them apart";

  sit_again(*screen, ada);
  EXPECT_TRUE(screen->tables.welcome_was_snapshot);
  EXPECT_EQ(screen->tables.picture(), fresh_picture(ada));
}

TEST_F(faults, whoever_knows_what_the_log_knows_is_not_shown_it_again_also_by_a_server_that_read_it_from_a_snapshot) {
  rename(*screen, ada, "c1", "Adelheid");
  world.settle();
  session->detach(*screen);
  session->keep_snapshot();
  world.settle();
  begin();
  sit_again(*screen, ada);
  EXPECT_FALSE(screen->tables.welcome_was_snapshot);
  EXPECT_EQ(screen->tables.picture(), fresh_picture(ada));
}

TEST_F(faults, a_session_whose_log_does_not_answer_is_not_loaded) {
  log.set_faults({.lose_answer = 100});
  live_session other(the_key, world, options);
  std::optional<result<void>> how;
  other.load([&](const result<void>& got) { how = got; });
  world.pass(5'000);
  EXPECT_FALSE(how) << "it is tried for a while";
  world.pass(10'000);
  ASSERT_TRUE(how && how->has_error());
  EXPECT_EQ(how->error().code, refusal_code::try_again);
}

TEST_F(faults, a_log_that_never_answers_is_not_waited_for_either) {
  log.set_faults(hold_everything);
  auto other = std::make_unique<live_session>(the_key, world, options);
  std::optional<result<void>> how;
  other->load([&](const result<void>& got) { how = got; });
  world.pass(9'000);
  EXPECT_FALSE(how) << "patience first";
  world.pass(2'000);
  ASSERT_TRUE(how && how->has_error());
  EXPECT_EQ(how->error().code, refusal_code::try_again);
  log.deliver_all();  // too late, and nobody's any more
  world.settle();
  EXPECT_FALSE(other->committed().opened());

  log.set_faults({});
  how.reset();
  other->load([&](const result<void>& got) { how = got; });
  world.settle();
  EXPECT_TRUE(how && how->has_value());
}

TEST_F(faults, a_session_that_cannot_be_read_says_so_to_whoever_asks_and_to_the_operator) {
  static std::string logged;
  logged.clear();
  logging::redirect([](const std::string& line) { logged += line; });
  below.append("badsession", {}, {{1, "", "{\"seq\":1,\"nonsense\":true}"}}, [](const append_answer&) {});
  live_session broken("badsession", world, options);
  std::optional<result<void>> how;
  broken.load([&](const result<void>& got) { how = got; });
  world.settle();
  ASSERT_TRUE(how && how->has_error());
  EXPECT_EQ(how->error().code, refusal_code::internal_error);
  logging::redirect(nullptr);
  EXPECT_THAT(logged, testing::AllOf(testing::HasSubstr("session_unreadable"), testing::HasSubstr("badsession"),
                                     testing::HasSubstr("What the log holds at 1 cannot be read")));
}

TEST_F(faults, a_session_that_turns_out_unreadable_sends_everybody_away_and_shows_nobody_what_is_left) {
  const auto at = session->position();
  below.append(the_key, at, {{at.seq + 1, "", R"({"nonsense":true})"}}, [](const append_answer&) {});
  rename(*screen, ada, "c1", "Adelheid");
  world.pass(5'000);
  EXPECT_EQ(screen->refused("c1"), "try_again") << "a newer server may be able to read it";
  EXPECT_EQ(screen->closed_with, closing::log_unavailable.value) << "come back: it may be read again";
  EXPECT_TRUE(session->is_lost());
  EXPECT_EQ(session->waiting(), 0U);

  recorded_viewer late;
  session->attach(late, ada);
  EXPECT_EQ(late.closed_with, closing::log_unavailable.value);
  EXPECT_TRUE(late.frames().empty());
  world.pass(120'000);
  EXPECT_FALSE(late.was_sent("Ada"));
  EXPECT_EQ(end_of_log(), at.seq + 1) << "nothing is written after what cannot be read";
}

TEST_F(faults, finishing_lets_what_waits_be_kept_and_then_says_goodbye) {
  log.set_faults(hold_everything);
  rename(*screen, ada, "c1", "Adelheid");
  session->finish(closing::going_away);
  rename(*screen, ada, "c2", "Too late");
  world.settle();
  EXPECT_EQ(screen->refused("c2"), "try_again");
  EXPECT_FALSE(session->finished());
  EXPECT_FALSE(screen->closed_with);
  log.deliver_all();
  world.settle();
  EXPECT_TRUE(session->finished());
  EXPECT_TRUE(screen->acknowledged("c1"));
  EXPECT_EQ(screen->closed_with, closing::going_away.value);
}

}  // namespace
}  // namespace reprise::tests
