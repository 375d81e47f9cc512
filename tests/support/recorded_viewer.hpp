// A viewer that keeps what it is sent, and a browser's tables, which do with it what a browser does.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/hub/resume_point.hpp"
#include "server/hub/viewer.hpp"

namespace reprise::tests {

// What a client knows, from the frames alone. Whatever no honest server sends is put down in `complaints`.
class client_tables {
 public:
  void take(const nlohmann::json& frame);

  // {"member/10001": {...}, ...}: the same text for the same tables.
  std::string picture() const;
  std::size_t size() const { return rows_.size(); }
  const nlohmann::json* find(const std::string& kind, std::uint64_t id) const;
  std::vector<nlohmann::json> all(const std::string& kind) const;
  // The rows of a kind, where they stand: good until the next frame.
  std::vector<const nlohmann::json*> rows(const std::string& kind) const;

  // What it says when it comes back.
  resume_point got_to() const { return {epoch, seq, mark}; }

  std::string epoch;
  std::uint64_t seq = 0;
  std::uint32_t mark = 0;
  std::uint64_t snapshots = 0;
  bool welcomed = false;
  bool welcome_was_snapshot = false;
  std::set<std::uint64_t> present;
  std::map<std::uint64_t, std::uint64_t> typing;  // member -> about which attempt
  std::vector<std::string> complaints;

 private:
  void apply(const nlohmann::json& changes);
  void get_to(const nlohmann::json& frame);
  std::map<std::pair<std::string, std::uint64_t>, nlohmann::json> rows_;
  std::uint64_t told_ = 0;  // everything up to there that this client may see has come
};

class recorded_viewer final : public viewer {
 public:
  bool send(const shared_frame& what) override;
  void close(const close_code& why) override;

  // From the next frame on, there is room for so many.
  void set_room(std::size_t frames) { room_ = frames; }
  bool overflowed() const { return overflowed_; }
  void drain();  // it has been read: there is room again (the test calls live_session::drained)

  // All frames of this name, or all.
  std::vector<nlohmann::json> frames(const std::string& name = "") const;
  std::vector<std::string> names() const;  // of all frames, in order
  std::optional<std::uint64_t> acknowledged(const std::string& command_id) const;
  std::optional<std::string> refused(const std::string& command_id) const;  // the code
  bool was_sent(const std::string& words) const;                            // in any frame
  void forget() { payloads_.clear(); }

  client_tables tables;
  std::vector<std::string> payloads_;
  std::vector<shared_frame> raw;  // as they were shared
  std::optional<std::uint16_t> closed_with;
  bool sent_after_close = false;

 private:
  std::optional<std::size_t> room_;
  bool overflowed_ = false;
};

}  // namespace reprise::tests
