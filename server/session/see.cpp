#include "server/session/see.hpp"

#include <type_traits>

namespace reprise {
namespace {

template <class... Functions>
struct overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
overloaded(Functions...) -> overloaded<Functions...>;  // clang 14 wants to be told

bool shares(const standing& viewer, id<room> with) { return with && viewer.room == with; }

// Whose it is, if it is anybody's.
id<member> owner_of(entity_ref of) {
  return std::visit(
      overloaded{[](const member* row) { return row->id; }, [](const attempt* row) { return row->author; },
                 [](const feedback* row) { return row->reviewer; }, [](const help_request* row) { return row->asker; },
                 [](const visit* row) { return row->visitor; }, [](const auto*) { return id<member>{}; }},
      of);
}

bool is_roommate(const state& in, const standing& viewer, entity_ref of) {
  return std::visit(
      overloaded{[](const session*) { return true; },  //
                 [](const playbook*) { return true; }, [](const criterion*) { return true; },
                 [](const placement*) { return true; }, [&](const member* row) { return shares(viewer, row->room); },
                 [&](const room* row) { return shares(viewer, row->id); },
                 [&](const timer* row) { return !row->room || shares(viewer, row->room); },
                 [&](const attempt* row) {
                   if (shares(viewer, row->room)) return true;
                   const auto* mine = in.feedback_by(row->id, viewer.member);
                   return mine && mine->state != feedback_state::released;
                 },
                 [&](const feedback* row) {
                   if (row->receiver == viewer.member) return true;
                   const auto* about = in.find(row->attempt);
                   return about && shares(viewer, about->room);
                 },
                 [&](const help_request* row) { return shares(viewer, row->room); },
                 [&](const visit* row) { return shares(viewer, row->room); },
                 [&](const announcement* row) { return !row->room || shares(viewer, row->room); },
                 [](const audit_entry*) { return false; }},
      of);
}

using seen = std::optional<entity>;

seen see_one(session row, lens through) {
  if (through != lens::facilitator) row.join_code = {};
  return row;
}
seen see_one(playbook row, lens) { return row; }
seen see_one(criterion row, lens) { return row; }

seen see_one(placement row, lens through) {
  if (through != lens::facilitator) row.groups.clear();
  return row;
}

seen see_one(member row, lens through) {
  // That somebody was removed, and not simply gone, is between them and the facilitators.
  const bool may_know = through == lens::facilitator || through == lens::owner;
  if (!may_know && row.attendance == attendance::removed) row.attendance = attendance::left;
  return row;
}

seen see_one(room row, lens) { return row; }

seen see_one(timer row, lens through) {
  if (through == lens::other) return std::nullopt;
  return row;
}

seen see_one(attempt row, lens through) {
  if (through == lens::owner) return row;
  if (through == lens::other) return std::nullopt;
  row.draft = {};
  if (through == lens::facilitator) {
    if (row.state == attempt_state::withdrawn) row.text = {};
    return row;
  }
  if (row.state == attempt_state::draft) return std::nullopt;
  if (row.state == attempt_state::withdrawn || row.hidden) row.text = {};
  row.hidden_reason = {};
  return row;
}

seen see_one(feedback row, lens through) {
  if (through == lens::owner) return row;
  if (through == lens::other) return std::nullopt;
  const bool readable = row.state == feedback_state::delivered && (!row.hidden || through == lens::facilitator);
  if (!readable) {
    row.ratings.clear();
    row.strength = {};
    row.action_step = {};
  }
  if (through == lens::roommate) row.hidden_reason = {};
  return row;
}

seen see_one(help_request row, lens through) {
  if (through == lens::other) return std::nullopt;
  return row;
}
seen see_one(visit row, lens through) {
  if (through == lens::other) return std::nullopt;
  return row;
}
seen see_one(announcement row, lens through) {
  if (through == lens::other) return std::nullopt;
  return row;
}
seen see_one(audit_entry row, lens through) {
  if (through != lens::facilitator) return std::nullopt;
  return row;
}

}  // namespace

bool sees_as_facilitator(role of) { return of != role::participant; }

standing standing_of(const state& in, id<member> viewer) {
  const auto* row = in.find(viewer);
  if (!row) return {.member = viewer, .role = role::participant, .room = {}};
  return {.member = viewer, .role = row->role, .room = row->room};
}

lens lens_of(const state& in, const standing& viewer, const entity& of) {
  return lens_of(in, viewer, std::visit([](const auto& row) { return entity_ref{&row}; }, of));
}

lens lens_of(const state& in, const standing& viewer, entity_ref of) {
  if (viewer.member && owner_of(of) == viewer.member) return lens::owner;
  if (sees_as_facilitator(viewer.role)) return lens::facilitator;
  return is_roommate(in, viewer, of) ? lens::roommate : lens::other;
}

std::optional<entity> see(const entity& of, lens through) {
  return std::visit([&](const auto& row) { return see_one(row, through); }, of);
}

}  // namespace reprise
