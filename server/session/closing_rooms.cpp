#include "server/session/closing_rooms.hpp"

#include "server/session/placing.hpp"
#include "server/session/rounds.hpp"

namespace reprise {
namespace {

void set_rooms(outcome& out, rooms_state to) {
  auto session = out.session();
  session.rooms = to;
  out.put(std::move(session));
}

void remove_countdown(outcome& out) {
  for (const auto& each : out.all<timer>()) {
    if (each.purpose == timer_purpose::close_rooms) out.remove(each.id);
  }
}

}  // namespace

void open_the_rooms(outcome& out) {
  remove_countdown(out);
  const bool were_closed = out.session().rooms == rooms_state::closed;
  set_rooms(out, rooms_state::open);
  if (!were_closed) return;
  for (const auto each : rooms_in_use(out)) start_clock(out, each);
  place_everybody(out);
}

void announce_closing(outcome& out, std::int64_t notice_ms) {
  remove_countdown(out);
  set_rooms(out, rooms_state::closing);
  timer countdown;
  countdown.id = out.fresh<timer>();
  countdown.purpose = timer_purpose::close_rooms;
  countdown.label = "Rooms close";
  countdown.total_ms = notice_ms;
  countdown.ends_at = out.now() + notice_ms;
  out.put(std::move(countdown));
}

void close_the_rooms(outcome& out) {
  remove_countdown(out);
  set_rooms(out, rooms_state::closed);
  for (const auto& each : out.all<visit>()) out.remove(each.id);
  for (const auto each : rooms_in_use(out)) stop_clock(out, each);
}

}  // namespace reprise
