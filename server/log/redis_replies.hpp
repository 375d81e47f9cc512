// What Redis answers, and what is published there, read into the log's own words. It was written by the scripts in lua/, so
// what is not as they write it is a mistake of ours or of somebody who wrote to our keys. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/log/commit_log.hpp"
#include "server/log/redis_connection.hpp"

namespace reprise {

// A commit as it is an entry of the log, and as it is published: "MARK SIZE SIZE\n", then its command id and its bytes, which
// these are the sizes of.
std::string redis_entry(const stored_commit& of);

// Entries of the stream of commits.
std::vector<stored_commit> read_redis_commits(const redis_reply& entries);
// Where a session ends, of its head; nowhere if it has none.
log_position read_redis_head(std::string_view text);
// Of append.lua and restore.lua; `written` is where the log ends if they wrote.
append_answer read_redis_append(const redis_reply& reply, const log_position& written);
// Of load.lua.
loaded_session read_redis_session(const redis_reply& reply);
// As append.lua publishes it, after "c ": "EPOCH SEQ MARK\n", of what they follow, then per commit "SEQ ENTRY", with a space between two.
// Nothing where it is not that.
std::optional<heard_commits> read_redis_news(std::string_view text);
// Where an error sends a question: "MOVED 3999 127.0.0.1:6381", "ASK ...". An IPv6 address stands in no brackets; a host that is
// "" is that of whoever says so. Nothing where it is not understood.
std::optional<redis_endpoint> read_redis_redirection(std::string_view error);

}  // namespace reprise
