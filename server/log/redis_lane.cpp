#include "server/log/redis_lane.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "server/log/redis_lua.hpp"
#include "server/log/redis_replies.hpp"
#include "server/log/together.hpp"

namespace reprise {
namespace {

using namespace std::chrono_literals;

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

bool writes(const redis_request_ptr& what) { return what->what_for != redis_request::purpose::reads; }

}  // namespace

redis_lane::redis_lane(owner& whose, redis_lane_options options)
    : owner_(whose), options_(std::move(options)), thread_([this] { run(); }) {}

void redis_lane::post(redis_request_ptr what) {
  {
    const std::lock_guard lock(mutex_);
    if (!has_ended_) {
      posted_.push_back(std::move(what));
      ++unanswered_;
    }
  }
  if (!what) return together::wake(this, [this] { woken_.ring(); });
  what->refuse("the log is being closed");
  what->answer();
}

void redis_lane::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  woken_.ring();
  if (thread_.joinable()) thread_.join();
}

// --- the lane's thread ---------------------------------------------------------------------------------------------

void redis_lane::run() {
  for (auto why = wait(); why != woken_by::end; why = wait()) {
    const together answers;
    try {
      // First of all, so that a connection which Redis has closed is noticed before something is sent on it.
      if (why == woken_by::replies) {
        take_replies();
        together::wake_all();  // sending may have to wait for Redis
      } else if (!under_way_.empty() && std::chrono::steady_clock::now() >= heard_at_ + options_.patience.reply) {
        throw redis_error("Redis gives no answer");
      }
      send_posted();
    } catch (const redis_error& error) {
      give_up(error.what());
    }
  }
}

redis_lane::woken_by redis_lane::wait() {
  auto patience = -1ms;  // for ever
  if (!under_way_.empty()) {
    const auto left = heard_at_ + options_.patience.reply - std::chrono::steady_clock::now();
    patience = std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(left));
  } else {
    const std::lock_guard lock(mutex_);
    if (!posted_.empty())
      patience = 0ms;
    else if (stopping_) {
      has_ended_ = true;
      return woken_by::end;
    }
  }
  std::array<pollfd, 2> waits{{{.fd = woken_.descriptor(), .events = POLLIN, .revents = 0},
                               {.fd = connection_ ? connection_->descriptor() : -1, .events = POLLIN, .revents = 0}}};
  poll(waits.data(), waits.size(), static_cast<int>(patience.count()));
  if (waits[0].revents != 0) woken_.quiet();
  return waits[1].revents != 0 ? woken_by::replies : woken_by::other;
}

std::vector<redis_request_ptr> redis_lane::take_posted() {
  // While Redis waits for its replicas it does nothing else of what comes on this connection, and what gathers meanwhile
  // waits for them together.
  if (is_leaving_ || waits_for_replicas_ || under_way_.size() >= options_.under_way_max) return {};
  const std::lock_guard lock(mutex_);
  const auto count = std::min(posted_.size(), options_.under_way_max - under_way_.size());
  const auto end = posted_.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<redis_request_ptr> taken(std::make_move_iterator(posted_.begin()), std::make_move_iterator(end));
  posted_.erase(posted_.begin(), end);
  return taken;
}

void redis_lane::send_posted() {
  auto taken = take_posted();
  if (taken.empty()) return;
  const auto first = under_way_.size();
  const bool waits = options_.wait_replicas > 0 && std::any_of(taken.begin(), taken.end(), writes);
  // From here on they are under way: whatever fails, they are answered.
  for (auto& each : taken) {
    if (each->asks_first) under_way_.push_back({.is = sent::kind::asking});
    under_way_.push_back({.is = sent::kind::request, .what = std::move(each), .counts_when_copied = waits});
  }
  if (waits) under_way_.push_back({.is = sent::kind::wait});

  // It may have been closed since the last reply was read; what is sent after that would be lost, and in doubt.
  if (first == 0 && connection_ && connection_->is_closed_there()) leave();
  if (!connection_) connect();
  waits_for_replicas_ = waits;
  for (auto at = first; at < under_way_.size(); ++at) send(under_way_[at]);
  connection_->flush();
  if (first == 0) heard_at_ = std::chrono::steady_clock::now();
}

void redis_lane::take_replies() {
  connection_->read_what_is_there();
  heard_at_ = std::chrono::steady_clock::now();
  while (auto reply = connection_->next_reply()) take(std::move(*reply));
  if (is_leaving_ && under_way_.empty()) leave();
}

void redis_lane::take(redis_reply reply) {
  if (under_way_.empty()) throw redis_error("Redis answers what it was not asked");
  auto first = std::move(under_way_.front());
  under_way_.pop_front();
  switch (first.is) {
    case sent::kind::asking: return;
    case sent::kind::wait:
      waits_for_replicas_ = false;
      is_leaving_ = is_leaving_ || reply.is_error();  // a replica says so: nothing can be written here any more
      return settle_held(!reply.is_error() && reply.number() >= options_.wait_replicas);
    case sent::kind::request:
      // An error is one whoever has copied what, and may say that another Redis is to be looked for.
      if (!first.counts_when_copied || reply.is_error()) return settle(std::move(first.what), reply);
      first.reply = std::move(reply);
      held_.push_back(std::move(first));
  }
}

void redis_lane::settle_held(bool is_copied) {
  for (auto& each : std::exchange(held_, {})) {
    if (is_copied || !writes(each.what))
      settle(std::move(each.what), each.reply);
    else
      refuse(std::move(each.what), "Redis has it, but " + std::to_string(options_.wait_replicas) +
                                       " replicas did not say in time that they have it too");
  }
}

void redis_lane::settle(redis_request_ptr what, const redis_reply& reply) {
  if (!reply.is_error()) {
    if (reply[0].text() == "wait") {
      const auto why = "another Redis has taken over; whoever knows more of this session than it does comes first";
      return refuse(std::move(what), why);
    }
    what->take(reply);
    owner_.succeeded(*what);
    return answer(std::move(what));
  }
  const auto error = reply.text();
  const bool asks_first = error.starts_with("ASK ");
  if ((asks_first || error.starts_with("MOVED ")) && what->redirected < redirections_max) {
    if (auto to = read_redis_redirection(error)) {
      if (to->host.empty()) to->host = owner_.find(*this).host;
      ++what->redirected;
      --unanswered_;
      return owner_.redirect(std::move(what), *to, asks_first);
    }
    is_leaving_ = true;
  }
  is_leaving_ = is_leaving_ || is_misplaced(error);
  refuse(std::move(what), reply.str());
}

void redis_lane::refuse(redis_request_ptr what, const std::string& reason) {
  what->refuse(reason);
  owner_.failed(reason, 1);
  answer(std::move(what));
}

void redis_lane::answer(redis_request_ptr what) {
  what->answer();
  --unanswered_;
}

void redis_lane::give_up(const std::string& reason) {
  for (auto& each : std::exchange(held_, {})) refuse(std::move(each.what), reason);
  for (auto& each : std::exchange(under_way_, {})) {
    if (each.what) refuse(std::move(each.what), reason);
  }
  leave();
}

void redis_lane::leave() {
  together::wake_all();  // looking for another takes time, for which those who were answered need not wait
  connection_.reset();
  is_leaving_ = false;
  waits_for_replicas_ = false;
  owner_.lost_connection(*this);
}

// --- sending -------------------------------------------------------------------------------------------------------

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
  const auto time = made->ask({"TIME"});
  owner_.told_time(time[0].number() * 1'000 + time[1].number() / 1'000);
  const auto info = made->ask({"INFO", "server"});
  const auto id = redis_info(info.text(), "run_id");
  if (id != redis_id_) owner_.reached(*this, *made);
  connection_ = std::move(made);
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

void redis_lane::send(const sent& what) {
  switch (what.is) {
    case sent::kind::request: return send(*what.what);
    case sent::kind::asking: return connection_->send(redis_command{"ASKING"});
    case sent::kind::wait:
      connection_->send(redis_command{"WAIT", std::to_string(options_.wait_replicas),
                                      std::to_string(options_.replicas_patience.count())});
  }
}

void redis_lane::send(const redis_request& what) {
  std::vector<std::string_view> words(what.command.begin(), what.command.end());
  if (words[0] == "EVALSHA") words[1] = script_ids_.at(what.command[1]);
  const bool says_where =
      what.what_for == redis_request::purpose::appends || what.what_for == redis_request::purpose::restores;
  if (says_where) words.emplace_back(redis_id_);
  connection_->send(words);
}

}  // namespace reprise
