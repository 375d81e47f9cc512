#include "server/log/redis_lane.hpp"

#include <algorithm>
#include <utility>

#include "server/log/redis_lua.hpp"

namespace reprise {
namespace {

constexpr int redirections_max = 8;
constexpr std::size_t said_at_once = 1'000;

struct named_script {
  std::string_view name;
  std::string_view text;
};
constexpr named_script scripts[] = {
    {"append", redis_lua::append},
    {"restore", redis_lua::restore},
    {"load", redis_lua::load},
    {"claim", redis_lua::claim},
    {"release", redis_lua::release},
    {"save_snapshot", redis_lua::save_snapshot},
    {"trim", redis_lua::trim},
    {"retain", redis_lua::retain},
    {"count", redis_lua::count},
    {"keep_text", redis_lua::keep_text},
    {"remove_text", redis_lua::remove_text},
};

// What Redis says where this connection leads to the wrong server, or to one that is not ready: look for it again.
bool is_misplaced(std::string_view error) {
  for (const auto* each : {"READONLY", "LOADING", "MASTERDOWN", "NOSCRIPT", "CLUSTERDOWN", "UNBLOCKED", "NOREPLICAS"}) {
    if (error.starts_with(each)) return true;
  }
  return false;
}

// "MOVED 3999 127.0.0.1:6381": where to.
std::optional<redis_endpoint> redirection(std::string_view error) {
  const auto at = error.rfind(' ');
  const auto where = error.substr(at == std::string_view::npos ? 0 : at + 1);
  auto read = read_redis_address("redis://" + std::string(where.substr(0, where.find('@'))));
  if (!read) return std::nullopt;
  return read->endpoints.front();
}

}  // namespace

redis_lane::redis_lane(owner& whose, redis_lane_options options)
    : owner_(whose),
      options_(std::move(options)),
      worker_(options_.batch_requests_max, [this](std::vector<redis_request_ptr> batch) { handle(std::move(batch)); }) {
}

void redis_lane::handle(std::vector<redis_request_ptr> batch) {
  carry_out(batch);
  for (const auto& each : batch) {
    if (each) each->answer();  // those that were redirected are answered elsewhere
  }
}

void redis_lane::carry_out(std::vector<redis_request_ptr>& batch) {
  std::vector<redis_reply> replies;
  std::optional<redis_reply> replicas;
  std::string why;
  try {
    if (!connection_) connect();
    bool writes = false;
    for (const auto& each : batch) {
      send(*each);
      writes = writes || each->what_for != redis_request::purpose::reads;
    }
    const bool waits = writes && options_.wait_replicas > 0;
    if (waits) {
      connection_->send(redis_command{"WAIT", std::to_string(options_.wait_replicas),
                                      std::to_string(options_.replicas_patience.count())});
    }
    for (const auto& each : batch) {
      if (each->asks_first) connection_->receive();
      replies.push_back(connection_->receive());
    }
    if (waits) replicas = connection_->receive();
  } catch (const redis_error& error) {
    connection_.reset();
    why = error.what();
  }

  const bool not_copied = replicas && replicas->number() < options_.wait_replicas;
  for (std::size_t at = 0; at < batch.size(); ++at) {
    if (at >= replies.size()) {
      refuse(*batch[at], why);
    } else if (not_copied && batch[at]->what_for != redis_request::purpose::reads) {
      refuse(*batch[at], "Redis has it, but " + std::to_string(options_.wait_replicas) +
                             " replicas did not say in time that they have it too");
    } else {
      take(batch[at], replies[at]);
    }
  }
  if (!connection_) owner_.lost_connection(*this);
}

void redis_lane::connect() {
  auto made = std::make_unique<redis_connection>(owner_.find(*this), options_.address, options_.patience);
  const auto role = made->ask({"ROLE"});
  if (role.size() > 0 && role[0].text() != "master") {
    throw redis_error("the Redis that was found is a replica, which cannot be written to");
  }
  script_ids_.clear();
  for (const auto& each : scripts) {
    const auto id = made->ask({"SCRIPT", "LOAD", std::string(each.text)});
    if (id.is_error()) throw redis_error("Redis does not take a script: " + id.str());
    script_ids_.emplace(each.name, id.str());
  }
  const auto info = made->ask({"INFO", "server"});
  connection_ = std::move(made);
  const auto id = redis_info(info.text(), "run_id");
  if (id != redis_id_) say_what_is_known();
  redis_id_ = id;
}

// Before anybody else's word is taken, as far as this server is concerned.
void redis_lane::say_what_is_known() {
  const auto known = owner_.what_is_known(*this);
  for (std::size_t from = 0; from < known.size(); from += said_at_once) {
    const auto beyond = std::min(from + said_at_once, known.size());
    for (auto at = from; at < beyond; ++at) send(*known[at]);
    for (auto at = from; at < beyond; ++at) {
      const auto reply = connection_->receive();
      if (reply.is_error())
        known[at]->refuse(reply.str());
      else
        known[at]->take(reply);
      known[at]->answer();
    }
  }
}

void redis_lane::send(redis_request& what) {
  std::vector<std::string_view> words(what.command.begin(), what.command.end());
  if (words[0] == "EVALSHA") words[1] = script_ids_.at(what.command[1]);
  const bool says_where =
      what.what_for == redis_request::purpose::appends || what.what_for == redis_request::purpose::restores;
  if (says_where) words.emplace_back(redis_id_);
  if (what.asks_first) connection_->send(redis_command{"ASKING"});
  connection_->send(words);
}

void redis_lane::take(redis_request_ptr& what, const redis_reply& reply) {
  if (!reply.is_error()) {
    if (reply[0].text() == "wait") {
      return refuse(*what, "another Redis has taken over; whoever knows more of this session than it does comes first");
    }
    what->take(reply);
    owner_.succeeded(*what);
    return;
  }
  const auto error = reply.text();
  const bool asks_first = error.starts_with("ASK ");
  if ((asks_first || error.starts_with("MOVED ")) && what->redirected < redirections_max) {
    if (const auto to = redirection(error)) {
      ++what->redirected;
      return owner_.redirect(std::move(what), *to, asks_first);
    }
  }
  if (is_misplaced(error)) connection_.reset();
  refuse(*what, reply.str());
}

void redis_lane::refuse(redis_request& what, const std::string& reason) {
  what.refuse(reason);
  owner_.failed(reason, 1);
}

}  // namespace reprise
