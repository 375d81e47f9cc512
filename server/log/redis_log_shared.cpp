// What servers share beside their sessions: counts and texts.
#include <stdexcept>
#include <utility>

#include "server/log/redis_keys.hpp"
#include "server/log/redis_log.hpp"

namespace reprise {
namespace {

// What the marks have beside those of names: no name is written so.
constexpr std::string_view epoch_field = "#";

std::string_view word_of(counting how) {
  switch (how) {
    case counting::look: return "look";
    case counting::take: return "take";
    case counting::tell: return "tell";
  }
  return "";
}

void require(bool holds, const char* what) {
  if (!holds) throw std::logic_error(what);
}

bool is_text_name(std::string_view name) {
  if (name.empty() || name.size() > shared_text_name_bytes_max) return false;
  return name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

change_answer read_change(const redis_reply& reply) {
  const auto how = reply[0].text();
  if (how == "differs") return text_differs{};
  if (how == "full") return no_room{};
  return text_settled{};
}

}  // namespace

// --- counts --------------------------------------------------------------------------------------------------------

void redis_log::count(std::string name, bucket_size of, counting how, done<count_answer> then) {
  require(!name.empty() && name.size() <= counted_name_bytes_max, "A counted name is 1 to 128 bytes long.");
  require(of.burst >= 1 && of.per_second > 0, "A bucket holds one token at least, and fills up again.");
  // Health is asked about because that also tries whether Redis is back.
  if (const auto now = check(); !now.writable) return then(unavailable{now.last_error});
  const auto key = redis_count_key(name);
  auto words = redis_script("count", {key});
  words.insert(words.end(), {std::to_string(of.burst), std::to_string(of.per_second), std::string(word_of(how))});
  // As a question that only reads: no replica is waited for, and losing a count costs little.
  ask<count_answer>(purpose::reads, key, std::move(words), std::move(then),
                    [](const redis_reply& reply) -> count_answer {
                      return counted{reply[0].number() == 1, static_cast<double>(reply[1].number()) / 1'000};
                    });
}

// --- texts ---------------------------------------------------------------------------------------------------------

void redis_log::marks(done<marks_answer> then) {
  ask<marks_answer>(purpose::reads, redis_text_marks_key, {"HGETALL", redis_text_marks_key}, std::move(then),
                    [](const redis_reply& reply) -> marks_answer {
                      text_marks all;
                      for (std::size_t at = 0; at + 1 < reply.size(); at += 2) {
                        if (reply[at].text() == epoch_field)
                          all.epoch = reply[at + 1].str();
                        else
                          all.marks.emplace(reply[at].str(), reply[at + 1].large_number());
                      }
                      return all;
                    });
}

void redis_log::texts(std::vector<std::string> names, done<texts_answer> then) {
  if (names.empty()) return then(std::map<std::string, std::string>{});
  redis_command words{"HMGET", redis_texts_key};
  words.insert(words.end(), names.begin(), names.end());
  ask<texts_answer>(purpose::reads, redis_texts_key, std::move(words), std::move(then),
                    [names = std::move(names)](const redis_reply& reply) -> texts_answer {
                      std::map<std::string, std::string> there;
                      for (std::size_t at = 0; at < names.size() && at < reply.size(); ++at) {
                        if (!reply[at].is_nothing()) there.emplace(names[at], reply[at].str());
                      }
                      return there;
                    });
}

void redis_log::keep(std::string name, std::uint64_t expected, std::string text, std::size_t texts_max,
                     done<change_answer> then) {
  require(is_text_name(name), "A text's name is 1 to 64 lower-case letters, digits and hyphens.");
  require(text.size() <= shared_text_bytes_max, "A shared text is at most 1 MiB large.");
  auto words = redis_script("keep_text", {redis_texts_key, redis_text_marks_key});
  const auto mark = mark_of(text);
  words.insert(words.end(), {std::move(name), std::to_string(expected), std::to_string(mark), std::move(text),
                             std::to_string(texts_max), options_.sources.new_epoch()});
  ask<change_answer>(purpose::writes, redis_texts_key, std::move(words), std::move(then), read_change);
}

void redis_log::remove(std::string name, std::uint64_t expected, done<change_answer> then) {
  require(is_text_name(name), "A text's name is 1 to 64 lower-case letters, digits and hyphens.");
  auto words = redis_script("remove_text", {redis_texts_key, redis_text_marks_key});
  words.insert(words.end(), {std::move(name), std::to_string(expected)});
  ask<change_answer>(purpose::writes, redis_texts_key, std::move(words), std::move(then), read_change);
}

}  // namespace reprise
