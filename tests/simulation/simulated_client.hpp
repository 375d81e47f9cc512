// A person's browser on a bad network: it resumes, sends again by command id, reads slowly, loses its connection.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/hub/live_session.hpp"
#include "server/hub/outbox.hpp"
#include "tests/simulation/script.hpp"
#include "tests/support/recorded_viewer.hpp"

namespace reprise::tests {

// FNV-1a, 64 bit.
inline constexpr std::uint64_t digest_begin = 14'695'981'039'346'656'037U;
inline void digest_more(std::uint64_t& digest, std::string_view bytes) {
  for (const char each : bytes) digest = (digest ^ static_cast<unsigned char>(each)) * 1'099'511'628'211U;
}

// Words that may be known to their author alone, until the log says otherwise.
struct sighting {
  std::string word;
  std::uint64_t frame_seq = 0;
};

class simulated_client final : public viewer {
 public:
  explicit simulated_client(int number) : number_(number) {}

  // --- the connection, from the server's side
  bool send(const shared_frame& what) override;
  void close(const close_code& why) override;

  // --- the connection, as the network has it
  bool connected() const { return server_ != nullptr; }
  live_session* server() const { return server_; }
  void connect(live_session& to);
  void cut();                               // both sides notice
  void server_died();                       // there is nobody left to be told
  bool carry_up();                          // one frame to the server; false: nothing to carry
  bool carry_down(std::size_t frames_max);  // the client reads; false: nothing to read
  bool has_frames() const { return !down_.empty() || overflowed_ || bye_.has_value() || !up_.empty(); }

  // --- the person
  void ask(member_command what);
  void type(bool active) {
    if (server_ && welcomed_) server_->typing(*this, {.active = active, .attempt = {}});
  }
  void resend_those_to_try_again();

  bool gone_for_good() const { return stopped_ || turned_away; }
  bool turned_away = false;      // may not join: the session is locked, or has ended
  std::string whispers() const;  // as they came, for a complaint about them
  client_tables tables() const;  // from all frames that still matter
  std::set<std::uint64_t> present() const;

  id<member> me;
  std::map<std::string, member_command> pending;  // not answered yet, in the order in which they were sent
  std::map<std::string, member_command> sent;     // all
  std::map<std::string, std::set<std::uint64_t>> acknowledged;  // -> the seq of each answer that came
  std::map<std::string, std::string> refused;                   // -> code, for good
  std::vector<sighting> sightings;
  std::vector<std::string> complaints;
  std::uint64_t digest = digest_begin;  // of all that was sent to this client

 private:
  void receive(const std::string& payload);
  void send_pending_again();

  const int number_;
  int asked_ = 0;
  live_session* server_ = nullptr;
  std::deque<frame::command> up_;
  std::deque<shared_frame> down_;
  bool overflowed_ = false;
  std::optional<std::uint16_t> bye_;
  bool stopped_ = false;
  std::vector<std::string> try_again_;

  std::string epoch_;
  bool welcomed_ = false;  // on this connection: nothing is said before
  std::optional<std::uint64_t> seq_;
  commit_mark mark_ = 0;
  std::vector<std::string> since_snapshot_;  // frames, from the last full one
  std::vector<std::string> whispers_;        // since the last welcome
  std::string last_welcome_;
};

}  // namespace reprise::tests
