// One connection to one Redis, over hiredis, blocking with bounds on every wait.
//
// Thread    One at a time.
// Failure   Throws redis_error. After that the connection is good for nothing: let go of it, find out where Redis is now,
//           and make another. An error that Redis itself gives as a reply is a reply, not an exception.
#pragma once

#include <hiredis.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "server/log/redis_address.hpp"

namespace reprise {

class redis_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A reply that is read like the tree that it is. What is not there is empty: "", 0, no elements.
class redis_reply {
 public:
  redis_reply() = default;
  explicit redis_reply(redisReply* owned) : whole_(owned, freeReplyObject), at_(owned) {}

  bool is_error() const { return at_ && at_->type == REDIS_REPLY_ERROR; }
  bool is_list() const { return at_ && at_->type == REDIS_REPLY_ARRAY; }
  bool is_nothing() const { return !at_ || at_->type == REDIS_REPLY_NIL; }
  // Also of an error, which begins with its code: "READONLY You can't ...".
  std::string_view text() const;
  std::string str() const { return std::string(text()); }
  std::int64_t number() const;         // of an integer, or of digits
  std::uint64_t large_number() const;  // of digits; marks need all 64 bits
  std::size_t size() const { return at_ && at_->type == REDIS_REPLY_ARRAY ? at_->elements : 0; }
  redis_reply operator[](std::size_t index) const;

 private:
  redis_reply(std::shared_ptr<redisReply> whole, const redisReply* at) : whole_(std::move(whole)), at_(at) {}

  std::shared_ptr<redisReply> whole_;
  const redisReply* at_ = nullptr;
};

struct redis_timeouts {
  std::chrono::milliseconds connect{1'000};
  std::chrono::milliseconds reply{3'000};
};

using redis_command = std::vector<std::string>;

class redis_connection {
 public:
  // Looks the host's name up, connects, logs in and chooses the database.
  redis_connection(const redis_endpoint& to, const redis_address& with, const redis_timeouts& patience);

  const std::string& where() const { return where_; }

  // Into the output buffer; leaves with the next receive().
  void send(const std::vector<std::string_view>& command);
  void send(const redis_command& command);
  redis_reply receive();
  redis_reply ask(const redis_command& command) {
    send(command);
    return receive();
  }

  // For whoever waits for this and other things: its descriptor, what is to be written, what has come (which may be nothing
  // whole).
  int descriptor() const { return context_->fd; }
  void flush();
  void read_what_is_there();
  // Whether the other side has closed it, as far as is known here, whatever is still to be read.
  bool is_closed_there() const;
  std::optional<redis_reply> next_reply();

 private:
  struct closer {
    void operator()(redisContext* of) const { redisFree(of); }
  };
  [[noreturn]] void fail(const std::string& doing) const;
  void log_in(const redis_address& with);

  const std::string where_;
  std::unique_ptr<redisContext, closer> context_;
};

// "field:value" lines, as INFO gives them; "" where there is none.
std::string redis_info(std::string_view info, std::string_view field);

}  // namespace reprise
