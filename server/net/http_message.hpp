// A request as the routes see it, and what they answer. Plain values without Beast, so that everything behind the
// connection compiles fast and is tested without sockets.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/refusals.hpp"

namespace reprise::net {

enum class http_method { get, head, post, other };

// Who asks, as limits count them.
struct caller {
  std::string address;    // see counted_address
  bool is_local = false;  // on this machine, where one may do anything anyway; or a trusted proxy itself
};

struct http_request {
  http_method method = http_method::get;
  std::string path;  // without the query, not decoded: our paths need no escapes
  caller from;
  std::string host;                  // lower case
  std::vector<std::string> origins;  // every Origin header; an honest browser sends one at most
  std::string authorization;
  std::string content_type;
  std::string accept_encoding;
  std::string if_none_match;
  std::string if_range;
  std::string range;
  std::string body;
};

// A body that is too large to be held: each piece is asked for when the one before has left.
struct body_in_pieces {
  using taker = std::function<void(std::shared_ptr<const std::string>)>;

  std::uint64_t bytes = 0;
  // Gives `take` the piece that begins there, once, on any thread; an empty one when it cannot be had any more, which ends
  // the connection. Null: the body is not in pieces.
  std::function<void(std::uint64_t from, taker take)> read;
};

struct http_response {
  int status = 200;
  std::string content_type;
  std::shared_ptr<const std::string> body;                        // shared with the static files; null: none
  body_in_pieces pieces;                                          // instead of `body`
  std::vector<std::pair<std::string_view, std::string>> headers;  // beside those that every answer has
};

// Called once, from any thread.
using respond = std::function<void(http_response)>;

http_response text_response(int status, std::string text);
http_response json_response(int status, std::string json);
// RFC 9457, application/problem+json, with the refusal's own status.
http_response problem_response(const refusal& why);
http_response problem_response(const refusal& why, int status);

}  // namespace reprise::net
