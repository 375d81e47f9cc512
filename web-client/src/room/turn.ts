// Who and what the room's turn is about. Nothing is decided here: the server says which step it is, who performs, and
// which attempts are this turn's.
import type { Attempt, Feedback, Member, Room } from '../protocol.ts';
import type { Tables } from '../tables/tables.ts';
import { given, owed, reviewsOn, sharedIn } from '../tables/views.ts';

export type SlotRole = 'performer' | 'coach' | 'pupil';

export interface Turn {
  room: Room;
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
    (each) =>
      each.author === room.performer &&
      each.slot === room.slot &&
      // A second fishbowl of the same room is no slot either.
      (room.slot > 0 || each.shared_at >= room.slot_since),
  );
  // One that was withdrawn and shared anew is the turn's all the same.
  const named = tables.get('attempt', room.attempt_a);
  const a = named?.state === 'shared' ? named : shared.filter((each) => each.answers === 0).at(-1);
  const again = tables.get('attempt', room.attempt_b);
  const b = again?.state === 'shared' ? again : a && shared.filter((each) => each.answers === a.id).at(-1);
  return {
    room,
    performer,
    coach: tables.get('member', room.coach),
    a,
    b,
    current: b ?? a,
  };
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
