// Two servers on one log, of which the second hears late: whoever comes to it is not turned away for that, and it does not
// hold for long what only others need.
#include "tests/hub/live.hpp"

namespace reprise::tests {
namespace {

class two_servers : public testing::Test {
 protected:
  static hub_options shared() {
    hub_options all;
    all.log_is_shared = true;
    return all;
  }

  void SetUp() override {
    here.load([](const result<void>&) {});
    one.settle();
    ASSERT_TRUE(ask({}, small_session(), "open"));
    there.load([](const result<void>&) {});
    other.settle();
    ASSERT_TRUE(there.committed().opened());
  }

  // Through the first; the second is not given the time to hear of it.
  std::optional<accepted> ask(id<member> actor, any_command what, std::string command_id) {
    std::optional<accepted> got;
    here.submit({actor, std::move(what)}, std::move(command_id), [&](const result<accepted>& how) {
      if (how) got = *how;
    });
    one.settle();
    return got;
  }

  const hub_options options = shared();
  memory_log log;
  virtual_world one{log};
  virtual_world other{log, 2};  // dice of its own: by those the servers tell each other apart
  live_session here{the_key, one, options};
  live_session there{the_key, other, options};
};

TEST_F(two_servers, P16_who_joined_through_one_is_let_in_by_the_other_although_it_has_not_heard_of_them) {
  const auto joined = ask({}, command::join{.name = "Ada"}, "join-Ada");
  ASSERT_TRUE(joined);
  const id<member> ada{joined->first_put};
  ASSERT_EQ(there.committed().find(ada), nullptr) << "the second has not heard of her";
  recorded_viewer screen;
  there.attach(screen, ada);
  EXPECT_FALSE(screen.closed_with);
  other.settle();
  EXPECT_FALSE(screen.closed_with);
  EXPECT_TRUE(screen.tables.welcomed);
  EXPECT_TRUE(screen.tables.find("member", ada.value));
  there.detach(screen);
}

// It has loaded a session that was not there, and hears of it when it is opened, or put back, elsewhere.
TEST_F(two_servers, P16_one_that_knew_of_no_session_goes_on_with_the_one_that_another_began) {
  const session_key key = "latersession";
  live_session begins(key, one, options);
  live_session waits(key, other, options);
  waits.load([](const result<void>&) {});
  begins.load([](const result<void>&) {});
  other.settle();
  one.settle();
  ASSERT_FALSE(waits.committed().opened());
  begins.submit({{}, small_session()}, "open-later", [](const result<accepted>& how) { EXPECT_TRUE(how); });
  one.settle();
  other.settle();
  ASSERT_TRUE(waits.committed().opened());
  EXPECT_EQ(waits.position().epoch, begins.position().epoch);

  std::optional<result<accepted>> joined;
  waits.submit({{}, command::join{.name = "Ada"}}, "join-Ada", [&](const result<accepted>& how) { joined = how; });
  other.settle();
  one.settle();
  ASSERT_TRUE(joined && *joined);
  EXPECT_TRUE(begins.committed().find(id<member>{(*joined)->first_put}));
}

// A browser gives up its ticket when it is told that there is no such session.
TEST(young_log, P16_that_may_be_given_back_a_session_does_not_say_that_there_is_none) {
  memory_log below;
  faulty_log log{below, 1, {}};
  log.set_may_be_told_ms(1'000);
  virtual_world world{log};
  hub_options options;
  options.log_is_shared = true;
  live_session session(the_key, world, options);
  session.load([](const result<void>&) {});
  world.settle();
  const auto come = [&] {
    recorded_viewer screen;
    session.attach(screen, id<member>{1});
    world.settle();
    session.detach(screen);
    return screen.closed_with;
  };
  EXPECT_EQ(come(), closing::log_unavailable.value);
  log.set_may_be_told_ms(0);
  EXPECT_EQ(come(), closing::no_such_session.value);
}

TEST(young_log, P16_that_may_be_given_back_the_end_of_a_session_takes_nobody_for_a_stranger) {
  memory_log below;
  faulty_log log{below, 1, {}};
  virtual_world world{log};
  hub_options options;
  options.log_is_shared = true;
  live_session session(the_key, world, options);
  session.load([](const result<void>&) {});
  world.settle();
  session.submit({{}, small_session()}, "open", [](const result<accepted>&) {});
  world.settle();
  const auto come = [&](bool gets_a_turn_before_it_detaches) {
    recorded_viewer screen;
    session.attach(screen, id<member>{77});
    world.settle();
    EXPECT_EQ(session.viewers(), 1U) << "a session is not put away under whoever has not detached";
    EXPECT_FALSE(session.idle_since());
    if (gets_a_turn_before_it_detaches) world.pass(60'000);
    session.detach(screen);
    EXPECT_EQ(session.viewers(), 0U);
    return screen.closed_with;
  };
  log.set_may_be_told_ms(1'000);
  EXPECT_EQ(come(false), closing::log_unavailable.value);
  log.set_may_be_told_ms(0);
  EXPECT_EQ(come(true), closing::bad_ticket.value);
}

TEST_F(two_servers, a_ticket_for_nobody_is_refused_once_the_log_has_been_looked_at) {
  recorded_viewer screen;
  there.attach(screen, id<member>{77});
  other.settle();
  EXPECT_EQ(screen.closed_with, closing::bad_ticket.value);
  there.detach(screen);
}

TEST_F(two_servers, a_session_may_go_from_where_nobody_is_while_others_work_in_it_and_its_clock_runs) {
  const id<member> fiona{here.committed().all<member>().begin()->id};
  recorded_viewer screen;
  here.attach(screen, fiona);
  one.pass(1'000);
  other.pass(1'000);
  EXPECT_TRUE(there.has_people_elsewhere());
  EXPECT_FALSE(here.has_people_elsewhere());
  const auto since = there.idle_since();
  ASSERT_TRUE(since);

  ASSERT_TRUE(ask(fiona, command::start_timer{{}, "Write", 600}, "start"));
  other.pass(1'000);
  ASSERT_EQ(there.position(), here.position());
  EXPECT_EQ(there.idle_since(), since) << "the others see to the timer, and what they do is not asked for here";
  EXPECT_FALSE(here.idle_since());

  here.detach(screen);
  one.pass(1'000);
  other.pass(1'000);
  EXPECT_FALSE(there.has_people_elsewhere());
  EXPECT_FALSE(there.idle_since()) << "nobody is there any more: whoever has it looks at the clock";
}

}  // namespace
}  // namespace reprise::tests
