// A live session on a memory log, in virtual time, with viewers whose screens can be read.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "protocol/codec.hpp"
#include "server/hub/live_session.hpp"
#include "server/log/memory_log.hpp"
#include "tests/support/faulty_log.hpp"
#include "tests/support/recorded_viewer.hpp"
#include "tests/support/small_session.hpp"
#include "tests/support/virtual_world.hpp"

namespace reprise::tests {

inline const session_key the_key = "testsession";

class live : public testing::Test {
 protected:
  live() : live(hub_options{}) {}
  explicit live(hub_options chosen) : options(chosen) {}

  // A session with its facilitator, loaded.
  void SetUp() override {
    begin();
    const auto opened = ask({}, small_session(), "open");
    ASSERT_TRUE(opened.has_value());
    facilitator = session->committed().all<member>().begin()->id;
  }

  // Loads the session (again): what was in memory is forgotten.
  void begin() {
    session.reset();
    session = std::make_unique<live_session>(the_key, world, options);
    bool loaded = false;
    session->load([&](const result<void>& how) { loaded = how.has_value(); });
    world.settle();
    ASSERT_TRUE(loaded);
  }

  // From the server itself; must be answered at once.
  result<accepted> ask(id<member> actor, any_command what, std::string command_id) {
    std::optional<result<accepted>> got;
    session->submit({actor, std::move(what)}, std::move(command_id), [&](const result<accepted>& how) { got = how; });
    world.settle();
    if (!got) return refuse(refusal_code::internal_error, "no answer");
    return *got;
  }

  id<member> join(const std::string& name) {
    const auto how = ask({}, command::join{.name = name}, "join-" + name);
    EXPECT_TRUE(how.has_value());
    return how ? id<member>{how->first_put} : id<member>{};
  }

  recorded_viewer& sit(id<member> as, const std::optional<resume_point>& from = {}) {
    auto& who = *viewers.emplace_back(std::make_unique<recorded_viewer>());
    session->attach(who, as, from);
    return who;
  }
  // Comes back with what it knew, as a browser does.
  void sit_again(recorded_viewer& who, id<member> as) { session->attach(who, as, who.tables.got_to()); }

  void say(recorded_viewer& who, const std::string& command_id, member_command what) {
    session->command(who, {.id = command_id, .request = std::move(what)});
  }
  void rename(recorded_viewer& who, id<member> as, const std::string& command_id, const std::string& name) {
    say(who, command_id, command::rename{as, name});
  }
  // Four people in two rooms, the rooms open.
  void open_rooms() {
    for (const auto* name : {"Ada", "Ben", "Cem", "Dee"}) people.push_back(join(name));
    ASSERT_TRUE(ask(facilitator, command::go_to_stage{stage::rehearse}, "go").has_value());
  }
  id<room> room_of(id<member> who) const { return session->committed().find(who)->room; }
  id<member> roommate_of(id<member> who) const {
    for (const auto each : session->committed().members_of(room_of(who))) {
      if (each != who) return each;
    }
    return {};
  }
  id<member> somebody_elsewhere(id<member> than) const {
    for (const auto each : people) {
      if (room_of(each) != room_of(than)) return each;
    }
    return {};
  }

  std::vector<commit> logged() {
    std::vector<commit> all;
    below.read(the_key, 0, 100'000, [&](const read_answer& got) {
      for (const auto& each : std::get<std::vector<stored_commit>>(got))
        all.push_back(decode_commit(each.bytes).value());
    });
    return all;
  }
  std::size_t times_logged(const std::string& logged_id) {
    std::size_t times = 0;
    for (const auto& each : logged()) times += each.command_id == logged_id ? 1U : 0U;
    return times;
  }
  std::string in_log(id<member> actor, const std::string& command_id) { return logged_command_id(actor, command_id); }

  // Another server's session on the same log.
  std::unique_ptr<live_session> elsewhere() {
    auto other = std::make_unique<live_session>(the_key, world, options);
    other->load([](const result<void>&) {});
    world.settle();
    return other;
  }

  // What a fresh client would see.
  std::string fresh_picture(id<member> as) {
    recorded_viewer fresh;
    session->attach(fresh, as);
    session->detach(fresh);
    return fresh.tables.picture();
  }

  const hub_options options;
  memory_log below;
  faulty_log log{below, 1, {}};
  virtual_world world{log};
  std::vector<std::unique_ptr<recorded_viewer>> viewers;
  std::unique_ptr<live_session> session;
  id<member> facilitator;
  std::vector<id<member>> people;
};

inline const log_faults hold_everything{.delay = 100};

}  // namespace reprise::tests
