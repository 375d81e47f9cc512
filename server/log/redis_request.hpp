// A question to Redis: its command, what becomes of the reply, and the answer that is given at the end.
//
// Thread    Made on the caller's thread, then that of the lane that has it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "server/log/commit_log.hpp"
#include "server/log/redis_connection.hpp"

namespace reprise {

// To run a script of lua/, which the lane knows by its name.
inline redis_command redis_script(std::string name, std::vector<std::string> keys) {
  redis_command words{"EVALSHA", std::move(name), std::to_string(keys.size())};
  for (auto& each : keys) words.push_back(std::move(each));
  return words;
}

class redis_request {
 public:
  enum class purpose { reads, writes, appends, restores };

  redis_request(purpose of, redis_command words, std::uint16_t its_slot)
      : what_for(of), command(std::move(words)), slot(its_slot) {}
  virtual ~redis_request() = default;

  virtual void take(const redis_reply& reply) = 0;     // keeps the answer
  virtual void refuse(const std::string& reason) = 0;  // replaces it
  virtual void answer() = 0;                           // once

  const purpose what_for;
  redis_command command;
  const std::uint16_t slot;  // in a cluster
  bool asks_first = false;   // in a cluster: the slot is moving, and this part of it has arrived
  int redirected = 0;        // so many times
};
using redis_request_ptr = std::unique_ptr<redis_request>;

template <class Answer, class Read>
class redis_request_for final : public redis_request {
 public:
  redis_request_for(purpose of, redis_command words, std::uint16_t its_slot, commit_log::done<Answer> then, Read read)
      : redis_request(of, std::move(words), its_slot), then_(std::move(then)), read_(std::move(read)) {}

  void take(const redis_reply& reply) override { answer_ = read_(reply); }
  void refuse(const std::string& reason) override {
    if constexpr (std::is_same_v<Answer, bool>) {
      answer_ = false;
    } else {
      answer_ = unavailable{reason};
    }
  }
  void answer() override { then_(std::move(*answer_)); }

 private:
  const commit_log::done<Answer> then_;
  const Read read_;
  std::optional<Answer> answer_;
};

}  // namespace reprise
