#include "tests/support/recorded_viewer.hpp"

#include <algorithm>

namespace reprise::tests {

using nlohmann::json;

void client_tables::apply(const json& changes) {
  for (const auto& each : changes) {
    if (each.contains("put")) {
      const auto& row = each.at("entity");
      rows_[{each.at("put").get<std::string>(), row.at("id").get<std::uint64_t>()}] = row;
    } else {
      rows_.erase({each.at("remove").get<std::string>(), each.at("id").get<std::uint64_t>()});
    }
  }
}

void client_tables::get_to(const json& frame) {
  seq = frame.at("seq").get<std::uint64_t>();
  mark = frame.at("mark").get<std::uint32_t>();
  told_ = seq;
}

void client_tables::take(const json& frame) {
  const auto name = frame.at("frame").get<std::string>();
  if (!welcomed && name != "welcome" && name != "bye") complaints.push_back(name + " came before the welcome");
  if (name == "welcome" || name == "snapshot") {
    const bool fresh = name == "snapshot" || frame.at("snapshot").get<bool>();
    if (!fresh && frame.at("epoch") != epoch) complaints.push_back("a resume in another epoch");
    if (frame.at("epoch") == epoch && frame.at("seq") < told_) complaints.push_back(name + " goes back in time");
    if (fresh) {
      rows_.clear();
      ++snapshots;
    }
    epoch = frame.at("epoch").get<std::string>();
    get_to(frame);
    if (name == "welcome") {
      welcomed = true;
      welcome_was_snapshot = fresh;
      present.clear();
      typing.clear();
      for (const auto& each : frame.at("present")) present.insert(each.get<std::uint64_t>());
    }
    apply(frame.at("changes"));
  } else if (name == "changes") {
    const auto now_at = frame.at("seq").get<std::uint64_t>();
    if (now_at <= told_)
      complaints.push_back("changes of commit " + std::to_string(now_at) + " after " + std::to_string(told_));
    if (frame.at("changes").empty()) complaints.push_back("a frame of changes without changes");
    get_to(frame);
    apply(frame.at("changes"));
  } else if (name == "acknowledged") {
    // Everything up to there that this client may see has come.
    told_ = std::max(told_, frame.at("seq").get<std::uint64_t>());
  } else if (name == "pong") {
    if (frame.at("seq") < told_) complaints.push_back("a pong from the past");
    get_to(frame);
  } else if (name == "presence") {
    for (const auto& each : frame.at("members")) {
      const auto who = each.at("member").get<std::uint64_t>();
      if (each.at("here").get<bool>())
        present.insert(who);
      else
        present.erase(who);
      if (each.at("typing").get<bool>())
        typing[who] = each.at("attempt").get<std::uint64_t>();
      else
        typing.erase(who);
    }
  }
}

std::string client_tables::picture() const {
  std::string text;
  for (const auto& [key, row] : rows_) text += key.first + '/' + std::to_string(key.second) + ' ' + row.dump() + '\n';
  return text;
}

const json* client_tables::find(const std::string& kind, std::uint64_t id) const {
  const auto at = rows_.find({kind, id});
  return at == rows_.end() ? nullptr : &at->second;
}

std::vector<json> client_tables::all(const std::string& kind) const {
  std::vector<json> rows;
  for (const auto& [key, row] : rows_) {
    if (key.first == kind) rows.push_back(row);
  }
  return rows;
}

std::vector<const json*> client_tables::rows(const std::string& kind) const {
  std::vector<const json*> found;
  for (auto at = rows_.lower_bound({kind, 0}); at != rows_.end() && at->first.first == kind; ++at)
    found.push_back(&at->second);
  return found;
}

bool recorded_viewer::send(const shared_frame& what) {
  if (closed_with) sent_after_close = true;
  if (overflowed_) {
    tables.complaints.push_back("a frame for a viewer that is behind");
    return false;
  }
  if (room_ && *room_ == 0) {
    overflowed_ = true;
    return false;
  }
  if (room_) --*room_;
  const std::string payload(payload_of(*what));
  payloads_.push_back(payload);
  raw.push_back(what);
  tables.take(json::parse(payload));
  return true;
}

void recorded_viewer::close(const close_code& why) {
  if (closed_with) tables.complaints.push_back("closed twice");
  closed_with = why.value;
}

void recorded_viewer::drain() {
  room_.reset();
  overflowed_ = false;
}

std::vector<json> recorded_viewer::frames(const std::string& name) const {
  std::vector<json> found;
  for (const auto& each : payloads_) {
    auto frame = json::parse(each);
    if (name.empty() || frame.at("frame") == name) found.push_back(std::move(frame));
  }
  return found;
}

std::vector<std::string> recorded_viewer::names() const {
  std::vector<std::string> all;
  for (const auto& each : frames()) all.push_back(each.at("frame").get<std::string>());
  return all;
}

std::optional<std::uint64_t> recorded_viewer::acknowledged(const std::string& command_id) const {
  for (const auto& each : frames("acknowledged")) {
    if (each.at("id") == command_id) return each.at("seq").get<std::uint64_t>();
  }
  return std::nullopt;
}

std::optional<std::string> recorded_viewer::refused(const std::string& command_id) const {
  for (const auto& each : frames("refused")) {
    if (each.at("id") == command_id) return each.at("problem").at("code").get<std::string>();
  }
  return std::nullopt;
}

bool recorded_viewer::was_sent(const std::string& words) const {
  return std::any_of(payloads_.begin(), payloads_.end(),
                     [&](const std::string& each) { return each.find(words) != std::string::npos; });
}

}  // namespace reprise::tests
