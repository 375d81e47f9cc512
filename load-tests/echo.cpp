#include "load-tests/echo.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <vector>

#include "load-tests/histogram.hpp"
#include "load-tests/http_pool.hpp"
#include "load-tests/live_socket.hpp"
#include "load-tests/machine.hpp"

namespace reprise::load {
namespace {

constexpr std::size_t coming_at_once = 64;
constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t coming_us_max = 60 * second_us;

address resolved(const std::string& url) {
  std::string why;
  const auto found = resolve(url, why);
  if (!found) throw std::runtime_error(why);
  return *found;
}

class fan_out final : public loop::user {
 public:
  explicit fan_out(const echo_options& with)
      : options_(with),
        server_(resolved(with.target)),
        message_(speech::message(with.speaks, std::string(with.bytes, 'x'))),
        bookings_(loop_, server_, coming_at_once) {
    for (std::size_t at = 0; at < with.people; ++at) {
      if (at % with.people_per_room == 0) rooms_.emplace_back(std::make_unique<room>());
      people_.push_back(std::make_unique<person>(*this, *rooms_.back(), rooms_.size() - 1));
      rooms_.back()->people.push_back(people_.back().get());
    }
  }

  echo_result go() {
    processes_ = {options_.server_process};
    const auto cpu_before = cpu_us_of(processes_);
    const auto memory_before = memory_kb_of(processes_);
    const auto until = loop::now() + coming_us_max;
    for (std::size_t at = 0; at < coming_at_once; ++at) next_comes();
    loop_.run([&] { return here_ == people_.size() || !failed_.empty() || loop::now() > until; });
    if (here_ < people_.size()) throw std::runtime_error(failed_.empty() ? "Not everybody came in." : failed_);
    // Rooms that are entered without a word are entered by then.
    loop_.run([now = loop::now()] { return loop::now() > now + second_us / 2; });
    made_.enter_cpu_us = cpu_us_of(processes_) - cpu_before;
    made_.memory_kb = memory_kb_of(processes_) - memory_before;

    for (std::size_t at = 0; at < rooms_.size(); ++at) begin(at);
    loop_.at(loop::now() + second_us, this, begin_to_measure);
    loop_.run([this] { return over_; });
    if (!failed_.empty()) throw std::runtime_error(failed_);
    made_.speaks = boost::describe::enum_to_string(options_.speaks, "");
    made_.people = static_cast<std::int64_t>(options_.people);
    made_.people_per_room = static_cast<std::int64_t>(options_.people_per_room);
    made_.outstanding = options_.per_second > 0 ? 0 : static_cast<std::int64_t>(options_.outstanding);
    made_.p50_us = took_.percentile(50);
    made_.p99_us = took_.percentile(99);
    return made_;
  }

  void on_ready() override {}
  void on_moment(std::uint32_t what, std::uint32_t which, std::int64_t due) override {
    switch (static_cast<moment>(what)) {
      case say_again:
        loop_.at(due + luck_.until_next(options_.per_second), this, say_again, which);
        return rooms_[which]->say(message_, due);
      case begin_to_measure:
        began_ = {loop::now(), cpu_us_of(processes_), loop_.busy_us(), messages_, deliveries_, live_socket::bytes_read};
        took_.clear();
        return loop_.at(loop::now() + options_.seconds * second_us, this, end_to_measure);
      case end_to_measure: return end();
    }
  }

 private:
  enum moment : std::uint32_t { say_again, begin_to_measure, end_to_measure };
  class person;

  struct room {
    std::vector<person*> people;
    std::size_t next = 0;
    // The order of messages is the same for everybody, so that the place of one says which it is.
    struct one {
      std::size_t heard = 0;
      std::int64_t due = 0;
    };
    std::array<one, 1'024> ring{};
    std::size_t said = 0;

    void say(const speech::said& what, std::int64_t due) {
      ring[said++ % ring.size()] = {0, due};
      people[next++ % people.size()]->speak(what);
    }
  };

  class person final : public live_socket {
   public:
    person(fan_out& of, room& in, std::size_t number)
        : live_socket(of.loop_, of.luck_), of_(of), in_(in), number_(number) {}

    void come() {
      const auto path = speech::booking_path(of_.options_.speaks);
      if (path.empty()) return open_at(of_.server_, speech::target(of_.options_.speaks, number_, ""), "");
      of_.bookings_.post(path, "", speech::booking_body(of_.options_.speaks, number_), [this](const http_answer& said) {
        if (said.status != 200) return of_.fail("A place was refused: " + std::string(said.body));
        open_at(of_.server_, speech::target(of_.options_.speaks, number_, said.body), "");
      });
    }
    void speak(const speech::said& what) { send(what.how, what.bytes); }
    void on_moment(std::uint32_t, std::uint32_t, std::int64_t) override {}

   private:
    void on_open() override {
      if (speech::enters_at_once(of_.options_.speaks)) of_.came();
    }
    void on_text(std::string_view text) override { hear(text); }
    void on_binary(std::string_view bytes) override { hear(bytes); }
    void on_closed(int code) override { of_.fail("The server closed a connection, " + std::to_string(code) + "."); }

    void hear(std::string_view bytes) {
      std::string answer;
      const auto what = speech::hear(of_.options_.speaks, bytes, answer);
      if (what == speech::heard::message) return of_.delivered(in_, heard_++);
      if (!answer.empty()) send(of_.message_.how, answer);
      if (what == speech::heard::entered) of_.came();
    }

    fan_out& of_;
    room& in_;
    const std::size_t number_;
    std::size_t heard_ = 0;
  };

  void next_comes() {
    if (asked_in_ < people_.size()) people_[asked_in_++]->come();
  }
  void came() {
    ++here_;
    next_comes();
  }
  void fail(std::string why) {
    if (failed_.empty()) failed_ = std::move(why);
    over_ = true;
  }

  void begin(std::size_t which) {
    if (options_.per_second > 0) {
      return loop_.at(loop::now() + luck_.until_next(options_.per_second), this, say_again,
                      static_cast<std::uint32_t>(which));
    }
    for (std::size_t at = 0; at < options_.outstanding; ++at) rooms_[which]->say(message_, loop::now());
  }

  void delivered(room& in, std::size_t which) {
    ++deliveries_;
    auto& place = in.ring[which % in.ring.size()];
    if (++place.heard < in.people.size()) return;
    ++messages_;
    const auto now = loop::now();
    took_.record(now - place.due);
    if (options_.per_second <= 0 && !over_) in.say(message_, now);
  }

  void end() {
    over_ = true;
    made_.us = loop::now() - began_.at_us;
    made_.server_cpu_us = cpu_us_of(processes_) - began_.cpu_us;
    made_.busy_permille = 1'000 * (loop_.busy_us() - began_.busy_us) / made_.us;
    made_.messages = static_cast<std::int64_t>(messages_ - began_.messages);
    made_.deliveries = static_cast<std::int64_t>(deliveries_ - began_.deliveries);
    if (made_.deliveries == 0) return fail("Nothing came back.");
    made_.bytes_per_delivery = static_cast<std::int64_t>(live_socket::bytes_read - began_.bytes) / made_.deliveries;
  }

  const echo_options options_;
  const address server_;
  loop loop_{true};
  chance luck_{1};
  const speech::said message_;
  http_pool bookings_;
  std::vector<std::unique_ptr<room>> rooms_;
  std::vector<std::unique_ptr<person>> people_;
  std::vector<std::int64_t> processes_;
  std::size_t asked_in_ = 0;
  std::size_t here_ = 0;
  std::size_t messages_ = 0;
  std::size_t deliveries_ = 0;
  bool over_ = false;
  std::string failed_;
  struct {
    std::int64_t at_us = 0;
    std::int64_t cpu_us = 0;
    std::int64_t busy_us = 0;
    std::size_t messages = 0;
    std::size_t deliveries = 0;
    std::uint64_t bytes = 0;
  } began_;
  histogram took_;
  echo_result made_;
};

}  // namespace

echo_result echo(const echo_options& with) { return fan_out(with).go(); }

}  // namespace reprise::load
