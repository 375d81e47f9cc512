// One session that is in use: it takes commands, has them decided and kept, and tells everybody who may see the result.
//
//   command -> inbox -> decide -> log (durable) -> see, per lens -> viewers
//
// Purpose   The order of these is the promise: nothing is acknowledged or shown before the log has it, nothing is done
//           twice, and nobody is sent what they may not see. pipeline.hpp is the left half, broadcast.hpp the right.
// Thread    One: that of its surroundings. Knows no sockets and no Asio, so that a simulation can run it in virtual time.
// Owner     The shard's table. A pointer from shard::with_session is good until the end of that callback, and as long as
//           a viewer is attached.
// Failure   A log that does not answer makes commands wait, then be refused with try_again; viewers stay and keep reading.
//           Viewers that cannot be served are closed with a code that says whether to come back.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "protocol/close_codes.hpp"
#include "protocol/frames.hpp"
#include "protocol/refusals.hpp"
#include "server/hub/options.hpp"
#include "server/hub/resume_point.hpp"
#include "server/hub/surroundings.hpp"
#include "server/hub/viewer.hpp"
#include "server/log/commit_log.hpp"
#include "server/session/session.hpp"

namespace reprise {

// An accepted command is in the log, as commit `seq` (or, when it changed nothing, after it).
struct accepted {
  seq_number seq = 0;
  std::uint64_t first_put = 0;  // the id of the first entity that it put: join's new member; 0 when there is none
};
using answer_to = std::function<void(result<accepted>)>;

// What a member's command is called in the log: clients choose their ids for themselves, so two may choose the same.
std::string logged_command_id(id<member> actor, std::string_view chosen_by_client);

class live_session {
 public:
  live_session(session_key key, surroundings& world, const hub_options& options);
  live_session(const live_session&) = delete;
  live_session& operator=(const live_session&) = delete;
  ~live_session();

  const session_key& key() const;

  // Once, first. `then` is called when the session is loaded, also when it is empty (then only open_session is accepted),
  // or refused with try_again when the log did not answer within command_patience_ms, or with internal_error when what
  // the log holds cannot be read.
  void load(std::function<void(result<void>)> then);

  // The viewer is sent a welcome: with what changed since `from` where that is possible, else with a snapshot. From here
  // on it is sent what its member may see. It must detach before it dies. A member who may not come in is sent a bye.
  void attach(viewer& who, id<member> as, const std::optional<resume_point>& from = {});
  void detach(viewer& who);
  // After viewer::send said no: the outbox is empty again.
  void drained(viewer& who);

  // From an attached viewer. Each is answered by acknowledged or refused, once, also when it is sent again; after a close
  // nothing is answered. `bytes` is how long it was on the wire: a member may send only so much in a while.
  void command(viewer& from, frame::command asked, std::size_t bytes = 0);
  void typing(viewer& from, const frame::typing& what);
  void ping(viewer& from, const frame::ping& what);

  // From the server itself: organisers and newcomers (actor 0). The command id is as it goes to the log; "" is never
  // found again. It must not begin with a digit.
  void submit(request asked, std::string command_id, answer_to then);

  // Everybody who is attached is sent a bye.
  void close_all(const close_code& why);
  // New commands are refused with try_again, what waits is finished, then close_all(why).
  void finish(const close_code& why);
  // True after finish() when all that is done.
  bool finished() const;

  // What the log holds turned out to be unreadable after it had been loaded: everybody was sent a bye, nothing is taken any
  // more, and it is to be thrown away when the last viewer has detached.
  bool is_lost() const;

  // Nobody is attached, nothing waits, and nothing is due: it can be thrown away and loaded again. Since when anybody asked
  // for anything here. What other servers do with it does not count, and what is due is theirs where people are with them.
  std::optional<instant> idle_since() const;
  // Somebody is in it on another server, which therefore has it in memory.
  bool has_people_elsewhere() const;
  // Keeps a snapshot in the log when there is something new. Called before it is thrown away.
  void keep_snapshot();

  // For tests, /metrics and the record.
  const state& committed() const;
  log_position position() const;
  std::size_t viewers() const;
  std::size_t waiting() const;  // commands not answered yet

 private:
  class inside;
  std::unique_ptr<inside> inside_;
};

}  // namespace reprise
