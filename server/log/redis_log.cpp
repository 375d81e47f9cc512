#include "server/log/redis_log.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "server/log/log_unusable.hpp"
#include "server/log/redis_keys.hpp"
#include "server/log/redis_replies.hpp"

namespace reprise {
namespace {

using namespace std::chrono_literals;
constexpr auto probe_interval = 1s;
constexpr std::size_t facts_max = 20'000;

std::string advice(const redis_address& address, const std::string& reason) {
  const auto where = address.endpoints.front().text();
  return "The log in Redis cannot be used: " + reason + ". Is Redis running at " + where +
         ", may this machine reach it, and are user and password right? (--log)";
}

}  // namespace

// --- opening and ending ---------------------------------------------------------------------------------------------

redis_log::redis_log(redis_log_options options)
    : options_(std::move(options)),
      publish_(is_cluster() ? "SPUBLISH" : "PUBLISH"),
      facts_(facts_max, options_.kept_for) {
  try {
    if (is_cluster())
      read_slots();
    else
      branch_at({});
    redis_connection first(find(*all_branches().front()->lane), options_.address, options_.patience);
    durability_ = ask_for_durability(first);
    if (durability_.is_cluster && !is_cluster()) throw redis_error("this is a node of a cluster; say redis-cluster://");
  } catch (const redis_error& error) {
    stop();
    throw log_unusable(advice(options_.address, error.what()));
  }
}

redis_log::~redis_log() { stop(); }

void redis_log::stop() {
  stopping_ = true;
  // What a lane is redirected to while it ends may still make a branch.
  for (const auto& each : all_branches()) each->subscriber->stop();
  for (const auto& each : all_branches()) each->lane->stop();
}

// --- questions -----------------------------------------------------------------------------------------------------

void redis_log::load(session_key session, done<load_answer> then) {
  require_session_key(session);
  const redis_session_keys keys(session);
  auto words = redis_script("load", {keys.meta(), keys.log(), keys.snapshot()});
  words.push_back(std::to_string(recent_commands_max));
  ask<load_answer>(purpose::reads, keys.stem, std::move(words), std::move(then),
                   [this, session](const redis_reply& reply) {
                     if (reply[3].large_number() > 0) facts_.listed(session, reply[3].str());
                     return read_redis_session(reply);
                   });
}

void redis_log::append(session_key session, log_position expected, std::vector<stored_commit> commits,
                       done<append_answer> then) {
  require_append(session, expected, commits);
  append_or_look(std::move(session), expected, std::move(commits), {}, std::move(then));
}

void redis_log::look(session_key session, log_position expected, std::vector<std::string> refused,
                     done<append_answer> then) {
  require_session_key(session);
  append_or_look(std::move(session), expected, {}, refused, std::move(then));
}

void redis_log::append_or_look(session_key session, const log_position& expected, std::vector<stored_commit> commits,
                               const std::vector<std::string>& refused, done<append_answer> then) {
  const redis_session_keys keys(session);
  auto words = redis_script("append", {keys.meta(), keys.log(), keys.commands(), keys.snapshot()});
  words.insert(words.end(),
               {expected.epoch, std::to_string(expected.seq), std::to_string(expected.mark),
                expected.seq == 0 ? options_.sources.new_epoch() : std::string(), std::to_string(overtaken_commits_max),
                keys.channel(), publish_, is_cluster() ? "" : redis_sessions_key, session, kept_for(),
                std::to_string(options_.sources.now()), std::to_string(commits.size())});
  for (auto& each : commits) {
    const auto mark = mark_of(each.bytes);
    words.push_back(std::move(each.command_id));
    words.push_back(std::move(each.bytes));
    words.push_back(std::to_string(mark));
  }
  words.insert(words.end(), refused.begin(), refused.end());
  // In a cluster the index is elsewhere than the session, so after its first append there is one thing more to do.
  const auto created = std::make_shared<std::string>();
  auto finish = [this, session, created, then = std::move(then)](append_answer answer) {
    if (created->empty()) return then(std::move(answer));
    const auto kept = std::make_shared<append_answer>(std::move(answer));
    add_to_index(session, *created, [then, kept] { then(std::move(*kept)); });
  };
  ask<append_answer>(purpose::appends, keys.stem, std::move(words), std::move(finish),
                     [this, session, created, count = commits.size()](const redis_reply& reply) {
                       auto answer = read_redis_append(reply);
                       if (!std::holds_alternative<appended>(answer) || count == 0) return answer;
                       if (reply[4].number() > 0) {
                         facts_.listed(session, std::to_string(reply[4].number()));
                         if (is_cluster()) *created = std::to_string(reply[4].number());
                       }
                       const std::lock_guard lock(health_mutex_);
                       health_.appends += 1;
                       health_.commits += count;
                       health_.transactions += 1;
                       return answer;
                     });
}

void redis_log::add_to_index(const session_key& session, std::string created, std::function<void()> then) {
  ask<bool>(
      purpose::writes, redis_sessions_key, {"ZADD", redis_sessions_key, "NX", std::move(created), session},
      [then = std::move(then)](bool) { then(); }, [](const redis_reply&) { return true; });
}

void redis_log::read(session_key session, seq_number after, std::size_t commits_max, done<read_answer> then) {
  require_session_key(session);
  const redis_session_keys keys(session);
  if (commits_max == 0 || after == ~seq_number{0}) return then(std::vector<stored_commit>{});
  const auto most = std::min<std::size_t>(commits_max, 1'000'000'000);
  ask<read_answer>(purpose::reads, keys.stem,
                   {"XRANGE", keys.log(), std::to_string(after + 1) + "-0", "+", "COUNT", std::to_string(most)},
                   std::move(then), [](const redis_reply& reply) { return read_redis_commits(reply); });
}

void redis_log::save_snapshot(session_key session, std::string epoch, stored_snapshot snapshot, done<bool> then) {
  require_snapshot(session, snapshot);
  const redis_session_keys keys(session);
  auto words = redis_script("save_snapshot", {keys.meta(), keys.snapshot()});
  words.insert(words.end(), {std::move(epoch), std::to_string(snapshot.seq), std::move(snapshot.bytes)});
  ask<bool>(purpose::writes, keys.stem, std::move(words), std::move(then),
            [](const redis_reply& reply) { return reply.number() == 1; });
}

void redis_log::restore(session_key session, loaded_session held, done<append_answer> then) {
  require_held(session, held);
  const redis_session_keys keys(session);
  auto words = redis_script("restore", {keys.meta(), keys.log(), keys.commands(), keys.snapshot()});
  words.insert(words.end(),
               {held.last.epoch, std::to_string(held.last.seq), std::to_string(held.last.mark),
                options_.sources.new_epoch(), keys.channel(), publish_, is_cluster() ? "" : redis_sessions_key, session,
                std::to_string(held.created_at * 1'000), kept_for(), std::move(held.snapshot->bytes)});
  words.push_back(std::to_string(held.commits.size()));
  for (auto& each : held.commits) {
    const auto mark = mark_of(each.bytes);
    words.insert(words.end(), {std::to_string(each.seq), each.command_id, std::move(each.bytes), std::to_string(mark)});
  }
  words.push_back(std::to_string(held.recent_commands.size()));
  for (const auto& each : held.recent_commands) words.insert(words.end(), {each.command_id, std::to_string(each.seq)});
  const auto created = std::make_shared<std::string>();
  auto finish = [this, session, created, then = std::move(then)](append_answer answer) {
    if (!is_cluster() || created->empty()) return then(std::move(answer));
    const auto kept = std::make_shared<append_answer>(std::move(answer));
    add_to_index(session, *created, [then, kept] { then(std::move(*kept)); });
  };
  ask<append_answer>(purpose::restores, keys.stem, std::move(words), std::move(finish),
                     [this, session, created](const redis_reply& reply) {
                       auto answer = read_redis_append(reply);
                       if (std::holds_alternative<appended>(answer)) {
                         *created = std::to_string(reply[4].number());
                         facts_.listed(session, *created);
                       }
                       return answer;
                     });
}

void redis_log::trim(session_key session, std::string epoch, std::size_t kept, done<bool> then) {
  require_session_key(session);
  const redis_session_keys keys(session);
  auto words = redis_script("trim", {keys.meta(), keys.log(), keys.snapshot()});
  words.insert(words.end(), {std::move(epoch), std::to_string(kept)});
  ask<bool>(purpose::writes, keys.stem, std::move(words), std::move(then),
            [](const redis_reply& reply) { return reply.number() == 1; });
}

// --- health --------------------------------------------------------------------------------------------------------

void redis_log::succeeded(const redis_request& what) {
  if (what.what_for == redis_request::purpose::reads) return;
  const std::lock_guard lock(health_mutex_);
  health_.writable = true;
}

void redis_log::failed(const std::string& reason, std::size_t requests) {
  const std::lock_guard lock(health_mutex_);
  health_.writable = false;
  health_.last_error = reason;
  health_.failures += requests;
}

log_health redis_log::check() const {
  log_health health;
  bool try_it = false;
  {
    const std::lock_guard lock(health_mutex_);
    health = health_;
    const auto now = std::chrono::steady_clock::now();
    try_it = !health.writable && now - probed_at_ >= probe_interval && !stopping_;
    if (try_it) probed_at_ = now;
  }
  if (try_it) probe();
  for (const auto& each : all_branches()) health.waiting += each->lane->waiting();
  return health;
}

void redis_log::probe() const {
  ask<bool>(
      purpose::writes, "reprise:probe", {"SET", "reprise:probe", "1", "EX", "60"}, [](bool) {},
      [](const redis_reply&) { return true; });
}

// --- followers -----------------------------------------------------------------------------------------------------

std::shared_ptr<void> redis_log::follow(session_key session, teller tell) {
  require_session_key(session);
  const auto channel = redis_session_keys(session).channel();
  const auto made = std::make_shared<follower>(follower{std::move(session), std::move(tell)});
  {
    const std::lock_guard lock(followers_mutex_);
    followers_[channel].push_back(made);
    auto& at = heard_at_[channel];
    if (!at) {
      at = branch_for(redis_slot(channel));
      at->subscriber->add(channel);
    }
  }
  // The token keeps the follower; when it goes, the channel does, unless somebody else is on it.
  return std::shared_ptr<void>(made.get(), [this, channel, kept = made](void*) mutable {
    kept.reset();
    unfollow(channel);
  });
}

void redis_log::unfollow(const std::string& channel) {
  const std::lock_guard lock(followers_mutex_);
  const auto here = followers_.find(channel);
  if (here == followers_.end()) return;
  std::erase_if(here->second, [](const auto& each) { return each.expired(); });
  if (!here->second.empty()) return;
  followers_.erase(here);
  heard_at_[channel]->subscriber->remove(channel);
  heard_at_.erase(channel);
}

void redis_log::whisper(session_key session, std::string bytes) {
  require_session_key(session);
  const redis_session_keys keys(session);
  ask<bool>(
      purpose::reads, keys.stem, {publish_, keys.channel(), "w" + std::move(bytes)}, [](bool) {},
      [](const redis_reply&) { return true; });
}

void redis_log::heard_on(std::string_view channel, std::string_view message) {
  if (message.starts_with('w')) return tell(channel, heard_whisper{std::string(message.substr(1))});
  if (message.starts_with("c ")) {
    if (auto news = read_redis_news(message.substr(2))) return tell(channel, std::move(*news));
  }
  tell(channel, heard_too_little{});
}

void redis_log::gap_on(const std::string& channel) { tell(channel, heard_too_little{}); }

void redis_log::tell(std::string_view channel, const heard& what) {
  std::vector<std::shared_ptr<follower>> listening;
  {
    const std::lock_guard lock(followers_mutex_);
    const auto here = followers_.find(channel);
    if (here == followers_.end()) return;
    for (const auto& each : here->second) {
      if (auto one = each.lock()) listening.push_back(std::move(one));
    }
  }
  for (const auto& each : listening) each->tell(what);
}

}  // namespace reprise
