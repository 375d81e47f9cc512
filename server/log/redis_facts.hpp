// What one server knows of the directory and of the list of sessions, so that it can say it again to a Redis that has forgotten it.
//
// Thread    Any.
// Bounds    facts_max; beyond that the one about a session that was said longest ago is forgotten here. So is one that nobody
//           has said again for as long as sessions are kept: what Redis forgot on purpose is not put back. What holds for
//           ever (the servers' keys) is little, and is not forgotten.
#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/log/commit_log.hpp"

namespace reprise {

class redis_facts {
 public:
  using clock = std::chrono::steady_clock;

  struct fact {
    std::string name;       // of the directory; "" for a session in the list
    std::string value;      // who holds it
    std::string created;    // of a session, in microseconds since 1970
    bool for_ever = false;  // as against as long as the session that it is about
    clock::time_point said_at;
  };

  // `kept_for`: 0, for ever.
  redis_facts(std::size_t facts_max, std::chrono::milliseconds kept_for) : facts_max_(facts_max), kept_for_(kept_for) {}

  void claimed(const std::string& name, const std::string& value, bool for_ever);
  void released(const std::string& name);
  void listed(const session_key& session, const std::string& created);
  void unlisted(const session_key& session);

  std::vector<fact> all();

 private:
  void forget(const std::string& key);
  void say(std::string key, fact what);

  const std::size_t facts_max_;
  const std::chrono::milliseconds kept_for_;

  std::mutex mutex_;
  std::list<fact> oldest_first_;
  std::unordered_map<std::string, std::list<fact>::iterator> by_key_;
};

}  // namespace reprise
