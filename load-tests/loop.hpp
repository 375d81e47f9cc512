// One thread that waits for sockets (epoll, edge-triggered) and for moments, and knows how busy it is: a generator that is the
// bottleneck measures itself. Times are microseconds of the steady clock.
//
// Owner     The run; whoever is called back outlives the loop's turns.
// Failure   An exception where the kernel gives no epoll; a run cannot begin then.
#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <string>
#include <vector>

namespace reprise::load {

class loop {
 public:
  class user {
   public:
    virtual ~user() = default;
    // Something can be read or written, or the other side has gone: all three are found out by trying.
    virtual void on_ready() = 0;
    // A moment that was asked for has come. `due` is when it should have; being late is ours, and so counts.
    virtual void on_moment(std::uint32_t what, std::uint32_t scene, std::int64_t due) = 0;
  };

  // spin: never sleep. A sleeping client makes the server's work dearer (it is woken for every packet) and itself late.
  explicit loop(bool spin);
  loop(const loop&) = delete;
  loop& operator=(const loop&) = delete;
  ~loop();

  static std::int64_t now();

  void watch(int handle, user* whose);
  void at(std::int64_t due, user* whose, std::uint32_t what, std::uint32_t scene = 0);
  void run(const std::function<bool()>& is_over);

  // The share of the time since the last call in which there was something to do, of 1,000.
  std::int64_t take_busy_permille();
  // ... and in all of it, in microseconds.
  std::int64_t busy_us() const { return busy_us_ + busy_before_us_; }
  // One for all sockets: what is read is used up before the next read.
  std::string& read_buffer() { return read_buffer_; }

 private:
  struct moment {
    std::int64_t due;
    std::uint64_t order;
    user* whose;
    std::uint32_t what;
    std::uint32_t scene;
    bool operator<(const moment& other) const { return due != other.due ? due > other.due : order > other.order; }
  };

  int wait(std::int64_t until);

  const bool spin_;
  int poll_ = -1;
  std::string read_buffer_;
  std::priority_queue<moment> moments_;
  std::uint64_t order_ = 0;
  std::vector<char> events_;
  std::int64_t busy_us_ = 0;  // since the last question
  std::int64_t busy_before_us_ = 0;
  std::int64_t busy_since_ = 0;
};

}  // namespace reprise::load
