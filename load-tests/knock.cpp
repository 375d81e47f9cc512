#include "load-tests/knock.hpp"

#include <memory>
#include <stdexcept>
#include <vector>

#include "load-tests/histogram.hpp"
#include "load-tests/http_pool.hpp"
#include "load-tests/live_socket.hpp"
#include "load-tests/machine.hpp"
#include "load-tests/screen_text.hpp"
#include "protocol/codec.hpp"
#include "protocol/frames.hpp"
#include "protocol/http_routes.hpp"
#include "protocol/writer.hpp"

namespace reprise::load {
namespace {

constexpr std::int64_t patience_us = 120'000'000;

address resolved(const std::string& url) {
  std::string why;
  const auto found = resolve(url, why);
  if (!found) throw std::runtime_error(why);
  return *found;
}

class door {
 public:
  explicit door(const knock_options& with)
      : options_(with), server_(resolved(with.target)), http_(loop_, server_, 8), processes_{with.server_process} {}

  knock_result go() {
    const auto until = loop::now() + patience_us;
    for (std::size_t at = 0; at < options_.at_once; ++at) {
      callers_.push_back(std::make_unique<caller>(*this, at));
      if (is_ours()) open(*callers_.back());
    }
    const auto wait_for = [&](auto&& what) {
      loop_.run([&] { return what() || !failed_.empty() || loop::now() > until; });
      if (!what()) throw std::runtime_error(failed_.empty() ? "The server does not answer." : failed_);
    };
    // The first hello of each brings the whole screen, and what is known from then on.
    if (is_ours()) wait_for([&] { return opened_ == callers_.size(); });
    for (auto& each : callers_) each->come();
    wait_for([&] { return let_in_ >= callers_.size(); });

    const auto before = let_in_;
    const auto cpu_before = cpu_us_of(processes_);
    const auto began = loop::now();
    took_.clear();
    wait_for([&] { return let_in_ - before >= options_.times; });
    knock_result made;
    made.us = loop::now() - began;
    made.times = static_cast<std::int64_t>(let_in_ - before);
    made.server_cpu_us = cpu_us_of(processes_) - cpu_before;
    made.p50_us = took_.percentile(50);
    made.p99_us = took_.percentile(99);
    return made;
  }

 private:
  class caller final : public live_socket {
   public:
    caller(door& of, std::size_t number) : live_socket(of.loop_, of.luck_), of_(of), number_(number) {}

    std::string session;
    std::string ticket;

    void come() {
      began_ = loop::now();
      if (of_.is_ours()) return open(of_.server_, session);
      open_at(of_.server_, "/room/" + std::to_string(number_), "");
    }
    void on_moment(std::uint32_t, std::uint32_t, std::int64_t) override {
      drop();
      come();
    }

   private:
    void on_open() override {
      if (!of_.is_ours()) return let_in();
      frame::hello said;
      said.ticket = ticket;
      if (!epoch_.empty()) {
        said.epoch = epoch_;
        said.seq = seq_;
        said.mark = mark_;
      }
      std::string text;
      reprise::write(text, client_frame(std::move(said)));
      send(text);
    }
    void on_text(std::string_view text) override {
      const auto frame = read_frame(text);
      if (frame.name != "welcome") return;
      epoch_ = frame.row.word("epoch");
      seq_ = frame.row.number("seq");
      mark_ = static_cast<commit_mark>(frame.row.number("mark"));
      let_in();
    }
    void on_closed(int code) override { of_.failed_ = "A connection was closed, " + std::to_string(code) + "."; }

    // Not from within the read that brought it.
    void let_in() {
      ++of_.let_in_;
      of_.took_.record(loop::now() - began_);
      of_.loop_.at(loop::now(), this, 0);
    }

    door& of_;
    const std::size_t number_;
    std::int64_t began_ = 0;
    std::string epoch_;
    std::uint64_t seq_ = 0;
    commit_mark mark_ = 0;
  };

  bool is_ours() const { return !options_.organiser_key.empty(); }

  void open(caller& whose) {
    http::create_session asked;
    asked.id = "knock-" + std::to_string(loop::now()) + "-" + std::to_string(callers_.size());
    asked.playbook = "leading-teacher-development";
    asked.title = "Load test: handshakes";
    http_.post("/api/sessions", options_.organiser_key, to_json(asked), [this, &whose](const http_answer& said) {
      auto made = decode<http::session_created>(said.body);
      if (said.status > 201 || !made) {
        failed_ = "A session could not be opened, " + std::to_string(said.status) + ".";
        return;
      }
      whose.session = made->session;
      whose.ticket = made->ticket;
      ++opened_;
    });
  }

  const knock_options options_;
  const address server_;
  loop loop_{true};
  chance luck_{1};
  http_pool http_;
  const std::vector<std::int64_t> processes_;
  std::vector<std::unique_ptr<caller>> callers_;
  std::size_t opened_ = 0;
  std::size_t let_in_ = 0;
  std::string failed_;
  histogram took_;
};

}  // namespace

knock_result knock(const knock_options& with) { return door(with).go(); }

}  // namespace reprise::load
