// The commit log in Redis: for many servers that share sessions. One Redis, a primary that sentinels watch over, or a
// cluster.
//
// Keys      redis_keys.hpp. What is written of sessions is published in the same step.
// Thread    As commit_log says; answers are given on the thread of a lane, tidings on that of a subscriber.
// Durable   `appended` means what this Redis promises when it answers: see durability().
// Failure   Opening throws log_unusable. Later on, what fails is answered `unavailable`, Redis is looked for again with the
//           next question, and followers are told to look when it is back.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/log/commit_log.hpp"
#include "server/log/redis_durability.hpp"
#include "server/log/redis_facts.hpp"
#include "server/log/redis_keys.hpp"
#include "server/log/redis_lane.hpp"
#include "server/log/redis_subscriber.hpp"
#include "server/log/shared_counts.hpp"
#include "server/log/shared_texts.hpp"

namespace reprise {

struct redis_log_options {
  redis_address address;
  log_sources sources = system_sources();
  redis_timeouts patience = {};
  std::size_t under_way_max = 512;
  int wait_replicas = 0;
  std::chrono::milliseconds replicas_patience{1'000};  // for which they are waited for; less than that for a reply
  // When another Redis has taken over, and when something was put back into it: time for other servers to put back more. Longer
  // than a server that still tries to connect to a machine that is gone takes to come back (patience.connect and a pause).
  std::chrono::milliseconds others_wait{1'500};
  // How long a session is kept after it was written to last; 0: for ever.
  std::chrono::milliseconds kept_for{0};
  // Told what a Redis promises that was not there at the start (another has taken over, or it was started anew), and whether that
  // is less than what was in its place. On the thread of a lane.
  std::function<void(const redis_durability& found, bool keeps_less)> found_anew = {};
};

class redis_log final : public commit_log, public shared_counts, public shared_texts, private redis_lane::owner {
 public:
  explicit redis_log(redis_log_options options);
  ~redis_log() override;

  void load(session_key session, done<load_answer> then) override;
  void append(session_key session, log_position expected, std::vector<stored_commit> commits,
              done<append_answer> then) override;
  void read(session_key session, seq_number after, std::size_t commits_max, done<read_answer> then) override;
  void save_snapshot(session_key session, std::string epoch, stored_snapshot snapshot, done<bool> then) override;
  void trim(session_key session, std::string epoch, std::size_t kept, done<bool> then) override;
  void look(session_key session, log_position expected, std::vector<std::string> refused,
            done<append_answer> then) override;
  void restore(session_key session, loaded_session held, done<append_answer> then) override;
  std::shared_ptr<void> follow(session_key session, teller tell) override;
  void whisper(session_key session, std::string bytes) override;
  void claim(std::string name, std::string value, done<claim_answer> then) override;
  void claim_for(session_key session, std::string name, done<claim_answer> then) override;
  void find(std::string name, done<find_answer> then) override;
  void release(std::string name, std::string value, done<bool> then) override;
  void sessions(done<sessions_answer> then) override;
  void tidy(done<tidy_answer> then) override;
  std::int64_t may_be_told_ms() const override;

  void count(std::string name, bucket_size of, counting how, done<count_answer> then) override;
  void marks(done<marks_answer> then) override;
  void texts(std::vector<std::string> names, done<texts_answer> then) override;
  void keep(std::string name, std::uint64_t expected, std::string text, std::size_t texts_max,
            done<change_answer> then) override;
  void remove(std::string name, std::uint64_t expected, done<change_answer> then) override;
  // While writing fails, asking also has one small question tried, at most once a second.
  log_health check() const override;
  void stop() override;

  // As each Redis was found when it was reached; of several, the one that keeps least.
  redis_durability durability() const;
  // What the clock of Redis says now, which is the same for all servers on it; nothing before it was reached.
  std::optional<instant> time_there() const;

 private:
  using purpose = redis_request::purpose;
  struct follower {
    session_key session;
    teller tell;
  };
  // One Redis of however many there are.
  struct branch {
    redis_endpoint endpoint;  // of one in a cluster; else it is looked for
    std::unique_ptr<redis_lane> lane;
    std::unique_ptr<redis_subscriber> subscriber;
    std::optional<redis_durability> promises;  // under the mutex of the branches; none: it was not reached yet
  };

  template <class Answer, class Read>
  void ask(purpose what_for, const std::string& key, redis_command words, done<Answer> then, Read reader) const {
    post(make_request<Answer>(what_for, key, std::move(words), std::move(then), std::move(reader)));
  }
  template <class Answer, class Read>
  static redis_request_ptr make_request(purpose what_for, const std::string& key, redis_command words,
                                        done<Answer> then, Read reader) {
    return std::make_unique<redis_request_for<Answer, Read>>(what_for, std::move(words), redis_slot(key),
                                                             std::move(then), std::move(reader));
  }
  void post(redis_request_ptr what) const {
    const auto slot = what->slot;
    branch_for(slot)->lane->post(std::move(what));
  }
  std::string kept_for() const { return std::to_string(options_.kept_for.count()); }
  void append_or_look(session_key session, const log_position& expected, const std::vector<stored_commit>& commits,
                      std::vector<std::string> refused, done<append_answer> then);
  // Runs a script that says when the session began; `after` is where the log ends if it writes `commits`.
  void write(purpose what_for, session_key session, redis_command words, log_position after, std::size_t commits,
             done<append_answer> then);
  // Until when a session must be kept that is written to now.
  std::string kept_until() const;
  void add_to_index(const session_key& session, std::string created, std::function<void()> then);
  void describe(std::vector<session_summary> named, const done<sessions_answer>& then);
  // What may have been forgotten
  redis_request_ptr claim_request(const std::string& name, const std::string& value, std::chrono::milliseconds said_ago,
                                  bool for_ever, done<claim_answer> then) const;
  std::vector<redis_request_ptr> everything_known();
  void said_again(const redis_facts::fact& what, const claim_answer& answer);
  void knock(const std::weak_ptr<branch>& at, int attempts_left);
  void tidy_from(std::size_t first, done<tidy_answer> then);
  void keep_or_remove(std::size_t first, std::vector<session_key> listed, done<tidy_answer> then);
  void probe() const;

  // Where things are
  bool is_cluster() const { return options_.address.kind == redis_address::layout::cluster; }
  std::shared_ptr<branch> branch_for(std::uint16_t slot) const;
  std::shared_ptr<branch> branch_at(const redis_endpoint& where);  // made where there is none
  std::vector<std::shared_ptr<branch>> all_branches() const;
  std::vector<std::shared_ptr<branch>> primaries() const;
  void meet_primaries();
  redis_endpoint ask_sentinels() const;
  void read_slots();
  void find_channels_again();

  // redis_lane::owner
  redis_endpoint find(const redis_lane& lane) override;
  void redirect(redis_request_ptr what, const redis_endpoint& to, bool asks_first) override;
  void succeeded(const redis_request& what) override;
  void failed(const std::string& reason, std::size_t requests) override;
  void lost_connection(const redis_lane& lane) override;
  void told_time(instant there) override;
  void reached(const redis_lane& lane, redis_connection& with) override;
  std::vector<redis_request_ptr> what_is_known(const redis_lane& lane) override;

  // Followers
  void heard_on(std::string_view channel, std::string_view message);
  void gap_on(const std::string& channel);
  void tell(std::string_view channel, const heard& what);
  void unfollow(const std::string& channel, const follower& gone);

  // Fixed after construction
  const redis_log_options options_;
  const std::string publish_;    // the command
  std::int64_t up_seconds_ = 0;  // the Redis that was started last, when this was opened
  const std::chrono::steady_clock::time_point opened_at_ = std::chrono::steady_clock::now();
  redis_facts facts_;

  // Any thread, under the mutex
  mutable std::mutex branches_mutex_;
  std::vector<std::shared_ptr<branch>> branches_;
  std::vector<std::shared_ptr<branch>> branch_of_slot_;  // of a cluster; empty otherwise
  std::chrono::steady_clock::time_point slots_read_at_;
  bool is_open_ = false;  // what each Redis promised at the start is known

  mutable std::mutex followers_mutex_;
  std::map<std::string, std::vector<std::weak_ptr<follower>>, std::less<>> followers_;  // by channel
  std::map<std::string, std::shared_ptr<branch>> heard_at_;                             // where a channel is subscribed

  mutable std::mutex health_mutex_;
  log_health health_;
  mutable std::chrono::steady_clock::time_point probed_at_;

  // One tidying at a time
  std::mutex tidy_mutex_;
  std::set<session_key> missed_;      // listed, and not there when it was tidied last
  std::set<session_key> missed_now_;  // and this time

  std::atomic<std::chrono::steady_clock::time_point> found_anew_at_{};  // a Redis that was not there at the start
  std::atomic<std::int64_t> time_there_ms_{0};  // of Redis' clock, when the steady one here said 0; 0: not known
  std::atomic<bool> stopping_{false};
};

}  // namespace reprise
