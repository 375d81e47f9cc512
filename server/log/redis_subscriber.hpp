// Hears what is published on the channels of one Redis, on a connection and a thread of its own.
//
// Thread    `add`, `remove` and `stop` from any thread; the callbacks come on the subscriber's own.
// Failure   A connection that is lost, or silent for too long, is made again for as long as it takes. After each time,
//           and when a channel is new, `gap` says that something may have been missed.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>

#include "server/log/redis_connection.hpp"
#include "server/log/wake_event.hpp"

namespace reprise {

class redis_subscriber {
 public:
  struct parts {
    redis_address address;
    redis_timeouts patience;
    bool is_sharded = false;               // a cluster's channels, which live with their slot
    std::function<redis_endpoint()> find;  // throws redis_error
    std::function<void()> connected;       // each time
    std::function<void(std::string_view channel, std::string_view message)> heard;
    std::function<void(const std::string& channel)> gap;
    std::function<void()> moved;  // in a cluster: a channel is not here any more
  };

  explicit redis_subscriber(parts of);
  redis_subscriber(const redis_subscriber&) = delete;
  redis_subscriber& operator=(const redis_subscriber&) = delete;
  ~redis_subscriber();

  void add(const std::string& channel);
  void remove(const std::string& channel);
  void stop();

 private:
  void run();
  void listen(redis_connection& on);
  void pause();
  void bring_up_to_date(redis_connection& on);
  void take(const redis_reply& reply);

  // Fixed after construction
  const parts parts_;
  const wake_event woken_;

  // Any thread, under the mutex
  std::mutex mutex_;
  std::condition_variable stopped_;
  std::set<std::string> wanted_;
  bool stopping_ = false;

  // Its own thread
  std::set<std::string> subscribed_;
  std::chrono::milliseconds pause_{0};

  std::thread thread_;  // last: it starts when everything above is there
};

}  // namespace reprise
