#include "server/net/shared_limit.hpp"

#include <utility>
#include <variant>

namespace reprise::net {

bool shared_limit::take(std::string_view name, instant now) {
  if (!here_.take(name, now)) return false;
  if (together_) count(counting::tell, std::string(name), now, [](const count_answer&) {});
  return true;
}

void shared_limit::ask(bool takes, std::string_view name, instant now, std::function<void(bool)> then) {
  const auto alone = [this, takes, now](const std::string& of) {
    return takes ? here_.take(of, now) : here_.has(of, now);
  };
  const std::string whose(name);
  if (!together_) return then(alone(whose));
  if (!here_.has(whose, now)) return then(false);
  count(takes ? counting::take : counting::look, whose, now,
        [alone, whose, then = std::move(then)](const count_answer& answer) {
          const auto* together = std::get_if<counted>(&answer);
          then(together ? together->was_there : alone(whose));
        });
}

void shared_limit::count(counting how, const std::string& name, instant now,
                         std::function<void(const count_answer&)> then) {
  auto disguised = what_ + ':' + signer_.disguise(what_ + ' ' + name);
  together_->count(std::move(disguised), {allowed_.burst, allowed_.per_second}, how,
                   [this, name, now, then = std::move(then)](const count_answer& answer) {
                     if (const auto* level = std::get_if<counted>(&answer)) here_.learn(name, level->tokens, now);
                     then(answer);
                   });
}

}  // namespace reprise::net
