#include "server/log/redis_log.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "server/log/log_unusable.hpp"
#include "server/log/redis_keys.hpp"
#include "server/log/redis_layout.hpp"
#include "server/log/redis_replies.hpp"

namespace reprise {
namespace {

using namespace std::chrono_literals;
constexpr auto probe_interval = 1s;
constexpr std::size_t facts_max = 20'000;
constexpr std::size_t kept_until_digits = 13;

std::string advice(const redis_address& address, const std::string& reason) {
  const auto where = address.endpoints.front().text();
  return "The log in Redis cannot be used: " + reason + ". Is Redis running at " + where +
         ", may this machine reach it, and are user and password right? (--log)";
}

std::string words_of(const log_position& at) {
  return at.epoch + ' ' + std::to_string(at.seq) + ' ' + std::to_string(at.mark);
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
    meet_primaries();
  } catch (const wrong_redis_layout& error) {
    stop();
    throw log_unusable(error.what());
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
  auto words = redis_script("load", {keys.commands(), keys.log(), keys.snapshot()});
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
  append_or_look(std::move(session), expected, commits, {}, std::move(then));
}

void redis_log::look(session_key session, log_position expected, std::vector<std::string> refused,
                     done<append_answer> then) {
  require_session_key(session);
  append_or_look(std::move(session), expected, {}, std::move(refused), std::move(then));
}

void redis_log::append_or_look(session_key session, const log_position& expected,
                               const std::vector<stored_commit>& commits, std::vector<std::string> refused,
                               done<append_answer> then) {
  auto after = expected;
  after.seq += commits.size();
  if (expected.seq == 0) after.epoch = options_.sources.new_epoch();
  if (!commits.empty()) after.mark = mark_of(commits.back().bytes);
  const auto has_id = [](const auto& each) { return !each.command_id.empty(); };
  const auto ids_total = std::count_if(commits.begin(), commits.end(), has_id);

  const redis_session_keys keys(session);
  auto words = redis_script("append", {keys.commands(), keys.log(), keys.snapshot()});
  words.reserve(words.size() + 8 + 4 * commits.size() + refused.size());
  words.insert(words.end(), {words_of(expected), words_of(after), kept_until(), publish_});
  auto& seldom = words.emplace_back(std::to_string(overtaken_commits_max));
  const std::string is_copied = options_.wait_replicas > 0 ? "1" : "0";
  for (const auto& each : {std::to_string(options_.others_wait.count()), kept_for(), is_copied, session})
    (seldom += ' ') += each;
  if (!is_cluster()) (seldom += ' ') += redis_sessions_key;
  words.push_back(std::to_string(ids_total));
  words.push_back(std::to_string(commits.size()));
  for (const auto& each : commits) {
    if (has_id(each)) words.insert(words.end(), {each.command_id, std::to_string(each.seq)});
  }
  for (const auto& each : commits) words.insert(words.end(), {std::to_string(each.seq), redis_entry(each)});
  for (auto& each : refused) words.push_back(std::move(each));
  write(purpose::appends, std::move(session), std::move(words), std::move(after), commits.size(), std::move(then));
}

void redis_log::write(purpose what_for, session_key session, redis_command words, log_position after,
                      std::size_t commits, done<append_answer> then) {
  const auto stem = redis_session_keys(session).stem;
  // In a cluster the index is elsewhere than the session, so when it begins there is one thing more to do.
  const auto created = is_cluster() ? std::make_shared<std::string>() : nullptr;
  if (created) {
    then = [this, session, created, then = std::move(then)](append_answer answer) {
      if (created->empty()) return then(std::move(answer));
      const auto kept = std::make_shared<append_answer>(std::move(answer));
      add_to_index(session, *created, [then, kept] { then(std::move(*kept)); });
    };
  }
  ask<append_answer>(
      what_for, stem, std::move(words), std::move(then),
      [this, session = std::move(session), created, after = std::move(after), commits](const redis_reply& reply) {
        if (reply[0].text() == "began") {
          facts_.listed(session, reply[1].str());
          if (created) *created = reply[1].str();
        }
        auto answer = read_redis_append(reply, after);
        if (commits == 0 || !std::holds_alternative<appended>(answer)) return answer;
        const std::lock_guard lock(health_mutex_);
        health_.appends += 1;
        health_.commits += commits;
        health_.transactions += 1;
        return answer;
      });
}

// So many digits as the head of a session has for it, so that they compare as they are.
std::string redis_log::kept_until() const {
  if (options_.kept_for.count() == 0) return std::string(kept_until_digits, '9');
  const auto digits = std::to_string(options_.sources.now() + options_.kept_for.count());
  return std::string(kept_until_digits - std::min(kept_until_digits, digits.size()), '0') + digits;
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
  auto words = redis_script("save_snapshot", {keys.commands(), keys.log(), keys.snapshot()});
  words.insert(words.end(), {std::move(epoch), std::to_string(snapshot.seq), std::move(snapshot.bytes),
                             std::to_string(snapshot.mark)});
  ask<bool>(purpose::writes, keys.stem, std::move(words), std::move(then),
            [](const redis_reply& reply) { return reply.number() == 1; });
}

void redis_log::restore(session_key session, loaded_session held, done<append_answer> then) {
  require_held(session, held);
  const redis_session_keys keys(session);
  auto words = redis_script("restore", {keys.commands(), keys.log(), keys.snapshot()});
  words.insert(words.end(), {held.last.epoch, std::to_string(held.last.seq), std::to_string(held.last.mark),
                             options_.sources.new_epoch(), publish_, is_cluster() ? "" : redis_sessions_key, session,
                             std::to_string(held.created_at * 1'000), kept_for(),
                             std::to_string(options_.others_wait.count()), std::move(held.snapshot->bytes)});
  words.push_back(std::to_string(held.commits.size()));
  for (const auto& each : held.commits) {
    words.insert(words.end(), {std::to_string(each.seq), redis_entry(each), std::to_string(mark_of(each.bytes))});
  }
  words.push_back(std::to_string(held.recent_commands.size()));
  for (const auto& each : held.recent_commands) words.insert(words.end(), {each.command_id, std::to_string(each.seq)});
  write(purpose::restores, std::move(session), std::move(words), std::move(held.last), 0, std::move(then));
}

void redis_log::trim(session_key session, std::string epoch, std::size_t kept, done<bool> then) {
  require_session_key(session);
  const redis_session_keys keys(session);
  auto words = redis_script("trim", {keys.commands(), keys.log(), keys.snapshot()});
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
  return std::shared_ptr<void>(made.get(), [this, channel, kept = made](void*) { unfollow(channel, *kept); });
}

// Whoever is told something just now keeps theirs for a moment, so that it is known by its address.
void redis_log::unfollow(const std::string& channel, const follower& gone) {
  const std::lock_guard lock(followers_mutex_);
  const auto here = followers_.find(channel);
  if (here == followers_.end()) return;
  std::erase_if(here->second, [&](const auto& each) { return each.lock().get() == &gone; });
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
