#include "server/session/see.hpp"

namespace reprise {
namespace {

bool shares(const standing& viewer, id<room> with) { return with && viewer.room == with; }

// The room that everybody watches, or null: to what it does in front of them, everybody is a roommate.
const room* fishbowl_of(const state& in) {
  const auto where = in.opened() ? in.the_session().fishbowl : id<room>{};
  return where ? in.find(where) : nullptr;
}

bool is_watched(const state& in, id<room> where) {
  const auto* shown = fishbowl_of(in);
  return shown && shown->id == where;
}
// What it performs now, not what its people made before or beside it.
bool is_watched(const state& in, id<attempt> made) {
  const auto* shown = fishbowl_of(in);
  return shown && made && (shown->attempt_a == made || shown->attempt_b == made);
}

// Whose it is, if it is anybody's.
template <class Row>
id<member> owner_of(const Row&) {
  return {};
}
id<member> owner_of(const member& row) { return row.id; }
id<member> owner_of(const agreement& row) { return row.member; }
id<member> owner_of(const attempt& row) { return row.author; }
id<member> owner_of(const feedback& row) { return row.reviewer; }
id<member> owner_of(const judgement& row) { return row.judge; }
id<member> owner_of(const usefulness& row) { return row.receiver; }
id<member> owner_of(const feature& row) { return row.author; }
id<member> owner_of(const calibration& row) { return row.rater; }
id<member> owner_of(const preparation& row) { return row.member; }
id<member> owner_of(const spotlight& row) { return row.owner; }
id<member> owner_of(const vote& row) { return row.member; }
id<member> owner_of(const gap_task& row) { return row.member; }
id<member> owner_of(const earlier_task& row) { return row.member; }
id<member> owner_of(const help_request& row) { return row.asker; }
id<member> owner_of(const visit& row) { return row.visitor; }

bool is_roommate(const state&, const standing&, const session&) { return true; }
bool is_roommate(const state&, const standing&, const playbook&) { return true; }
bool is_roommate(const state&, const standing&, const criterion&) { return true; }
bool is_roommate(const state&, const standing&, const placement&) { return true; }
bool is_roommate(const state&, const standing& viewer, const member& row) { return shares(viewer, row.room); }
bool is_roommate(const state& in, const standing& viewer, const room& row) {
  return shares(viewer, row.id) || is_watched(in, row.id);
}
bool is_roommate(const state&, const standing&, const agreement&) { return false; }
bool is_roommate(const state& in, const standing& viewer, const timer& row) {
  return !row.room || shares(viewer, row.room) || is_watched(in, row.room);
}
bool is_roommate(const state& in, const standing& viewer, const attempt& row) {
  if (shares(viewer, row.room) || is_watched(in, row.id)) return true;
  const auto* mine = in.feedback_by(row.id, viewer.member);
  return mine && mine->state != feedback_state::released;
}
bool is_roommate(const state& in, const standing& viewer, const feedback& row) {
  if (row.receiver == viewer.member || is_watched(in, row.attempt)) return true;
  const auto* about = in.find(row.attempt);
  return about && shares(viewer, about->room);
}
bool is_roommate(const state& in, const standing& viewer, const judgement& row) {
  if (row.performer == viewer.member || is_watched(in, row.attempt)) return true;
  const auto* about = in.find(row.attempt);
  return about && shares(viewer, about->room);
}
bool is_roommate(const state&, const standing& viewer, const usefulness& row) { return row.giver == viewer.member; }
bool is_roommate(const state&, const standing&, const feature&) { return true; }
bool is_roommate(const state&, const standing&, const calibration&) { return true; }
bool is_roommate(const state&, const standing&, const preparation&) { return false; }
bool is_roommate(const state&, const standing&, const spotlight&) { return true; }
bool is_roommate(const state&, const standing&, const vote&) { return false; }
bool is_roommate(const state&, const standing&, const gap_task&) { return false; }
bool is_roommate(const state&, const standing&, const earlier_task&) { return false; }
bool is_roommate(const state&, const standing& viewer, const help_request& row) { return shares(viewer, row.room); }
bool is_roommate(const state&, const standing& viewer, const visit& row) { return shares(viewer, row.room); }
bool is_roommate(const state&, const standing& viewer, const announcement& row) {
  return !row.room || shares(viewer, row.room);
}
bool is_roommate(const state&, const standing&, const audit_entry&) { return false; }

template <class Row>
lens lens_of_row(const state& in, const standing& viewer, const Row& row) {
  if (viewer.member && owner_of(row) == viewer.member) return lens::owner;
  if (sees_as_facilitator(viewer.role)) return lens::facilitator;
  return is_roommate(in, viewer, row) ? lens::roommate : lens::other;
}

using seen = std::optional<entity>;

seen see_one(session row, lens through) {
  if (through != lens::facilitator) {
    row.join_code = {};
    row.follows = {};
  }
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

seen see_one(room row, lens through) {
  // What is said in a room stays there; where it is and who is in it can be seen from outside.
  if (through == lens::other) {
    row.watch_for = {};
    row.watch_words = {};
    row.again_from = {};
    row.ready.clear();
  }
  // That a room was asked to be watched is its people's to know, and that it would rather not, nobody's in the room: a no
  // has no name.
  const bool open_secret = row.fishbowl == fishbowl_state::none || row.fishbowl == fishbowl_state::watched;
  const bool asks_them = through == lens::roommate && row.fishbowl == fishbowl_state::asked;
  if (through != lens::facilitator && !open_secret && !asks_them) row.fishbowl = fishbowl_state::none;
  return row;
}

// Those who lead learn how many have said yes.
seen see_one(agreement row, lens through) {
  if (through == lens::owner) return row;
  if (through != lens::facilitator) return std::nullopt;
  row.member = {};
  return row;
}

seen see_one(timer row, lens through) {
  if (through == lens::other) return std::nullopt;
  return row;
}

void take_words(attempt& row) {
  row.text = {};
  row.fix = {};
}

seen see_one(attempt row, lens through) {
  if (through == lens::owner) return row;
  if (through == lens::other) return std::nullopt;
  row.draft = {};
  if (through == lens::facilitator) {
    if (row.state == attempt_state::withdrawn) take_words(row);
    return row;
  }
  if (row.state == attempt_state::draft) return std::nullopt;
  if (row.state == attempt_state::withdrawn || row.hidden) take_words(row);
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

seen see_one(judgement row, lens through) {
  if (through == lens::other) return std::nullopt;
  return row;
}

// Between the two of them: the facilitator is not told what somebody's feedback was worth.
seen see_one(usefulness row, lens through) {
  if (through == lens::facilitator || through == lens::other) return std::nullopt;
  return row;
}

// Nobody learns who named what on an anonymous wall, the facilitator neither.
seen see_one(feature row, lens through) {
  if (through == lens::owner) return row;
  const bool public_now = row.shown || row.criterion;
  if (through == lens::other || (through == lens::roommate && !public_now)) return std::nullopt;
  if (row.anonymous) row.author = {};
  return row;
}

seen see_one(calibration row, lens through) {
  if (through == lens::owner) return row;
  const bool public_now = row.reference && (row.shown || through == lens::facilitator);
  if (public_now) return row;
  if (through != lens::facilitator) return std::nullopt;
  row.scores.clear();  // that somebody has rated is enough to know when all have
  return row;
}

// That somebody has begun to prepare helps the facilitator to know when to go on; what it is helps nobody but them.
seen see_one(preparation row, lens through) {
  if (through == lens::owner) return row;
  if (through != lens::facilitator) return std::nullopt;
  row.scores.clear();
  row.gap = {};
  row.words = {};
  row.moves = {};
  return row;
}

seen see_one(spotlight row, lens through) {
  if (through == lens::owner || through == lens::facilitator) return row;
  if (through == lens::other || row.state != spotlight_state::shown) return std::nullopt;
  return row;
}

seen see_one(vote row, lens through) {
  if (through != lens::owner) return std::nullopt;
  return row;
}

seen see_one(gap_task row, lens through) {
  if (through != lens::owner && through != lens::facilitator) return std::nullopt;
  return row;
}

seen see_one(earlier_task row, lens through) {
  if (through != lens::owner && through != lens::facilitator) return std::nullopt;
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
  return std::visit([&](const auto& row) { return lens_of_row(in, viewer, row); }, of);
}

lens lens_of(const state& in, const standing& viewer, entity_ref of) {
  return std::visit([&](const auto* row) { return lens_of_row(in, viewer, *row); }, of);
}

std::optional<entity> see(const entity& of, lens through) {
  return std::visit([&](const auto& row) { return see_one(row, through); }, of);
}

}  // namespace reprise
