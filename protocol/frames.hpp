// The messages on the WebSocket (subprotocol "reprise.v1.json"). Each is one JSON object in one text message; the
// member "frame" comes first and says which it is.
//
//   client:  hello  -> (command | typing | ping)*
//   server:  welcome -> (changes | snapshot | acknowledged | refused | presence | pong)* -> bye
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "protocol/changes.hpp"
#include "protocol/commands.hpp"
#include "protocol/refusals.hpp"
#include "protocol/values.hpp"

namespace reprise {
inline constexpr std::string_view subprotocol = "reprise.v1.json";
}

namespace reprise::frame {

// --- from the client -----------------------------------------------------------------------------------------------

// The first frame. With the epoch, seq and mark of what the client still has, it is sent only what changed since.
struct hello {
  static constexpr std::string_view wire_name = "hello";
  line<limits::ticket_chars_max> ticket;
  std::optional<optional_line<limits::epoch_chars_max>> epoch;
  std::optional<seq_number> seq;
  std::optional<commit_mark> mark;
};
BOOST_DESCRIBE_STRUCT(hello, (), (ticket, epoch, seq, mark))

// `id` is made by the client, unique for it; sent again with the same id, a command is answered again, not done again.
// On the wire: {"frame":"command","id":"...","name":"share_attempt","args":{...}}, in this order.
struct command {
  static constexpr std::string_view wire_name = "command";
  line<limits::command_id_chars_max> id;
  member_command request;
};

// "I am typing" (about this attempt: my own, or my feedback on it; 0 for a new one), or no longer.
struct typing {
  static constexpr std::string_view wire_name = "typing";
  bool active = true;
  reprise::id<reprise::attempt> attempt;
};
BOOST_DESCRIBE_STRUCT(typing, (), (active, attempt))

// Answered by pong; shows the client that the server lives, how far its clock is off, and how far the log has got.
struct ping {
  static constexpr std::string_view wire_name = "ping";
  instant at = 0;  // the client's clock; echoed, not interpreted
};
BOOST_DESCRIBE_STRUCT(ping, (), (at))

// --- from the server -----------------------------------------------------------------------------------------------
// `changes` and `snapshot` carry ready-made JSON of changes, so they are written by hand (see frame_writer.hpp); these
// structs say what they hold, for the schemas.

// Answer to hello. snapshot true: forget what you had, `changes` is everything you may see. false: what changed since.
struct welcome {
  static constexpr std::string_view wire_name = "welcome";
  std::string epoch;
  seq_number seq = 0;
  commit_mark mark = 0;
  instant now = 0;
  reprise::id<reprise::member> member;  // you
  bool snapshot = true;
  std::vector<reprise::id<reprise::member>> present;  // who has a connection now
  reprise::changes changes;
};
BOOST_DESCRIBE_STRUCT(welcome, (), (epoch, seq, mark, now, member, snapshot, present, changes))

// Your own standing changed, or you could not keep up: forget the tables, this is everything you may see.
struct snapshot {
  static constexpr std::string_view wire_name = "snapshot";
  std::string epoch;
  seq_number seq = 0;
  commit_mark mark = 0;
  instant now = 0;
  reprise::changes changes;
};
BOOST_DESCRIBE_STRUCT(snapshot, (), (epoch, seq, mark, now, changes))

// One commit, as far as you may see it. Commits of which you see nothing are not sent; seq may jump.
struct changes {
  static constexpr std::string_view wire_name = "changes";
  seq_number seq = 0;
  commit_mark mark = 0;
  instant at = 0;
  reprise::changes changes;
};
BOOST_DESCRIBE_STRUCT(changes, (), (seq, mark, at, changes))

// Your command is in the log, as commit seq. Sent after the changes that it made.
struct acknowledged {
  static constexpr std::string_view wire_name = "acknowledged";
  std::string id;
  seq_number seq = 0;
};
BOOST_DESCRIBE_STRUCT(acknowledged, (), (id, seq))

// Your command (or, with an empty id, a frame that could not be read) was not done.
struct refused {
  static constexpr std::string_view wire_name = "refused";
  std::string id;
  reprise::problem problem;
};
BOOST_DESCRIBE_STRUCT(refused, (), (id, problem))

struct member_presence {
  static constexpr std::string_view wire_name = "member_presence";
  reprise::id<reprise::member> member;
  bool here = true;  // has a connection now
  bool typing = false;
  reprise::id<reprise::attempt> attempt;  // what the typing is about
};
BOOST_DESCRIBE_STRUCT(member_presence, (), (member, here, typing, attempt))

// Whispered, never stored: only those whose presence changed. Typing is whispered to the member's room and to
// facilitators.
struct presence {
  static constexpr std::string_view wire_name = "presence";
  std::vector<member_presence> members;
};
BOOST_DESCRIBE_STRUCT(presence, (), (members))

struct pong {
  static constexpr std::string_view wire_name = "pong";
  instant at = 0;      // as in the ping
  instant now = 0;     // the server's clock
  seq_number seq = 0;  // everything up to here that you may see has been sent before this
  commit_mark mark = 0;
};
BOOST_DESCRIBE_STRUCT(pong, (), (at, now, seq, mark))

// The last frame before the server closes.
struct bye {
  static constexpr std::string_view wire_name = "bye";
  std::uint16_t code = 0;
  std::string name;
  std::string meaning;
  bool come_back = false;
  std::int64_t pause_ms_min = 0;  // come back after a pause drawn from here
  std::int64_t pause_ms_max = 0;
};
BOOST_DESCRIBE_STRUCT(bye, (), (code, name, meaning, come_back, pause_ms_min, pause_ms_max))

}  // namespace reprise::frame

namespace reprise {
using client_frame = std::variant<frame::hello, frame::command, frame::typing, frame::ping>;
using server_frame = std::variant<frame::welcome, frame::snapshot, frame::changes, frame::acknowledged, frame::refused,
                                  frame::presence, frame::pong, frame::bye>;
}  // namespace reprise
