// What a live session consists of: the pipeline on one side, viewers on the other, and the state between them.
// Included by the files of live_session only.
#pragma once

#include "server/hub/attendance_watch.hpp"
#include "server/hub/audience.hpp"
#include "server/hub/broadcast.hpp"
#include "server/hub/command_rate.hpp"
#include "server/hub/encodings.hpp"
#include "server/hub/history.hpp"
#include "server/hub/live_session.hpp"
#include "server/hub/other_nodes.hpp"
#include "server/hub/pipeline.hpp"
#include "server/hub/presence.hpp"
#include "server/hub/session_clock.hpp"

namespace reprise {

inline constexpr std::size_t said_at_the_door_max = 64;  // commands of one who is not let in yet
inline constexpr std::size_t seats_per_member_max = 32;  // connections of one person; beyond that the oldest is closed

class live_session::inside final : public pipeline::listener {
 public:
  inside(session_key key, surroundings& world, const hub_options& options);
  ~inside();

  // Viewers: viewers.cpp
  void attach(viewer& who, id<member> as, const std::optional<resume_point>& from);
  void detach(viewer& who);
  void drained(viewer& who);
  void ping(viewer& from, const frame::ping& what);
  void typing(viewer& from, const frame::typing& what);
  void close_all(const close_code& why);

  // Commands: live_session.cpp
  void command(viewer& from, frame::command asked, std::size_t bytes);
  void submit(request asked, std::string command_id, answer_to then);
  void finish(const close_code& why);

  // Keeping: live_session.cpp
  void keep_snapshot();
  std::optional<instant> idle_since() const;

  // The pipeline's other end
  void committed(const commit& what, commit_mark mark) override;
  void restarted(const changes& puts, seq_number at, commit_mark mark) override;
  void replayed(const commit& what, commit_mark mark) override;
  void caught_up() override;
  void lost() override;
  void put_back() override { keep_in_directory(); }
  void settled() override;
  void whispered(std::string_view bytes) override;  // viewers.cpp
  std::string picture() const override;
  const state& committed_state() const override { return state_; }

 private:
  friend class live_session;

  // viewers.cpp
  bool is_known_here(const resume_point& from) const;
  void let_in_who_waits();
  const close_code& unless_it_may_be_told(const close_code& why) const;
  bool is_attached(id<member> who) const;
  void close_the_oldest_of(id<member> who);
  void enter(viewer& who, id<member> as, const std::optional<resume_point>& from);
  void welcome(seat& who, const std::optional<resume_point>& from);
  std::shared_ptr<seat> who_speaks(viewer& from);  // null: nobody who is listened to
  void send_snapshot(seat& to);
  void close(seat& who, const close_code& why);
  void connection_gone(id<member> whose);
  void whisper_soon();
  void say_who_is_here(bool and_ask);
  void others_came_or_went(const std::vector<id<member>>& who);
  void close_those_behind();
  // live_session.cpp
  void close_who_has_gone(const commit& what);
  void refuse_now(seat& to, std::string_view command_id, const refusal& why);
  void finish_if_done();
  void keep_snapshot_if_due();
  void keep_the_one_before();
  void keep(stored_snapshot what);
  void snapshot_is_kept();
  void keep_in_directory();

  // Fixed after construction
  const session_key key_;
  surroundings& world_;
  const hub_options& options_;

  // What is committed, and what may be derived from it
  state state_;
  instant state_at_ = 0;  // of its newest commit
  history past_;
  encodings encoded_;

  // Viewers
  struct heard {
    frame::command command;
    std::size_t bytes = 0;
  };
  struct at_the_door {
    viewer* who = nullptr;
    id<member> as;
    std::optional<resume_point> from;
    std::uint64_t look = 0;   // let in once the log has been looked at that often
    std::vector<heard> said;  // meanwhile; answered when they are in
  };
  std::vector<at_the_door> at_the_door_;
  std::size_t attached_ = 0;  // also who was turned away and has not detached yet
  audience audience_;
  broadcast broadcast_;
  presence presence_;
  other_nodes others_;
  bool own_people_changed_ = false;                          // since the other servers were told
  std::unordered_map<id<member>, id<attempt>> typing_here_;  // on this server's connections
  std::unordered_map<id<member>, command_rate> rates_;
  std::vector<std::pair<id<member>, close_code>> to_close_;  // when the batch has been answered

  // Alarms
  session_clock clock_;
  attendance_watch attendance_;
  own_alarm whisper_;
  own_alarm say_again_;
  own_alarm behind_;
  own_alarm keep_;
  own_alarm finishing_check_;

  // Keeping and ending
  seq_number kept_seq_ = 0;              // of the newest picture that was taken
  std::optional<stored_snapshot> held_;  // that picture, if it is to be kept when the next one is taken
  bool keeping_ = false;
  std::optional<close_code> finishing_;
  bool finished_ = false;
  bool lost_ = false;
  instant active_at_ = 0;

  const std::shared_ptr<int> alive_ = std::make_shared<int>(0);
  pipeline pipeline_;  // last: what it calls is all there
};

}  // namespace reprise
