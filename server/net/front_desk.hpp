// Where sessions are opened and people let in: everything that happens before somebody has a ticket, and the record.
//
// Thread    Any. `then` is called once, on any thread, perhaps before the call returns.
// Owner     The application; it outlives the connections and is gone after the shards have been joined.
// Failure   Refusals. What was begun and not finished is finished by asking again with the same id: every step is a claim
//           in the log's directory or a command with an id, and so is done once however often it is asked for.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/http_routes.hpp"
#include "server/auth/recent_names.hpp"
#include "server/auth/tickets.hpp"
#include "server/hub/shard.hpp"
#include "server/net/http_message.hpp"
#include "server/net/net_counters.hpp"
#include "server/net/playbook_shelf.hpp"
#include "server/net/shared_limit.hpp"

namespace reprise::net {

// Counted by all servers on one log together (shared_limit.hpp), but for what is said to be counted here.
// Wrong codes per address: a class that mistypes is served, a guesser is not. See tests/net/guessing_test.cpp.
inline constexpr rate wrong_codes_per_address{.burst = 20, .per_second = 1.0 / 60};
// Here: a code that was told to be right is no news to its address, so that the slips of a hall keep nobody of it out. Whoever
// guesses on from there would know the codes in use by being let in; so hundreds of wrong ones, then one a second, end that.
inline constexpr double code_is_known_s = 24 * 3'600;
inline constexpr rate wrong_codes_beside_a_known_one{.burst = 300, .per_second = 1};
// Good ones: a school of a thousand behind one address joins in half a minute. A caller on this machine is not limited.
inline constexpr rate joins_per_address{.burst = 600, .per_second = 50};
inline constexpr rate joins_per_code{.burst = 1'200, .per_second = 50};
// Here, per member: each takes as long as the largest session is to write, on the thread that its people wait for.
inline constexpr rate records_per_member{.burst = 10, .per_second = 1.0 / 5};
// Wrong organiser's keys.
inline constexpr rate wrong_keys_per_address{.burst = 5, .per_second = 1.0 / 30};
// Here: the same from where the right one has come within a day, so that no neighbour keeps an organiser out.
inline constexpr rate wrong_keys_beside_an_organiser{.burst = 60, .per_second = 1};
inline constexpr double key_is_known_s = 24 * 3'600;

class front_desk {
 public:
  template <class Value>
  using done = std::function<void(result<Value>)>;

  struct parts {
    commit_log& log;
    std::vector<shard*> shards;
    const tickets& signer;
    std::string organiser_key;
    playbook_shelf& playbooks;
    net_counters& counters;
    std::function<instant()> now;       // milliseconds since 1970
    shared_counts* together = nullptr;  // where other servers let people in too
  };
  explicit front_desk(parts of);

  // Checks the organiser's key of a request; wrong ones are limited per address.
  result<void> check_key(const std::string& given, const caller& from);

  void open(http::create_session asked, done<http::session_created> then);
  void join(http::join asked, const caller& from, done<http::joined> then);
  void read_record(const std::string& session, std::string_view ticket, done<http::record> then);
  playbook_shelf& playbooks() const { return parts_.playbooks; }

  // The newest session that has not ended and can be read, as its facilitator sees it; not_found where there is none.
  void newest_open(done<http::session_created> then);

  shard& shard_for(const session_key& session) const;

  // Tickets are issued and checked by one clock, parts::now: with two of them, a machine whose clock is set would hand out
  // tickets that it then takes for those of the future.
  result<ticket_holder> check_ticket(std::string_view ticket) const;

 private:
  struct opening;
  void look_for_former(std::shared_ptr<opening> what);
  void claim_key(std::shared_ptr<opening> what);
  void claim_code(std::shared_ptr<opening> what, int attempts_left);
  void open_session(std::shared_ptr<opening> what);
  void enter(const session_key& session, http::join asked, done<http::joined> then);
  // Who a newcomer was in the session before, by the first of their tickets that is good for it.
  std::optional<id<member>> former_self(const session_key& former, const http::join& asked) const;
  void ask_for_promise(const session_key& former, id<member> who, std::function<void(std::optional<gap_task>)> then);
  void let_in(live_session& to, const session_key& session, const http::join& asked, std::optional<gap_task> promised,
              done<http::joined> then);
  void look_at(std::shared_ptr<std::vector<session_key>> candidates, std::size_t at, done<http::session_created> then);

  result<http::session_created> describe(const session_key& session, const state& now) const;
  refusal turn_away(door_limit by, const std::string& what, int wait_seconds) const;

  const parts parts_;
  shared_limit wrong_codes_{"wrong-codes", wrong_codes_per_address, parts_.together, parts_.signer};
  rate_limit records_{records_per_member};   // "session member"
  recent_names known_keys_{key_is_known_s};  // addresses
  rate_limit wrong_keys_beside_{wrong_keys_beside_an_organiser};
  recent_names known_codes_{code_is_known_s};  // "address code"
  rate_limit wrong_codes_beside_{wrong_codes_beside_a_known_one};
  shared_limit joins_{"joins", joins_per_address, parts_.together, parts_.signer};
  shared_limit joins_by_code_{"joins-by-code", joins_per_code, parts_.together, parts_.signer};
  shared_limit wrong_keys_{"wrong-keys", wrong_keys_per_address, parts_.together, parts_.signer};
};

}  // namespace reprise::net
