#include "server/net/http_message.hpp"

#include "protocol/writer.hpp"

namespace reprise::net {
namespace {

http_response response(int status, std::string content_type, std::string body) {
  http_response out;
  out.status = status;
  out.content_type = std::move(content_type);
  out.body = std::make_shared<const std::string>(std::move(body));
  out.headers.emplace_back("Cache-Control", "no-store");
  return out;
}

}  // namespace

http_response text_response(int status, std::string text) {
  return response(status, "text/plain; charset=utf-8", std::move(text));
}

http_response json_response(int status, std::string json) {
  return response(status, "application/json", std::move(json));
}

http_response problem_response(const refusal& why) { return problem_response(why, refusal_status(why.code)); }

http_response problem_response(const refusal& why, int status) {
  auto said = problem_of(why);
  said.status = status;
  return response(status, "application/problem+json", to_json(said));
}

}  // namespace reprise::net
