#include "server/log/redis_layout.hpp"

#include <string>

#include "server/log/redis_keys.hpp"

namespace reprise {
namespace {

constexpr std::size_t mark_chars_shown = 20;

bool is_elsewhere(const redis_reply& reply) {
  return reply.is_error() && (reply.text().starts_with("MOVED ") || reply.text().starts_with("ASK "));
}

}  // namespace

redis_command marking_layout() { return {"SET", redis_layout_key, std::to_string(redis_layout), "NX"}; }

void agree_on_layout(redis_connection& with) {
  const redis_command looking{"GET", redis_layout_key};
  auto there = with.ask(looking);
  if (there.is_nothing()) {
    with.ask(marking_layout());  // where that is refused, nothing else can be written either
    there = with.ask(looking);
  }
  if (is_elsewhere(there)) return;
  if (there.is_error()) throw redis_error(with.where() + ": " + there.str());
  const auto needed = std::to_string(redis_layout);
  if (there.is_nothing() || there.text() == needed) return;
  throw wrong_redis_layout("The log in Redis at " + with.where() +
                           " is laid out as another version of Reprise does it: layout " +
                           there.str().substr(0, mark_chars_shown) + ", and this version needs layout " + needed +
                           ". Give this version another database number or another Redis (--log), or run the version "
                           "that wrote it; see docs/operating/upgrading.md");
}

}  // namespace reprise
