// What many sessions have alike is held in memory once: their playbook, and what is sent of it. Any thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

namespace reprise {

template <class Value>
class held_once {
 public:
  // `says` everything that there is about a value: those of which it says the same are the same.
  explicit held_once(std::string (*says)(const Value&)) : says_(says) {}

  // The one that somebody has already, or this one from now on; for as long as anybody has it.
  std::shared_ptr<const Value> hold(Value made) {
    const auto text = says_(made);
    const auto hash = std::hash<std::string>{}(text);
    const std::lock_guard alone(mutex_);
    const auto [begin, end] = held_.equal_range(hash);
    for (auto at = begin; at != end; ++at) {
      auto same = at->second.lock();
      if (same && says_(*same) == text) return same;
    }
    if (held_.size() >= forgets_at_) {
      std::erase_if(held_, [](const auto& each) { return each.second.expired(); });
      forgets_at_ = std::max(forgets_at_min, held_.size() * 2);
    }
    auto one = std::make_shared<const Value>(std::move(made));
    held_.emplace(hash, one);
    return one;
  }

 private:
  static constexpr std::size_t forgets_at_min = 64;

  std::string (*const says_)(const Value&);
  std::mutex mutex_;
  std::unordered_multimap<std::size_t, std::weak_ptr<const Value>> held_;
  std::size_t forgets_at_ = forgets_at_min;  // those that nobody has any more
};

}  // namespace reprise
