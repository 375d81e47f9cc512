#include "tests/support/faulty_log.hpp"

#include <memory>
#include <type_traits>
#include <utility>
#include <variant>

namespace reprise {
namespace {

template <class Answer>
Answer lost() {
  if constexpr (std::is_same_v<Answer, bool>) {
    return false;
  } else {
    return unavailable{"the log did not answer (injected fault)"};
  }
}

}  // namespace

faulty_log::faulty_log(commit_log& below, std::uint64_t seed, log_faults faults, rival_commit rival)
    : below_(below), rival_(std::move(rival)), random_(seed), faults_(faults) {}

// `random_() % 100` and not a distribution of the standard library, whose results differ between libraries.
bool faulty_log::happens(unsigned in_a_hundred) {
  if (in_a_hundred == 0 || random_() % 100 >= in_a_hundred) return false;
  ++faults_done_;
  return true;
}

faulty_log::fate faulty_log::draw_fate() {
  const std::lock_guard lock(mutex_);
  if (happens(faults_.lose_request)) return fate::request_lost;
  if (happens(faults_.lose_answer)) return fate::answer_lost;
  if (happens(faults_.repeat)) return fate::repeated;
  if (happens(faults_.late)) return fate::late;
  return fate::fine;
}

template <class Answer>
void faulty_log::deliver(done<Answer> then, Answer answer) {
  {
    const std::lock_guard lock(mutex_);
    if (happens(faults_.delay)) {
      const auto kept = std::make_shared<Answer>(std::move(answer));
      held_.push_back([then = std::move(then), kept] { then(std::move(*kept)); });
      return;
    }
  }
  then(std::move(answer));
}

template <class Answer>
void faulty_log::meet_fate(done<Answer> then, std::function<void(done<Answer>)> carry_out) {
  const auto finish = [this, then](Answer answer) { deliver<Answer>(then, std::move(answer)); };
  const auto ignore = [](Answer) {};
  switch (draw_fate()) {
    case fate::fine: return carry_out(finish);
    case fate::request_lost: return deliver<Answer>(then, lost<Answer>());
    case fate::answer_lost: carry_out([finish](Answer) { finish(lost<Answer>()); }); return;
    case fate::repeated: carry_out(ignore); return carry_out(finish);
    case fate::late: hold([carry_out, ignore] { carry_out(ignore); }); return deliver<Answer>(then, lost<Answer>());
  }
}

void faulty_log::hold(std::function<void()> what) {
  const std::lock_guard lock(mutex_);
  held_.push_back(std::move(what));
}

void faulty_log::load(session_key session, done<load_answer> then) {
  meet_fate<load_answer>(std::move(then),
                         [this, session](done<load_answer> finish) { below_.load(session, std::move(finish)); });
}

void faulty_log::append(session_key session, log_position expected, std::vector<stored_commit> commits,
                        done<append_answer> then) {
  require_append(session, expected, commits);
  bool conflict = false;
  {
    const std::lock_guard lock(mutex_);
    conflict = rival_ && happens(faults_.conflict);
  }
  if (conflict) let_rival_win(session);
  meet_fate<append_answer>(std::move(then), [this, session, expected, commits](done<append_answer> finish) {
    below_.append(session, expected, commits, std::move(finish));
  });
}

void faulty_log::let_rival_win(const session_key& session) {
  below_.load(session, [this, session](const load_answer& answer) {
    const auto* loaded = std::get_if<loaded_session>(&answer);
    if (loaded == nullptr) return;
    const auto bytes = rival_(session, loaded->last);
    if (!bytes) return;
    below_.append(session, loaded->last, {{loaded->last.seq + 1, "", *bytes}}, [](const append_answer&) {});
  });
}

void faulty_log::read(session_key session, seq_number after, std::size_t commits_max, done<read_answer> then) {
  meet_fate<read_answer>(std::move(then), [this, session, after, commits_max](done<read_answer> finish) {
    below_.read(session, after, commits_max, std::move(finish));
  });
}

void faulty_log::look(session_key session, log_position expected, std::vector<std::string> refused,
                      done<append_answer> then) {
  meet_fate<append_answer>(std::move(then), [this, session, expected, refused](done<append_answer> finish) {
    below_.look(session, expected, refused, std::move(finish));
  });
}

void faulty_log::restore(session_key session, loaded_session held, done<append_answer> then) {
  meet_fate<append_answer>(std::move(then), [this, session, held](done<append_answer> finish) {
    below_.restore(session, held, std::move(finish));
  });
}

// What is heard may come late, and after something later, like everything else.
std::shared_ptr<void> faulty_log::follow(session_key session, teller tell) {
  return below_.follow(std::move(session), [this, tell = std::move(tell)](heard what) {
    {
      const std::lock_guard lock(mutex_);
      if (happens(faults_.deaf)) return missed_.push_back(tell);
      if (happens(faults_.delay)) {
        held_.push_back([tell, kept = std::move(what)] { tell(kept); });
        return;
      }
    }
    tell(std::move(what));
  });
}

void faulty_log::whisper(session_key session, std::string bytes) {
  below_.whisper(std::move(session), std::move(bytes));
}

void faulty_log::save_snapshot(session_key session, std::string epoch, stored_snapshot snapshot, done<bool> then) {
  meet_fate<bool>(std::move(then), [this, session, epoch, snapshot](done<bool> finish) {
    below_.save_snapshot(session, epoch, snapshot, std::move(finish));
  });
}

void faulty_log::trim(session_key session, std::string epoch, std::size_t kept, done<bool> then) {
  meet_fate<bool>(std::move(then), [this, session, epoch, kept](done<bool> finish) {
    below_.trim(session, epoch, kept, std::move(finish));
  });
}

void faulty_log::claim(std::string name, std::string value, done<claim_answer> then) {
  meet_fate<claim_answer>(std::move(then), [this, name, value](done<claim_answer> finish) {
    below_.claim(name, value, std::move(finish));
  });
}

void faulty_log::find(std::string name, done<find_answer> then) {
  meet_fate<find_answer>(std::move(then),
                         [this, name](done<find_answer> finish) { below_.find(name, std::move(finish)); });
}

void faulty_log::release(std::string name, std::string value, done<bool> then) {
  meet_fate<bool>(std::move(then),
                  [this, name, value](done<bool> finish) { below_.release(name, value, std::move(finish)); });
}

void faulty_log::sessions(done<sessions_answer> then) {
  meet_fate<sessions_answer>(std::move(then),
                             [this](done<sessions_answer> finish) { below_.sessions(std::move(finish)); });
}

log_health faulty_log::check() const {
  auto health = below_.check();
  health.waiting += held();
  return health;
}

void faulty_log::set_faults(log_faults faults) {
  std::vector<teller> missed;
  {
    const std::lock_guard lock(mutex_);
    faults_ = faults;
    missed.swap(missed_);
  }
  for (const auto& each : missed) each(heard_too_little{});
}

std::size_t faulty_log::held() const {
  const std::lock_guard lock(mutex_);
  return held_.size();
}

bool faulty_log::deliver_one() {
  std::function<void()> answer;
  {
    const std::lock_guard lock(mutex_);
    if (held_.empty()) return false;
    const auto picked = static_cast<std::ptrdiff_t>(random_() % held_.size());
    answer = std::move(held_[static_cast<std::size_t>(picked)]);
    held_.erase(held_.begin() + picked);
  }
  answer();
  return true;
}

void faulty_log::deliver_all() {
  while (deliver_one()) continue;
}

std::uint64_t faulty_log::faults_done() const {
  const std::lock_guard lock(mutex_);
  return faults_done_;
}

}  // namespace reprise
