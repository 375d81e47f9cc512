// What Redis answers, and what is published there, read into the log's own words. It was written by the scripts in lua/, so
// what is not as they write it is a mistake of ours or of somebody who wrote to our keys. Pure; any thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "server/log/commit_log.hpp"
#include "server/log/redis_connection.hpp"

namespace reprise {

// Entries of the stream of commits.
std::vector<stored_commit> read_redis_commits(const redis_reply& entries);
// Epoch, seq and mark, in three elements from `at`.
log_position read_redis_position(const redis_reply& of, std::size_t at);
// Of append.lua and restore.lua.
append_answer read_redis_append(const redis_reply& reply);
// Of load.lua.
loaded_session read_redis_session(const redis_reply& reply);
// As append.lua publishes it, after "c ": "EPOCH SEQ MARK COUNT\n", then per commit "SIZE SIZE\n", its command id and its
// bytes. Nothing where it is not that.
std::optional<heard_commits> read_redis_news(std::string_view text);

}  // namespace reprise
