#include "load-tests/demo.hpp"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#include "load-tests/leader.hpp"
#include "load-tests/participant.hpp"
#include "load-tests/words.hpp"
#include "protocol/codec.hpp"
#include "protocol/http_routes.hpp"
#include "protocol/writer.hpp"

namespace reprise::load {
namespace {

constexpr std::int64_t tick_us = 250'000;
constexpr std::int64_t arrive_every_us = 1'500'000;
constexpr std::int64_t begin_after_us = 8'000'000;  // once somebody who is not one of ours is there

class colleagues final : public loop::user {
 public:
  colleagues(const demo_options& with, const address& server)
      : options_(with),
        loop_(false),
        in_{.turns = loop_,
            .luck = chance(static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count())),
            .server = server,
            .plan = plan_of(with),
            .marks = false},
        http_(loop_, server, 2) {
    here_.key = with.session;
    if (leads()) {
      here_.seats.push_back({0, 0, with.leader_ticket, true});
      leader_ = std::make_unique<leader>(in_, 0);
    }
    const auto from = in_.luck.below(32);
    for (std::int64_t at = 0; at < with.people; ++at) {
      people_.push_back(std::make_unique<participant>(in_, from + static_cast<std::size_t>(at)));
      people_.back()->be_helpful();
      loop_.at(loop::now() + at * arrive_every_us, this, come, static_cast<std::uint32_t>(at));
    }
  }

  int go() {
    if (leader_) leader_->sit(here_, 0, 0);
    loop_.at(loop::now() + tick_us, this, tick);
    loop_.run([this] { return over_; });
    return joined_ == 0 ? 1 : 0;
  }

  void on_ready() override {}
  void on_moment(std::uint32_t what, std::uint32_t number, std::int64_t) override {
    if (what == come) return join(number);
    loop_.at(loop::now() + tick_us, this, tick);
    if (leader_) lead();
    over_ = over_ || turned_away_ == people_.size() || (leader_ && leader_->is_done());
  }

 private:
  enum moment : std::uint32_t { tick, come };

  static scenario plan_of(const demo_options& with) {
    scenario plan;
    plan.name = "demonstration";
    plan.people = with.people;
    plan.speed = with.speed;
    return plan;
  }
  bool leads() const { return !options_.leader_ticket.empty(); }

  void join(std::uint32_t number) {
    http::join asked;
    std::string made = "colleague-";
    asked.id = made.append(std::to_string(in_.luck.mask())).append("-").append(std::to_string(number));
    asked.code = options_.code;
    asked.name = words::numbered_name(people_[number]->number() % 32);
    http_.post("/api/join", "", to_json(asked), [this, number](const http_answer& said) {
      auto entered = said.status == 200 ? decode<http::joined>(said.body)
                                        : result<http::joined>(refuse(refusal_code::bad_code, "not let in"));
      if (!entered) {
        ++turned_away_;
        std::cerr << "A colleague was not let in: " << row_text(said.body).word("detail") << std::endl;
        return;
      }
      ++joined_;
      here_.key = entered->session;
      here_.seats.push_back({entered->member, 0, std::move(entered->ticket), false});
      people_[number]->sit(here_, here_.seats.size() - 1, 0);
    });
  }

  void lead() {
    const bool somebody_came = leader_->is_ready() && joined_ == people_.size() && leader_->people() > joined_;
    if (began_ || !somebody_came) return;
    if (begins_at_ == 0) begins_at_ = loop::now() + begin_after_us;
    if (loop::now() < begins_at_) return;
    began_ = true;
    leader_->begin();
  }

  const demo_options& options_;
  loop loop_;
  setting in_;
  http_pool http_;
  group here_;
  std::unique_ptr<leader> leader_;
  std::vector<std::unique_ptr<participant>> people_;
  std::size_t joined_ = 0;
  std::size_t turned_away_ = 0;
  std::int64_t begins_at_ = 0;
  bool began_ = false;
  bool over_ = false;
};

}  // namespace

int run_demo(const demo_options& with) {
  std::string why;
  const auto server = resolve(with.target, why);
  if (!server) throw std::runtime_error(why);
  return colleagues(with, *server).go();
}

}  // namespace reprise::load
