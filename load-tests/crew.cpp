#include "load-tests/crew.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "load-tests/words.hpp"
#include "protocol/codec.hpp"
#include "protocol/http_routes.hpp"
#include "protocol/writer.hpp"

namespace reprise::load {
namespace {

constexpr std::int64_t first_word_after_us = 1'000'000;

std::string refusal_in(int status, std::string_view body) {
  std::string text = std::to_string(status);
  const auto detail = row_text(body).word("detail");
  return detail.empty() ? text : text.append(", ").append(detail);
}

template <class Body>
std::optional<Body> answered(int status, std::string_view body) {
  if (status != 200 && status != 201) return std::nullopt;
  auto read = decode<Body>(body);
  return read ? std::optional<Body>(std::move(*read)) : std::nullopt;
}

}  // namespace

crew::crew(setting& in, door& into, std::size_t first, std::size_t count)
    : in_(in), door_(into), first_(first), leads_(std::make_unique<leader>(in, 0)) {
  for (std::size_t at = first; at < first + count; ++at) people_.push_back(std::make_unique<participant>(in, at));
}

bool crew::is_here() const {
  return std::all_of(people_.begin(), people_.end(), [](const auto& each) { return each->is_here(); });
}

std::size_t crew::unanswered() const {
  std::size_t waiting = leads_->unanswered();
  for (const auto& each : people_) waiting += each->unanswered();
  return waiting;
}

void crew::on_moment(std::uint32_t what, std::uint32_t scene, std::int64_t due) {
  switch (static_cast<moment>(what)) {
    case come: return let_in(scene, due);
    case begin: return begin_now();
    case write: return write_somewhere(due);
  }
}

// --- getting in ------------------------------------------------------------------------------------------------------

// Other runs at the same server have other ids.
std::string crew::id_of(std::string what, std::size_t number) const {
  return what.append("-").append(in_.run).append("-").append(std::to_string(number));
}

void crew::open() {
  auto& made = *door_.groups.emplace_back(std::make_unique<group>());
  made.number = door_.groups.size() - 1;
  now_ = &made;
  http::create_session asked;
  asked.id = id_of("load", made.number);
  asked.playbook = in_.plan.playbook;
  asked.title = "Load test: " + in_.plan.name;
  door_.http.post("/api/sessions", door_.organiser_key, to_json(asked),
                  [this](const http_answer& said) { on_opened(said.status, said.body); });
}

void crew::on_opened(int status, std::string_view body) {
  const auto made = answered<http::session_created>(status, body);
  if (!made) {
    door_.could_not_open = refusal_in(status, body);
    in_.found.error("a session could not be opened: " + door_.could_not_open);
    return;
  }
  now_->key = made->session;
  now_->join_code = made->join_code;
  now_->seats.push_back({made->member, 0, made->ticket, true});
  ++door_.opened;
  leads_->sit(*now_, 0, 0);
}

void crew::let_in(std::size_t person_number, std::int64_t due) {
  http::join asked;
  asked.id = id_of("join", now_->number).append("-").append(std::to_string(person_number));
  asked.code = now_->join_code;
  asked.name = words::numbered_name(person_number % static_cast<std::size_t>(in_.plan.people_per_session));
  door_.http.post("/api/join", "", to_json(asked), [this, person_number, due](const http_answer& said) {
    on_joined(person_number, due, said.status, said.body);
  });
}

void crew::on_joined(std::size_t person_number, std::int64_t due, int status, std::string_view body) {
  const auto made = answered<http::joined>(status, body);
  if (!made) {
    ++door_.turned_away;
    in_.found.error("somebody was not let in: " + refusal_in(status, body));
    return;
  }
  now_->seats.push_back({made->member, 0, made->ticket, false});
  people_[person_number - first_]->sit(*now_, now_->seats.size() - 1, due);
}

// --- going on --------------------------------------------------------------------------------------------------------

void crew::begin_now() {
  leads_->begin();
  const auto& plan = in_.plan;
  if (plan.how != behaviour::wall) return;
  // Not from within the read that brought it.
  now_->wall.begin(people_.size() + 1, [this] {
    if (in_.plan.outstanding > 0) soon(write, 0);
  });
  for (std::int64_t at = 0; at < plan.outstanding; ++at) soon(write, first_word_after_us);
  if (plan.outstanding > 0 || plan.commands_per_second <= 0) return;
  soon(write, first_word_after_us + in_.luck.until_next(plan.commands_per_second));
}

void crew::write_somewhere(std::int64_t due) {
  if (stopped_) return;
  // Open model: the next is due whether or not this one is answered, so that a slow server is not asked less.
  if (in_.plan.outstanding == 0) in_.turns.at(due + in_.luck.until_next(in_.plan.commands_per_second), this, write);
  auto& writer = *people_[in_.luck.below(people_.size())];
  if (writer.sits() && !writer.is_slow()) writer.write_on_wall(due);
}

// Lessons follow each other: the same people, a new session. What comes later must not be slower because something came before.
void crew::go_on() {
  switch (where_) {
    case course::going:
      if (!leads_->is_done() || unanswered() > 0) return;
      leads_->leave();
      leads_->forget_the_session();
      for (auto& each : people_) {
        each->leave();
        each->forget_the_session();
      }
      where_ = course::opening;
      return open();
    case course::opening:
      if (!leads_->is_ready()) return;
      where_ = course::coming;
      for (auto& each : people_) let_in(each->number(), loop::now());
      return;
    case course::coming:
      if (!is_here()) return;
      where_ = course::going;
      return begin_now();
  }
}

void crew::stop() {
  stopped_ = true;
  leads_->stop();
}

}  // namespace reprise::load
