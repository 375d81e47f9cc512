#include "server/net/front_desk.hpp"

#include <algorithm>

#include "server/auth/join_codes.hpp"
#include "server/auth/keys.hpp"
#include "server/hub/directory_names.hpp"
#include "server/ops/logging.hpp"
#include "server/session/placing.hpp"

namespace reprise::net {
namespace {

constexpr int code_attempts_max = 8;
constexpr std::size_t ended_sessions_looked_at_max = 50;

refusal log_is_away() {
  return refuse(refusal_code::try_again, "The server cannot reach its storage just now. Try again in a moment.");
}

refusal wrong_code() {
  return refuse(
      refusal_code::bad_code,
      "There is no session with this code. Check it with whoever gave it to you: it has six letters and digits.",
      "code");
}

// Ids become part of what the log calls the command, which is bounded in bytes.
result<void> check_id(const std::string& id) {
  if (id.size() > limits::command_id_chars_max) {
    return refuse(refusal_code::too_long, "An id is at most 64 bytes long.", "id");
  }
  return {};
}

refusal no_former() {
  return refuse(refusal_code::not_found, "There is no session with this key that another could follow.", "follows");
}

// What a member of a session promised in it; nothing where it does not know them, or no longer.
std::optional<gap_task> promise_of(const state& in, id<member> who) {
  const auto* known = in.opened() ? in.find(who) : nullptr;
  if (!known || known->attendance == attendance::removed) return std::nullopt;
  for (const auto& each : in.all<gap_task>()) {
    if (each.member == who && !each.what.empty()) return each;
  }
  return std::nullopt;
}

id<member> facilitator_of(const state& in) {
  for (const auto& each : in.all<member>()) {
    if (each.role == role::facilitator) return each.id;
  }
  return {};
}

}  // namespace

struct front_desk::opening {
  http::create_session asked;
  done<http::session_created> then;
  playbook_shelf::shared_playbook from;
  session_key key;
  std::string code;
};

front_desk::front_desk(parts of) : parts_(std::move(of)) {}

shard& front_desk::shard_for(const session_key& session) const {
  return *parts_.shards[shard_of(session, parts_.shards.size())];
}

result<ticket_holder> front_desk::check_ticket(std::string_view ticket) const {
  return parts_.signer.check(ticket, parts_.now());
}

refusal front_desk::turn_away(door_limit by, const std::string& what, int wait_seconds) const {
  parts_.counters.turn_away(by);
  const auto time = wait_seconds == 1 ? "a second" : std::to_string(wait_seconds) + " seconds";
  return refuse(refusal_code::too_fast, what + " Try again in " + time + ".");
}

result<void> front_desk::check_key(const std::string& given, const caller& from) {
  const auto now = parts_.now();
  const bool is_known = known_keys_.has(from.address, now);
  if (is_known && !wrong_keys_beside_.has(from.address, now)) {
    return turn_away(door_limit::wrong_keys, "Very many wrong keys came from your address.",
                     wrong_keys_beside_.wait_seconds(from.address, now));
  }
  if (!is_known && !wrong_keys_.has(from.address, now)) {
    return turn_away(door_limit::wrong_keys, "Too many wrong keys came from your address.",
                     wrong_keys_.wait_seconds(from.address, now));
  }
  if (is_same_secret(given, parts_.organiser_key)) {
    known_keys_.note(from.address, now);
    return {};
  }
  if (is_known)
    wrong_keys_beside_.take(from.address, now);
  else
    wrong_keys_.take(from.address, now);
  return refuse(refusal_code::bad_key,
                "Opening sessions and saving playbooks needs the organiser's key, as \"Authorization: Bearer ...\". It "
                "is in the file organiser.key of the server's data folder.");
}

// --- opening ---------------------------------------------------------------------------------------------------------

void front_desk::open(http::create_session asked, done<http::session_created> then) {
  if (const auto fits = check_id(asked.id.str()); !fits) return then(fits.error());
  if (asked.grouping) {
    if (auto why = unusable_groups(asked.grouping->mode, asked.grouping->groups)) {
      why->field = "grouping." + why->field;
      return then(*std::move(why));
    }
  }
  auto what = std::make_shared<opening>();
  what->asked = std::move(asked);
  what->then = std::move(then);
  parts_.playbooks.look([this, what] {
    what->from = parts_.playbooks.find(what->asked.playbook.str());
    if (!what->from) {
      return what->then(refuse(refusal_code::not_found,
                               "There is no such playbook here; GET /api/playbooks lists them.", "playbook"));
    }
    if (what->asked.follows) return look_for_former(what);
    claim_key(what);
  });
}

// A slip in the key would only be noticed when nobody finds their task.
void front_desk::look_for_former(std::shared_ptr<opening> what) {
  const session_key former = what->asked.follows->str();
  if (!is_session_key(former)) return what->then(no_former());
  auto& home = shard_for(former);
  home.post([this, what, former, &home] {
    home.with_session(former, [this, what](result<live_session*> loaded) {
      if (!loaded) return what->then(loaded.error());
      if (!(*loaded)->committed().opened()) return what->then(no_former());
      claim_key(what);
    });
  });
}

void front_desk::claim_key(std::shared_ptr<opening> what) {
  what->key = make_session_key();
  parts_.log.claim_for(what->key, name_of_opening(what->asked.id.str()), [this, what](claim_answer answer) {
    if (std::holds_alternative<unavailable>(answer)) return what->then(log_is_away());
    if (auto* before = std::get_if<claimed_before>(&answer)) what->key = std::move(before->value);
    auto& home = shard_for(what->key);
    home.post([this, what, &home] {
      home.with_session(what->key, [this, what](result<live_session*> loaded) {
        if (!loaded) return what->then(loaded.error());
        if ((*loaded)->committed().opened()) return what->then(describe(what->key, (*loaded)->committed()));
        claim_code(what, code_attempts_max);
      });
    });
  });
}

void front_desk::claim_code(std::shared_ptr<opening> what, int attempts_left) {
  if (attempts_left == 0) return what->then(refuse(refusal_code::try_again, "No free join code was found. Try again."));
  what->code = make_join_code();
  parts_.log.claim_for(what->key, name_of_join_code(what->code), [this, what, attempts_left](claim_answer answer) {
    if (std::holds_alternative<unavailable>(answer)) return what->then(log_is_away());
    if (std::holds_alternative<claimed_before>(answer)) return claim_code(what, attempts_left - 1);
    open_session(what);
  });
}

void front_desk::open_session(std::shared_ptr<opening> what) {
  auto& home = shard_for(what->key);
  home.post([this, what, &home] {
    home.with_session(what->key, [this, what, &home](result<live_session*> loaded) {
      if (!loaded) return what->then(loaded.error());
      command::open_session first;
      first.title = what->asked.title.value_or(what->from->content.title);
      first.join_code = what->code;
      first.facilitator = what->asked.facilitator.value_or(name_text("Facilitator"));
      first.playbook = what->from->content;
      first.criteria = what->from->criteria;
      if (what->asked.follows) first.follows = what->asked.follows->str();
      if (const auto& wanted = what->asked.grouping) {
        first.grouping =
            placement{.id = {}, .mode = wanted->mode, .room_size = wanted->room_size, .groups = wanted->groups};
      }
      (*loaded)->submit({{}, std::move(first)}, "open-" + what->asked.id.str(),
                        [this, what, &home](result<accepted> how) {
                          if (!how) return what->then(how.error());
                          // Read back instead of remembered: another request with the same id may have been first, with another code.
                          home.with_session(what->key, [this, what](result<live_session*> opened) {
                            if (!opened) return what->then(opened.error());
                            parts_.counters.sessions_opened++;
                            logging::info("session_opened", {{"session", what->key}, {"playbook", what->from->key}});
                            what->then(describe(what->key, (*opened)->committed()));
                          });
                        });
    });
  });
}

result<http::session_created> front_desk::describe(const session_key& session, const state& now) const {
  http::session_created made;
  made.session = session;
  made.join_code = now.the_session().join_code.str();
  made.member = facilitator_of(now).value;
  made.ticket = parts_.signer.issue({session, made.member}, parts_.now());
  made.link = "/s/" + session + "#ticket=" + made.ticket;
  return made;
}

void front_desk::newest_open(done<http::session_created> then) {
  parts_.log.sessions([this, then](sessions_answer answer) {
    const auto* all = std::get_if<std::vector<session_summary>>(&answer);
    if (!all) return then(log_is_away());
    auto candidates = std::make_shared<std::vector<session_key>>();
    for (const auto& each : *all) {
      if (candidates->size() < ended_sessions_looked_at_max) candidates->push_back(each.key);
    }
    look_at(std::move(candidates), 0, then);
  });
}

void front_desk::look_at(std::shared_ptr<std::vector<session_key>> candidates, std::size_t at,
                         done<http::session_created> then) {
  if (at == candidates->size()) return then(refuse(refusal_code::not_found, "There is no open session."));
  auto& home = shard_for((*candidates)[at]);
  home.post([this, candidates, at, then, &home] {
    home.with_session((*candidates)[at], [this, candidates, at, then](result<live_session*> loaded) {
      if (!loaded && loaded.error().code != refusal_code::internal_error) return then(loaded.error());
      // One session that cannot be read is no reason to keep all the others from their people.
      if (!loaded) return look_at(candidates, at + 1, then);
      const auto& now = (*loaded)->committed();
      if (now.opened() && now.the_session().now != stage::ended) return then(describe((*candidates)[at], now));
      look_at(candidates, at + 1, then);
    });
  });
}

// --- joining ---------------------------------------------------------------------------------------------------------

void front_desk::join(http::join asked, const caller& from, done<http::joined> then) {
  const auto now = parts_.now();
  if (const auto fits = check_id(asked.id.str()); !fits) return then(fits.error());
  // Whether a code is right is said only while the address has guesses left *at that moment*: when a request came in, as many
  // as came with it may have been still under way.
  const auto no_guesses_left = [this, address = from.address, then] {
    then(turn_away(door_limit::wrong_codes,
                   "Too many wrong codes came from your network. Compare yours with what your facilitator shows.",
                   wrong_codes_.wait_seconds(address, parts_.now())));
  };
  const auto say_wrong = [this, then, no_guesses_left](bool had_a_guess) {
    if (!had_a_guess) return no_guesses_left();
    parts_.counters.wrong_codes++;
    then(wrong_code());
  };
  const auto code = read_join_code(asked.code.str());
  // What cannot be a code tells a guesser nothing.
  if (!code) return then(wrong_code());
  const auto as_known = from.address + ' ' + *code;
  const bool is_known = known_codes_.has(as_known, now);
  if (!wrong_codes_.has(from.address, now)) {
    if (!is_known) wrong_codes_beside_.take(from.address, now);
    if (!is_known || !wrong_codes_beside_.has(from.address, now)) return no_guesses_left();
  }
  if (!from.is_local && !joins_.take(from.address, now)) {
    return then(turn_away(door_limit::joins, "Very many people are joining from your network.",
                          joins_.wait_seconds(from.address, now)));
  }
  const auto let_pass = [this, asked = std::move(asked), code = *code, then](const session_key& session) {
    const auto at = parts_.now();
    if (joins_by_code_.take(code, at)) return enter(session, asked, then);
    then(turn_away(door_limit::joins_by_code, "Very many people are joining this session.",
                   joins_by_code_.wait_seconds(code, at)));
  };
  parts_.log.find(name_of_join_code(*code), [this, is_known, as_known, address = from.address, then, let_pass,
                                             say_wrong, no_guesses_left](const find_answer& answer) {
    // Only after the log has answered are the others' guesses asked for: when it is away, nobody waits for it twice.
    if (std::holds_alternative<unavailable>(answer)) return then(log_is_away());
    const auto* here = std::get_if<found>(&answer);
    if (!here && parts_.log.may_be_told_ms() > 0) return then(log_is_away());
    if (!here) return wrong_codes_.ask(true, address, parts_.now(), say_wrong);
    if (is_known) return let_pass(here->value);
    wrong_codes_.ask(false, address, parts_.now(),
                     [this, as_known, session = here->value, let_pass, no_guesses_left](bool has_a_guess) {
                       if (!has_a_guess) return no_guesses_left();
                       known_codes_.note(as_known, parts_.now());
                       let_pass(session);
                     });
  });
}

void front_desk::enter(const session_key& session, http::join asked, done<http::joined> then) {
  auto& home = shard_for(session);
  home.post([this, session, asked = std::move(asked), then, &home] {
    home.with_session(session, [this, session, asked, then](result<live_session*> loaded) {
      if (!loaded) return then(loaded.error());
      const bool may_come_back = parts_.log.may_be_told_ms() > 0;
      if (!(*loaded)->committed().opened())  // claimed, and the opening never finished
        return then(may_come_back ? log_is_away() : wrong_code());
      const auto& former = (*loaded)->committed().the_session().follows.str();
      const auto before = former_self(former, asked);
      if (!before) return let_in(**loaded, session, asked, std::nullopt, then);
      ask_for_promise(former, *before, [this, session, asked, then](std::optional<gap_task> promised) {
        auto& here = shard_for(session);
        here.post([this, session, asked, promised = std::move(promised), then, &here] {
          here.with_session(session, [this, session, asked, promised, then](result<live_session*> again) {
            if (!again) return then(again.error());
            let_in(**again, session, asked, promised, then);
          });
        });
      });
    });
  });
}

std::optional<id<member>> front_desk::former_self(const session_key& former, const http::join& asked) const {
  if (former.empty() || !asked.former_tickets) return std::nullopt;
  for (const auto& each : *asked.former_tickets) {
    const auto holder = check_ticket(each.str());
    if (holder && holder->session == former) return id<member>{holder->member};
  }
  return std::nullopt;
}

// Nobody waits at the door for a session that cannot be read: then there is no promise.
void front_desk::ask_for_promise(const session_key& former, id<member> who,
                                 std::function<void(std::optional<gap_task>)> then) {
  auto& home = shard_for(former);
  home.post([former, who, then = std::move(then), &home] {
    home.with_session(former, [who, then](result<live_session*> loaded) {
      then(loaded ? promise_of((*loaded)->committed(), who) : std::nullopt);
    });
  });
}

void front_desk::let_in(live_session& to, const session_key& session, const http::join& asked,
                        std::optional<gap_task> promised, done<http::joined> then) {
  to.submit({{}, command::join{asked.name, std::move(promised)}}, "join-" + asked.id.str(),
            [this, session, then](result<accepted> how) {
              if (!how) return then(how.error());
              parts_.counters.joined++;
              const auto ticket = parts_.signer.issue({session, how->first_put}, parts_.now());
              then(http::joined{ticket, session, how->first_put});
            });
}

// --- the record ------------------------------------------------------------------------------------------------------

void front_desk::read_record(const std::string& session, std::string_view ticket, done<http::record> then) {
  const auto holder = check_ticket(ticket);
  if (!holder) return then(holder.error());
  if (holder->session != session) {
    return then(refuse(refusal_code::bad_ticket, "This ticket is for another session.", "ticket"));
  }
  const auto reader = session + " " + std::to_string(holder->member);
  if (!records_.take(reader, parts_.now())) {
    return then(turn_away(door_limit::records, "Your record was asked for very often.",
                          records_.wait_seconds(reader, parts_.now())));
  }
  auto& home = shard_for(session);
  home.post([session, who = id<member>{holder->member}, then, &home] {
    home.with_session(session, [session, who, then, &home](result<live_session*> loaded) {
      if (!loaded) return then(loaded.error());
      const auto& now = (*loaded)->committed();
      const auto* known = now.opened() ? now.find(who) : nullptr;
      if (!known || known->attendance == attendance::removed) {
        return then(refuse(refusal_code::bad_ticket, "The session does not know this ticket's member.", "ticket"));
      }
      http::record all{session, who.value, (*loaded)->position().seq, home.now(), {}};
      const auto standing = standing_of(now, who);
      for (const auto& each : everything(now)) {
        const auto& whole = std::get<put>(each).value;
        if (auto seen = see(whole, lens_of(now, standing, whole))) all.changes.push_back(put{std::move(*seen)});
      }
      then(std::move(all));
    });
  });
}

}  // namespace reprise::net
