// Coming, going, coming back, falling behind; and who is sent what.
#include <algorithm>

#include "server/hub/audience.hpp"
#include "tests/hub/live.hpp"

namespace reprise::tests {
namespace {

class viewing : public live {
 protected:
  void SetUp() override {
    live::SetUp();
    open_rooms();
    ada = people[0];
    ben = roommate_of(ada);
    dee = somebody_elsewhere(ada);
    world.pass(100);
  }
  id<attempt> share(recorded_viewer& author, const std::string& words) {
    say(author, "share-" + words, command::share_attempt{{}, {}, attempt_kind::text, words});
    world.settle();
    return std::prev(session->committed().all<attempt>().end())->id;
  }
  command::give_feedback feedback_on(id<attempt> about, const std::string& secret) {
    command::give_feedback given;
    given.attempt = about;
    for (const auto& each : session->committed().all<criterion>())
      given.ratings.push_back({each.id, 3, "I saw " + secret});
    given.strength = "You named " + secret;
    given.action_step = "Next time, say " + secret;
    return given;
  }

  id<member> ada, ben, dee;  // Ada and Ben share a room, Dee is in the other one
};

// --- who may see what ------------------------------------------------------------------------------------------------

TEST_F(viewing, P7_a_draft_reaches_nobody_but_its_author) {
  auto& hers = sit(ada);
  std::vector<recorded_viewer*> others{&sit(ben), &sit(dee), &sit(facilitator)};
  world.pass(1'000);
  for (auto* each : others) each->forget();
  say(hers, "draft", command::save_attempt_draft{{}, {}, "A secret thought"});
  world.settle();
  EXPECT_TRUE(hers.was_sent("A secret thought"));
  for (const auto* each : others) EXPECT_FALSE(each->was_sent("A secret thought"));
  const auto draft = session->committed().all<attempt>().begin()->id;
  for (auto* each : others) each->forget();
  say(hers, "draft-2", command::save_attempt_draft{draft, {}, "A secret thought, longer"});
  world.settle();
  for (const auto* each : others) EXPECT_TRUE(each->payloads_.empty()) << "nothing that they see has changed";
}

TEST_F(viewing, P7_sealed_feedback_reaches_its_receiver_only_when_the_room_opens_it) {
  auto& hers = sit(ada);
  auto& his = sit(ben);
  auto& elsewhere_screen = sit(dee);
  auto& leader = sit(facilitator);
  const auto about = share(hers, "Ada begins thus");
  say(his, "give", feedback_on(about, "zebra"));
  world.settle();
  ASSERT_TRUE(his.acknowledged("give"));
  EXPECT_FALSE(hers.was_sent("zebra"));
  EXPECT_FALSE(sit(ada).was_sent("zebra")) << "a new screen knows no more";

  say(hers, "open", command::open_feedback{about});
  world.settle();
  ASSERT_TRUE(hers.acknowledged("open"));
  EXPECT_TRUE(hers.was_sent("zebra"));
  EXPECT_TRUE(leader.was_sent("zebra"));
  EXPECT_FALSE(elsewhere_screen.was_sent("zebra"));
  EXPECT_FALSE(elsewhere_screen.was_sent("Ada begins thus")) << "it was made in another room";
}

TEST_F(viewing, everybody_who_sees_otherwise_than_their_class_is_a_party) {
  // What lets a commit be judged once per class: lens_of() agrees with it for all but those whom add_parties() names.
  auto& hers = sit(ada);
  auto& his = sit(ben);
  const auto about = share(hers, "One");
  say(his, "give", feedback_on(about, "x"));
  say(his, "help", command::ask_for_help{"Please"});
  auto& leader = sit(facilitator);
  say(leader, "drop", command::drop_in{room_of(dee)});
  say(leader, "say", command::announce{room_of(ada), "Hello"});
  say(leader, "timer", command::start_timer{room_of(ada), "Write", 60});
  say(leader, "move", command::move_member{ben, room_of(dee)});
  world.settle();
  const auto& now = session->committed();
  std::size_t checked = 0;
  for (const auto& each : everything(now)) {
    const auto& what = std::get<put>(each).value;
    std::vector<id<member>> parties;
    add_parties(parties, now, what);
    for (const auto& who : now.all<member>()) {
      if (std::count(parties.begin(), parties.end(), who.id) > 0) continue;
      const auto as = standing_of(now, who.id);
      EXPECT_EQ(lens_of(now, as, what), lens_of(now, class_of(as), what))
          << kind_name(kind_of(what)) << " for " << who.name.str();
      ++checked;
    }
  }
  EXPECT_GT(checked, 50U);
}

TEST_F(viewing, P1_whoever_moves_gets_a_snapshot_of_what_they_may_see_now_and_nobody_else_notices) {
  auto& his = sit(ben);
  auto& hers = sit(ada);
  auto& other = sit(dee);
  auto& leader = sit(facilitator);
  share(hers, "Ada's words");
  world.pass(1'000);
  for (const auto& each : viewers) each->forget();
  say(leader, "move", command::move_member{ben, room_of(dee)});
  world.settle();
  ASSERT_TRUE(leader.acknowledged("move"));
  EXPECT_EQ(his.frames("snapshot").size(), 1U);
  EXPECT_TRUE(his.frames("changes").empty());
  for (const auto* each : {&hers, &other, &leader}) {
    EXPECT_TRUE(each->frames("snapshot").empty());
    EXPECT_FALSE(each->frames("changes").empty());
  }
  for (const auto& [screen, who] : {std::pair{&his, ben}, {&hers, ada}, {&other, dee}, {&leader, facilitator}}) {
    EXPECT_EQ(screen->tables.picture(), fresh_picture(who));
  }
}

TEST_F(viewing, P11_a_removed_member_is_told_and_closed_and_may_not_come_back) {
  auto& his = sit(ben);
  auto& leader = sit(facilitator);
  say(leader, "remove", command::remove_member{ben, "A mistake."});
  world.settle();
  EXPECT_EQ(his.closed_with, closing::removed.value);
  EXPECT_FALSE(leader.closed_with);
  EXPECT_EQ(sit(ben).closed_with, closing::removed.value);
}

TEST_F(viewing, whoever_leaves_is_acknowledged_and_closed_on_all_their_screens) {
  auto& his = sit(ben);
  auto& his_phone = sit(ben);
  say(his, "leave", command::leave{});
  world.settle();
  EXPECT_TRUE(his.acknowledged("leave"));
  EXPECT_EQ(his.closed_with, closing::left.value);
  EXPECT_EQ(his_phone.closed_with, closing::left.value);
  EXPECT_FALSE(his.sent_after_close);

  session->detach(his);
  session->detach(his_phone);
  world.settle();
  EXPECT_EQ(session->committed().find(ben)->attendance, attendance::left);
  auto& back = sit(ben);
  world.settle();
  EXPECT_FALSE(back.closed_with);
  EXPECT_EQ(session->committed().find(ben)->attendance, attendance::here) << "coming back puts them where they belong";
}

TEST_F(viewing, a_ticket_for_nobody_is_refused) {
  EXPECT_EQ(sit(id<member>{77}).closed_with, closing::bad_ticket.value);
  live_session empty("nosuchsession", world, options);
  empty.load([](const result<void>&) {});
  world.settle();
  recorded_viewer who;
  empty.attach(who, ada);
  EXPECT_EQ(who.closed_with, closing::no_such_session.value);
}

// --- coming back -----------------------------------------------------------------------------------------------------

TEST_F(viewing, P1_who_was_away_shortly_is_sent_what_changed_only) {
  auto& hers = sit(ada);
  auto& his = sit(ben);
  const auto early = share(hers, "First words");
  session->detach(hers);
  say(his, "give", feedback_on(early, "zebra"));
  auto& leader = sit(facilitator);
  say(leader, "hide", command::hide{early, {}, "Not kind."});
  say(leader, "say", command::announce{{}, "Five minutes"});
  world.settle();
  hers.forget();
  sit_again(hers, ada);
  ASSERT_EQ(hers.frames("welcome").size(), 1U);
  EXPECT_FALSE(hers.tables.welcome_was_snapshot);
  EXPECT_TRUE(hers.was_sent("Five minutes"));
  EXPECT_FALSE(hers.was_sent("zebra")) << "sealed, also in what is caught up with";
  EXPECT_FALSE(hers.was_sent("Criterion 1")) << "what did not change is not sent";
  EXPECT_EQ(hers.tables.picture(), fresh_picture(ada));
}

TEST_F(viewing, what_vanished_meanwhile_vanishes_on_the_screen) {
  auto& leader = sit(facilitator);
  auto& hers = sit(ada);
  say(leader, "drop", command::drop_in{room_of(ada)});
  world.settle();
  ASSERT_EQ(hers.tables.all("visit").size(), 1U);
  session->detach(hers);
  const auto visit = session->committed().all<reprise::visit>().begin()->id;
  say(leader, "end", command::end_visit{visit});
  world.settle();
  sit_again(hers, ada);
  EXPECT_FALSE(hers.tables.welcome_was_snapshot);
  EXPECT_TRUE(hers.tables.all("visit").empty());
  EXPECT_EQ(hers.tables.picture(), fresh_picture(ada));
}

TEST_F(viewing, after_a_restart_a_resume_is_still_a_delta) {
  auto& hers = sit(ada);
  auto& leader = sit(facilitator);
  session->detach(hers);
  say(leader, "say", command::announce{{}, "Five minutes"});
  world.settle();
  session->detach(leader);
  begin();
  sit_again(hers, ada);
  EXPECT_FALSE(hers.tables.welcome_was_snapshot);
  EXPECT_EQ(hers.tables.picture(), fresh_picture(ada));
}

TEST_F(viewing, a_snapshot_is_sent_where_a_delta_would_be_wrong) {
  auto& hers = sit(ada);
  const auto epoch = session->position().epoch;
  const auto seq = session->position().seq;
  const auto mark = short_mark(session->position().mark);
  const auto snapshot_for = [&](const std::optional<resume_point>& from) {
    auto& who = sit(ada, from);
    session->detach(who);
    return who.tables.welcome_was_snapshot;
  };
  EXPECT_FALSE(snapshot_for(resume_point{epoch, seq, mark}));
  EXPECT_TRUE(snapshot_for({})) << "knows nothing";
  EXPECT_TRUE(snapshot_for(resume_point{"another", seq, mark})) << "knew another log";
  EXPECT_TRUE(snapshot_for(resume_point{epoch, seq + 1, mark})) << "knows more than there is";
  EXPECT_TRUE(snapshot_for(resume_point{epoch, seq, mark + 1})) << "knew another commit in its place";

  auto& leader = sit(facilitator);
  say(leader, "move", command::move_member{ada, room_of(dee)});
  world.settle();
  EXPECT_TRUE(snapshot_for(resume_point{epoch, seq, mark})) << "was moved to another room since";
  EXPECT_FALSE(snapshot_for(resume_point{epoch, session->position().seq, short_mark(session->position().mark)}));
  session->detach(hers);

  session->keep_snapshot();
  world.settle();
  begin();
  EXPECT_TRUE(snapshot_for(resume_point{epoch, seq, mark})) << "since then there is only the log's snapshot";
}

// --- falling behind --------------------------------------------------------------------------------------------------

TEST_F(viewing, a_slow_reader_gets_a_snapshot_instead_of_what_it_missed_and_its_answers) {
  auto& slow = sit(ada);
  auto& leader = sit(facilitator);
  world.pass(1'000);
  slow.set_room(0);
  rename(slow, ada, "c1", "Adelheid");
  say(leader, "say", command::announce{{}, "Five minutes"});
  world.settle();
  EXPECT_TRUE(slow.overflowed());
  EXPECT_TRUE(leader.was_sent("Adelheid")) << "the others notice nothing";

  slow.drain();
  session->drained(slow);
  EXPECT_EQ(slow.frames("snapshot").size(), 1U);
  EXPECT_TRUE(slow.acknowledged("c1")) << "an answer is not lost with the outbox";
  EXPECT_EQ(slow.tables.picture(), fresh_picture(ada));
  EXPECT_TRUE(slow.tables.complaints.empty());
  rename(slow, ada, "c2", "Ada");
  world.settle();
  EXPECT_TRUE(slow.acknowledged("c2"));
}

TEST_F(viewing, one_that_falls_behind_before_its_welcome_has_gone_out_is_welcomed_anew) {
  auto& hers = *viewers.emplace_back(std::make_unique<recorded_viewer>());
  hers.set_room(0);
  session->attach(hers, ada);
  ASSERT_TRUE(hers.overflowed());
  hers.drain();
  session->drained(hers);
  EXPECT_TRUE(hers.tables.welcomed) << "without it a browser would wait for ever";
  EXPECT_EQ(hers.tables.picture(), fresh_picture(ada));
  EXPECT_TRUE(hers.tables.complaints.empty());
}

TEST_F(viewing, one_that_stays_behind_is_closed) {
  auto& slow = sit(ada);
  slow.set_room(0);
  rename(slow, ada, "c1", "Adelheid");
  world.pass(options.behind_ms_max - 1'000);
  EXPECT_FALSE(slow.closed_with);
  world.pass(2'000);
  EXPECT_EQ(slow.closed_with, closing::slow_reader.value);
}

TEST_F(viewing, one_that_falls_behind_again_and_again_is_closed) {
  auto& slow = sit(ada);
  for (int time = 0; time < 20 && !slow.closed_with; ++time) {
    slow.set_room(0);
    rename(slow, ada, "c" + std::to_string(time), "Ada " + std::to_string(time));
    world.pass(500);
    slow.drain();
    session->drained(slow);
  }
  EXPECT_EQ(slow.closed_with, closing::slow_reader.value);
}

// --- pace --------------------------------------------------------------------------------------------------------------

TEST_F(viewing, who_sends_too_fast_is_refused_and_who_goes_on_is_closed) {
  auto& his = sit(ben);
  for (int at = 0; at < 61; ++at) rename(his, ben, "c" + std::to_string(at), "Ben");
  world.settle();
  EXPECT_TRUE(his.acknowledged("c59"));
  EXPECT_EQ(his.refused("c60"), "too_fast");
  world.pass(1'000);
  rename(his, ben, "later", "Ben");
  world.settle();
  EXPECT_TRUE(his.acknowledged("later")) << "a moment later it goes on";
  for (int at = 0; at < 1'000 && !his.closed_with; ++at) rename(his, ben, "d" + std::to_string(at), "Ben");
  EXPECT_EQ(his.closed_with, closing::too_fast.value);
  EXPECT_EQ(times_logged(in_log(ben, "c60")), 0U);
}

TEST_F(viewing, a_long_command_counts_as_several) {
  auto& his = sit(ben);
  const auto say_at_length = [&](const std::string& command_id) {
    session->command(his, {.id = command_id, .request = command::rename{ben, "Ben"}}, 64 * 1024);
  };
  say_at_length("long");
  say_at_length("another");
  for (int at = 0; at < 27; ++at) rename(his, ben, "c" + std::to_string(at), "Ben");
  world.settle();
  EXPECT_TRUE(his.acknowledged("long"));
  EXPECT_EQ(his.refused("another"), "too_fast");
  EXPECT_TRUE(his.acknowledged("c26")) << "what is refused costs nothing";
  world.pass(3'000);
  say_at_length("another");
  world.settle();
  EXPECT_TRUE(his.acknowledged("another"));
}

TEST_F(viewing, a_command_id_that_would_not_fit_the_log_is_refused) {
  auto& his = sit(ben);
  rename(his, ben, std::string(260, 'x'), "Ben B.");
  world.settle();
  EXPECT_EQ(his.frames("refused").at(0).at("problem").at("field"), "id");
}

}  // namespace
}  // namespace reprise::tests
