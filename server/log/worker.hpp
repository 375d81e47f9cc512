// One thread and its queue. Requests that gather while a batch is handled become the next batch, so a slow disk makes
// larger batches instead of a longer queue: this is where group commit comes from. Their answers leave together, too.
//
// Thread    `post`, `waiting` from any thread, also from within `handle`. `handle` runs on the worker's thread only.
// Owner     Declare a worker after everything that `handle` touches; its destructor stops it.
// Failure   `handle` must not throw.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <iterator>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "server/log/together.hpp"

namespace reprise {

template <class Request>
class worker {
 public:
  using handler = std::function<void(std::vector<Request>)>;  // 1 to batch_requests_max requests, oldest first

  worker(std::size_t batch_requests_max, handler handle)
      : batch_requests_max_(batch_requests_max), handle_(std::move(handle)), thread_([this] { run(); }) {}
  worker(const worker&) = delete;
  worker& operator=(const worker&) = delete;

  ~worker() { stop(); }

  // Handles what is queued, including what that itself posts, and ends the thread. Owner only. What is posted afterwards
  // is never handled.
  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_one();
    if (thread_.joinable()) thread_.join();
  }

  void post(Request request) {
    {
      const std::lock_guard lock(mutex_);
      queue_.push_back(std::move(request));
    }
    together::wake(this, [this] { wake_.notify_one(); });
  }

  // Posted and not handled to the end yet.
  std::size_t waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size() + in_hand_;
  }

 private:
  void run() {
    for (auto batch = next_batch(); !batch.empty(); batch = next_batch()) {
      const together answers;
      handle_(std::move(batch));
    }
  }

  // Empty when the worker has been told to stop and nothing is left.
  std::vector<Request> next_batch() {
    std::unique_lock lock(mutex_);
    in_hand_ = 0;
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });

    const auto count = std::min(queue_.size(), batch_requests_max_);
    const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<Request> batch(std::make_move_iterator(queue_.begin()), std::make_move_iterator(end));
    queue_.erase(queue_.begin(), end);
    in_hand_ = count;
    return batch;
  }

  // Fixed after construction
  const std::size_t batch_requests_max_;
  const handler handle_;

  // Any thread, under the mutex
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Request> queue_;
  std::size_t in_hand_ = 0;
  bool stopping_ = false;

  std::thread thread_;  // last: it starts when everything above is there
};

}  // namespace reprise
