// Somebody who is in a session: joined, connected, and back by themself when the connection breaks, with what they knew. Says
// commands and keeps each until it is answered. What they do there is for those who derive from this.
//
// A person holds about a kilobyte: no tables, only what their next act depends on.
// Thread    The loop's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "load-tests/group.hpp"
#include "load-tests/live_socket.hpp"
#include "load-tests/screen_text.hpp"
#include "load-tests/setting.hpp"
#include "protocol/frames.hpp"

namespace reprise::load {

class person : public live_socket {
 public:
  person(setting& in, std::size_t number) : live_socket(in.turns, in.luck), in_(in), number_(number) {}

  // Takes a seat. `wanted`: when they wanted to be there, for the measure "entered"; 0: it is not measured.
  void sit(group& where, std::size_t seat, std::int64_t wanted);
  // Is not here any more, and does not come back.
  void leave();
  // The connection breaks and comes back at some moment within so long.
  void cut(std::int64_t away_us_max);
  // Reads nothing for so long. Only who was prepared (a small buffer) makes a slow reader: before sit().
  void stall(std::int64_t for_us);
  void prepare_to_stall() { read_bytes_ = 4'096; }

  bool is_here() const { return here_; }
  bool is_slow() const { return slow_until_ > 0; }
  std::size_t unanswered() const { return pending_.size(); }
  std::uint64_t room() const { return room_; }
  std::size_t number() const { return number_; }
  bool sits() const { return where_ != nullptr; }

  void on_moment(std::uint32_t what, std::uint32_t scene, std::int64_t due) final;

 protected:
  // Moments that are a person's own come first; those of what they do are numbered from here.
  static constexpr std::uint32_t first_act = 16;

  // The first screen is there.
  virtual void on_entered() {}
  // Everything that was known is to be forgotten.
  virtual void on_cleared() {}
  virtual void on_change(const change_text& what) = 0;
  // All changes of a frame have been told.
  virtual void on_seen(std::uint64_t seq) { static_cast<void>(seq); }
  virtual void on_act(std::uint32_t what, std::int64_t due) = 0;

  // --- saying something
  // `due` is when it was to be said. With a thing, `word` is looked for at the end.
  void say(member_command what, std::int64_t due, ledger::thing thing = ledger::none, std::uint32_t word = 0,
           bool is_draft = false);
  // A text with a new word behind it, where this run looks for words.
  std::string marked(std::string text, std::uint32_t& word);
  void whisper(bool active, std::uint64_t attempt);

  // --- what they do later; it is forgotten when the scene changes
  void plan(std::uint32_t what, std::int64_t in_us) { in_.turns.at(loop::now() + in_us, this, what, scene_); }
  void change_scene(std::uint64_t seq) {
    scene_ends_[scene_ % scene_ends_.size()] = seq;
    ++scene_;
  }
  const seat& my_seat() const { return where_->seats[seat_]; }
  std::uint64_t me() const { return where_->seats[seat_].member; }

  setting& in_;
  group* where_ = nullptr;
  std::uint64_t room_ = 0;

 private:
  struct pending {
    std::uint64_t id = 0;
    std::int64_t due = 0;
    ledger::thing thing = ledger::none;
    std::uint32_t word = 0;
    std::uint32_t scene = 0;
    bool is_draft = false;
    std::string text;  // to be sent again
  };
  enum moment : std::uint32_t { come_back, ping, read_again, not_slow_any_more };

  void on_open() final;
  void on_text(std::string_view text) final;
  void on_closed(int code) final;
  void take_welcome(const frame_text& frame);
  void take_changes(const frame_text& frame);
  void take_snapshot(const frame_text& frame);
  void take_answer(const frame_text& frame, bool acknowledged);
  void apply(const frame_text& frame, std::uint64_t seq);
  void come_back_in(std::int64_t us);

  std::size_t number_;
  std::size_t seat_ = 0;
  std::uint32_t life_ = 0;  // of this seat: moments of an earlier one are stale
  std::uint32_t scene_ = 0;
  std::array<std::uint64_t, 4> scene_ends_{};  // by which commit
  bool here_ = false;
  std::int64_t wanted_ = 0;    // entering
  std::int64_t back_due_ = 0;  // coming back
  std::int64_t slow_until_ = 0;
  int read_bytes_ = 0;
  int attempts_ = 0;
  std::int64_t pause_ms_min_ = 0;  // as the server's bye has asked for
  std::int64_t pause_ms_max_ = 0;
  std::string epoch_;
  std::uint64_t seq_ = 0;
  commit_mark mark_ = 0;
  std::vector<pending> pending_;
};

}  // namespace reprise::load
