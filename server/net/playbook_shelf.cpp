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

refusal log_is_away() {
  return refuse(
      refusal_code::try_again,
      "The server cannot reach its storage just now, so nothing was changed. Keep your words, and try again in a "
      "moment.");
}

refusal not_certain() {
  return refuse(
      refusal_code::try_again,
      "The server lost its storage while it was saving, so it is not certain that this was done. Keep your words, "
      "and do the same again in a moment.");
}

refusal too_busy() {
  return refuse(refusal_code::try_again, "Others are changing this playbook at this moment. Try again.");
}

refusal no_more_room() {
  return refuse(refusal_code::limit_reached,
                "There are " + std::to_string(own_playbooks_max) +
                    " own playbooks here, and no room for more. Save over one of yours, or "
                    "remove one.");
}

// Which and why, but none of its words: "playbook check" says the rest to whoever may read the file.
void leave_out(const std::string& file, std::string_view why) {
  logging::error("own_playbook_left_out", {{"file", file}, {"reason", why}});
}

constexpr std::string_view ships = "a playbook that ships has this name";
constexpr int tries_max = 3;  // where others are faster

// Of a change where own ones are shared: whether it was made.
result<bool> outcome_of(const change_answer& how) {
  if (std::holds_alternative<text_settled>(how)) return true;
  if (std::holds_alternative<text_differs>(how)) return false;
  if (std::holds_alternative<no_room>(how)) return no_more_room();
  return not_certain();
}

http::playbook_summary summary_of(const offered_playbook& from) {
  const auto& of = from.content;
  return {from.key, of.title.str(), of.npq.str(), of.audience.str(), of.purpose.str(), planned_minutes(of), from.own};
}

}  // namespace

http::playbook_document document_of(const offered_playbook& from) {
  return {from.key, from.own, from.content, from.criteria};
}

playbook_shelf::playbook_shelf(std::vector<offered_playbook> shipped, std::filesystem::path own_folder, bool saving,
                               shared_texts* together)
    : own_folder_(std::move(own_folder)), saving_(saving), worker_(1, [](std::vector<std::function<void()>> batch) {
        for (const auto& each : batch) each();
      }) {
  for (auto& each : shipped) put(std::move(each));
  if (!together) {
    take_files();
    return;
  }
  together_.emplace(*together);
  take_in(true);
  bring_files();
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
  if (!together_) {
    if (auto fits = find_place(key, edit_key); !fits) return then(fits.error());
  }
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
  return no_more_room();
}

result<http::playbook_saved> playbook_shelf::save_now(const std::string& key, const std::string& text,
                                                      const std::string& edit_key) {
  const auto read = read_playbook(text, key, "");
  if (!read) return read.error();
  for (int tries = 0; tries < tries_max; ++tries) {
    // Looked at again: others may have been saved since.
    if (!take_in(true)) return log_is_away();
    const auto there = find_place(key, edit_key);
    if (!there) return there.error();
    own_playbook mine{*read, *there ? (*there)->edit_hash : std::string()};
    std::optional<std::string> fresh;
    if (mine.edit_hash.empty()) {
      // One that the author brings is theirs even when our answer is lost.
      if (!could_be_secret(edit_key)) fresh = make_secret();
      mine.edit_hash = hash_of_secret(fresh ? *fresh : edit_key);
    }
    const auto kept = keep(mine);
    if (!kept) {
      logging::error("playbook_not_saved", {{"playbook", key}, {"reason", kept.error().detail}});
      return kept.error();
    }
    if (!*kept) continue;
    logging::info("playbook_saved", {{"playbook", key}});
    auto saved = own_from(std::move(mine));
    auto document = document_of(saved);
    put(std::move(saved));
    return http::playbook_saved{std::move(document), std::move(fresh)};
  }
  return too_busy();
}

result<void> playbook_shelf::remove_now(const std::string& key, const std::string& edit_key) {
  for (int tries = 0; tries < tries_max; ++tries) {
    if (!take_in(true)) return log_is_away();
    const auto there = find_own(key, edit_key);
    if (!there) return there.error();
    if (!*there) {
      return refuse(refusal_code::not_found, "There is no such playbook here; GET /api/playbooks lists them.", "key");
    }
    const auto gone = drop(key);
    if (!gone) {
      logging::error("playbook_not_removed", {{"playbook", key}, {"reason", gone.error().detail}});
      return gone.error();
    }
    if (!*gone) continue;
    logging::info("playbook_removed", {{"playbook", key}});
    const std::lock_guard hold(mutex_);
    all_.erase(key);
    return {};
  }
  return too_busy();
}

// --- where own ones are kept -----------------------------------------------------------------------------------------

void playbook_shelf::take_files() {
  auto own = load_own_playbooks(own_folder_);
  for (const auto& each : own.left_out) leave_out(each.file.string(), refusal_name(each.why.code));
  for (auto& each : own.usable) {
    if (find(each.id))
      leave_out(each.id + ".yaml", ships);
    else
      put(own_from(std::move(each)));
  }
}

// Of a server that kept them as files before: once it is with the others, a file is called otherwise, so that it does not come
// back when somebody has removed the playbook.
void playbook_shelf::bring_files() {
  auto own = load_own_playbooks(own_folder_);
  for (const auto& each : own.left_out) leave_out(each.file.string(), refusal_name(each.why.code));
  for (auto& each : own.usable) {
    const auto here = find(each.id);
    if (here && !here->own) {
      leave_out(each.id + ".yaml", ships);
      continue;
    }
    const auto brought = outcome_of(together_->bring(each));
    if (!brought) {
      leave_out(each.id + ".yaml", refusal_name(brought.error().code));
    } else if (!*brought) {
      leave_out(each.id + ".yaml", "another playbook of this name is in the log");
    } else {
      if (const auto aside = set_playbook_aside(own_folder_, each.id); !aside)
        logging::error("own_playbook_not_set_aside", {{"file", each.id + ".yaml"}, {"reason", aside.error().detail}});
      logging::info("own_playbook_brought", {{"playbook", each.id}});
      put(own_from(std::move(each)));
    }
  }
}

// Those who come while the log is being asked go along with the next look, which begins after they have come.
void playbook_shelf::look(std::function<void()> then) {
  if (!together_) return then();
  {
    const std::lock_guard hold(mutex_);
    looking_.push_back(std::move(then));
    if (looking_.size() > 1) return;
  }
  worker_.post([this] { take_in_for_those_who_wait(); });
}

void playbook_shelf::take_in_for_those_who_wait() {
  std::vector<std::function<void()>> those;
  {
    const std::lock_guard hold(mutex_);
    those.swap(looking_);
  }
  take_in(false);
  for (const auto& each : those) each();
}

bool playbook_shelf::take_in(bool though_it_just_failed) {
  if (!together_) return true;
  auto news = together_->look([this] { return own_ones(); }, though_it_just_failed);
  if (!news) return false;
  const auto take_away = [this](const std::string& key) {
    const std::lock_guard hold(mutex_);
    const auto found = all_.find(key);
    if (found != all_.end() && found->second->own) all_.erase(found);
  };
  for (const auto& each : news->gone) take_away(each);
  for (const auto& each : news->unusable) {
    take_away(each.key);
    leave_out(each.key, refusal_name(each.why.code));
  }
  for (auto& each : news->there) {
    const auto here = find(each.id);
    if (here && !here->own)
      leave_out(each.id, ships);
    else
      put(own_from(std::move(each)));
  }
  return true;
}

std::vector<own_playbook> playbook_shelf::own_ones() const {
  std::vector<own_playbook> all;
  const std::lock_guard hold(mutex_);
  for (const auto& [key, each] : all_) {
    if (each->own) all.push_back({{key, each->content, each->criteria}, each->edit_hash});
  }
  return all;
}

result<bool> playbook_shelf::keep(const own_playbook& what) {
  if (together_) return outcome_of(together_->keep(what));
  const auto kept = keep_playbook(own_folder_, what);
  return kept ? result<bool>(true) : kept.error();
}

result<bool> playbook_shelf::drop(const std::string& key) {
  if (together_) return outcome_of(together_->remove(key));
  const auto gone = reprise::remove_playbook(own_folder_, key);
  return gone ? result<bool>(true) : gone.error();
}

void playbook_shelf::put(offered_playbook what) {
  auto key = what.key;
  auto shared = std::make_shared<const offered_playbook>(std::move(what));
  const std::lock_guard hold(mutex_);
  all_[std::move(key)] = std::move(shared);
}

}  // namespace reprise::net
