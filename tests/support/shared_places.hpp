// What servers share beside their sessions, in this process: as Redis does it (tests/log/shared_places_contract_test.cpp),
// with a clock that the test sets, and away when the test says so.
#pragma once

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "server/log/shared_counts.hpp"
#include "server/log/shared_texts.hpp"

namespace reprise::tests {

class counts_in_memory final : public shared_counts {
 public:
  void count(std::string name, bucket_size of, counting how, commit_log::done<count_answer> then) override {
    count_answer answer = unavailable{"away"};
    {
      const std::lock_guard hold(mutex_);
      ++asked;
      if (!away) answer = decide(name, of, how);
    }
    then(answer);
  }

  instant now = 1'000'000;
  bool away = false;
  int asked = 0;
  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& each : buckets_) all.push_back(each.first);
    return all;
  }

 private:
  struct bucket {
    double tokens = 0;
    instant at = 0;
  };
  counted decide(const std::string& name, bucket_size of, counting how) {
    const auto kept = buckets_.find(name);
    auto tokens = of.burst;
    if (kept != buckets_.end()) {
      const auto passed = static_cast<double>(now - kept->second.at) / 1'000;
      tokens = std::min(of.burst, kept->second.tokens + passed * of.per_second);
    }
    const bool was_there = tokens >= 1;
    if (how == counting::tell || (how == counting::take && was_there)) {
      tokens = std::max(-of.burst, tokens - 1);
      buckets_[name] = {tokens, now};
    }
    return {was_there, tokens};
  }

  std::mutex mutex_;
  std::map<std::string, bucket> buckets_;
};

class texts_in_memory final : public shared_texts {
 public:
  template <class Answer>
  using done = commit_log::done<Answer>;

  void marks(done<marks_answer> then) override {
    then(answer<marks_answer>([this] {
      text_marks all{epoch, {}};
      for (const auto& [name, text] : kept) all.marks.emplace(name, mark_of(text));
      return all;
    }));
  }
  void texts(std::vector<std::string> names, done<texts_answer> then) override {
    then(answer<texts_answer>([&] {
      std::map<std::string, std::string> there;
      for (const auto& each : names) {
        if (kept.contains(each)) there.emplace(each, kept.at(each));
      }
      return there;
    }));
  }
  void keep(std::string name, std::uint64_t expected, std::string text, std::size_t texts_max,
            done<change_answer> then) override {
    auto how = answer<change_answer>([&]() -> change_answer {
      const auto there = mark(name);
      if (there == mark_of(text)) return text_settled{};
      if (there != expected) return text_differs{};
      if (there == 0 && kept.size() >= texts_max) return no_room{};
      if (epoch.empty()) epoch = "first";
      kept[name] = text;
      return text_settled{};
    });
    then(lost_answers > 0 && lost_answers-- > 0 ? change_answer(unavailable{"lost"}) : how);
  }
  void remove(std::string name, std::uint64_t expected, done<change_answer> then) override {
    then(answer<change_answer>([&]() -> change_answer {
      const auto there = mark(name);
      if (there != 0 && there != expected) return text_differs{};
      kept.erase(name);
      return text_settled{};
    }));
  }

  // The test's, while nobody asks.
  std::map<std::string, std::string> kept;
  std::string epoch;
  bool away = false;
  int lost_answers = 0;  // what is kept next is kept, but nobody hears of it

 private:
  template <class Answer, class Say>
  Answer answer(Say say) {
    const std::lock_guard hold(mutex_);
    return away ? Answer(unavailable{"away"}) : Answer(say());
  }
  std::uint64_t mark(const std::string& name) const {
    const auto found = kept.find(name);
    return found == kept.end() ? 0 : mark_of(found->second);
  }

  std::mutex mutex_;
};

}  // namespace reprise::tests
