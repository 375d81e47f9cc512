#include "server/net/playbook_shelf.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "protocol/plan.hpp"
#include "server/auth/keys.hpp"
#include "server/ops/logging.hpp"
#include "server/playbook/loaded_playbook.hpp"
#include "server/playbook/own_playbooks.hpp"

namespace reprise::net {
namespace {

offered_playbook own_from(own_playbook from) {
  return {std::move(from.id), std::move(from.playbook), std::move(from.criteria), true, std::move(from.edit_hash)};
}

refusal not_yours() {
  return refuse(
      refusal_code::not_yours,
      "Somebody has saved a playbook under this name, and it changes with its edit key only, which the browser "
      "that saved it has kept. Save a copy of your own under another name.",
      "edit_key");
}

http::playbook_summary summary_of(const offered_playbook& from) {
  const auto& of = from.content;
  return {from.key, of.title.str(), of.npq.str(), of.audience.str(), of.purpose.str(), planned_minutes(of), from.own};
}

}  // namespace

http::playbook_document document_of(const offered_playbook& from) {
  return {from.key, from.own, from.content, from.criteria};
}

playbook_shelf::playbook_shelf(std::vector<offered_playbook> shipped, std::filesystem::path own_folder, bool saving)
    : own_folder_(std::move(own_folder)), saving_(saving), worker_(1, [](std::vector<std::function<void()>> batch) {
        for (const auto& each : batch) each();
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
  every.saving = saving_;
  {
    const std::lock_guard hold(mutex_);
    for (const auto& [key, each] : all_) every.playbooks.push_back(summary_of(*each));
  }
  std::stable_partition(every.playbooks.begin(), every.playbooks.end(), [](const auto& each) { return !each.own; });
  return every;
}

void playbook_shelf::check(std::string text, done<http::playbook_document> then) {
  post<http::playbook_document>(std::move(then), [text = std::move(text)]() -> result<http::playbook_document> {
    auto read = read_playbook(text, "", "");
    if (!read) return read.error();
    return document_of(own_from({*std::move(read), {}}));
  });
}

void playbook_shelf::save(std::string key, std::string text, std::string edit_key, done<http::playbook_saved> then) {
  if (auto fits = find_place(key, edit_key); !fits) return then(fits.error());
  post<http::playbook_saved>(std::move(then),
                             [this, key = std::move(key), text = std::move(text), edit_key = std::move(edit_key)] {
                               return save_now(key, text, edit_key);
                             });
}

void playbook_shelf::remove(std::string key, std::string edit_key, done<void> then) {
  post<void>(std::move(then),
             [this, key = std::move(key), edit_key = std::move(edit_key)] { return remove_now(key, edit_key); });
}

template <class Value>
void playbook_shelf::post(done<Value> then, std::function<result<Value>()> work) {
  if (worker_.waiting() >= playbooks_waiting_max) {
    return then(refuse(refusal_code::try_again, "The server is busy with other playbooks. Try again in a moment."));
  }
  worker_.post([then = std::move(then), work = std::move(work)] { then(work()); });
}

result<playbook_shelf::shared_playbook> playbook_shelf::find_own(const std::string& key,
                                                                 const std::string& edit_key) const {
  if (!saving_) {
    return refuse(
        refusal_code::not_allowed,
        "On this server nobody saves or removes playbooks. Keep yours as a file, and bring it where you need it.");
  }
  auto found = find(key);
  if (!found) return found;
  if (!found->own) {
    return refuse(refusal_code::not_allowed,
                  "A playbook that comes with Reprise has this name, and stays as it is. Save yours under another.",
                  "key");
  }
  const auto& hash = found->edit_hash;
  if (!hash.empty() && !is_same_secret(hash_of_secret(edit_key), hash)) return not_yours();
  return found;
}

// Where it is or could be saved.
result<playbook_shelf::shared_playbook> playbook_shelf::find_place(const std::string& key,
                                                                   const std::string& edit_key) const {
  if (!is_playbook_key(key)) {
    return refuse(refusal_code::bad_text,
                  "A playbook is saved under a name of lower-case letters, digits and hyphens, at most 60 of them.",
                  "key");
  }
  auto there = find_own(key, edit_key);
  if (!there || *there) return there;
  const std::lock_guard hold(mutex_);
  const auto own = std::count_if(all_.begin(), all_.end(), [](const auto& each) { return each.second->own; });
  if (static_cast<std::size_t>(own) < own_playbooks_max) return there;
  return refuse(refusal_code::limit_reached,
                "There are " + std::to_string(own_playbooks_max) +
                    " own playbooks here, and no room for more. Save over one of yours, or "
                    "remove one.");
}

result<http::playbook_saved> playbook_shelf::save_now(const std::string& key, const std::string& text,
                                                      const std::string& edit_key) {
  auto read = read_playbook(text, key, "");
  if (!read) return read.error();
  // Looked at again: others may have been saved since.
  const auto there = find_place(key, edit_key);
  if (!there) return there.error();
  own_playbook mine{*std::move(read), *there ? (*there)->edit_hash : std::string()};
  std::optional<std::string> fresh;
  if (mine.edit_hash.empty()) {
    fresh = make_secret();
    mine.edit_hash = hash_of_secret(*fresh);
  }
  if (auto kept = keep_playbook(own_folder_, mine); !kept) {
    logging::error("playbook_not_saved", {{"playbook", key}, {"reason", kept.error().detail}});
    return kept.error();
  }
  logging::info("playbook_saved", {{"playbook", key}});
  auto saved = own_from(std::move(mine));
  auto document = document_of(saved);
  put(std::move(saved));
  return http::playbook_saved{std::move(document), std::move(fresh)};
}

result<void> playbook_shelf::remove_now(const std::string& key, const std::string& edit_key) {
  const auto there = find_own(key, edit_key);
  if (!there) return there.error();
  if (!*there) {
    return refuse(refusal_code::not_found, "There is no such playbook here; GET /api/playbooks lists them.", "key");
  }
  if (auto gone = reprise::remove_playbook(own_folder_, key); !gone) {
    logging::error("playbook_not_removed", {{"playbook", key}, {"reason", gone.error().detail}});
    return gone.error();
  }
  logging::info("playbook_removed", {{"playbook", key}});
  const std::lock_guard hold(mutex_);
  all_.erase(key);
  return {};
}

void playbook_shelf::put(offered_playbook what) {
  auto key = what.key;
  auto shared = std::make_shared<const offered_playbook>(std::move(what));
  const std::lock_guard hold(mutex_);
  all_[std::move(key)] = std::move(shared);
}

}  // namespace reprise::net
