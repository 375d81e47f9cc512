// The directory and the list of sessions: asking, and saying again what a Redis may have forgotten.
#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "server/log/redis_layout.hpp"
#include "server/log/redis_log.hpp"
#include "server/log/redis_replies.hpp"

namespace reprise {
namespace {

using namespace std::chrono_literals;
// Within so long, servers notice that Redis is back and say what they know.
constexpr auto said_again_within = 2'000ms;
// A name that is about a session outlives it by so much: it is claimed anew less often than the session is written to.
constexpr int names_outlive = 10;  // a tenth
constexpr std::size_t tidied_at_once = 500;

using index_answer = std::variant<std::vector<session_summary>, unavailable>;
using position_answer = std::variant<log_position, unavailable>;
using keys_answer = std::variant<std::vector<session_key>, unavailable>;

std::string text_of(std::size_t number) { return std::to_string(number); }

// Gathers the answers to many questions; calls `then` with the last.
struct gathering {
  std::mutex mutex;
  std::size_t missing = 0;
  std::optional<unavailable> failed;

  // Whether it was the last.
  bool one_less(const unavailable* why) {
    if (why) failed = *why;
    return --missing == 0;
  }
};

}  // namespace

// --- names ---------------------------------------------------------------------------------------------------------

redis_request_ptr redis_log::claim_request(const std::string& name, const std::string& value,
                                           std::chrono::milliseconds said_ago, bool for_ever,
                                           done<claim_answer> then) const {
  const auto key = redis_directory_key(name);
  const auto keeps = !for_ever && options_.kept_for.count() > 0;
  const auto kept_for = keeps ? options_.kept_for + options_.kept_for / names_outlive - said_ago : 0ms;
  auto words = redis_script("claim", {key});
  words.insert(words.end(), {value, std::to_string(kept_for.count()), said_ago.count() > 0 ? "again" : "anew"});
  return make_request<claim_answer>(purpose::writes, key, std::move(words), std::move(then),
                                    [](const redis_reply& reply) -> claim_answer {
                                      if (reply.is_nothing()) return claimed{};
                                      return claimed_before{reply.str()};
                                    });
}

void redis_log::claim(std::string name, std::string value, done<claim_answer> then) {
  require_directory_entry(name, value);
  // Somebody else's is as good to know as our own.
  post(claim_request(name, value, 0ms, true, [this, name, value, then = std::move(then)](claim_answer answer) {
    const auto* before = std::get_if<claimed_before>(&answer);
    if (!std::holds_alternative<unavailable>(answer)) facts_.claimed(name, before ? before->value : value, true);
    then(std::move(answer));
  }));
}

void redis_log::claim_for(session_key session, std::string name, done<claim_answer> then) {
  require_session_key(session);
  require_directory_entry(name, session);
  post(claim_request(name, session, 0ms, false, [this, name, session, then = std::move(then)](claim_answer answer) {
    if (std::holds_alternative<claimed>(answer)) facts_.claimed(name, session, false);
    then(std::move(answer));
  }));
}

void redis_log::find(std::string name, done<find_answer> then) {
  require_directory_entry(name, "");
  const auto key = redis_directory_key(name);
  ask<find_answer>(purpose::reads, key, {"GET", key}, std::move(then), [](const redis_reply& reply) -> find_answer {
    if (reply.is_nothing()) return not_found{};
    return found{reply.str()};
  });
}

void redis_log::release(std::string name, std::string value, done<bool> then) {
  require_directory_entry(name, value);
  const auto key = redis_directory_key(name);
  auto words = redis_script("release", {key});
  words.push_back(std::move(value));
  facts_.released(name);
  ask<bool>(purpose::writes, key, std::move(words), std::move(then), [](const redis_reply&) { return true; });
}

// --- the list of sessions ------------------------------------------------------------------------------------------

void redis_log::sessions(done<sessions_answer> then) {
  ask<index_answer>(
      purpose::reads, redis_sessions_key,
      {"ZRANGE", redis_sessions_key, "0", text_of(sessions_listed_max - 1), "REV", "WITHSCORES"},
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
  if (named.empty()) return then(std::move(named));
  struct description : gathering {
    std::vector<session_summary> listed;
  };
  const auto all = std::make_shared<description>();
  const auto count = named.size();
  all->missing = count;
  all->listed = named;
  for (std::size_t at = 0; at < count; ++at) {
    const redis_session_keys keys(named[at].key);
    ask<position_answer>(
        purpose::reads, keys.stem, {"HGET", keys.commands(), ""},
        [all, at, then](position_answer one) {
          std::unique_lock lock(all->mutex);
          if (auto* there = std::get_if<log_position>(&one)) all->listed[at].last = std::move(*there);
          if (!all->one_less(std::get_if<unavailable>(&one))) return;
          lock.unlock();
          if (all->failed) return then(*all->failed);
          // One that was forgotten since, or not put back yet, is not there.
          std::erase_if(all->listed, [](const auto& each) { return each.last.seq == 0; });
          then(std::move(all->listed));
        },
        [](const redis_reply& reply) -> position_answer { return read_redis_head(reply.text()); });
  }
}

// --- what may have been forgotten ----------------------------------------------------------------------------------

std::vector<redis_request_ptr> redis_log::everything_known() {
  std::vector<redis_request_ptr> said;
  said.push_back(make_request<bool>(
      purpose::writes, redis_layout_key, marking_layout(), [](bool) {}, [](const redis_reply&) { return true; }));
  for (auto& each : facts_.all()) {
    if (each.name.empty()) {
      said.push_back(make_request<bool>(
          purpose::writes, redis_sessions_key, {"ZADD", redis_sessions_key, "NX", each.created, each.value},
          [](bool) {}, [](const redis_reply&) { return true; }));
      continue;
    }
    // Not noted as said anew: nobody has used it. So it is kept no longer than it would have been.
    const auto ago = std::chrono::ceil<std::chrono::milliseconds>(redis_facts::clock::now() - each.said_at);
    said.push_back(claim_request(each.name, each.value, std::max<std::chrono::milliseconds>(ago, 1ms), each.for_ever,
                                 [this, each](const claim_answer& answer) { said_again(each, answer); }));
  }
  return said;
}

void redis_log::said_again(const redis_facts::fact& what, const claim_answer& answer) {
  if (!what.for_ever || std::holds_alternative<unavailable>(answer)) return;
  const bool disagrees = std::holds_alternative<claimed_before>(answer);
  const std::lock_guard lock(health_mutex_);
  if (disagrees)
    health_.disagrees_about = what.name;
  else if (health_.disagrees_about == what.name)
    health_.disagrees_about.clear();
}

std::vector<redis_request_ptr> redis_log::what_is_known(const redis_lane& lane) {
  auto said = everything_known();
  if (is_cluster()) std::erase_if(said, [&](const auto& each) { return branch_for(each->slot)->lane.get() != &lane; });
  return said;
}

// The subscriber has found Redis again. The lane finds out with its next question, which may be long in coming; what this
// server knows is wanted at once.
void redis_log::knock(const std::weak_ptr<branch>& at, int attempts_left) {
  const auto to = at.lock();
  if (!to || stopping_ || attempts_left == 0) return;
  auto answered = [this, at, attempts_left](bool is_there) {
    if (!is_there) return knock(at, attempts_left - 1);
    bool writable = false;
    {
      const std::lock_guard lock(health_mutex_);
      writable = health_.writable;
    }
    if (!writable && !stopping_) probe();
  };
  to->lane->post(
      make_request<bool>(purpose::reads, "", {"PING"}, std::move(answered), [](const redis_reply&) { return true; }));
}

std::int64_t redis_log::may_be_told_ms() const {
  const auto now = std::chrono::steady_clock::now();
  const auto came_up = std::max(opened_at_ - std::chrono::seconds(up_seconds_), found_anew_at_.load());
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(came_up + said_again_within - now);
  return std::max<std::int64_t>(left.count(), 0);
}

// --- forgetting ----------------------------------------------------------------------------------------------------

// Redis forgets by itself what has its time. Sessions of before there was one, or with another, are given it here, and those
// that have gone are struck off the list: when they were missing twice, since one that Redis has lost is put back before that.
void redis_log::tidy(done<tidy_answer> then) {
  for (auto& each : everything_known()) post(std::move(each));
  {
    const std::lock_guard lock(tidy_mutex_);
    missed_now_.clear();
  }
  tidy_from(0, std::move(then));
}

void redis_log::tidy_from(std::size_t first, done<tidy_answer> then) {
  ask<keys_answer>(
      purpose::reads, redis_sessions_key,
      {"ZRANGE", redis_sessions_key, text_of(first), text_of(first + tidied_at_once - 1)},
      [this, first, then = std::move(then)](keys_answer answer) {
        if (auto* failed = std::get_if<unavailable>(&answer)) return then(std::move(*failed));
        keep_or_remove(first, std::get<std::vector<session_key>>(std::move(answer)), then);
      },
      [](const redis_reply& reply) -> keys_answer {
        std::vector<session_key> listed;
        for (std::size_t at = 0; at < reply.size(); ++at) listed.push_back(reply[at].str());
        return listed;
      });
}

void redis_log::keep_or_remove(std::size_t first, std::vector<session_key> listed, done<tidy_answer> then) {
  if (listed.empty()) {
    std::vector<session_key> gone;
    {
      const std::lock_guard lock(tidy_mutex_);
      std::set_intersection(missed_.begin(), missed_.end(), missed_now_.begin(), missed_now_.end(),
                            std::back_inserter(gone));
      missed_ = std::exchange(missed_now_, {});
    }
    if (gone.empty()) return then(std::size_t{0});
    for (const auto& each : gone) facts_.unlisted(each);
    redis_command words{"ZREM", redis_sessions_key};
    words.insert(words.end(), gone.begin(), gone.end());
    return ask<tidy_answer>(
        purpose::writes, redis_sessions_key, std::move(words), std::move(then),
        [](const redis_reply& reply) -> tidy_answer { return static_cast<std::size_t>(reply.number()); });
  }
  const auto all = std::make_shared<gathering>();
  all->missing = listed.size();
  for (const auto& each : listed) {
    const redis_session_keys keys(each);
    auto words = redis_script("retain", {keys.commands(), keys.log(), keys.snapshot()});
    words.push_back(kept_for());
    ask<tidy_answer>(
        purpose::writes, keys.stem, std::move(words),
        [this, all, each, next = first + listed.size(), then](const tidy_answer& one) {
          if (const auto* there = std::get_if<std::size_t>(&one); there && *there == 0) {
            const std::lock_guard lock(tidy_mutex_);
            missed_now_.insert(each);
          }
          std::unique_lock lock(all->mutex);
          if (!all->one_less(std::get_if<unavailable>(&one))) return;
          lock.unlock();
          if (all->failed) return then(*all->failed);
          tidy_from(next, then);
        },
        [](const redis_reply& reply) -> tidy_answer { return static_cast<std::size_t>(reply.number()); });
  }
}

}  // namespace reprise
