// Whether this server can do its work, for /readyz. Any thread.
//
// Reasons are added at the start; each says nothing ("") when all is well, else a sentence for the operator. Stopping is
// said once and for good: a load balancer then sends nobody here while those who are here are told to move.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace reprise {

class health {
 public:
  using check = std::function<std::string()>;

  void add(check of) { checks_.push_back(std::move(of)); }
  void note_stopping() { stopping_ = true; }
  bool is_stopping() const { return stopping_; }

  // Empty: ready. Else one reason per line.
  std::string reasons() const {
    std::string all = stopping_ ? "The server is stopping.\n" : "";
    for (const auto& ask : checks_) {
      const auto reason = ask();
      if (!reason.empty()) all += reason + "\n";
    }
    return all;
  }

 private:
  std::vector<check> checks_;
  std::atomic<bool> stopping_{false};
};

}  // namespace reprise
