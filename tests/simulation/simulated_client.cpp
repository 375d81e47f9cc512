#include "tests/simulation/simulated_client.hpp"

#include <cstdlib>

namespace reprise::tests {
namespace {

constexpr std::size_t frames_in_flight_max = 14;  // far below the real outbox, so that it overflows now and then

bool begins(const std::string& text, std::string_view with) { return text.compare(0, with.size(), with) == 0; }

std::uint64_t number_after(const std::string& text, std::string_view key) {
  const auto at = text.find(key);
  return at == std::string::npos ? 0 : std::strtoull(text.c_str() + at + key.size(), nullptr, 10);
}

std::string text_after(const std::string& text, std::string_view key) {
  const auto at = text.find(key);
  if (at == std::string::npos) return {};
  const auto from = at + key.size();
  return text.substr(from, text.find('"', from) - from);
}

}  // namespace

bool simulated_client::send(const shared_frame& what) {
  if (overflowed_) complaints.push_back("was sent a frame while behind");
  if (bye_) complaints.push_back("was sent a frame after the bye");
  if (down_.size() >= frames_in_flight_max) {
    down_.clear();
    overflowed_ = true;
    return false;
  }
  down_.push_back(what);
  digest_more(digest, *what);
  return true;
}

void simulated_client::close(const close_code& why) { bye_ = why.value; }

void simulated_client::connect(live_session& to) {
  server_ = &to;
  welcomed_ = false;
  std::optional<resume_point> from;
  if (seq_) from = {epoch_, *seq_, mark_};
  to.attach(*this, me, from);
}

void simulated_client::cut() {
  auto* const from = server_;
  server_died();
  if (from) from->detach(*this);
}

void simulated_client::server_died() {
  server_ = nullptr;
  up_.clear();
  down_.clear();
  overflowed_ = false;
  bye_.reset();
}

bool simulated_client::carry_up() {
  if (!server_ || up_.empty()) return false;
  auto next = std::move(up_.front());
  up_.pop_front();
  server_->command(*this, std::move(next));
  return true;
}

bool simulated_client::carry_down(std::size_t frames_max) {
  if (!server_) return false;
  bool any = false;
  for (; frames_max > 0 && !down_.empty(); --frames_max) {
    const auto next = std::move(down_.front());
    down_.pop_front();
    receive(std::string(payload_of(*next)));
    any = true;
  }
  if (!down_.empty()) return any;
  if (overflowed_) {
    overflowed_ = false;
    server_->drained(*this);
    return true;
  }
  if (bye_) {
    stopped_ = *bye_ >= 4500;
    cut();
    return true;
  }
  return any;
}

void simulated_client::ask(member_command what) {
  // Sorted as they are sent: the number comes first, with leading zeros.
  auto digits = std::to_string(++asked_);
  const auto command_id = "k" + std::string(4 - digits.size(), '0') + digits + "-" + std::to_string(number_);
  pending.emplace(command_id, what);
  sent.emplace(command_id, what);
  if (server_ && welcomed_) up_.push_back({.id = command_id, .request = std::move(what)});
}

void simulated_client::send_pending_again() {
  up_.clear();
  try_again_.clear();
  for (const auto& [command_id, what] : pending) up_.push_back({.id = command_id, .request = what});
}

void simulated_client::resend_those_to_try_again() {
  for (const auto& each : std::exchange(try_again_, {})) {
    const auto at = pending.find(each);
    if (server_ && at != pending.end()) up_.push_back({.id = each, .request = at->second});
  }
}

void simulated_client::receive(const std::string& payload) {
  const auto frame_seq = number_after(payload, "\"seq\":");
  for (auto at = payload.find("zq"); at != std::string::npos; at = payload.find("zq", at + 1)) {
    sightings.push_back({payload.substr(at, payload.find('x', at) + 1 - at), frame_seq});
  }
  if (begins(payload, "{\"frame\":\"presence\"")) {
    whispers_.push_back(payload);
    return;
  }
  if (begins(payload, "{\"frame\":\"acknowledged\"")) {
    const auto command_id = text_after(payload, "\"id\":\"");
    acknowledged[command_id].insert(frame_seq);
    pending.erase(command_id);
    return;
  }
  if (begins(payload, "{\"frame\":\"refused\"")) {
    const auto command_id = text_after(payload, "\"id\":\"");
    const auto code = text_after(payload, "\"code\":\"");
    if (!pending.contains(command_id)) return;
    if (code == "try_again" || code == "too_fast") {
      try_again_.push_back(command_id);
      return;
    }
    refused.emplace(command_id, code);
    pending.erase(command_id);
    return;
  }
  const bool welcome = begins(payload, "{\"frame\":\"welcome\"");
  const bool snapshot = begins(payload, "{\"frame\":\"snapshot\"");
  if (welcome) {
    epoch_ = text_after(payload, "\"epoch\":\"");
    welcomed_ = true;
    whispers_.clear();
    last_welcome_ = payload;
  }
  if (snapshot || (welcome && payload.find("\"snapshot\":true,\"present\"") != std::string::npos))
    since_snapshot_.clear();
  since_snapshot_.push_back(payload);
  seq_ = frame_seq;
  mark_ = static_cast<commit_mark>(number_after(payload, "\"mark\":"));
  // What was under way when the connection broke, or the outbox overflowed, may not have been heard, or not answered.
  if (welcome || snapshot) send_pending_again();
}

std::string simulated_client::whispers() const {
  std::string all = last_welcome_.substr(0, last_welcome_.find("\"changes\"")) + '\n';
  for (const auto& each : whispers_) all += each + '\n';
  return all;
}

client_tables simulated_client::tables() const {
  client_tables all;
  all.welcomed = true;
  for (const auto& each : since_snapshot_) {
    const auto frame = nlohmann::json::parse(each);
    // Only a resume may follow: it continues what was known.
    if (all.epoch.empty()) all.epoch = frame.value("epoch", "");
    all.take(frame);
  }
  all.present = present();
  return all;
}

// The tables are not needed for it, and take long to read.
std::set<std::uint64_t> simulated_client::present() const {
  client_tables all;
  all.welcomed = true;
  for (auto at = last_welcome_.find("\"present\":["); at != std::string::npos && last_welcome_[at] != ']';
       at = last_welcome_.find_first_of(",]", at + 1)) {
    const auto digit = last_welcome_.find_first_of("0123456789]", at);
    if (last_welcome_[digit] != ']') all.present.insert(std::strtoull(last_welcome_.c_str() + digit, nullptr, 10));
  }
  for (const auto& each : whispers_) all.take(nlohmann::json::parse(each));
  return all.present;
}

}  // namespace reprise::tests
