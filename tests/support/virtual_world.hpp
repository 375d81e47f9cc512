// A hub's surroundings in virtual time: time passes when the test says so, what is posted runs when the test says so, the
// dice follow a seed. One thread; everything is repeatable.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <random>

#include "server/hub/surroundings.hpp"

namespace reprise::tests {

class virtual_world final : public surroundings {
 public:
  explicit virtual_world(commit_log& log, std::uint64_t seed = 1) : log_(log), random_(seed) {}

  instant now() const override { return now_; }
  std::uint64_t dice() override { return random_(); }
  commit_log& log() override { return log_; }
  poster to_this_thread() override {
    return [box = std::weak_ptr(posted_)](std::function<void()> what) {
      if (const auto open = box.lock()) open->push_back(std::move(what));
    };
  }
  alarms& clock() override { return alarms_; }
  hub_counters& counters() override { return counted_; }
  flush_list& deciding() override { return deciding_; }

  // Runs what is posted and what is due, until there is nothing more. Throws when there seems to be no end.
  void settle();
  // Runs one posted function, else ends the turn, or else runs what is due. False: there was nothing to do.
  bool step();
  // Settles, and does so again at every instant that something was to happen until `ms` have passed.
  void pass(std::int64_t ms);
  // Only time passes; nothing happens because of it yet.
  void jump(std::int64_t ms) { now_ += ms; }
  std::size_t posted() const { return posted_->size(); }

 private:
  commit_log& log_;
  instant now_ = 1'800'000'000'000;
  std::mt19937_64 random_;
  std::shared_ptr<std::deque<std::function<void()>>> posted_ = std::make_shared<std::deque<std::function<void()>>>();
  alarms alarms_;
  hub_counters counted_;
  flush_list deciding_;
};

}  // namespace reprise::tests
