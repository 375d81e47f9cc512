// Who and what the room's turn is about. Nothing is decided here: the server says which step it is, who performs, and
// which attempts are this turn's.
import type { Attempt, Feedback, Member, Room } from '../protocol.ts';
import type { Tables } from '../tables/tables.ts';
import { draftBy, given, owed, reviewsOn, sharedIn } from '../tables/views.ts';

export type SlotRole = 'performer' | 'coach' | 'pupil';

/** What the console makes of a turn: a name for what was shared and opened. The room itself follows the server's step. */
export const phases = ['attempt_a', 'feedback_a', 'open_a', 'feedback_b', 'close'] as const;
export type Phase = (typeof phases)[number];

export interface Turn {
  room: Room;
  phase: Phase;
  performer: Member | undefined;
  coach: Member | undefined;
  a: Attempt | undefined;
  b: Attempt | undefined;
  /** The attempt that feedback is being written on, or was last opened. */
  current: Attempt | undefined;
}

export function turnOf(tables: Tables, room: Room): Turn {
  const performer = tables.get('member', room.performer);
  const shared = sharedIn(tables, room.id).filter(
    (each) => each.author === room.performer && each.slot === room.slot,
  );
  // One that was withdrawn and shared anew is the turn's all the same.
  const named = tables.get('attempt', room.attempt_a);
  const a = named?.state === 'shared' ? named : shared.filter((each) => each.answers === 0).at(-1);
  const b = a && shared.filter((each) => each.answers === a.id).at(-1);
  return {
    room,
    performer,
    coach: tables.get('member', room.coach),
    a,
    b,
    phase: phaseOf(a, b),
    current: b ?? a,
  };
}

function phaseOf(a: Attempt | undefined, b: Attempt | undefined): Phase {
  if (b) return b.feedback_open ? 'close' : 'feedback_b';
  if (!a) return 'attempt_a';
  return a.feedback_open ? 'open_a' : 'feedback_a';
}

export function slotRole(room: Room, member: number): SlotRole {
  if (room.performer === member) return 'performer';
  return room.coach === member ? 'coach' : 'pupil';
}

/** How far the feedback on an attempt has got. Nobody waits for reviewers who were released, nor for the performer's own. */
export interface Progress {
  expected: number;
  given: number;
  writing: Feedback[];
}

export function progressOn(tables: Tables, attempt: number): Progress {
  const all = reviewsOn(tables, attempt).filter((each) => each.state !== 'released');
  return { expected: all.length, given: all.filter(given).length, writing: all.filter(owed) };
}

/** Whether the performer has begun to write what comes next. */
export function hasBegun(tables: Tables, turn: Turn): boolean {
  return draftBy(tables, turn.room.performer, turn.a?.id ?? 0) !== undefined;
}
