#include "server/log/redis_log.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "server/log/log_unusable.hpp"
#include "server/log/redis_lua.hpp"

namespace reprise {
namespace {

using namespace std::chrono_literals;
constexpr auto probe_interval = 1s;
using purpose = redis_request::purpose;
using index_answer = std::variant<std::vector<session_summary>, unavailable>;
using position_answer = std::variant<log_position, unavailable>;

const std::string index_key = "reprise:sessions";

struct session_keys {
  explicit session_keys(const session_key& of) : stem("reprise:{" + of + "}:") {}
  const std::string stem;
  std::string meta() const { return stem + "meta"; }
  std::string log() const { return stem + "log"; }
  std::string commands() const { return stem + "commands"; }
  std::string snapshot() const { return stem + "snapshot"; }
  std::string channel() const { return stem + "news"; }
};

std::string directory_key(const std::string& name) { return "reprise:directory:" + name; }

redis_command script(std::string_view text, std::vector<std::string> keys) {
  redis_command words{"EVALSHA", std::string(text), std::to_string(keys.size())};
  for (auto& each : keys) words.push_back(std::move(each));
  return words;
}

// --- what Redis answers ---------------------------------------------------------------------------------------------

// "57-0"
seq_number seq_of(std::string_view entry_id) {
  seq_number seq = 0;
  std::from_chars(entry_id.data(), entry_id.data() + entry_id.size(), seq);
  return seq;
}

std::vector<stored_commit> read_commits(const redis_reply& entries) {
  std::vector<stored_commit> commits;
  commits.reserve(entries.size());
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const auto entry = entries[at];
    auto& one = commits.emplace_back();
    one.seq = seq_of(entry[0].text());
    const auto fields = entry[1];
    for (std::size_t field = 0; field + 1 < fields.size(); field += 2) {
      if (fields[field].text() == "i") one.command_id = fields[field + 1].str();
      if (fields[field].text() == "b") one.bytes = fields[field + 1].str();
    }
  }
  return commits;
}

log_position read_position(const redis_reply& of, std::size_t at) {
  return {of[at].str(), static_cast<seq_number>(of[at + 1].number()), of[at + 2].large_number()};
}

append_answer read_append(const redis_reply& reply) {
  const auto how = reply[0].text();
  if (how == "appended") return appended{read_position(reply, 1)};
  if (how == "again") return load_again{reply[1].str(), reply[2].number() != 0};
  if (how != "overtaken") return unavailable{"Redis gave an answer that is not understood"};
  overtaken instead{read_position(reply, 1), read_commits(reply[4]), {}};
  const auto known = reply[5];
  for (std::size_t at = 0; at + 1 < known.size(); at += 2) {
    instead.known.push_back({known[at].str(), static_cast<seq_number>(known[at + 1].number())});
  }
  return instead;
}

loaded_session read_session(const redis_reply& reply) {
  loaded_session loaded;
  loaded.last = read_position(reply, 0);
  if (loaded.last.epoch.empty()) return {};
  if (const auto from = reply[4].number(); from > 0)
    loaded.snapshot = stored_snapshot{static_cast<seq_number>(from), reply[5].str()};
  loaded.commits = read_commits(reply[6]);
  const auto recent = reply[7];
  for (std::size_t at = 0; at + 1 < recent.size(); at += 2) {
    loaded.recent_commands.push_back({recent[at].str(), seq_of(recent[at + 1].text())});
  }
  return loaded;
}

// --- what is published ----------------------------------------------------------------------------------------------

// Takes a number and the sign after it.
std::optional<std::uint64_t> take_number(std::string_view& from, char ends_with) {
  std::uint64_t value = 0;
  const auto [end, failed] = std::from_chars(from.data(), from.data() + from.size(), value);
  const auto length = static_cast<std::size_t>(end - from.data());
  if (failed != std::errc{} || length >= from.size() || *end != ends_with) return std::nullopt;
  from.remove_prefix(length + 1);
  return value;
}

// As append.lua writes it: "c EPOCH SEQ MARK COUNT\n", then per commit "SIZE SIZE\n", its command id and its bytes.
std::optional<heard_commits> read_news(std::string_view text) {
  heard_commits news;
  const auto space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  news.before.epoch = text.substr(0, space);
  text.remove_prefix(space + 1);
  const auto seq = take_number(text, ' ');
  const auto mark = take_number(text, ' ');
  const auto count = take_number(text, '\n');
  if (!seq || !mark || !count || *count == 0) return std::nullopt;
  news.before.seq = *seq;
  news.before.mark = *mark;
  for (std::uint64_t at = 1; at <= *count; ++at) {
    const auto id_size = take_number(text, ' ');
    const auto size = take_number(text, '\n');
    if (!id_size || !size || text.size() < *id_size + *size) return std::nullopt;
    news.commits.push_back(
        {*seq + at, std::string(text.substr(0, *id_size)), std::string(text.substr(*id_size, *size))});
    text.remove_prefix(*id_size + *size);
  }
  return news;
}

std::string advice(const redis_address& address, const std::string& reason) {
  const auto where = address.endpoints.front().text();
  return "The log in Redis cannot be used: " + reason + ". Is Redis running at " + where +
         ", may this machine reach it, and are user and password right? (--log)";
}

}  // namespace

std::uint16_t redis_slot(std::string_view key) {
  const auto open = key.find('{');
  if (open != std::string_view::npos) {
    const auto close = key.find('}', open + 1);
    if (close != std::string_view::npos && close > open + 1) key = key.substr(open + 1, close - open - 1);
  }
  unsigned crc = 0;
  for (const char each : key) {
    crc ^= static_cast<unsigned>(static_cast<unsigned char>(each)) << 8U;
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 0x8000U) != 0 ? (crc << 1U) ^ 0x1021U : crc << 1U;
  }
  return static_cast<std::uint16_t>(crc & 16'383U);
}

// --- opening and ending ---------------------------------------------------------------------------------------------

redis_log::redis_log(redis_log_options options)
    : options_(std::move(options)), publish_(is_cluster() ? "SPUBLISH" : "PUBLISH") {
  try {
    if (is_cluster())
      read_slots();
    else
      branch_at({});
    durability_ = ask_for_durability();
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

redis_durability redis_log::ask_for_durability() {
  redis_durability found;
  const auto first = all_branches().front();
  redis_connection connection(find(*first->lane), options_.address, options_.patience);
  const auto info = connection.ask({"INFO"});
  if (info.is_error()) return found;
  const auto all = info.text();
  found.version = redis_info(all, "redis_version");
  if (!is_cluster() && redis_info(all, "cluster_enabled") == "1")
    throw redis_error("this is a node of a cluster; say redis-cluster://");
  found.replicas = static_cast<int>(std::strtol(redis_info(all, "connected_slaves").c_str(), nullptr, 10));
  const bool has_aof = redis_info(all, "aof_enabled") == "1";
  const auto policy = connection.ask({"CONFIG", "GET", "appendfsync"});
  const auto snapshots = connection.ask({"CONFIG", "GET", "save"});
  using file = redis_durability::file;
  if (has_aof && !policy.is_error()) {
    found.kept_in = policy[1].text() == "always"     ? file::always
                    : policy[1].text() == "everysec" ? file::every_second
                                                     : file::snapshots_only;
  } else if (!has_aof) {
    found.kept_in = !snapshots.is_error() && !snapshots[1].text().empty() ? file::snapshots_only : file::none;
  }
  return found;
}

std::string redis_durability::in_words() const {
  std::string words;
  switch (kept_in) {
    case file::always:
      words = "This Redis writes everything to its disk before it answers: nothing acknowledged is lost.";
      break;
    case file::every_second:
      words =
          "This Redis writes to its disk once a second: when its machine fails, the last second may be lost, unless a "
          "server still holds it. \"appendfsync always\" loses nothing.";
      break;
    case file::snapshots_only:
      words =
          "This Redis writes to its disk only now and then: when it ends, minutes of a lesson may be lost, unless a "
          "server still holds them. Set \"appendonly yes\".";
      break;
    case file::none:
      words =
          "This Redis keeps nothing on a disk: when it ends, every session is lost that no server holds. Set "
          "\"appendonly yes\".";
      break;
    case file::unknown:
      words =
          "This Redis does not say how it keeps what it is given (CONFIG GET and INFO are not allowed to this user).";
      break;
  }
  words += replicas == 0   ? " It has no replica."
           : replicas == 1 ? " It has a replica."
                           : " It has " + std::to_string(replicas) + " replicas.";
  return words;
}

// --- where things are ----------------------------------------------------------------------------------------------

std::vector<std::shared_ptr<redis_log::branch>> redis_log::all_branches() const {
  const std::lock_guard lock(branches_mutex_);
  return branches_;
}

std::shared_ptr<redis_log::branch> redis_log::branch_for(std::uint16_t slot) const {
  const std::lock_guard lock(branches_mutex_);
  if (branch_of_slot_.empty() || !branch_of_slot_[slot]) return branches_.front();
  return branch_of_slot_[slot];
}

std::shared_ptr<redis_log::branch> redis_log::branch_at(const redis_endpoint& where) {
  const std::lock_guard lock(branches_mutex_);
  for (const auto& each : branches_) {
    if (each->endpoint == where) return each;
  }
  const auto made = std::make_shared<branch>();
  made->endpoint = where;
  redis_lane::owner& me = *this;
  made->lane = std::make_unique<redis_lane>(me, redis_lane_options{.address = options_.address,
                                                                   .patience = options_.patience,
                                                                   .batch_requests_max = options_.batch_requests_max,
                                                                   .wait_replicas = options_.wait_replicas,
                                                                   .others_wait = options_.others_wait});
  made->subscriber = std::make_unique<redis_subscriber>(redis_subscriber::parts{
      .address = options_.address,
      .patience = options_.patience,
      .is_sharded = is_cluster(),
      .find = [this, lane = made->lane.get()] { return find(*lane); },
      .heard = [this](std::string_view channel, std::string_view message) { heard_on(channel, message); },
      .gap = [this](const std::string& channel) { gap_on(channel); },
      .moved = [this] { find_channels_again(); }});
  branches_.push_back(made);
  return made;
}

redis_endpoint redis_log::find(const redis_lane& lane) {
  switch (options_.address.kind) {
    case redis_address::layout::single: break;
    case redis_address::layout::sentinel: return ask_sentinels();
    case redis_address::layout::cluster:
      for (const auto& each : all_branches()) {
        if (each->lane.get() == &lane) return each->endpoint;
      }
  }
  return options_.address.endpoints.front();
}

redis_endpoint redis_log::ask_sentinels() const {
  std::string why;
  for (const auto& each : options_.address.endpoints) {
    try {
      // Sentinels have users and passwords of their own, as a rule none.
      redis_connection sentinel(each, {}, options_.patience);
      const auto found = sentinel.ask({"SENTINEL", "GET-MASTER-ADDR-BY-NAME", options_.address.primary});
      if (found.size() == 2) return {found[0].str(), static_cast<std::uint16_t>(found[1].number())};
      why = each.text() + " knows no primary \"" + options_.address.primary + "\"";
    } catch (const redis_error& error) {
      why = error.what();
    }
  }
  throw redis_error("no sentinel names a primary: " + why);
}

void redis_log::read_slots() {
  auto nodes = options_.address.endpoints;
  for (const auto& each : all_branches()) nodes.push_back(each->endpoint);
  std::string why = "no node answers";
  for (const auto& each : nodes) {
    try {
      redis_connection node(each, options_.address, options_.patience);
      const auto ranges = node.ask({"CLUSTER", "SLOTS"});
      if (ranges.is_error()) throw redis_error(each.text() + ": " + ranges.str());
      if (ranges.size() == 0) throw redis_error(each.text() + " has no slots yet");
      std::vector<std::shared_ptr<branch>> of_slot(16'384);
      for (std::size_t at = 0; at < ranges.size(); ++at) {
        const auto range = ranges[at];
        redis_endpoint primary{range[2][0].str(), static_cast<std::uint16_t>(range[2][1].number())};
        if (primary.host.empty()) primary.host = each.host;
        const auto of = branch_at(primary);
        const auto last = static_cast<std::size_t>(std::clamp<std::int64_t>(range[1].number(), 0, 16'383));
        for (auto slot = static_cast<std::size_t>(std::max<std::int64_t>(range[0].number(), 0)); slot <= last; ++slot)
          of_slot[slot] = of;
      }
      const std::lock_guard lock(branches_mutex_);
      branch_of_slot_ = std::move(of_slot);
      slots_read_at_ = std::chrono::steady_clock::now();
      return;
    } catch (const redis_error& error) {
      why = error.what();
    }
  }
  throw redis_error(why);
}

// A cluster's slots have moved, or one of its nodes is not there any more.
void redis_log::find_channels_again() {
  if (!is_cluster() || stopping_) return;
  {
    const std::lock_guard lock(branches_mutex_);
    if (std::chrono::steady_clock::now() - slots_read_at_ < 200ms) return;
    slots_read_at_ = std::chrono::steady_clock::now();
  }
  try {
    read_slots();
  } catch (const redis_error&) {
    return;  // asked again by whoever fails next
  }
  const std::lock_guard lock(followers_mutex_);
  for (auto& [channel, at] : heard_at_) {
    const auto now = branch_for(redis_slot(channel));
    if (now == at) continue;
    at->subscriber->remove(channel);
    now->subscriber->add(channel);
    at = now;
  }
}

void redis_log::redirect(redis_request_ptr what, const redis_endpoint& to, bool asks_first) {
  if (stopping_) {
    what->refuse("the log is being closed");
    return what->answer();
  }
  if (!asks_first) find_channels_again();
  what->asks_first = asks_first;
  const auto at = branch_at(to);
  at->lane->post(std::move(what));
}

void redis_log::lost_connection(const redis_lane&) { find_channels_again(); }

// --- questions -----------------------------------------------------------------------------------------------------

template <class Answer, class Read>
void redis_log::ask(redis_request::purpose what_for, const std::string& key, redis_command words, done<Answer> then,
                    Read read) const {
  const auto slot = redis_slot(key);
  branch_for(slot)->lane->post(std::make_unique<redis_request_for<Answer, Read>>(what_for, std::move(words), slot,
                                                                                 std::move(then), std::move(read)));
}

void redis_log::load(session_key session, done<load_answer> then) {
  require_session_key(session);
  const session_keys keys(session);
  auto words = script(redis_lua::load, {keys.meta(), keys.log(), keys.snapshot()});
  words.push_back(std::to_string(recent_commands_max));
  ask<load_answer>(purpose::reads, keys.stem, std::move(words), std::move(then),
                   [](const redis_reply& reply) { return read_session(reply); });
}

void redis_log::append(session_key session, log_position expected, std::vector<stored_commit> commits,
                       done<append_answer> then) {
  require_append(session, expected, commits);
  append_or_look(std::move(session), expected, commits, {}, std::move(then));
}

void redis_log::look(session_key session, log_position expected, std::vector<std::string> refused,
                     done<append_answer> then) {
  require_session_key(session);
  append_or_look(std::move(session), expected, {}, refused, std::move(then));
}

void redis_log::append_or_look(session_key session, const log_position& expected,
                               const std::vector<stored_commit>& commits, const std::vector<std::string>& refused,
                               done<append_answer> then) {
  const session_keys keys(session);
  auto words = script(redis_lua::append, {keys.meta(), keys.log(), keys.commands()});
  words.insert(words.end(),
               {expected.epoch, std::to_string(expected.seq), std::to_string(expected.mark),
                expected.seq == 0 ? options_.sources.new_epoch() : std::string(), std::to_string(overtaken_commits_max),
                keys.channel(), publish_, is_cluster() ? "" : index_key, session, std::to_string(commits.size())});
  for (const auto& each : commits) {
    words.insert(words.end(), {each.command_id, each.bytes, std::to_string(mark_of(each.bytes))});
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
                     [this, created, count = commits.size()](const redis_reply& reply) {
                       auto answer = read_append(reply);
                       if (!std::holds_alternative<appended>(answer) || count == 0) return answer;
                       if (is_cluster() && reply[4].number() > 0) *created = std::to_string(reply[4].number());
                       const std::lock_guard lock(health_mutex_);
                       health_.appends += 1;
                       health_.commits += count;
                       health_.transactions += 1;
                       return answer;
                     });
}

void redis_log::add_to_index(const session_key& session, std::string created, std::function<void()> then) {
  ask<bool>(
      purpose::writes, index_key, {"ZADD", index_key, "NX", std::move(created), session},
      [then = std::move(then)](bool) { then(); }, [](const redis_reply&) { return true; });
}

void redis_log::read(session_key session, seq_number after, std::size_t commits_max, done<read_answer> then) {
  require_session_key(session);
  const session_keys keys(session);
  if (commits_max == 0 || after == ~seq_number{0}) return then(std::vector<stored_commit>{});
  const auto most = std::min<std::size_t>(commits_max, 1'000'000'000);
  ask<read_answer>(purpose::reads, keys.stem,
                   {"XRANGE", keys.log(), std::to_string(after + 1) + "-0", "+", "COUNT", std::to_string(most)},
                   std::move(then), [](const redis_reply& reply) { return read_commits(reply); });
}

void redis_log::save_snapshot(session_key session, std::string epoch, stored_snapshot snapshot, done<bool> then) {
  require_snapshot(session, snapshot);
  const session_keys keys(session);
  auto words = script(redis_lua::save_snapshot, {keys.meta(), keys.snapshot()});
  words.insert(words.end(), {std::move(epoch), std::to_string(snapshot.seq), std::move(snapshot.bytes)});
  ask<bool>(purpose::writes, keys.stem, std::move(words), std::move(then),
            [](const redis_reply& reply) { return reply.number() == 1; });
}

void redis_log::restore(session_key session, loaded_session held, done<append_answer> then) {
  require_held(session, held);
  const session_keys keys(session);
  auto words = script(redis_lua::restore, {keys.meta(), keys.log(), keys.commands(), keys.snapshot()});
  words.insert(words.end(), {held.last.epoch, std::to_string(held.last.seq), std::to_string(held.last.mark),
                             options_.sources.new_epoch(), keys.channel(), publish_});
  words.push_back(std::move(held.snapshot->bytes));
  words.push_back(std::to_string(held.commits.size()));
  for (auto& each : held.commits) {
    const auto mark = mark_of(each.bytes);
    words.insert(words.end(), {std::to_string(each.seq), each.command_id, std::move(each.bytes), std::to_string(mark)});
  }
  words.push_back(std::to_string(held.recent_commands.size()));
  for (const auto& each : held.recent_commands) words.insert(words.end(), {each.command_id, std::to_string(each.seq)});
  ask<append_answer>(purpose::restores, keys.stem, std::move(words), std::move(then),
                     [](const redis_reply& reply) { return read_append(reply); });
}

void redis_log::claim(std::string name, std::string value, done<claim_answer> then) {
  require_directory_entry(name, value);
  const auto key = directory_key(name);
  ask<claim_answer>(purpose::writes, key, {"SET", key, value, "NX", "GET"}, std::move(then),
                    [value](const redis_reply& reply) -> claim_answer {
                      if (reply.is_nothing() || reply.text() == value) return claimed{};
                      return claimed_before{reply.str()};
                    });
}

void redis_log::find(std::string name, done<find_answer> then) {
  require_directory_entry(name, "");
  const auto key = directory_key(name);
  ask<find_answer>(purpose::reads, key, {"GET", key}, std::move(then), [](const redis_reply& reply) -> find_answer {
    if (reply.is_nothing()) return not_found{};
    return found{reply.str()};
  });
}

void redis_log::release(std::string name, std::string value, done<bool> then) {
  require_directory_entry(name, value);
  const auto key = directory_key(name);
  auto words = script(redis_lua::release, {key});
  words.push_back(std::move(value));
  ask<bool>(purpose::writes, key, std::move(words), std::move(then), [](const redis_reply&) { return true; });
}

void redis_log::sessions(done<sessions_answer> then) {
  ask<index_answer>(
      purpose::reads, index_key,
      {"ZRANGE", index_key, "0", std::to_string(sessions_listed_max - 1), "REV", "WITHSCORES"},
      [this, then = std::move(then)](index_answer answer) {
        if (auto* failed = std::get_if<unavailable>(&answer)) return then(std::move(*failed));
        describe(std::get<std::vector<session_summary>>(std::move(answer)), then);
      },
      [](const redis_reply& reply) -> index_answer {
        std::vector<session_summary> named;
        for (std::size_t at = 0; at + 1 < reply.size(); at += 2) {
          named.push_back({reply[at].str(), {}, reply[at + 1].number() / 1'000});
        }
        return named;
      });
}

// The sessions' own keys may be elsewhere than the index: one question for each, and an answer when all are there.
void redis_log::describe(std::vector<session_summary> named, const done<sessions_answer>& then) {
  struct gathering {
    std::mutex mutex;
    std::vector<session_summary> listed;
    std::size_t missing = 0;
    std::optional<unavailable> failed;
  };
  if (named.empty()) return then(std::move(named));
  const auto all = std::make_shared<gathering>();
  const auto count = named.size();
  all->missing = count;
  all->listed = named;
  for (std::size_t at = 0; at < count; ++at) {
    const session_keys keys(named[at].key);
    ask<position_answer>(
        purpose::reads, keys.stem, {"HMGET", keys.meta(), "epoch", "seq", "mark"},
        [all, at, then](position_answer one) {
          std::unique_lock lock(all->mutex);
          if (const auto* failed = std::get_if<unavailable>(&one))
            all->failed = *failed;
          else
            all->listed[at].last = std::get<log_position>(std::move(one));
          if (--all->missing > 0) return;
          lock.unlock();
          if (all->failed) return then(*all->failed);
          // One that has expired since is not there any more.
          std::erase_if(all->listed, [](const auto& each) { return each.last.seq == 0; });
          then(std::move(all->listed));
        },
        [](const redis_reply& reply) -> position_answer { return read_position(reply, 0); });
  }
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
  const auto channel = session_keys(session).channel();
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
  const session_keys keys(session);
  ask<bool>(
      purpose::reads, keys.stem, {publish_, keys.channel(), "w" + std::move(bytes)}, [](bool) {},
      [](const redis_reply&) { return true; });
}

void redis_log::heard_on(std::string_view channel, std::string_view message) {
  if (message.starts_with('w')) return tell(channel, heard_whisper{std::string(message.substr(1))});
  if (message.starts_with("c ")) {
    if (auto news = read_news(message.substr(2))) return tell(channel, std::move(*news));
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
