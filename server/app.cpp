#include "server/app.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "server/auth/join_codes.hpp"
#include "server/auth/keys.hpp"
#include "server/auth/tickets.hpp"
#include "server/hub/shard.hpp"
#include "server/log/folder_lock.hpp"
#include "server/log/redis_log.hpp"
#include "server/log/sqlite_log.hpp"
#include "server/net/connection_limits.hpp"
#include "server/net/front_desk.hpp"
#include "server/net/http_connection.hpp"
#include "server/net/hub_metrics.hpp"
#include "server/net/listener.hpp"
#include "server/net/media_files.hpp"
#include "server/net/site.hpp"
#include "server/ops/health.hpp"
#include "server/ops/logging.hpp"
#include "server/ops/metrics.hpp"
#include "server/playbook/loaded_playbook.hpp"

namespace reprise {
namespace {

using namespace std::chrono_literals;
constexpr auto log_patience = 10s;  // at the start
constexpr std::int64_t tidy_every_ms = 60 * 60 * 1'000;
constexpr std::int64_t clock_ahead_ms_max = 10'000;  // or behind; then this server is kept away from people
constexpr auto finish_patience = 5s;                 // for commands under way when stopping
constexpr auto goodbye_patience = 2'500ms;           // for connections to hear it

bool is_shared(const config& settings) { return is_redis_address(settings.log); }

// The log, and what else of it servers share; nothing of that where this one has it to itself.
struct opened_log {
  std::unique_ptr<commit_log> log;
  shared_counts* counts = nullptr;
  shared_texts* texts = nullptr;
  std::function<std::optional<instant>()> time_there = {};
};

void say_what_redis_promises(logging::level as, std::string_view event, const redis_durability& of) {
  logging::write(as, event, {{"where", of.where}, {"version", of.version}, {"promises", of.in_words()}});
}

opened_log open_log(const config& settings) {
  const auto kept_for = std::chrono::days(settings.retention_days);
  if (!is_shared(settings)) {
    opened_log own;
    own.log = std::make_unique<sqlite_log>(sqlite_log_options{.folder = settings.data, .kept_for = kept_for});
    return own;
  }

  auto opened = std::make_unique<redis_log>(
      redis_log_options{.address = read_redis_address(settings.log).value(),
                        .wait_replicas = settings.wait_replicas,
                        .kept_for = kept_for,
                        .found_anew = [required = settings.require_durable](const auto& found, bool keeps_less) {
                          const bool is_less = keeps_less || (required && !found.keeps_everything());
                          if (is_less)
                            say_what_redis_promises(logging::level::warning, "redis_promises_less", found);
                          else
                            say_what_redis_promises(logging::level::info, "redis_found", found);
                        }});
  const auto promises = opened->durability();
  if (settings.require_durable && !promises.keeps_everything())
    throw start_failed(promises.in_words() + " That is less than --require-durable asks for.");
  if (promises.answers && promises.replicas < settings.wait_replicas) {
    throw start_failed("Nothing could be acknowledged: --redis-wait-replicas asks for " +
                       std::to_string(settings.wait_replicas) + " replicas. " + promises.in_words());
  }
  if (promises.keeps_everything())
    say_what_redis_promises(logging::level::info, "redis_found", promises);
  else
    say_what_redis_promises(logging::level::warning, "redis_may_forget", promises);
  auto& counts = *opened;
  auto& texts = *opened;
  auto time_there = [&of = *opened] { return of.time_there(); };
  return {std::move(opened), &counts, &texts, std::move(time_there)};
}

template <class Answer, class Ask>
Answer ask_log(Ask ask) {
  const auto promised = std::make_shared<std::promise<Answer>>();
  auto answer = promised->get_future();
  ask([promised](Answer how) { promised->set_value(std::move(how)); });
  if (answer.wait_for(log_patience) != std::future_status::ready) throw start_failed("The log does not answer.");
  auto how = answer.get();
  if (const auto* failed = std::get_if<unavailable>(&how))
    throw start_failed("The log cannot be written to: " + failed->reason);
  return how;
}

// What the servers on one log have agreed on under this name: the first to come chose it. Where Redis has only just come up and
// knows of nothing, it may have forgotten, and a server that runs says it again.
std::string agreed(commit_log& log, const std::string& name, const std::string& candidate) {
  const auto called = "agreed:" + name;
  const auto is_known = [&] {
    const auto known = ask_log<find_answer>([&](auto then) { log.find(called, then); });
    return std::holds_alternative<found>(known);
  };
  while (log.may_be_told_ms() > 0 && !is_known()) std::this_thread::sleep_for(50ms);
  const auto how = ask_log<claim_answer>([&](auto then) { log.claim(called, candidate, then); });
  const auto* before = std::get_if<claimed_before>(&how);
  return before ? before->value : candidate;
}

agree_on_key agree_over(const config& settings, commit_log& log, const std::string& name) {
  if (!is_shared(settings)) return {};
  return [&log, name](const std::string& candidate) { return agreed(log, name, candidate); };
}

// SQLite's log looks after the folder itself.
std::unique_ptr<folder_lock> lock_data_folder(const config& settings) {
  if (!is_shared(settings)) return nullptr;
  return std::make_unique<folder_lock>(settings.data);
}

std::vector<net::offered_playbook> shipped_playbooks(const config& settings) {
  auto loaded = load_playbooks(settings.playbooks);
  if (!loaded) {
    throw start_failed("The playbooks cannot be used. " + loaded.error().detail +
                       "\nSay where they are with --playbooks, or mend the file.");
  }
  std::vector<net::offered_playbook> offered;
  for (auto& each : *loaded) offered.push_back({each.id, std::move(each.playbook), std::move(each.criteria), false});
  return offered;
}

// Counts down from threads to the one that waits.
class countdown {
 public:
  explicit countdown(std::size_t from) : left_(from) {}
  void one_less() {
    const std::lock_guard hold(mutex_);
    if (left_ > 0 && --left_ == 0) none_left_.notify_all();
  }
  template <class Duration>
  bool wait_for(Duration most) {
    std::unique_lock hold(mutex_);
    return none_left_.wait_for(hold, most, [this] { return left_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable none_left_;
  std::size_t left_;
};

}  // namespace

class app::inside {
 public:
  explicit inside(const config& settings);
  ~inside() { stop(); }

  std::string url() const;
  std::uint16_t port() const { return listener_->port(); }
  ready_session prepare_session();
  void stop();

 private:
  std::vector<shard*> all_shards() const;
  std::vector<const hub_counters*> all_counters() const;
  // The shards', which nobody can set: deadlines, limits and tickets go by the same.
  std::function<instant()> clock() const;
  template <class Value, class Ask>
  result<Value> wait_for(Ask ask);
  std::string newest_session();
  // On the first shard's thread, now and every hour.
  void tidy();
  // Why this server should not go on beside the others; "" as a rule.
  std::string disagreement() const;
  std::string wrong_clock();
  // How far this server's clock is ahead of Redis', by which all on it can be compared; nothing where there is none.
  std::optional<std::int64_t> clock_ahead_ms() const;

  // In the order in which they are built; destroyed in the opposite one.
  const config settings_;
  net::net_counters counters_;
  net::connection_limits limits_;
  const std::unique_ptr<folder_lock> data_;
  const opened_log opened_;
  commit_log* const log_ = opened_.log.get();
  tickets signer_;
  std::deque<std::unique_ptr<shard>> shards_;
  net::playbook_shelf shelf_;
  net::front_desk desk_;
  const net::static_files files_;
  const net::media_files media_;
  const net::origins pages_;
  health condition_;
  metrics numbers_;
  net::site site_;
  const net::live_surroundings live_{desk_, counters_, {}};
  const net::http_surroundings http_{
      site_, live_, counters_, {}, net::trusted_proxies(settings_.trust_proxy, settings_.trust_proxy_at)};
  std::unique_ptr<net::listener> listener_;
  std::atomic<bool> clock_was_right_ = false;  // asked for on any shard's thread
  bool stopped_ = false;
};

namespace {

std::deque<std::unique_ptr<shard>> make_shards(const config& settings, commit_log& log) {
  hub_options options;
  options.log_is_shared = is_shared(settings);
  std::deque<std::unique_ptr<shard>> made;
  for (std::size_t at = 0; at < settings.shards; ++at) {
    made.push_back(std::make_unique<shard>(log, options, "shard-" + std::to_string(at)));
  }
  return made;
}

}  // namespace

app::inside::inside(const config& settings)
    : settings_(settings),
      limits_(settings_.connections_max, settings_.connections_per_address_max, counters_),
      data_(lock_data_folder(settings_)),
      opened_(open_log(settings_)),
      signer_(load_ticket_key(settings_.data / "ticket.key", settings_.ticket_key,
                              agree_over(settings_, *log_, "ticket key"))),
      shards_(make_shards(settings_, *log_)),
      shelf_(shipped_playbooks(settings_), settings_.data / "playbooks", !settings_.fixed_playbooks, opened_.texts),
      desk_({*log_, all_shards(), signer_,
             load_organiser_key(settings_.data / "organiser.key", settings_.organiser_key,
                                agree_over(settings_, *log_, "organiser key")),
             shelf_, counters_, clock(), opened_.counts}),
      files_(settings_.web),
      media_(media_beside(settings_.playbooks)),
      pages_(settings_.public_url, settings_.origins),
      site_({desk_, files_, media_, pages_, condition_, numbers_, counters_, clock()}) {
  condition_.add([this] {
    const auto of = log_->check();
    return of.writable ? std::string() : "The log takes no writes: " + of.last_error;
  });
  condition_.add([this] { return disagreement(); });
  condition_.add([this] { return wrong_clock(); });
  numbers_.add(write_process_metrics);
  numbers_.add([this](metrics_page& page) {
    page.gauge("ready", "1 while it takes people in (/readyz).", condition_.reasons().empty() ? 1 : 0);
    net::write_net_metrics(page, counters_);
    net::write_log_metrics(page, log_->check());
    net::write_hub_metrics(page, all_counters());
    page.gauge("clock_ahead_seconds", "How far its clock is ahead of Redis'.",
               static_cast<double>(clock_ahead_ms().value_or(0)) / 1e3);
  });
  listener_ = std::make_unique<net::listener>(settings_.host, settings_.port, all_shards(), limits_, http_);
  for (auto& each : shards_) each->start();
  listener_->start();
  shards_.front()->post([this] { tidy(); });
  logging::info("listening", {{"host", settings_.host},
                              {"port", static_cast<int>(port())},
                              {"shards", static_cast<std::uint64_t>(shards_.size())},
                              {"files", static_cast<std::uint64_t>(files_.count())},
                              {"clips", static_cast<std::uint64_t>(media_.count())}});
}

void app::inside::tidy() {
  log_->tidy([](const commit_log::tidy_answer& how) {
    if (const auto* failed = std::get_if<unavailable>(&how))
      logging::warning("not_tidied", {{"reason", failed->reason}});
    else if (const auto removed = std::get<std::size_t>(how); removed > 0)
      logging::info("sessions_forgotten", {{"sessions", static_cast<std::uint64_t>(removed)}});
  });
  auto& home = *shards_.front();
  home.clock().set(home.now() + tidy_every_ms, [this] { tidy(); });
}

std::string app::inside::disagreement() const {
  const auto about = log_->check().disagrees_about;
  if (about.empty()) return {};
  return "While Redis had forgotten what the servers had agreed on, others agreed on something else (" + about +
         "). Start this server again; docs/operating/durability.md says more.";
}

std::optional<std::int64_t> app::inside::clock_ahead_ms() const {
  const auto there = opened_.time_there ? opened_.time_there() : std::nullopt;
  return there ? std::optional(clock()() - *there) : std::nullopt;
}

// Only of a server that has not taken anybody in yet. Later on it is as likely the clock of a Redis that has just taken over, and
// then all servers would turn everybody away at once; the gauge and its alert tell of it.
std::string app::inside::wrong_clock() {
  const auto known = clock_ahead_ms();
  if (!known || clock_was_right_) return {};
  const auto ahead = *known;
  if (std::abs(ahead) <= clock_ahead_ms_max) {
    clock_was_right_ = true;
    return {};
  }
  return "The clock of this server is " + std::to_string(std::abs(ahead) / 1'000) + " seconds " +
         (ahead > 0 ? "ahead of" : "behind") +
         " that of Redis, so that it would end other servers' timers at the wrong moment. Set the clocks of all "
         "machines (NTP), and start this server again.";
}

std::vector<shard*> app::inside::all_shards() const {
  std::vector<shard*> all;
  for (const auto& each : shards_) all.push_back(each.get());
  return all;
}

std::vector<const hub_counters*> app::inside::all_counters() const {
  std::vector<const hub_counters*> all;
  for (const auto& each : shards_) all.push_back(&std::as_const(*each).counters());
  return all;
}

std::function<instant()> app::inside::clock() const {
  return [first = shards_.front().get()] { return first->now(); };
}

std::string app::inside::url() const {
  if (!settings_.public_url.empty()) return settings_.public_url;
  const bool everybody = settings_.host == "0.0.0.0" || settings_.host == "::";
  auto host = everybody ? std::string("127.0.0.1") : settings_.host;
  if (host.find(':') != std::string::npos) host = "[" + host + "]";
  return "http://" + host + ":" + std::to_string(port());
}

template <class Value, class Ask>
result<Value> app::inside::wait_for(Ask ask) {
  const auto promised = std::make_shared<std::promise<result<Value>>>();
  auto answer = promised->get_future();
  ask([promised](result<Value> how) { promised->set_value(std::move(how)); });
  if (answer.wait_for(log_patience) != std::future_status::ready) {
    throw start_failed(std::string("The log does not answer, so no session could be made ready. Is ") +
                       (is_shared(settings_) ? "Redis" : "the disk of --data") + " in order?");
  }
  return answer.get();
}

std::string app::inside::newest_session() {
  const auto promised = std::make_shared<std::promise<sessions_answer>>();
  auto answer = promised->get_future();
  log_->sessions([promised](sessions_answer how) { promised->set_value(std::move(how)); });
  if (answer.wait_for(log_patience) != std::future_status::ready) return make_session_key();
  const auto how = answer.get();
  const auto* listed = std::get_if<std::vector<session_summary>>(&how);
  if (!listed) return make_session_key();
  return listed->empty() ? "first" : listed->front().key;
}

ready_session app::inside::prepare_session() {
  using made = http::session_created;
  const auto look = [this] { return wait_for<made>([this](auto then) { desk_.newest_open(then); }); };
  auto found = look();
  // Sessions that Redis has forgotten are put back by those that have them.
  while (!found && found.error().code == refusal_code::not_found && log_->may_be_told_ms() > 0) {
    std::this_thread::sleep_for(50ms);
    found = look();
  }
  if (!found && found.error().code == refusal_code::not_found) {
    // Of several servers that start at once, one opens it.
    const auto name = "start-" + (is_shared(settings_) ? newest_session() : make_session_key());
    found = wait_for<made>([this, name](auto then) {
      desk_.open({.id = name, .playbook = settings_.playbook, .title = {}, .facilitator = {}}, then);
    });
  }
  if (!found) throw start_failed("No session could be made ready. " + found.error().detail);
  return {found->session, spoken_join_code(found->join_code), url() + found->link,
          url() + "/?code=" + found->join_code};
}

void app::inside::stop() {
  if (stopped_) return;
  stopped_ = true;
  condition_.note_stopping();
  logging::info("stopping");
  listener_->stop();
  const auto unfinished = std::make_shared<countdown>(shards_.size());
  for (auto& each : shards_) each->finish(closing::going_away, [unfinished] { unfinished->one_less(); });
  const bool all_kept = unfinished->wait_for(finish_patience);

  // The loops go on for a moment, so that everybody hears the goodbye.
  const auto deadline = std::chrono::steady_clock::now() + goodbye_patience;
  while (counters_.websockets > 0 && std::chrono::steady_clock::now() < deadline) std::this_thread::sleep_for(10ms);
  for (auto& each : shards_) each->join();
  // What is left in the log's queue is answered now: the answers belong to the front desk and to connections, whose
  // shards must still be there, although they no longer run.
  // So are those of the shelf, which waits for the log.
  shelf_.stop();
  log_->stop();
  logging::info("stopped", {{"all_kept", all_kept ? "yes" : "no"}});
}

app::app(const config& settings) : inside_(std::make_unique<inside>(settings)) {}
app::~app() = default;
std::string app::url() const { return inside_->url(); }
std::uint16_t app::port() const { return inside_->port(); }
ready_session app::prepare_session() { return inside_->prepare_session(); }
void app::stop() { inside_->stop(); }

}  // namespace reprise
