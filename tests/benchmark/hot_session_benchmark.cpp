// One hot session through all of the hub: a shard with its thread, SQLite on a disk, three hundred people with a screen each, who
// send the next command as soon as the one before is acknowledged. Items are acknowledged commands. Goal: at least 15,000 a second.
#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/hub/live_session.hpp"
#include "server/hub/shard.hpp"
#include "server/log/sqlite_log.hpp"
#include "tests/benchmark/benchmark_support.hpp"
#include "tests/support/small_session.hpp"

namespace reprise::tests {
namespace {

constexpr std::size_t people = 300;
constexpr std::size_t commands_total = 60'000;
const session_key the_key = "hotsession";

class hot_hall {
 public:
  explicit hot_hall(const std::filesystem::path& folder) : log_({.folder = folder}) {
    here_.start();
    ask({}, small_session(), "open");
    on_shard([this] { leader_ = session_->committed().all<member>().begin()->id; });
    for (std::size_t at = 0; at < people; ++at)
      ask({}, command::join{"Person " + std::to_string(at)}, "join-" + std::to_string(at));
    ask(leader_, command::go_to_stage{stage::rehearse}, "rehearse");
    on_shard([this] {
      for (const auto& each : session_->committed().all<member>()) {
        if (each.id == leader_) continue;
        screens_.push_back(std::make_unique<screen>(*this, screens_.size(), each.id));
        session_->attach(*screens_.back(), each.id);
      }
    });
  }
  hot_hall(const hot_hall&) = delete;
  hot_hall& operator=(const hot_hall&) = delete;
  ~hot_hall() {
    on_shard([this] {
      for (const auto& each : screens_) session_->detach(*each);
    });
    here_.join();
  }

  // `common`: everybody sees it. Else only who said it.
  void run(bool common) {
    common_ = common;
    std::promise<void> over;
    over_ = &over;
    on_shard([this] {
      for (std::size_t at = 0; at < screens_.size(); ++at) say(at);
    });
    over.get_future().get();
    on_shard([this] { over_ = nullptr; });
  }
  std::uint64_t refused() const { return refused_; }

 private:
  struct screen final : viewer {
    screen(hot_hall& of, std::size_t number, id<member> who) : hall(of), at(number), whose(who) {}
    bool send(const shared_frame& what) override {
      const auto text = payload_of(*what);
      const bool acknowledged = text.starts_with("{\"frame\":\"acknowledged\"");
      if (text.starts_with("{\"frame\":\"refused\"")) ++hall.refused_;
      if (acknowledged) hall.answered(at);
      return true;
    }
    void close(const close_code&) override {}
    hot_hall& hall;
    const std::size_t at;
    const id<member> whose;
    id<attempt> draft;
  };

  void ask(id<member> actor, any_command what, const std::string& command_id) {
    auto done = std::make_shared<std::promise<void>>();
    here_.post([this, actor, what, command_id, done] {
      here_.with_session(the_key, [=, this](result<live_session*> found) {
        session_ = found.value();
        session_->submit({actor, what}, command_id, [done](const result<accepted>& how) {
          how.value();
          done->set_value();
        });
      });
    });
    done->get_future().get();
  }
  template <class Function>
  void on_shard(Function what) {
    std::promise<void> done;
    here_.post([&] {
      what();
      done.set_value();
    });
    done.get_future().get();
  }

  // Not from within the session's own call.
  void answered(std::size_t at) {
    ++acknowledged_;
    if (ready_.empty()) {
      here_.post([this] {
        const auto now = std::exchange(ready_, {});
        for (const auto each : now) say(each);
      });
    }
    ready_.push_back(at);
  }

  void say(std::size_t at) {
    if (said_ >= commands_total) {
      if (acknowledged_ >= commands_total && over_) std::exchange(over_, nullptr)->set_value();
      return;
    }
    ++said_;
    auto& from = *screens_[at];
    const auto turn = std::to_string(said_);
    if (common_) return session_->command(from, {.id = turn, .request = command::rename{from.whose, "N" + turn}});
    if (!from.draft) {
      const auto& known = session_->committed().attempts_by(from.whose);
      if (!known.empty()) from.draft = known.back();
    }
    session_->command(from, {.id = turn, .request = command::save_attempt_draft{from.draft, {}, words_ + turn}});
  }

  const std::string words_ = std::string(280, 'w');
  const hub_options options_ = without_limits();
  sqlite_log log_;
  shard here_{log_, options_};
  live_session* session_ = nullptr;
  id<member> leader_;
  std::vector<std::unique_ptr<screen>> screens_;
  std::vector<std::size_t> ready_;
  std::size_t said_ = 0;
  std::size_t acknowledged_ = 0;
  std::uint64_t refused_ = 0;
  bool common_ = false;
  std::promise<void>* over_ = nullptr;
};

void hot_session(benchmark::State& bench, bool common) {
  for (auto _ : bench) {
    const benchmark_folder folder;
    {
      hot_hall hall(folder.path());
      const auto began = std::chrono::steady_clock::now();
      hall.run(common);
      bench.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
      if (hall.refused() > 0) bench.SkipWithError("commands were refused");
    }
  }
  bench.SetItemsProcessed(bench.iterations() * static_cast<std::int64_t>(commands_total));
}
// Drafts, which nobody else sees; and names, which are handed to all three hundred screens.
BENCHMARK_CAPTURE(hot_session, drafts, false)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(hot_session, seen_by_all, true)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace reprise::tests
