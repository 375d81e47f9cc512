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

}  // namespace

std::vector<stored_commit> read_redis_commits(const redis_reply& entries) {
  std::vector<stored_commit> commits;
  commits.reserve(entries.size());
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const auto entry = entries[at];
    auto& one = commits.emplace_back();
    one.seq = seq_of(entry[0].text());
    const auto fields = entry[1];
    for (std::size_t field = 0; field + 1 < fields.size(); field += 2) {
      if (fields[field].text() == "i") one.command_id = fields[field + 1].str();
      if (fields[field].text() == "b") one.bytes = fields[field + 1].str();
    }
  }
  return commits;
}

log_position read_redis_position(const redis_reply& of, std::size_t at) {
  return {of[at].str(), static_cast<seq_number>(of[at + 1].number()), of[at + 2].large_number()};
}

append_answer read_redis_append(const redis_reply& reply) {
  const auto how = reply[0].text();
  if (how == "appended") return appended{read_redis_position(reply, 1)};
  if (how == "again") return load_again{reply[1].str(), reply[2].number() != 0};
  if (how != "overtaken") return unavailable{"Redis gave an answer that is not understood"};
  overtaken instead{read_redis_position(reply, 1), read_redis_commits(reply[4]), {}};
  const auto known = reply[5];
  for (std::size_t at = 0; at + 1 < known.size(); at += 2) {
    instead.known.push_back({known[at].str(), static_cast<seq_number>(known[at + 1].number())});
  }
  return instead;
}

loaded_session read_redis_session(const redis_reply& reply) {
  loaded_session loaded;
  loaded.last = read_redis_position(reply, 0);
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
  heard_commits news;
  const auto space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  news.before.epoch = text.substr(0, space);
  text.remove_prefix(space + 1);
  const auto seq = take_number(text, ' ');
  const auto mark = take_number(text, ' ');
  const auto count = take_number(text, '\n');
  if (!seq || !mark || !count || *count == 0) return std::nullopt;
  news.before.seq = *seq;
  news.before.mark = *mark;
  for (std::uint64_t at = 1; at <= *count; ++at) {
    const auto id_size = take_number(text, ' ');
    const auto size = take_number(text, '\n');
    if (!id_size || !size || text.size() < *id_size + *size) return std::nullopt;
    news.commits.push_back(
        {*seq + at, std::string(text.substr(0, *id_size)), std::string(text.substr(*id_size, *size))});
    text.remove_prefix(*id_size + *size);
  }
  return news;
}

}  // namespace reprise
