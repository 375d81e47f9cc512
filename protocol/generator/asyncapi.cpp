// asyncapi.json: the WebSocket, as the server sees it (it receives what clients send).
#include <stdexcept>

#include "protocol/close_codes.hpp"
#include "protocol/frames.hpp"
#include "protocol/generator/documents.hpp"
#include "protocol/generator/schema_set.hpp"

namespace reprise::generator {
namespace {

struct frame_summary {
  std::string_view name;
  std::string_view summary;
};

constexpr std::array frame_summaries{
    frame_summary{"hello", "The first frame: who is here, and how much of the session they still have."},
    frame_summary{"command", "Asks for something. Sent again with the same id, it is answered again, not done again."},
    frame_summary{"typing", "Says that one is typing, or no longer."},
    frame_summary{"ping", "Answered by pong; shows that the server lives and how far its clock is off."},
    frame_summary{"welcome", "The answer to hello: everything one may see, or what changed since."},
    frame_summary{"snapshot", "Forget the tables: this is everything one may see now."},
    frame_summary{"changes", "One commit, as far as one may see it. Seq may jump."},
    frame_summary{"acknowledged", "A command is in the log and will not be lost. Comes after its changes."},
    frame_summary{"refused", "A command, or a frame that could not be read, was not done; the problem says why."},
    frame_summary{"presence", "Whose presence changed: who has a connection, who is typing. Never stored."},
    frame_summary{"pong", "The server's clock, and how far everything has been sent."},
    frame_summary{"bye", "The last frame before the server closes: why, and whether to come back."},
};

std::string_view summary_of(std::string_view name) {
  for (const auto& one : frame_summaries) {
    if (one.name == name) return one.summary;
  }
  throw std::logic_error("a frame has no summary: " + std::string(name));
}

// Adds the frames' messages and gives references to them for the channel's operation.
template <class Frames>
json add_messages(schema_set& schemas, json& channel, json& messages) {
  json in_operation = json::array();
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Frames>>([&](auto one) {
    using Frame = typename decltype(one)::type;
    const std::string name(Frame::wire_name);
    messages[name] = {{"name", name}, {"summary", summary_of(name)}, {"payload", schemas.use<Frame>()}};
    channel[name] = {{"$ref", "#/components/messages/" + name}};
    in_operation.push_back({{"$ref", "#/channels/live/messages/" + name}});
  });
  return in_operation;
}

json close_code_table() {
  json rows = json::array();
  for (const close_code& code : close_codes) {
    rows.push_back({{"code", code.value},
                    {"name", code.name},
                    {"meaning", code.meaning},
                    {"comeBack", code.come_back()},
                    {"pauseMsMin", code.pause_ms_min},
                    {"pauseMsMax", code.pause_ms_max}});
  }
  return rows;
}

json refusal_table() {
  json rows = json::array();
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<refusal_code>>([&](auto one) {
    rows.push_back({{"code", one.name}, {"title", refusal_title(one.value)}, {"status", refusal_status(one.value)}});
  });
  return rows;
}

constexpr std::string_view channel_description =
    "One JSON object in each text message; its member \"frame\" comes first and says which it is. The client says "
    "hello "
    "first. Close codes 4000 to 4499 ask the client to come back after a pause drawn from the range that bye gives; "
    "4500 to 4999 ask it not to. x-close-codes has them all; x-refusals has the codes of problems (RFC 9457).";

}  // namespace

std::string asyncapi() {
  schema_set schemas("#/components/schemas/");
  add_live_schemas(schemas);
  json messages = json::object();
  json in_channel = json::object();
  json received = add_messages<client_frame>(schemas, in_channel, messages);
  json sent = add_messages<server_frame>(schemas, in_channel, messages);

  json handshake{{"type", "object"},
                 {"properties", {{"Sec-WebSocket-Protocol", {{"const", subprotocol}}}}},
                 {"required", {"Sec-WebSocket-Protocol"}}};
  json live{{"address", "/live/{session}"},
            {"title", "A session, live"},
            {"description", channel_description},
            {"parameters", {{"session", {{"description", "The session's key."}}}}},
            {"messages", std::move(in_channel)},
            {"bindings", {{"ws", {{"method", "GET"}, {"headers", std::move(handshake)}, {"bindingVersion", "0.1.0"}}}}},
            {"x-close-codes", close_code_table()},
            {"x-refusals", refusal_table()}};
  json operations{{"listen",
                   {{"action", "receive"},
                    {"channel", {{"$ref", "#/channels/live"}}},
                    {"summary", "What clients send."},
                    {"messages", std::move(received)}}},
                  {"speak",
                   {{"action", "send"},
                    {"channel", {{"$ref", "#/channels/live"}}},
                    {"summary", "What the server sends."},
                    {"messages", std::move(sent)}}}};
  return document_text(
      {{"asyncapi", "3.1.0"},
       {"info",
        {{"title", "Reprise: the live protocol"},
         {"version", "1.0.0"},
         {"description", "How a session is followed and worked in, over one WebSocket."},
         {"license", {{"name", "MIT"}}}}},
       {"defaultContentType", "application/json"},
       {"servers",
        {{"local", {{"host", "localhost:8080"}, {"protocol", "ws"}, {"description", "As script/server starts it."}}}}},
       {"channels", {{"live", std::move(live)}}},
       {"operations", std::move(operations)},
       {"components", {{"messages", std::move(messages)}, {"schemas", schemas.all()}}}});
}

}  // namespace reprise::generator
