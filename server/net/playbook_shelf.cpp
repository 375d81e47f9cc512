#include "server/net/playbook_shelf.hpp"

#include <algorithm>
#include <utility>

#include "protocol/plan.hpp"
#include "server/ops/logging.hpp"
#include "server/playbook/loaded_playbook.hpp"
#include "server/playbook/own_playbooks.hpp"

namespace reprise::net {
namespace {

offered_playbook own_from(loaded_playbook from) {
  return {std::move(from.id), std::move(from.playbook), std::move(from.criteria), true};
}

http::playbook_summary summary_of(const offered_playbook& from) {
  const auto& of = from.content;
  return {from.key, of.title.str(), of.npq.str(), of.audience.str(), of.purpose.str(), planned_minutes(of), from.own};
}

}  // namespace

http::playbook_document document_of(const offered_playbook& from) {
  return {from.key, from.own, from.content, from.criteria};
}

playbook_shelf::playbook_shelf(std::vector<offered_playbook> shipped, std::filesystem::path own_folder)
    : own_folder_(std::move(own_folder)), worker_(1, [this](std::vector<request> batch) {
        for (const auto& each : batch) each.then(handle(each));
      }) {
  for (auto& each : shipped) put(std::move(each));
  auto own = load_own_playbooks(own_folder_);
  // Which and why, but none of its words: "playbook check" says the rest to whoever may read the file.
  const auto leave_out = [](const std::string& file, std::string_view why) {
    logging::error("own_playbook_left_out", {{"file", file}, {"reason", why}});
  };
  for (const auto& each : own.left_out) leave_out(each.file.string(), refusal_name(each.why.code));
  for (auto& each : own.usable) {
    if (find(each.id)) {
      leave_out(each.id + ".yaml", "a playbook that ships has this name");
    } else {
      put(own_from(std::move(each)));
    }
  }
}

playbook_shelf::shared_playbook playbook_shelf::find(std::string_view key) const {
  const std::lock_guard hold(mutex_);
  const auto found = all_.find(key);
  return found == all_.end() ? nullptr : found->second;
}

http::playbook_list playbook_shelf::list() const {
  http::playbook_list every;
  {
    const std::lock_guard hold(mutex_);
    for (const auto& [key, each] : all_) every.playbooks.push_back(summary_of(*each));
  }
  std::stable_partition(every.playbooks.begin(), every.playbooks.end(), [](const auto& each) { return !each.own; });
  return every;
}

void playbook_shelf::check(std::string text, done then) { post({{}, std::move(text), std::move(then)}); }

void playbook_shelf::save(std::string key, std::string text, done then) {
  if (auto fits = check_name(key); !fits) return then(fits.error());
  post({std::move(key), std::move(text), std::move(then)});
}

void playbook_shelf::post(request of) {
  if (worker_.waiting() >= playbooks_waiting_max) {
    return of.then(refuse(refusal_code::try_again, "The server is busy with other playbooks. Try again in a moment."));
  }
  worker_.post(std::move(of));
}

result<void> playbook_shelf::check_name(const std::string& key) const {
  if (!is_playbook_key(key)) {
    return refuse(refusal_code::bad_text,
                  "A playbook is saved under a name of lower-case letters, digits and hyphens, at most 60 of them.",
                  "key");
  }
  const std::lock_guard hold(mutex_);
  const auto there = all_.find(key);
  if (there != all_.end()) {
    if (there->second->own) return {};
    return refuse(refusal_code::not_allowed,
                  "A playbook that comes with Reprise has this name, and stays as it is. Save yours under another.",
                  "key");
  }
  const auto own = std::count_if(all_.begin(), all_.end(), [](const auto& each) { return each.second->own; });
  if (static_cast<std::size_t>(own) < own_playbooks_max) return {};
  return refuse(refusal_code::limit_reached, "There are " + std::to_string(own_playbooks_max) +
                                                 " own playbooks here, and no room for more. Save over one of them, or "
                                                 "have one taken out of the data folder.");
}

result<http::playbook_document> playbook_shelf::handle(const request& of) {
  auto read = read_playbook(of.text, of.key, "");
  if (!read) return read.error();
  if (of.key.empty()) return document_of(own_from(*std::move(read)));
  // Looked at again: others may have been saved since.
  if (auto fits = check_name(of.key); !fits) return fits.error();
  if (auto kept = keep_playbook(own_folder_, *read); !kept) {
    logging::error("playbook_not_saved", {{"playbook", of.key}, {"reason", kept.error().detail}});
    return kept.error();
  }
  logging::info("playbook_saved", {{"playbook", of.key}});
  auto saved = own_from(*std::move(read));
  auto document = document_of(saved);
  put(std::move(saved));
  return document;
}

void playbook_shelf::put(offered_playbook what) {
  auto key = what.key;
  auto shared = std::make_shared<const offered_playbook>(std::move(what));
  const std::lock_guard hold(mutex_);
  all_[std::move(key)] = std::move(shared);
}

}  // namespace reprise::net
