#include "server/log/redis_connection.hpp"

#include <poll.h>

#include <charconv>
#include <csignal>
#include <utility>

namespace reprise {
namespace {

timeval as_timeval(std::chrono::milliseconds time) {
  return {.tv_sec = static_cast<time_t>(time.count() / 1'000),
          .tv_usec = static_cast<suseconds_t>(time.count() % 1'000 * 1'000)};
}

// hiredis writes with write(2): to a connection that the other side has closed, that is a signal, and an unhandled one ends
// the process.
void ignore_broken_pipes() {
  static const auto before = std::signal(SIGPIPE, SIG_IGN);
  (void)before;
}

redisContext* connect(const redis_endpoint& to, std::chrono::milliseconds patience) {
  const auto most = as_timeval(patience);
  return to.is_socket() ? redisConnectUnixWithTimeout(to.host.c_str(), most)
                        : redisConnectWithTimeout(to.host.c_str(), to.port, most);
}

}  // namespace

// --- replies -------------------------------------------------------------------------------------------------------

std::string_view redis_reply::text() const {
  if (!at_ || !at_->str) return {};
  return {at_->str, at_->len};
}

std::int64_t redis_reply::number() const {
  if (at_ && at_->type == REDIS_REPLY_INTEGER) return at_->integer;
  std::int64_t value = 0;
  const auto digits = text();
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::uint64_t redis_reply::large_number() const {
  if (at_ && at_->type == REDIS_REPLY_INTEGER) return static_cast<std::uint64_t>(at_->integer);
  std::uint64_t value = 0;
  const auto digits = text();
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

redis_reply redis_reply::operator[](std::size_t index) const {
  if (index >= size()) return {};
  return {whole_, at_->element[index]};
}

// --- connections ---------------------------------------------------------------------------------------------------

redis_connection::redis_connection(const redis_endpoint& to, const redis_address& with, const redis_timeouts& patience)
    : where_(to.text()) {
  ignore_broken_pipes();
  context_.reset(connect(to, patience.connect));
  if (!context_) throw redis_error("no memory for a connection to Redis");
  if (context_->err) fail("cannot connect");
  const auto most = as_timeval(patience.reply);
  if (redisSetTimeout(context_.get(), most) != REDIS_OK) fail("cannot set a time-out");
  if (!to.is_socket()) redisEnableKeepAlive(context_.get());
  log_in(with);
}

void redis_connection::log_in(const redis_address& with) {
  if (!with.password.empty()) {
    const auto answer = with.user.empty() ? ask({"AUTH", with.password}) : ask({"AUTH", with.user, with.password});
    if (answer.is_error()) throw redis_error(where_ + " refuses the password: " + answer.str());
  }
  if (with.database != 0) {
    const auto answer = ask({"SELECT", std::to_string(with.database)});
    if (answer.is_error())
      throw redis_error(where_ + " does not give database " + std::to_string(with.database) + ": " + answer.str());
  }
}

void redis_connection::fail(const std::string& doing) const {
  std::string says = where_ + ": " + doing;
  if (context_ && context_->err) says += std::string(" (") + context_->errstr + ")";
  throw redis_error(says);
}

void redis_connection::send(const std::vector<std::string_view>& command) {
  std::vector<const char*> words;
  std::vector<std::size_t> sizes;
  for (const auto each : command) {
    words.push_back(each.data());
    sizes.push_back(each.size());
  }
  if (redisAppendCommandArgv(context_.get(), static_cast<int>(words.size()), words.data(), sizes.data()) != REDIS_OK)
    fail("cannot send");
}

void redis_connection::send(const redis_command& command) {
  send(std::vector<std::string_view>(command.begin(), command.end()));
}

redis_reply redis_connection::receive() {
  void* reply = nullptr;
  if (redisGetReply(context_.get(), &reply) != REDIS_OK) fail("gives no answer");
  return redis_reply(static_cast<redisReply*>(reply));
}

void redis_connection::flush() {
  for (int done = 0; done == 0;) {
    if (redisBufferWrite(context_.get(), &done) != REDIS_OK) fail("cannot send");
  }
}

void redis_connection::read_what_is_there() {
  if (redisBufferRead(context_.get()) != REDIS_OK) fail("was lost");
}

bool redis_connection::is_closed_there() const {
  pollfd there{.fd = context_->fd, .events = POLLRDHUP, .revents = 0};
  return poll(&there, 1, 0) > 0;
}

std::optional<redis_reply> redis_connection::next_reply() {
  void* reply = nullptr;
  if (redisGetReplyFromReader(context_.get(), &reply) != REDIS_OK) fail("sends what is not a reply");
  if (!reply) return std::nullopt;
  return redis_reply(static_cast<redisReply*>(reply));
}

std::string redis_info(std::string_view info, std::string_view field) {
  const std::string begins = "\n" + std::string(field) + ":";
  auto at = info.find(begins);
  if (at == std::string_view::npos) return {};
  at += begins.size();
  return std::string(info.substr(at, info.find_first_of("\r\n", at) - at));
}

}  // namespace reprise
