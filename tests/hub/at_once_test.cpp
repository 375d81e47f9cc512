// Two servers that do the same thing at the same moment: their clocks ring for the same deadline, or each decides what
// somebody asks for. The log that they share settles who was first, also when it loses, delays and repeats.
#include "tests/hub/live.hpp"

namespace reprise::tests {
namespace {

hub_options on_a_shared_log() {
  hub_options all;
  all.log_is_shared = true;
  return all;
}

// --- the clock -----------------------------------------------------------------------------------------------------

struct weather {
  const char* name;
  log_faults faults;
};
void PrintTo(const weather& of, std::ostream* to) { *to << of.name; }

constexpr weather weathers[] = {
    {"all_is_well", {}},
    {"requests_are_lost", {.lose_request = 100}},
    {"answers_are_lost", {.lose_answer = 100}},
    {"requests_come_twice", {.repeat = 100}},
    {"requests_come_late", {.late = 100}},
    {"answers_come_late", {.delay = 100}},
    {"nothing_is_heard", {.deaf = 100}},
};

class wakes_at_once : public live, public testing::WithParamInterface<weather> {
 protected:
  wakes_at_once() : live(on_a_shared_log()) {}

  void SetUp() override {
    live::SetUp();
    sit(facilitator);
  }

  // Until the deadline, of which the log is told in that weather, and for a while after it.
  void pass_a_deadline_in(std::int64_t ms) {
    world.pass(ms - 1);
    const auto before = world.counters().appends.value();
    log.set_faults(GetParam().faults);
    world.pass(1);
    log.set_faults({});
    log.deliver_all();
    world.settle();
    EXPECT_EQ(world.counters().appends.value() - before, 2U) << "both tried";
    world.pass(5'000);
  }
  std::size_t wakes() {
    std::size_t count = 0;
    for (const auto& each : logged()) count += each.command == "wake" ? 1U : 0U;
    return count;
  }
};

TEST_P(wakes_at_once, P5_a_timer_is_finished_once) {
  ASSERT_TRUE(ask(facilitator, command::start_timer{{}, "Write", 30}, "f-start").has_value());
  const auto other = elsewhere();
  pass_a_deadline_in(30'000);
  EXPECT_EQ(wakes(), 1U);
  for (const auto* each : {session.get(), other.get()}) {
    EXPECT_EQ(each->committed().all<timer>().begin()->state, timer_state::finished);
    EXPECT_EQ(each->position(), session->position());
  }
  EXPECT_TRUE(viewers[0]->tables.complaints.empty());
}

TEST_P(wakes_at_once, P5_rooms_that_go_together_go_one_step_on) {
  command::adjust_plan plan;
  plan.pace = pace::lockstep;
  plan.stages = {{stage::lobby, 0}, {stage::rehearse, 0}};
  for (const auto each : {step::frame, step::attempt_a, step::write, step::deliver}) plan.steps.push_back({each, 30});
  ASSERT_TRUE(ask(facilitator, std::move(plan), "f-plan").has_value());
  open_rooms();
  for (const auto each : people) sit(each);
  const auto other = elsewhere();
  pass_a_deadline_in(30'000);
  EXPECT_EQ(wakes(), 1U);
  for (const auto* each : {session.get(), other.get()}) {
    for (const auto& one : each->committed().all<room>()) EXPECT_EQ(one.step, step::attempt_a);
    EXPECT_EQ(each->position(), session->position());
  }
}

TEST_P(wakes_at_once, P4_somebody_who_was_away_for_too_long_leaves_once) {
  const auto ada = join("Ada");
  session->detach(sit(ada));
  world.pass(away_after_ms);
  ASSERT_EQ(session->committed().find(ada)->attendance, attendance::away);
  const auto other = elsewhere();
  pass_a_deadline_in(left_after_ms);
  EXPECT_EQ(wakes(), 1U);
  for (const auto* each : {session.get(), other.get()}) {
    EXPECT_EQ(each->committed().find(ada)->attendance, attendance::left);
    EXPECT_EQ(each->position(), session->position());
  }
}

INSTANTIATE_TEST_SUITE_P(log, wakes_at_once, testing::ValuesIn(weathers),
                         [](const auto& of) { return std::string(of.param.name); });

// --- what people ask for -------------------------------------------------------------------------------------------

class asks_at_once : public live {
 protected:
  asks_at_once() : live(on_a_shared_log()) {}

  void SetUp() override {
    live::SetUp();
    ada = join("Ada");
    ben = join("Ben");
    other = elsewhere();
    hers = &sit(ada);
    there = viewers.emplace_back(std::make_unique<recorded_viewer>()).get();
    other->attach(*there, facilitator);
    world.pass(1'000);
  }
  void TearDown() override {
    EXPECT_EQ(other->position(), session->position());
    for (const auto& each : viewers) EXPECT_TRUE(each->tables.complaints.empty());
    recorded_viewer fresh;
    other->attach(fresh, ada);
    EXPECT_EQ(hers->tables.picture(), fresh.tables.picture());
    other->detach(fresh);
  }

  id<member> ada;
  id<member> ben;
  recorded_viewer* hers = nullptr;
  recorded_viewer* there = nullptr;  // the facilitator's, on the other server
  std::unique_ptr<live_session> other;
};

TEST_F(asks_at_once, what_was_overtaken_is_decided_again_and_both_servers_tell_everybody) {
  rename(*hers, ada, "here", "Adelheid");
  other->command(*there, {.id = "there", .request = command::rename{facilitator, "Fiona F."}});
  world.settle();
  EXPECT_TRUE(hers->acknowledged("here"));
  EXPECT_TRUE(there->acknowledged("there"));
  EXPECT_EQ(world.counters().overtaken.value(), 1U);
  EXPECT_TRUE(hers->was_sent("Fiona F.")) << "what the other server did is told here too";
  EXPECT_TRUE(there->was_sent("Adelheid"));
  EXPECT_EQ(times_logged(in_log(ada, "here")), 1U);
  EXPECT_EQ(times_logged(in_log(facilitator, "there")), 1U);
}

TEST_F(asks_at_once, a_command_that_was_refused_because_of_one_that_did_not_come_to_be_is_decided_again) {
  ASSERT_TRUE(ask(facilitator, command::set_role{ben, role::co_facilitator}, "f-role").has_value());
  auto& his = sit(ben);
  world.pass(1'000);
  // The other server is first. This one does not know that yet: for it Ben may remove Ada, who therefore may do nothing.
  other->command(*there, {.id = "there", .request = command::set_role{ben, role::participant}});
  say(his, "his", command::remove_member{ada, "Because."});
  rename(*hers, ada, "hers", "Adelheid");
  world.settle();
  EXPECT_EQ(world.counters().overtaken.value(), 1U);
  EXPECT_TRUE(there->acknowledged("there"));
  EXPECT_EQ(his.refused("his"), "not_allowed");
  EXPECT_TRUE(hers->acknowledged("hers"));
  EXPECT_EQ(session->committed().find(ada)->name.str(), "Adelheid");
}

TEST_F(asks_at_once, P16_the_same_command_that_comes_to_both_is_done_once_and_answered_by_both) {
  auto& hers_there = *viewers.emplace_back(std::make_unique<recorded_viewer>());
  other->attach(hers_there, ada);
  rename(*hers, ada, "c1", "Adelheid");
  other->command(hers_there, {.id = "c1", .request = command::rename{ada, "Adelheid"}});
  world.settle();
  EXPECT_EQ(times_logged(in_log(ada, "c1")), 1U);
  ASSERT_TRUE(hers->acknowledged("c1"));
  EXPECT_EQ(hers->acknowledged("c1"), hers_there.acknowledged("c1"));
}

}  // namespace
}  // namespace reprise::tests
