#include "server/hub/shard.hpp"

#include <pthread.h>
#include <time.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <chrono>
#include <mutex>
#include <utility>

#include "server/log/fingerprint.hpp"
#include "server/log/together.hpp"

namespace reprise {
namespace {

constexpr std::size_t handlers_per_turn_max = 4'096;
constexpr std::int64_t housekeeping_ms = 1'000;

instant wall_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

std::int64_t steady_ms() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

std::uint64_t steady_us() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(since).count());
}

// The wall's time when the process began, and from then on the steady clock: whoever sets the machine's clock during a
// lesson moves no deadline, and sends nobody away. One offset for all shards.
instant steady_wall_now() {
  static const std::int64_t offset = wall_now() - steady_ms();
  return offset + steady_ms();
}

}  // namespace

std::size_t shard_of(const session_key& session, std::size_t shards) {
  // With a last mixing, because short keys differ in their low bits only.
  auto hash = fingerprint_of(session);
  hash ^= hash >> 33;
  hash *= 0xff51afd7ed558ccdU;
  hash ^= hash >> 33;
  return static_cast<std::size_t>(hash % shards);
}

// Where other threads leave things to do. It outlives the shard for as long as somebody may still use it.
struct shard::mailbox : std::enable_shared_from_this<shard::mailbox> {
  std::mutex mutex;
  boost::asio::io_context* context = nullptr;  // null: the shard is gone
  std::vector<std::function<void()>> waiting;

  void post(std::function<void()> what) {
    {
      const std::lock_guard lock(mutex);
      if (!context) return;
      waiting.push_back(std::move(what));
      if (waiting.size() > 1) return;  // it has been woken for the first
    }
    together::wake(this, [self = shared_from_this()] { self->wake(); });
  }
  void wake() {
    const std::lock_guard lock(mutex);
    if (context) boost::asio::post(*context, [self = shared_from_this()] { self->run(); });
  }
  void run() {
    for (const auto& each : take()) each();
  }
  std::vector<std::function<void()>> take() {
    const std::lock_guard lock(mutex);
    return std::exchange(waiting, {});
  }
};

shard::shard(commit_log& log, const hub_options& options, std::string thread_name)
    : log_(log),
      options_(options),
      thread_name_(std::move(thread_name)),
      mailbox_(std::make_shared<mailbox>()),
      random_(std::random_device{}()),
      stay_(context_.get_executor()),
      timer_(context_) {
  mailbox_->context = &context_;
  steady_wall_now();
}

shard::~shard() {
  join();
  {
    const std::lock_guard lock(mailbox_->mutex);
    mailbox_->context = nullptr;
  }
  mailbox_->take();
  // Alarms, and answers that are waited for, may hold the last of a connection, which needs the context to go.
  alarms_.clear();
  for (auto& each : residents_) std::exchange(each.second.waiting, {});
  residents_.clear();
}

instant shard::now() const { return steady_wall_now(); }

poster shard::to_this_thread() {
  return [box = mailbox_](std::function<void()> what) { box->post(std::move(what)); };
}

void shard::post(std::function<void()> what) { mailbox_->post(std::move(what)); }

void shard::start() {
  thread_ = std::thread([this] { run(); });
}

void shard::join() {
  ending_ = true;
  post([] {});  // so that the loop looks
  if (thread_.joinable()) thread_.join();
}

// --- the loop ------------------------------------------------------------------------------------------------------

void shard::run() {
  runs_on_ = std::this_thread::get_id();
  pthread_setname_np(pthread_self(), thread_name_.substr(0, 15).c_str());
  std::function<void()> housekeeping = [&] {
    unload_idle();
    account_for_cpu();
    alarms_.set(now() + housekeeping_ms, [&] { housekeeping(); });
  };
  housekeeping();
  write_out();
  while (!ending_) {
    // Waits for something, then takes what is ready, up to a bound, and only then decides and writes: what came in for a
    // session in this turn is one batch, what the turn asks of the log is one transaction, and what gathered for a
    // connection leaves in one system call.
    auto began = steady_us();
    {
      const together turn;
      if (context_.run_one() == 0) break;
      began = steady_us();
      for (std::size_t done = 1; done < handlers_per_turn_max && context_.poll_one() > 0;) ++done;
      decide();
    }
    write_out();
    counted_.turns.add();
    counted_.busy_us.add(steady_us() - began);
  }
}

void shard::decide() {
  alarms_.ring(now());
  deciding_.flush_all();
  if (!finishing_ || !finished_) return;
  bool all = true;
  for (const auto& each : residents_) all = all && each.second.session->finished();
  if (all) std::exchange(finished_, {})();
}

void shard::write_out() {
  dirty_.flush_all();

  const auto next = alarms_.next();
  if (!next || timer_at_ == next) return;
  timer_at_ = next;
  const auto wait = std::max<std::int64_t>(*next - now(), 0);
  timer_.expires_after(std::chrono::milliseconds(wait));
  timer_.async_wait([this](const boost::system::error_code& stopped) {
    if (!stopped) timer_at_.reset();  // decide() rings what is due
  });
}

void shard::account_for_cpu() {
  timespec used{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  counted_.thread_cpu_us.set(static_cast<std::uint64_t>(used.tv_sec) * 1'000'000 +
                             static_cast<std::uint64_t>(used.tv_nsec) / 1'000);
}

// --- sessions ------------------------------------------------------------------------------------------------------

void shard::with_session(const session_key& session, with_session_done then) {
  if (finishing_) return then(refuse(refusal_code::try_again, "The server is stopping. Try again in a moment."));
  auto& here = residents_[session];
  if (here.loaded && here.session->is_lost()) {
    return then(refuse(refusal_code::internal_error, "This session cannot be read from the server's storage."));
  }
  if (here.loaded) return then(here.session.get());
  here.waiting.push_back(std::move(then));
  if (here.session) return;  // is being loaded
  here.session = std::make_unique<live_session>(session, static_cast<surroundings&>(*this), options_);
  here.session->load([this, session](const result<void>& how) { loaded(session, how); });
}

void shard::loaded(const session_key& session, const result<void>& how) {
  auto& here = residents_.at(session);
  const auto waiting = std::exchange(here.waiting, {});
  if (how.has_error()) {
    // It is its own call that is running: it goes at the end of it.
    post([gone = std::shared_ptr<live_session>(std::move(here.session))] {});
    residents_.erase(session);
    for (const auto& each : waiting) each(how.error());
    return;
  }
  here.loaded = true;
  counted_.sessions_loaded.add();
  auto* const session_here = here.session.get();
  for (const auto& each : waiting) each(session_here);
}

void shard::unload_idle() {
  std::erase_if(residents_, [&](const auto& each) {
    auto& session = *each.second.session;
    if (!each.second.loaded) return false;
    if (session.is_lost()) return session.viewers() == 0;  // the next one to ask has it read anew
    const auto idle = session.idle_since();
    const bool is_elsewhere = session.has_people_elsewhere();
    const auto patience_ms = is_elsewhere ? options_.unload_elsewhere_after_ms : options_.unload_after_ms;
    if (!idle || *idle > now() - patience_ms) return false;
    if (!is_elsewhere) session.keep_snapshot();  // else it is theirs to keep
    if (!session.idle_since()) return false;     // it is being kept; next time
    counted_.sessions_unloaded.add();
    return true;
  });
}

void shard::finish(const close_code& why, std::function<void()> then) {
  post([this, why, then = std::move(then)] {
    finishing_ = true;
    finished_ = then;
    for (auto& each : residents_) each.second.session->finish(why);
  });
}

}  // namespace reprise
