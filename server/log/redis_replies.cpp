#include "server/log/redis_replies.hpp"

#include <charconv>
#include <string>
#include <utility>

namespace reprise {
namespace {

// "57-0"
seq_number seq_of(std::string_view entry_id) {
  seq_number seq = 0;
  std::from_chars(entry_id.data(), entry_id.data() + entry_id.size(), seq);
  return seq;
}

// Takes a number and the sign after it.
std::optional<std::uint64_t> take_number(std::string_view& from, char ends_with) {
  std::uint64_t value = 0;
  const auto [end, failed] = std::from_chars(from.data(), from.data() + from.size(), value);
  const auto length = static_cast<std::size_t>(end - from.data());
  if (failed != std::errc{} || length >= from.size() || *end != ends_with) return std::nullopt;
  from.remove_prefix(length + 1);
  return value;
}

// Takes an entry, and says whether it was one.
bool take_entry(std::string_view& from, seq_number seq, std::vector<stored_commit>& to) {
  const auto mark = take_number(from, ' ');
  const auto id_size = take_number(from, ' ');
  const auto size = take_number(from, '\n');
  if (!mark || !id_size || !size || from.size() < *id_size || from.size() - *id_size < *size) return false;
  to.push_back({seq, std::string(from.substr(0, *id_size)), std::string(from.substr(*id_size, *size))});
  from.remove_prefix(*id_size + *size);
  return true;
}

// Takes "EPOCH SEQ MARK" and the sign after it.
std::optional<log_position> take_position(std::string_view& from, char ends_with) {
  const auto space = from.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  log_position read{std::string(from.substr(0, space)), 0, 0};
  from.remove_prefix(space + 1);
  const auto seq = take_number(from, ' ');
  const auto mark = take_number(from, ends_with);
  if (!seq || !mark) return std::nullopt;
  read.seq = *seq;
  read.mark = *mark;
  return read;
}

// Epoch, seq and mark, in three elements from `at`.
log_position position_in(const redis_reply& of, std::size_t at) {
  return {of[at].str(), static_cast<seq_number>(of[at + 1].number()), of[at + 2].large_number()};
}

}  // namespace

std::string redis_entry(const stored_commit& of) {
  auto entry = std::to_string(mark_of(of.bytes));
  const auto id_size = std::to_string(of.command_id.size());
  const auto size = std::to_string(of.bytes.size());
  entry.reserve(entry.size() + id_size.size() + size.size() + 3 + of.command_id.size() + of.bytes.size());
  ((entry += ' ') += id_size) += ' ';
  (entry += size) += '\n';
  (entry += of.command_id) += of.bytes;
  return entry;
}

std::vector<stored_commit> read_redis_commits(const redis_reply& entries) {
  std::vector<stored_commit> commits;
  commits.reserve(entries.size());
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const auto entry = entries[at];
    auto text = entry[1][1].text();
    take_entry(text, seq_of(entry[0].text()), commits);
  }
  return commits;
}

log_position read_redis_head(std::string_view text) { return take_position(text, ' ').value_or(log_position{}); }

append_answer read_redis_append(const redis_reply& reply, const log_position& written) {
  const auto how = reply[0].text();
  if (reply.number() == 1) return appended{written};
  if (how == "began") return appended{position_in(reply, 2)};
  if (how == "ends") return appended{position_in(reply, 1)};
  if (how == "again") return load_again{reply[1].str(), reply[2].number() != 0};
  if (how != "overtaken") return unavailable{"Redis gave an answer that is not understood"};
  overtaken instead{position_in(reply, 1), read_redis_commits(reply[4]), {}};
  const auto known = reply[5];
  for (std::size_t at = 0; at + 1 < known.size(); at += 2) {
    instead.known.push_back({known[at].str(), static_cast<seq_number>(known[at + 1].number())});
  }
  return instead;
}

loaded_session read_redis_session(const redis_reply& reply) {
  loaded_session loaded;
  loaded.last = position_in(reply, 0);
  if (loaded.last.epoch.empty()) return {};
  loaded.created_at = reply[3].number() / 1'000;
  if (const auto from = reply[4].number(); from > 0)
    loaded.snapshot = stored_snapshot{static_cast<seq_number>(from), reply[5].str()};
  loaded.commits = read_redis_commits(reply[6]);
  const auto recent = reply[7];
  for (std::size_t at = 0; at + 1 < recent.size(); at += 2) {
    loaded.recent_commands.push_back({recent[at].str(), seq_of(recent[at + 1].text())});
  }
  return loaded;
}

std::optional<heard_commits> read_redis_news(std::string_view text) {
  const auto before = take_position(text, '\n');
  if (!before) return std::nullopt;
  heard_commits news{*before, {}};
  for (;;) {
    const auto seq = take_number(text, ' ');
    if (!seq || !take_entry(text, *seq, news.commits)) return std::nullopt;
    if (text.empty()) return news;
    text.remove_prefix(1);
  }
}

std::optional<redis_endpoint> read_redis_redirection(std::string_view error) {
  const auto where = error.substr(error.rfind(' ') + 1);
  const auto colon = where.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  redis_endpoint to{std::string(where.substr(0, colon)), 0};
  const auto* const end = where.data() + where.size();
  const auto read = std::from_chars(where.data() + colon + 1, end, to.port);
  if (read.ec != std::errc() || read.ptr != end || to.port == 0) return std::nullopt;
  return to;
}

}  // namespace reprise
