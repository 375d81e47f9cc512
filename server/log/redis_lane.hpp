// The way to one Redis: a thread that turns whatever waits into one pipeline, and the connection that it has at the moment.
//
// Thread    `post` and `waiting` from any thread. Answers are given on the lane's own.
// Failure   A connection that fails answers everything on it `unavailable` and is thrown away; the next batch looks for
//           Redis again and makes a new one. No question is ever asked twice by itself: that is for whoever asked.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/log/redis_connection.hpp"
#include "server/log/redis_request.hpp"
#include "server/log/worker.hpp"

namespace reprise {

struct redis_lane_options {
  redis_address address;
  redis_timeouts patience = {};
  std::size_t batch_requests_max = 512;
  int wait_replicas = 0;  // acknowledged by so many replicas, or the outcome is unknown
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
    // Asked before anything else of a Redis that this lane has not been connected to before, or that has been started anew.
    virtual std::vector<redis_request_ptr> what_is_known(const redis_lane& lane) = 0;

   protected:
    ~owner() = default;
  };

  redis_lane(owner& whose, redis_lane_options options);

  void post(redis_request_ptr what) { worker_.post(std::move(what)); }
  std::size_t waiting() const { return worker_.waiting(); }
  void stop() { worker_.stop(); }

 private:
  void handle(std::vector<redis_request_ptr> batch);
  void carry_out(std::vector<redis_request_ptr>& batch);
  void connect();
  void say_what_is_known();
  void send(redis_request& what);
  void take(redis_request_ptr& what, const redis_reply& reply);
  void refuse(redis_request& what, const std::string& reason);

  // Fixed after construction
  owner& owner_;
  const redis_lane_options options_;

  // The lane's thread
  std::unique_ptr<redis_connection> connection_;
  std::unordered_map<std::string, std::string> script_ids_;  // by the script's name
  std::string redis_id_;                                     // changes when Redis restarts or another takes over

  worker<redis_request_ptr> worker_;  // last: it starts when everything above is there
};

}  // namespace reprise
