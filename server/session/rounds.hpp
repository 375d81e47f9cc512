// The rehearsal round of a room: slots in which the roles go on, steps within a slot (docs/method.md has the table).
// Steps of larger decisions; they add to an outcome. What a step leaves behind when it ends is the same whether the
// clock, the room or a facilitator ended it: what was performed can be reviewed, what was written is delivered.
#pragma once

#include "server/session/outcome.hpp"

namespace reprise {

// The next slot: the next performer, the first step. Past the planned number of slots too: a room that has time goes on.
void begin_slot(outcome&, id<room>);

// Ends the step and begins the next one of the slot; after the last, the next slot; after the last slot, or in front of
// everybody, nothing more.
void advance(outcome&, id<room>);
// The same when its clock had run out at that moment: what comes next began then.
void time_is_up(outcome&, id<room>, instant then);
// The step before this one, or this one once more, with its whole time. What was opened stays open. Whoever should perform
// and is away is replaced, in the same slot.
void step_back(outcome&, id<room>);
void repeat_step(outcome&, id<room>);

// Ends what is going on in the slot and goes on to the next slot. After the last planned slot the room is done, unless
// somebody asked for one more.
enum class past_the_plan { is_done, goes_on };
void end_slot(outcome&, id<room>, past_the_plan = past_the_plan::is_done);

// Everything in the room that waits to be opened, what came along from a merged room too.
void open_everything(outcome&, id<room>);
// The room stands as if no slot of it had begun. What its people made stays theirs.
void forget_slots(outcome&, id<room>);

// The performer is gone or has passed. Before attempt A is shared somebody else takes the slot over. After it the slot is
// over; in lockstep it goes on without them, so that the room stays with the others.
void replace_performer(outcome&, id<room>);

// Attempt A or B of the room's slot was shared, and a room that goes at its own pace goes on with it.
void note_attempt(outcome&, const attempt&);
// Attempt A or B of a slot was withdrawn: its performer may share another, while the slot lasts.
void note_withdrawn(outcome&, id<attempt>);
// A member's word that they have finished with this step.
void note_ready(outcome&, id<member>);

// The clock of a step: stopped while the rooms are closed.
void stop_clock(outcome&, id<room>);
void start_clock(outcome&, id<room>);
// Removes it for good: the room is no longer used.
void drop_clock(outcome&, id<room>);

// The rooms that somebody is in; while everybody watches one of them, that one.
std::vector<id<room>> rooms_in_use(const outcome&);

}  // namespace reprise
