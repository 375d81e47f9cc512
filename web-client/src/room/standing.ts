// What the instruction of a step depends on besides the step itself: what this member owes, and who is waited for.
import type { Tables } from '../tables/tables.ts';
import { feedbackOn, inLockstep, nameOf, owed, reviewsOn, takesPart } from '../tables/views.ts';
import type { Standing } from '../words/room.ts';
import type { Turn } from './turn.ts';

export function standingIn(tables: Tables, turn: Turn, me: number): Standing {
  const { a, b, room, performer } = turn;
  const writing = a ? reviewsOn(tables, a.id).filter(owed) : [];
  const waitsFor = writing.filter((each) => tables.get('member', each.reviewer)?.attendance === 'here');
  return {
    owes: a !== undefined && feedbackOn(tables, a.id).some((each) => each.reviewer === me && owed(each)),
    waitsFor: waitsFor.map((each) => nameOf(tables, each.reviewer)),
    allGiven: waitsFor.length === 0,
    shared: (room.step === 'attempt_b' ? b : a) !== undefined,
    lockstep: inLockstep(tables),
    left: performer !== undefined && !(takesPart(performer) && performer.room === room.id),
  };
}
