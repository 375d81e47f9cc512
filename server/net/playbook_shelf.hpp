// All playbooks that sessions can be opened from: those that ship, and those that people have saved here. Whoever saves one
// brings its edit key or is given one, and nobody replaces or removes it without.
//
// Own ones are files in the data folder, or, where servers share a log, texts in that: then one that is saved at any of them
// is offered by all. Files that are in the data folder of such a server nevertheless are brought there at its start.
//
// Thread    Any. Reading and writing of files and of YAML is done by a thread of its own, which also calls `then`, once, and
//           which waits for a shared log.
// Owner     The application; declared after the shards, whose connections wait for its answers; stopped before the log.
// Failure   Refusals. An own one that cannot be used is left out and logged by its name. While a shared log is away, what is
//           known here is offered, and saving and removing are refused with try_again.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/http_routes.hpp"
#include "protocol/refusals.hpp"
#include "server/log/worker.hpp"
#include "server/net/shared_playbooks.hpp"

namespace reprise::net {

struct offered_playbook {
  std::string key;
  reprise::playbook content;
  list<criterion, limits::criteria_max> criteria;
  bool own = false;
  std::string edit_hash{};  // of an own one: see own_playbook; it never leaves the server
};

inline constexpr std::size_t playbooks_waiting_max = 32;  // to be checked, saved or removed

class playbook_shelf {
 public:
  template <class Value>
  using done = std::function<void(result<Value>)>;
  using shared_playbook = std::shared_ptr<const offered_playbook>;

  // Reads the own ones from `own_folder`, which is made when the first is saved. Without `saving` they stay as they are.
  // `together`: where servers share their own ones; null where this one keeps them as files.
  playbook_shelf(std::vector<offered_playbook> shipped, std::filesystem::path own_folder, bool saving = true,
                 shared_texts* together = nullptr);

  // Takes in what other servers have saved and removed before this was called, as far as the log can be reached.
  void look(std::function<void()> then);
  // As of the last look.
  shared_playbook find(std::string_view key) const;  // null: there is none
  http::playbook_list list() const;                  // those that ship first

  // `text` is YAML or JSON; what is wrong with it is refused with its line.
  void check(std::string text, done<http::playbook_document> then);
  // As one's own: durable, and of use for new sessions, when `then` is called. Sessions that exist stay as they are.
  void save(std::string key, std::string text, std::string edit_key, done<http::playbook_saved> then);
  // For good, when `then` is called. Sessions that were opened from it have it whole.
  void remove(std::string key, std::string edit_key, done<void> then);

  // Owner only: carries out what waits. What is asked afterwards is never answered.
  void stop() { worker_.stop(); }

 private:
  template <class Value>
  void post(done<Value> then, std::function<result<Value>()> work);
  result<http::playbook_saved> save_now(const std::string& key, const std::string& text, const std::string& edit_key);
  result<void> remove_now(const std::string& key, const std::string& edit_key);
  // The own one of this name, null where there is none; refused where there is one that is not the asker's to change.
  result<shared_playbook> find_own(const std::string& key, const std::string& edit_key) const;
  result<shared_playbook> find_place(const std::string& key, const std::string& edit_key) const;
  void put(offered_playbook what);

  // Where they are kept
  void take_files();
  void bring_files();
  void take_in_for_those_who_wait();
  bool take_in(bool though_it_just_failed);
  std::vector<own_playbook> own_ones() const;
  result<bool> keep(const own_playbook& what);  // false: somebody else was faster
  result<bool> drop(const std::string& key);    // the same

  const std::filesystem::path own_folder_;
  const bool saving_;
  // The worker's, after construction; none where own ones are files
  std::optional<shared_playbooks> together_;

  // Any thread, under the mutex
  mutable std::mutex mutex_;
  std::map<std::string, shared_playbook, std::less<>> all_;
  std::vector<std::function<void()>> looking_;

  worker<std::function<void()>> worker_;
};

http::playbook_document document_of(const offered_playbook& from);

}  // namespace reprise::net
