// The way of a command into the log, and back out of every fault on that way.
//
//   inbox -> decide in turn, on the state as it would be -> one append in flight -> answers, in the order of the decisions
//
// Purpose   Group commit: what comes in within one turn of the loop, or while an append is under way, is decided together as
//           the next batch. All answers of a batch, refusals too, wait for its append, because they were decided on a state
//           that may turn out not to be.
//
//           appended     each commit is handed to the listener, then its command answered
//           overtaken    the batch is undone, the others' commits are applied and handed over, and it is decided again
//           unavailable  the outcome is unknown: the batch is undone and the session read again from the log; commands
//                        that turn out to be there are answered, the others are decided again, until their patience ends
//           load_again   the log that was known is gone: everything is built anew from the one that there is
//
//           A batch that appends nothing needs no answer from a log that is this server's alone. Where the log is shared, it
//           is looked at first: a command may only be refused by somebody who knows that it was not done elsewhere.
//
//           On a shared log, what others append is heard and applied as it comes; whatever was missed is asked for. A log
//           that comes back with less than it had acknowledged is given back what is held here before anything else is
//           decided.
//
// Thread    One: that of its surroundings.
// Failure   An answer `try_again` to a command whose append is in doubt says so; sent again with its id it is never doubled.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "server/hub/flushable.hpp"
#include "server/hub/known_commands.hpp"
#include "server/hub/live_session.hpp"

namespace reprise {

class pipeline final : private flushable {
 public:
  class listener {
   public:
    // A commit is in the log: apply it and tell it. In order, without gaps.
    virtual void committed(const commit& what, commit_mark mark) = 0;
    // Whatever was known is void. From here: the state that these puts make (after commit `at`), then `replayed` for each
    // commit since, then `settled`.
    virtual void restarted(const changes& puts, seq_number at, commit_mark mark) = 0;
    virtual void replayed(const commit& what, commit_mark mark) = 0;
    virtual void caught_up() = 0;
    // What the log holds turned out to be unreadable, after it had been read before: this is the end.
    virtual void lost() = 0;
    // The log had lost something of it, and has it again.
    virtual void put_back() = 0;
    // A batch has been answered: nothing is in flight.
    virtual void settled() = 0;
    // Another server says something that is not kept (or this one hears itself).
    virtual void whispered(std::string_view bytes) = 0;
    // The committed state as a snapshot is kept.
    virtual std::string picture() const = 0;
    virtual const state& committed_state() const = 0;

   protected:
    ~listener() = default;
  };

  pipeline(session_key key, surroundings& world, const hub_options& options, listener& to);
  pipeline(const pipeline&) = delete;
  pipeline& operator=(const pipeline&) = delete;
  ~pipeline();

  void load(std::function<void(result<void>)> then);
  void submit(request asked, std::string logged_id, answer_to then);

  const log_position& position() const { return position_; }

  // On a shared log others may be ahead of this server: whether it is certain, as of the returned number being reached by
  // looked(), that everything is known here that was in the log when this was called. settled() follows.
  std::uint64_t look();
  std::uint64_t looked() const { return looked_; }
  std::size_t waiting() const { return inbox_.size() + batch_.size() + resolving_; }
  bool at_rest() const { return now_ == phase::ready && waiting() == 0; }

 private:
  // What the log is doing for the session just now; in all but `ready` commands wait in the inbox.
  //
  //   not_loaded       asked for -> loading
  //   loading          read -> ready; it holds less than it did -> restoring; cannot be read -> unreadable; no answer ->
  //                    waiting_to_load, and, the first time, after the commands' patience -> not_loaded
  //   ready            a batch that changes something -> appending; one that does not, or a look, on a shared log -> confirming
  //   appending        appended -> answering, and on a shared log with refusals -> confirming
  //   confirming       nothing came -> answering
  //                    after either: overtaken -> ready; load again -> loading or restoring; no answer -> waiting_to_load
  //   answering        all are answered -> ready
  //   waiting_to_load  a pause later, or when the log is heard of -> confirming where something is known, else loading
  //   restoring        put back -> confirming; somebody has gone on without -> loading; no answer -> waiting_to_load
  //   unreadable       for good
  enum class phase {
    not_loaded,
    ready,
    appending,
    confirming,
    answering,
    waiting_to_load,
    loading,
    restoring,
    unreadable
  };

  struct asked_command {
    request what;
    std::string id;
    std::vector<answer_to> answers;
    instant since = 0;
  };
  struct repeated {
    known_commands::known as;
  };
  struct nothing_changed {};
  struct decided {
    commit what;
    std::uint64_t mark = 0;
    changes inverses;  // in the order in which they were made
  };
  struct item {
    std::unique_ptr<asked_command> asked;
    std::variant<refusal, repeated, nothing_changed, decided> outcome;
  };

  // decide
  void decide_soon();  // at the end of this turn
  void flush() override;
  void decide_batch();
  item decide_one(std::unique_ptr<asked_command> asked, instant now, seq_number next, std::size_t& bytes);
  void append();
  // append answered
  void on_append(append_answer answer);
  void on_appended(const log_position& last);
  void on_overtaken(const overtaken& how);
  void take_those_of_others(const std::vector<stored_commit>& commits);
  void decide_again();
  // what others on a shared log do
  void on_heard(heard what);
  bool is_behind() const;
  // also answers that need no append, where other servers may have been faster
  void confirm();
  void on_confirmed(append_answer answer);
  void undo_batch(bool in_doubt);
  // a log that holds less than it did
  bool has_lost_something(const loaded_session& loaded) const;
  void on_load_again(const load_again& why);
  instant opened_at() const;
  void restore();
  void on_restored(append_answer answer);
  void remember(stored_commit what);
  // answers
  static bool is_final_refusal(const item& one);
  static refusal unreadable_here();
  std::vector<item> take_out_refusals();  // of the batch, where the log is shared
  void settle(std::vector<item> batch, bool more_to_come = false);
  void answer(asked_command& to, const result<accepted>& with);
  void answer_repeated(std::unique_ptr<asked_command> to, known_commands::known as);
  std::optional<std::uint64_t> member_made_by(seq_number seq) const;
  // load
  void start_load();
  void load_after_a_pause();
  void come_back();
  void give_up_loading();
  void on_load(load_answer answer);
  result<void> take_up(const loaded_session& loaded);
  result<void> catch_up(const loaded_session& loaded);
  result<void> begin_again(const loaded_session& loaded);
  void learn(const commit& what);
  // doubt
  void put_in_doubt(const std::string& id);
  bool may_still_happen(const std::string& id) const;
  void give_up_on_the_impatient();
  void give_up(const refusal& why);

  // Wraps a handler so that the log may call it on any thread, at any time, also when this is gone.
  template <class Answer>
  std::function<void(Answer)> on_this_thread(void (pipeline::*then)(Answer)) {
    return [this, then, post = world_.to_this_thread(), alive = std::weak_ptr<int>(alive_)](Answer answer) {
      // std::function wants to be copied, and answers are large.
      auto kept = std::make_shared<Answer>(std::move(answer));
      post([this, then, alive, kept] {
        if (alive.lock()) (this->*then)(std::move(*kept));
      });
    };
  }

  // Fixed after construction
  const session_key key_;
  surroundings& world_;
  const hub_options& options_;
  listener& to_;
  const std::shared_ptr<int> alive_ = std::make_shared<int>(0);

  phase now_ = phase::not_loaded;
  state ahead_;            // the committed state and, on it, the batch
  log_position position_;  // of the committed state
  known_commands known_;

  // Lists, because there are many sessions and an empty deque holds half a kilobyte.
  std::list<std::unique_ptr<asked_command>> inbox_;
  std::vector<item> batch_;                                // in flight
  std::vector<stored_commit> encoded_;                     // of the batch that is being decided
  std::unordered_map<std::string, asked_command*> by_id_;  // in the inbox or the batch
  std::vector<stored_commit> in_flight_;                   // of the batch, where the log is shared
  std::size_t resolving_ = 0;                              // repeated ones for which the log is being asked
  instant append_began_ = 0;
  log_position doubt_at_;  // where the log ended when the outcome of an append became unknown
  instant doubt_since_ = 0;
  std::unordered_set<std::string> doubtful_;

  // Where the log is shared
  std::shared_ptr<void> following_;
  log_position heard_;             // how far the log was, from what was heard of it and not applied
  bool must_look_ = false;         // something may have been missed
  std::uint64_t looks_ = 0;        // that were begun
  std::uint64_t looked_ = 0;       // the newest that has been answered
  bool gave_way_ = false;          // what is held here is not the session any more
  std::list<stored_commit> tail_;  // the newest, to put back what the log might lose
  std::size_t tail_bytes_ = 0;

  std::function<void(result<void>)> loaded_then_;
  instant load_began_ = 0;
  alarms::handle patience_ends_;  // with the first load
  std::uint64_t failures_ = 0;    // in a row
  alarms::handle retry_;
};

}  // namespace reprise
