// One thread and the sessions that belong to it. Everything about a session happens on its shard's thread, so nothing in
// the hub or on a connection needs a lock.
//
// Thread    Functions are marked: (any) may be called from every thread, all others on the shard's own thread only.
// Owner     The application. Connections live on the shard's io_context and are gone before it is; the log may answer after
//           the thread has ended, its answers are dropped then; whoever asks it on behalf of a connection must have been
//           answered before the shard itself goes.
// Failure   Nothing here throws after the constructor. A handler that throws is a bug and ends the process.
#pragma once

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <thread>
#include <unordered_map>
#include <vector>

#include "server/hub/flush_list.hpp"
#include "server/hub/live_session.hpp"
#include "server/hub/options.hpp"
#include "server/hub/surroundings.hpp"

namespace reprise {

// Which of n shards a session belongs to. The same on every machine and in every release.
std::size_t shard_of(const session_key& session, std::size_t shards);

class shard final : public surroundings {
 public:
  using with_session_done = std::function<void(result<live_session*>)>;

  shard(commit_log& log, const hub_options& options, std::string thread_name = "shard");
  ~shard() override;  // stop(), without waiting for anything to be finished, and join

  void start();  // (any) once; begins the thread

  boost::asio::io_context& context() { return context_; }    // (any) for sockets, timers and co_spawn
  void post(std::function<void()> what);                     // (any)
  const hub_counters& counters() const { return counted_; }  // (any)

  // (any) No session is loaded from here on. Commands that wait are finished and kept, then every viewer is told `why`, and
  // `then` is called on the shard's thread. The loop goes on, so that connections can say goodbye; join() ends it.
  void finish(const close_code& why, std::function<void()> then);
  bool is_finishing() const { return finishing_; }
  // (any, but the shard's own) Ends the loop after the turn that is running, and waits for the thread.
  void join();

  // Loads the session where it is not loaded. Called back during this call when it is. The pointer is good until the
  // callback returns, longer only with a viewer attached to it. Refused: try_again, internal_error.
  void with_session(const session_key& session, with_session_done then);

  // At the end of this turn of the loop: what.flush(). Forget it before it dies.
  void mark(flushable& what) { dirty_.mark(what); }
  void forget(flushable& what) { dirty_.forget(what); }

  instant now() const override;  // (any)
  // One timer wheel for everything on this thread: clock().set(now() + 5'000, [..] {..}).
  alarms& clock() override { return alarms_; }
  std::uint64_t dice() override { return random_(); }
  commit_log& log() override { return log_; }
  poster to_this_thread() override;
  hub_counters& counters() override { return counted_; }
  flush_list& deciding() override { return deciding_; }
  bool on_this_thread() const { return std::this_thread::get_id() == runs_on_; }  // (any)

 private:
  struct mailbox;
  struct resident {
    std::unique_ptr<live_session> session;
    bool loaded = false;
    std::vector<with_session_done> waiting;  // for it to be loaded
  };

  void run();
  void decide();
  void write_out();
  void loaded(const session_key& session, const result<void>& how);
  void unload_idle();
  void account_for_cpu();

  // Fixed after construction
  commit_log& log_;
  const hub_options options_;
  const std::string thread_name_;
  const std::shared_ptr<mailbox> mailbox_;

  // Any thread
  hub_counters counted_;
  std::atomic<bool> ending_{false};
  std::atomic<std::thread::id> runs_on_{};  // asked for by the log's thread while another one joins this

  // Shard thread only
  std::mt19937_64 random_;
  std::optional<instant> timer_at_;
  alarms alarms_;
  flush_list deciding_;  // sessions
  flush_list dirty_;     // connections
  std::unordered_map<session_key, resident> residents_;
  std::function<void()> finished_;
  bool finishing_ = false;

  // Goes before the above, because the connections that live in it may still use them.
  boost::asio::io_context context_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> stay_;
  boost::asio::steady_timer timer_;
  std::thread thread_;
};

}  // namespace reprise
