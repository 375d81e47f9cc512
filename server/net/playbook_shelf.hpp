// All playbooks that sessions can be opened from: those that ship, and those that people have saved here.
//
// Thread    Any. Reading and writing of files and of YAML is done by a thread of its own, which also calls `then`, once.
// Owner     The application; declared after the shards, whose connections wait for its answers.
// Failure   Refusals. An own file that cannot be used at the start is left out and logged by its name.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/http_routes.hpp"
#include "protocol/refusals.hpp"
#include "server/log/worker.hpp"

namespace reprise::net {

struct offered_playbook {
  std::string key;
  reprise::playbook content;
  list<criterion, limits::criteria_max> criteria;
  bool own = false;
};

inline constexpr std::size_t playbooks_waiting_max = 32;  // to be checked or saved

class playbook_shelf {
 public:
  using done = std::function<void(result<http::playbook_document>)>;
  using shared_playbook = std::shared_ptr<const offered_playbook>;

  // Reads the own ones from `own_folder`, which is made when the first is saved.
  playbook_shelf(std::vector<offered_playbook> shipped, std::filesystem::path own_folder);

  shared_playbook find(std::string_view key) const;  // null: there is none
  http::playbook_list list() const;                  // those that ship first

  // `text` is YAML or JSON; what is wrong with it is refused with its line.
  void check(std::string text, done then);
  // As one's own: durable, and of use for new sessions, when `then` is called. Sessions that exist stay as they are.
  void save(std::string key, std::string text, done then);

 private:
  struct request {
    std::string key;  // empty: only check it
    std::string text;
    done then;
  };
  result<http::playbook_document> handle(const request& of);
  void post(request of);
  result<void> check_name(const std::string& key) const;
  void put(offered_playbook what);

  const std::filesystem::path own_folder_;

  // Any thread, under the mutex
  mutable std::mutex mutex_;
  std::map<std::string, shared_playbook, std::less<>> all_;

  worker<request> worker_;
};

http::playbook_document document_of(const offered_playbook& from);

}  // namespace reprise::net
