#include "server/net/shared_playbooks.hpp"

#include <future>
#include <memory>
#include <utility>

#include "server/log/together.hpp"
#include "server/ops/logging.hpp"

namespace reprise::net {
namespace {

using namespace std::chrono_literals;
constexpr auto left_alone = 1s;
constexpr auto patience = 15s;               // longer than the log takes for any answer
constexpr std::size_t texts_asked_max = 16;  // at once, so that nothing else waits long behind them

template <class Answer, class Ask>
Answer wait_for(Ask ask) {
  const auto promised = std::make_shared<std::promise<Answer>>();
  auto answer = promised->get_future();
  ask([promised](Answer how) { promised->set_value(std::move(how)); });
  together::wake_all();  // this is the shelf's thread at its work, which would wake the log only when it is done
  if (answer.wait_for(patience) != std::future_status::ready) return unavailable{"the log does not answer"};
  return answer.get();
}

}  // namespace

std::optional<shared_playbooks::news> shared_playbooks::look(const those_held& held, bool though_it_just_failed) {
  const bool just_failed = std::chrono::steady_clock::now() - failed_at_ < left_alone;
  if (just_failed && !though_it_just_failed) return std::nullopt;
  news found;
  const auto now = ask_marks(held);
  if (!now || !read(*now, found)) {
    failed_at_ = std::chrono::steady_clock::now();
    return std::nullopt;
  }
  failed_at_ = {};
  epoch_ = now->epoch;
  for (auto each = seen_.begin(); each != seen_.end();) {
    if (now->marks.contains(each->first)) {
      ++each;
    } else {
      found.gone.push_back(each->first);
      each = seen_.erase(each);
    }
  }
  return found;
}

std::optional<text_marks> shared_playbooks::ask_marks(const those_held& held) {
  const auto ask = [this] { return wait_for<marks_answer>([this](auto then) { log_.marks(std::move(then)); }); };
  auto answer = ask();
  const auto* now = std::get_if<text_marks>(&answer);
  if (now && !epoch_.empty() && now->epoch != epoch_) {
    const auto known = held();
    logging::warning("own_playbooks_put_back", {{"count", static_cast<std::uint64_t>(known.size())}});
    for (const auto& each : known) {
      if (std::holds_alternative<unavailable>(bring(each))) return std::nullopt;
    }
    answer = ask();
    now = std::get_if<text_marks>(&answer);
  }
  return now ? std::optional(*now) : std::nullopt;
}

bool shared_playbooks::read(const text_marks& now, news& into) {
  std::vector<std::string> wanted;
  for (const auto& [key, mark] : now.marks) {
    if (seen(key) != mark) wanted.push_back(key);
  }
  while (!wanted.empty()) {
    const auto more = wanted.size() > texts_asked_max ? wanted.size() - texts_asked_max : 0;
    std::vector<std::string> these(wanted.begin() + static_cast<std::ptrdiff_t>(more), wanted.end());
    wanted.resize(more);
    const auto answer =
        wait_for<texts_answer>([this, &these](auto then) { log_.texts(std::move(these), std::move(then)); });
    const auto* texts = std::get_if<std::map<std::string, std::string>>(&answer);
    if (!texts) return false;
    for (const auto& [key, text] : *texts) {
      seen_[key] = mark_of(text);
      auto one = read_own_playbook(text, key, key);
      if (!is_playbook_key(key)) {
        into.unusable.push_back({key, refuse(refusal_code::bad_text, "No playbook can have this name.")});
      } else if (!one) {
        into.unusable.push_back({key, std::move(one).error()});
      } else {
        into.there.push_back(*std::move(one));
      }
    }
  }
  return true;
}

change_answer shared_playbooks::keep(const own_playbook& what) { return keep_over(what, seen(what.id)); }

change_answer shared_playbooks::bring(const own_playbook& what) { return keep_over(what, 0); }

change_answer shared_playbooks::keep_over(const own_playbook& what, std::uint64_t expected) {
  auto text = text_of(what);
  const auto mark = mark_of(text);
  auto answer = wait_for<change_answer>(
      [&](auto then) { log_.keep(what.id, expected, std::move(text), own_playbooks_max, std::move(then)); });
  if (!std::holds_alternative<text_settled>(answer)) return answer;
  seen_[what.id] = mark;
  if (!epoch_.empty()) return answer;
  // The first text of all has just made it; without it, this server would not notice that what it saved was lost.
  const auto marked = wait_for<marks_answer>([this](auto then) { log_.marks(std::move(then)); });
  if (const auto* now = std::get_if<text_marks>(&marked)) epoch_ = now->epoch;
  return answer;
}

change_answer shared_playbooks::remove(const std::string& key) {
  auto answer = wait_for<change_answer>([&](auto then) { log_.remove(key, seen(key), std::move(then)); });
  if (std::holds_alternative<text_settled>(answer)) seen_.erase(key);
  return answer;
}

std::uint64_t shared_playbooks::seen(const std::string& key) const {
  const auto found = seen_.find(key);
  return found == seen_.end() ? 0 : found->second;
}

}  // namespace reprise::net
