// The way to one Redis: a thread that sends what is posted, takes the answers as they come, and has a connection as long as
// there is one. It does not wait for the answers to what it has sent before it sends more, so that Redis need never wait for
// this server.
//
// Thread    `post`, `waiting` and `stop` from any thread. Answers are given on the lane's own.
// Failure   A connection that fails answers everything on it `unavailable` and is thrown away; the next question looks for
//           Redis again and makes a new one. No question is ever asked twice by itself: that is for whoever asked.
#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "server/log/redis_connection.hpp"
#include "server/log/redis_request.hpp"
#include "server/log/wake_event.hpp"

namespace reprise {

struct redis_lane_options {
  redis_address address;
  redis_timeouts patience = {};
  std::size_t under_way_max = 512;  // questions that Redis has not answered; more wait here
  int wait_replicas = 0;            // acknowledged by so many replicas, or the outcome is unknown
  std::chrono::milliseconds replicas_patience{1'000};
};

class redis_lane {
 public:
  // What the log that it belongs to has to know or to say. Called on the lane's thread.
  struct owner {
    virtual redis_endpoint find(const redis_lane& lane) = 0;  // throws redis_error
    virtual void redirect(redis_request_ptr what, const redis_endpoint& to, bool asks_first) = 0;
    virtual void succeeded(const redis_request& what) = 0;
    virtual void failed(const std::string& reason, std::size_t requests) = 0;
    virtual void lost_connection(const redis_lane& lane) = 0;
    virtual void told_time(instant there) = 0;  // what Redis' clock says just now
    // Of a Redis that this lane has not been connected to before, or that has been started anew: first whether it is one to be
    // used (else redis_error is thrown), then what it is told before it is asked anything.
    virtual void reached(const redis_lane& lane, redis_connection& with) = 0;
    virtual std::vector<redis_request_ptr> what_is_known(const redis_lane& lane) = 0;

   protected:
    ~owner() = default;
  };

  redis_lane(owner& whose, redis_lane_options options);
  redis_lane(const redis_lane&) = delete;
  redis_lane& operator=(const redis_lane&) = delete;
  ~redis_lane() { stop(); }

  void post(redis_request_ptr what);
  std::size_t waiting() const { return unanswered_; }
  // Answers what was posted, including what that itself posts, and ends the thread. What is posted afterwards is refused at once.
  void stop();

 private:
  // What was sent, in the order in which Redis replies.
  struct sent {
    enum class kind { request, asking, wait };

    kind is;
    redis_request_ptr what = {};      // of a request
    bool counts_when_copied = false;  // its answer waits for what `wait` says
    redis_reply reply = {};           // meanwhile
  };
  enum class woken_by { replies, other, end };

  // The lane's thread
  void run();
  woken_by wait();
  std::vector<redis_request_ptr> take_posted();
  void send_posted();
  void take_replies();
  void take(redis_reply reply);
  void settle_held(bool is_copied);
  void settle(redis_request_ptr what, const redis_reply& reply);
  void refuse(redis_request_ptr what, const std::string& reason);
  void answer(redis_request_ptr what);
  void give_up(const std::string& reason);
  void leave();
  void connect();
  void say_what_is_known();
  void send(const sent& what);
  void send(const redis_request& what);

  // Fixed after construction
  owner& owner_;
  const redis_lane_options options_;
  const wake_event woken_;

  // Any thread, under the mutex
  std::mutex mutex_;
  std::deque<redis_request_ptr> posted_;
  bool stopping_ = false;
  bool has_ended_ = false;
  std::atomic<std::size_t> unanswered_{0};

  // The lane's thread
  std::unique_ptr<redis_connection> connection_;
  std::deque<sent> under_way_;
  std::vector<sent> held_;                                   // replied to, and not copied yet as far as is known
  bool waits_for_replicas_ = false;                          // a `wait` is under way
  bool is_leaving_ = false;                                  // nothing more is sent on this connection
  std::chrono::steady_clock::time_point heard_at_;           // or asked at, where nothing was under way
  std::unordered_map<std::string, std::string> script_ids_;  // by the script's name
  std::string redis_id_;                                     // changes when Redis restarts or another takes over

  std::thread thread_;  // last: it starts when everything above is there
};

}  // namespace reprise
