// A slot as the people in the room go through it: from "watch me for ..." to "the gap is closed".
#include <algorithm>

#include "server/session/decisions.hpp"
#include "server/session/fishbowl.hpp"
#include "server/session/placing.hpp"
#include "server/session/reviewers.hpp"
#include "server/session/rounds.hpp"

namespace reprise {
namespace {

enum class part { anybody, performer, coach };

// The room that the actor is in, with the rooms open and in the part that the command wants; or why not.
result<room> own_room(const asking& by, part wanted) {
  const auto* place = by.now.find(by.actor->room);
  if (!place || !rehearses(by.now.the_session(), place->id)) {
    return refuse(refusal_code::rooms_closed, "The rooms are closed just now.");
  }
  if (wanted == part::performer && place->performer != by.actor->id) {
    return refuse(refusal_code::not_allowed, "Only whoever performs in this turn can do this.");
  }
  if (wanted == part::coach && place->coach != by.actor->id) {
    return refuse(refusal_code::not_allowed, "Only the coach of this turn can do this.");
  }
  return *place;
}

bool performing(const room& of) { return of.step == step::attempt_a || of.step == step::attempt_b; }

// Attempt A of somebody, as whoever shares its room may speak of it.
result<attempt> opened_attempt(const asking& by, id<attempt> wanted) {
  const auto* about = by.now.find(wanted);
  const bool near = about && (about->author == by.actor->id || (about->room && about->room == by.actor->room) ||
                              by.now.feedback_by(about->id, by.actor->id));
  if (!near || about->state == attempt_state::draft) {
    return refuse(refusal_code::not_found, "There is no such attempt in your room.", "args.attempt");
  }
  if (about->answers) {
    return refuse(refusal_code::incomplete, "Name attempt A; attempt B belongs to it.", "args.attempt");
  }
  if (about->state == attempt_state::withdrawn) {
    return refuse(refusal_code::already_done, "Its author has withdrawn this attempt.", "args.attempt");
  }
  if (!about->feedback_open) {
    return refuse(refusal_code::not_yet, "First the feedback on this attempt is opened.", "args.attempt");
  }
  return *about;
}

}  // namespace

decision decide_one(const asking& by, const command::go_on& asked) {
  outcome out{by.now, by.at};
  const auto* place = out.find(asked.room);
  if (!place || place->state != room_state::open) {
    return refuse(refusal_code::not_found, "There is no such room, or it was merged with another.", "args.room");
  }
  if (!rehearses(by.now.the_session(), place->id)) {
    return refuse(refusal_code::rooms_closed, "The rooms are closed just now.");
  }
  if (place->step != asked.from) return changes{};  // somebody else has gone on already
  if (!by.by_facilitator()) {
    if (by.actor->room != asked.room) {
      return refuse(refusal_code::different_room, "You can go on in your own room only.", "args.room");
    }
    if (by.now.the_playbook().pace == pace::lockstep) {
      return refuse(refusal_code::not_allowed, "All rooms go on together. Say that you are ready instead.");
    }
    const auto* shown = out.find(place->attempt_a);
    if (place->step == step::write && shown && !shown->feedback_open) {
      const auto about = *shown;
      if (auto why = cannot_open(out, about, about.author == by.actor->id)) return *why;
      // Whoever still writes gives their feedback when it is finished, and it is delivered then.
      open_all(out, about, typed::waits);
    }
  }
  advance(out, asked.room);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::set_ready& asked) {
  auto place = own_room(by, part::anybody);
  if (!place) return place.error();
  outcome out{by.now, by.at};
  if (asked.ready) {
    note_ready(out, by.actor->id);
    return std::move(out).done();
  }
  std::erase(place->ready, by.actor->id);
  out.put(*std::move(place));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::frame_attempt& asked) {
  auto place = own_room(by, part::performer);
  if (!place) return place.error();
  if (asked.criterion && !by.now.find(asked.criterion)) {
    return refuse(refusal_code::not_found, "The form has no such criterion.", "args.criterion");
  }
  outcome out{by.now, by.at};
  if (place->attempt_a) {
    return refuse(refusal_code::already_done, "Your attempt is shared already; the others are watching.");
  }
  place->watch_for = asked.criterion;
  place->watch_words = asked.words;
  out.put(*std::move(place));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::pass_turn&) {
  auto place = own_room(by, part::performer);
  if (!place) return place.error();
  if (place->attempt_a) {
    return refuse(refusal_code::already_done, "Your attempt is shared. You can withdraw it, or hand on the turn.");
  }
  outcome out{by.now, by.at};
  replace_performer(out, place->id);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::hold_performance& asked) {
  auto place = own_room(by, part::coach);
  if (!place) return place.error();
  if (!performing(*place)) {
    return refuse(refusal_code::not_yet, "There is nothing to stop: nobody performs in this step.");
  }
  if (place->held == asked.held) return changes{};
  outcome out{by.now, by.at};
  place->held = asked.held;
  if (!asked.held) place->again_from = {};
  const auto where = place->id;
  out.put(*std::move(place));
  // In lockstep the clock is everybody's. A room that keeps its own time stops it with the performance.
  if (by.now.the_playbook().pace == pace::own) {
    if (asked.held)
      stop_clock(out, where);
    else
      start_clock(out, where);
  }
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::rewind_performance& asked) {
  auto place = own_room(by, part::coach);
  if (!place) return place.error();
  if (!performing(*place)) {
    return refuse(refusal_code::not_yet, "There is nothing to go back to: nobody performs in this step.");
  }
  outcome out{by.now, by.at};
  place->held = false;
  place->again_from = asked.from.str();
  const auto where = place->id;
  out.put(*std::move(place));
  if (by.now.the_playbook().pace == pace::own) start_clock(out, where);
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::commit_to_fix& asked) {
  auto about = opened_attempt(by, asked.attempt);
  if (!about) return about.error();
  if (about->author != by.actor->id) {
    return refuse(refusal_code::not_allowed, "Only whoever performed can commit to a fix.", "args.attempt");
  }
  const auto* from = by.now.find(asked.feedback);
  if (asked.feedback && (!from || from->attempt != about->id || from->state != feedback_state::delivered)) {
    return refuse(refusal_code::not_found, "There is no such feedback on this attempt.", "args.feedback");
  }
  outcome out{by.now, by.at};
  about->chosen = asked.feedback;
  about->fix = asked.fix;
  out.put(*std::move(about));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::judge_gap& asked) {
  const auto about = opened_attempt(by, asked.attempt);
  if (!about) return about.error();
  outcome out{by.now, by.at};
  judgement row;
  for (const auto& each : by.now.all<judgement>()) {
    if (each.attempt == about->id && each.judge == by.actor->id) row = each;
  }
  if (!row.id) row.id = out.fresh<judgement>();
  const bool as_before = row.at && row.verdict == asked.verdict && row.why == asked.why;
  row.attempt = about->id;
  row.judge = by.actor->id;
  row.performer = about->author;
  row.verdict = asked.verdict;
  row.why = asked.why;
  if (!as_before) row.at = by.at.now;
  out.put(std::move(row));
  return std::move(out).done();
}

decision decide_one(const asking& by, const command::rate_usefulness& asked) {
  const auto* about = by.now.find(asked.feedback);
  const bool mine = about && about->receiver == by.actor->id && about->reviewer != by.actor->id;
  if (!mine || about->state != feedback_state::delivered) {
    return refuse(refusal_code::not_found, "You have received no such feedback.", "args.feedback");
  }
  outcome out{by.now, by.at};
  usefulness row;
  for (const auto& each : by.now.all<usefulness>()) {
    if (each.feedback == about->id) row = each;
  }
  if (!row.id) row.id = out.fresh<usefulness>();
  row.feedback = about->id;
  row.receiver = by.actor->id;
  row.giver = about->reviewer;
  row.worth = asked.worth;
  out.put(std::move(row));
  return std::move(out).done();
}

}  // namespace reprise
