// What is written can be read again, and is JSON to others too, for every kind of everything.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "protocol/codec.hpp"
#include "protocol/frame_writer.hpp"
#include "protocol/generator/tables.hpp"
#include "protocol/writer.hpp"
#include "tests/protocol/arbitrary.hpp"

namespace reprise {
namespace {

using reprise::testing::arbitrary;

// Another library reads the same out of it, and has nothing to add.
void expect_json(const std::string& written) { RC_ASSERT(nlohmann::ordered_json::parse(written).dump() == written); }

template <class Types, class Visit>
void for_each_type(Visit visit) {
  using boost::mp11::mp_identity;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<mp_identity, Types>>(
      [&](auto one) { visit.template operator()<typename decltype(one)::type>(); });
}

TEST(round_trip, every_kind_of_entity_from_the_log) {
  for_each_type<entity>([]<class Entity>() {
    EXPECT_TRUE(rc::check(std::string(Entity::wire_name), [] {
      const change before = put{arbitrary<Entity>()};
      commit around;
      around.changes = {before};
      const std::string written = to_json(around);
      expect_json(written);
      const auto after = decode_commit(written);
      RC_ASSERT(after.has_value());
      RC_ASSERT(kind_of(after->changes.front()) == kind_of<Entity>());
      RC_ASSERT(to_json(*after) == written);
    }));
  });
}

TEST(round_trip, every_command) {
  for_each_type<member_command>([]<class Command>() {
    EXPECT_TRUE(rc::check(std::string(Command::wire_name), [] {
      const client_frame before = frame::command{"c1", arbitrary<Command>()};
      const std::string written = to_json(before);
      expect_json(written);
      const auto after = decode_client_frame(written);
      RC_ASSERT(after.has_value());
      RC_ASSERT(std::holds_alternative<Command>(std::get<frame::command>(*after).request));
      RC_ASSERT(to_json(*after) == written);
    }));
  });
}

RC_GTEST_PROP(round_trip, client_frames, ()) {
  const auto before = arbitrary<client_frame>();
  const std::string written = to_json(before);
  expect_json(written);
  const auto after = decode_client_frame(written);
  RC_ASSERT(after.has_value());
  RC_ASSERT(to_json(*after) == written);
}

RC_GTEST_PROP(round_trip, server_frames, ()) {
  const auto before = arbitrary<server_frame>();
  const std::string written = to_json(before);
  expect_json(written);
  const auto after = decode_server_frame(written);
  RC_ASSERT(after.has_value());
  RC_ASSERT(to_json(*after) == written);
}

RC_GTEST_PROP(round_trip, commits, ()) {
  const std::string written = to_json(arbitrary<commit>());
  expect_json(written);
  const auto after = decode_commit(written);
  RC_ASSERT(after.has_value());
  RC_ASSERT(to_json(*after) == written);
}

RC_GTEST_PROP(round_trip, stored_states, ()) {
  const std::string written = to_json(arbitrary<stored_state>());
  const auto after = decode_stored_state(written);
  RC_ASSERT(after.has_value());
  RC_ASSERT(to_json(*after) == written);
}

TEST(round_trip, every_body) {
  for_each_type<generator::http_bodies>([]<class Body>() {
    EXPECT_TRUE(rc::check(std::string(Body::wire_name), [] {
      const std::string written = to_json(arbitrary<Body>());
      expect_json(written);
      const auto after = decode<Body>(written);
      RC_ASSERT(after.has_value());
      RC_ASSERT(to_json(*after) == written);
    }));
  });
}

// A frame that lost, gained or changed one byte is refused or means something; it never does harm.
RC_GTEST_PROP(round_trip, a_damaged_frame_is_refused_or_read_whole, ()) {
  std::string bytes = to_json(arbitrary<client_frame>());
  const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
  const auto byte = static_cast<char>(*rc::gen::inRange<int>(0, 256));
  switch (*rc::gen::inRange<int>(0, 3)) {
    case 0: bytes[at] = byte; break;
    case 1: bytes.insert(at, 1, byte); break;
    default: bytes.erase(at, 1); break;
  }
  const auto decoded = decode_client_frame(bytes);
  if (!decoded) return;
  const std::string written = to_json(*decoded);
  const auto again = decode_client_frame(written);
  RC_ASSERT(again.has_value());
  RC_ASSERT(to_json(*again) == written);
}

// The writer of ready frames says the same as the writer of described structs.
RC_GTEST_PROP(round_trip, ready_frames, ()) {
  const auto before = arbitrary<frame::welcome>();
  std::vector<std::string> texts;
  for (const change& one : before.changes) texts.push_back(to_json(one));
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  const auto ready = welcome_frame(before.epoch, before.seq, before.mark, before.now, before.member, before.snapshot,
                                   before.present, views);
  RC_ASSERT(payload_of(*ready) == to_json(server_frame{before}));
  RC_ASSERT(payload_of(*changes_frame(before.seq, before.mark, before.now, views)) ==
            to_json(server_frame{frame::changes{before.seq, before.mark, before.now, before.changes}}));
  RC_ASSERT(payload_of(*snapshot_frame(before.epoch, before.seq, before.mark, before.now, views)) ==
            to_json(server_frame{frame::snapshot{before.epoch, before.seq, before.mark, before.now, before.changes}}));
  const auto presence = arbitrary<frame::presence>();
  RC_ASSERT(payload_of(*presence_frame(presence.members)) == to_json(server_frame{presence}));
}

}  // namespace
}  // namespace reprise
