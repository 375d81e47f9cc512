// The HTTP side of the protocol: every route in one table, and the bodies as described structs. The server's router and
// the OpenAPI document both follow from this. Problems come as application/problem+json (refusals.hpp).
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/changes.hpp"
#include "protocol/limits.hpp"
#include "protocol/values.hpp"

namespace reprise::http {

// --- bodies ----------------------------------------------------------------------------------------------------------

// How people are to be grouped, as set_placement says it in a session; groups go with "prepared" only.
struct grouping {
  static constexpr std::string_view wire_name = "grouping";
  placement_mode mode = placement_mode::random;
  whole<2, 4> room_size = 3;
  list<group, limits::rooms_max> groups;
};
BOOST_DESCRIBE_STRUCT(grouping, (), (mode, room_size, groups))

// `id` is made by the caller; asked again with the same id, the same session is answered.
struct create_session {
  static constexpr std::string_view wire_name = "create_session";
  line<limits::command_id_chars_max> id;
  line<limits::playbook_key_chars_max> playbook;  // the key of one of GET /api/playbooks
  std::optional<title_text> title;                // else the playbook's
  std::optional<name_text> facilitator;           // what the facilitator is called, until they say otherwise
  // The key of the session before it on this server: whoever was there finds their gap task again.
  std::optional<line<limits::session_key_chars_max>> follows = std::nullopt;
  std::optional<reprise::http::grouping> grouping = std::nullopt;  // else by the dice, in rooms of the playbook's size
};
BOOST_DESCRIBE_STRUCT(create_session, (), (id, playbook, title, facilitator, follows, grouping))

struct session_created {
  static constexpr std::string_view wire_name = "session_created";
  std::string session;    // its key, as in /live/{session}
  std::string join_code;  // for everybody else
  std::string ticket;     // the facilitator's
  std::uint64_t member = 0;
  std::string link;  // the facilitator's, relative to the server: /s/{session}#ticket=...
};
BOOST_DESCRIBE_STRUCT(session_created, (), (session, join_code, ticket, member, link))

// `id` is made by the client, unique for it; sent again with the same id, the same member is answered.
struct join {
  static constexpr std::string_view wire_name = "join";
  line<limits::command_id_chars_max> id;
  line<limits::typed_code_chars_max> code;  // letter case, spaces and hyphens do not matter
  name_text name;
  // Of other sessions on this server. One of the session that this one follows brings its holder's gap task along; all
  // others are passed over in silence.
  std::optional<list<line<limits::ticket_chars_max>, limits::former_tickets_max>> former_tickets = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(join, (), (id, code, name, former_tickets))

struct joined {
  static constexpr std::string_view wire_name = "joined";
  std::string ticket;
  std::string session;
  std::uint64_t member = 0;
};
BOOST_DESCRIBE_STRUCT(joined, (), (ticket, session, member))

struct playbook_summary {
  static constexpr std::string_view wire_name = "playbook_summary";
  std::string key;
  std::string title;
  std::string npq;
  std::string audience;
  std::string purpose;
  std::int64_t minutes = 0;  // of its stages and slots together
  bool own = false;          // saved on this server, not one of those that ship
};
BOOST_DESCRIBE_STRUCT(playbook_summary, (), (key, title, npq, audience, purpose, minutes, own))

struct playbook_list {
  static constexpr std::string_view wire_name = "playbook_list";
  std::vector<playbook_summary> playbooks;
  bool saving = true;  // whether own ones can be saved and removed here
};
BOOST_DESCRIBE_STRUCT(playbook_list, (), (playbooks, saving))

// A whole playbook, as a session is opened from it. Ids and numbers follow from the order; a file has none of them.
struct playbook_document {
  static constexpr std::string_view wire_name = "playbook_document";
  std::string key;  // empty: it has only been checked
  bool own = false;
  reprise::playbook playbook;
  list<criterion, limits::criteria_max> criteria;
};
BOOST_DESCRIBE_STRUCT(playbook_document, (), (key, own, playbook, criteria))

struct playbook_saved {
  static constexpr std::string_view wire_name = "playbook_saved";
  playbook_document document;
  // Said once, when there was nothing of one's own under this key before: to replace or to remove it, send it along.
  std::optional<std::string> edit_key;
};
BOOST_DESCRIBE_STRUCT(playbook_saved, (), (document, edit_key))

// What the ticket's member may see of the session, now or after it has ended.
struct record {
  static constexpr std::string_view wire_name = "record";
  std::string session;
  std::uint64_t member = 0;
  seq_number seq = 0;
  instant now = 0;
  reprise::changes changes;
};
BOOST_DESCRIBE_STRUCT(record, (), (session, member, seq, now, changes))

// --- routes ----------------------------------------------------------------------------------------------------------

enum class method { get, post, remove };  // remove: DELETE

// Who may ask: everybody, the holder of the organiser's key, or the holder of a ticket; the latter two as
// "Authorization: Bearer ...".
enum class credential { none, organiser_key, ticket };

// What a route answers: a described body, text for people and probes, a playbook's file, a WebSocket, or nothing.
enum class answer { json, text, yaml, upgrade, nothing };

struct route {
  std::string_view name;  // operationId
  method by;
  std::string_view path;  // {session} stands for a session's key, {playbook} for that of a playbook
  credential needs;
  std::string_view takes;  // wire_name of the body; empty: none
  answer gives;
  std::string_view body;  // wire_name of the answer's body where it is JSON
  int status;             // when it went well
  std::string_view summary;
  bool takes_playbook = false;  // the body is a playbook's text, YAML or JSON
  bool takes_edit_key = false;  // in the header that edit_key_header names
};

// The header with the key that saving a playbook gave.
inline constexpr std::string_view edit_key_header = "Edit-Key";

inline constexpr std::array routes{
    route{"create_session", method::post, "/api/sessions", credential::organiser_key, "create_session", answer::json,
          "session_created", 201, "Opens a session from a playbook."},
    route{"join", method::post, "/api/join", credential::none, "join", answer::json, "joined", 200,
          "Exchanges a join code for a ticket."},
    route{"read_record", method::get, "/api/sessions/{session}/record", credential::ticket, "", answer::json, "record",
          200, "Everything that the ticket's member may see of the session."},
    route{"list_playbooks", method::get, "/api/playbooks", credential::none, "", answer::json, "playbook_list", 200,
          "The playbooks that this server has."},
    route{"read_playbook", method::get, "/api/playbooks/{playbook}", credential::none, "", answer::json,
          "playbook_document", 200, "One playbook, whole."},
    route{"playbook_file", method::get, "/api/playbooks/{playbook}/file", credential::none, "", answer::yaml, "", 200,
          "One playbook as a file, to keep, to change and to bring back."},
    route{"check_playbook", method::post, "/api/playbooks/check", credential::organiser_key, "", answer::json,
          "playbook_document", 200, "Says whether a playbook could be used, or what to mend in which line.", true},
    route{
        "save_playbook", method::post, "/api/playbooks/{playbook}", credential::organiser_key, "", answer::json,
        "playbook_saved", 200,
        "Keeps a playbook as one's own under this key; one that is there needs its edit key, and those that ship stay.",
        true, true},
    route{"remove_playbook", method::remove, "/api/playbooks/{playbook}", credential::organiser_key, "",
          answer::nothing, "", 204, "Removes a playbook of one's own; sessions that were opened from it stay.", false,
          true},
    route{"live", method::get, "/live/{session}", credential::none, "", answer::upgrade, "", 101,
          "The session's WebSocket; the ticket follows in its first frame."},
    route{"healthz", method::get, "/healthz", credential::none, "", answer::text, "", 200, "The process is alive."},
    route{"readyz", method::get, "/readyz", credential::none, "", answer::text, "", 200,
          "The server can do its work: the log takes writes, and it is not stopping (else 503)."},
    route{"metrics", method::get, "/metrics", credential::none, "", answer::text, "", 200,
          "Metrics as Prometheus reads them."},
    route{"csp_report", method::post, "/csp-report", credential::none, "", answer::nothing, "", 204,
          "Where browsers report what the content security policy stopped; counted, not kept."},
};

}  // namespace reprise::http
