import { expect, it } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { Tables } from '../tables/tables.ts';
import { progressOn, slotRole, turnOf } from './turn.ts';

const room = f.room(f.room1, 1, { performer: f.amara, coach: f.ben });
const a = f.attempt(401, f.amara, f.room1);
const b = f.attempt(402, f.amara, f.room1, { answers: 401 });

function turnWith(...attempts: Parameters<typeof f.put<'attempt'>>[1][]): (number | undefined)[] {
  const tables = new Tables();
  tables.apply([...f.put('member', ...f.everybody(true)), ...f.put('attempt', ...attempts)]);
  const turn = turnOf(tables, room);
  return [turn.a?.id, turn.b?.id, turn.current?.id];
}

it('has the attempts that were shared in it, and the last of them to write on', () => {
  expect(turnWith()).toEqual([undefined, undefined, undefined]);
  expect(turnWith({ ...a, state: 'draft' })).toEqual([undefined, undefined, undefined]);
  expect(turnWith(a)).toEqual([a.id, undefined, a.id]);
  expect(turnWith(a, b)).toEqual([a.id, b.id, b.id]);
});

it('takes the attempt that the server names, or the one shared anew where that was withdrawn', () => {
  const tables = new Tables();
  const again = f.attempt(405, f.amara, f.room1);
  tables.apply(f.put('attempt', { ...a, slot: 0 }, again));
  expect(turnOf(tables, { ...room, attempt_a: a.id }).a?.id).toBe(a.id);
  tables.apply(f.put('attempt', { ...a, slot: 0, state: 'withdrawn' }));
  expect(turnOf(tables, { ...room, attempt_a: a.id }).a?.id).toBe(again.id);
});

it('is about the performer of this slot only', () => {
  for (const other of [
    { ...a, slot: 0 },
    f.attempt(403, f.ben, f.room1),
    { ...a, state: 'withdrawn' as const },
  ])
    expect(turnWith(other)).toEqual([undefined, undefined, undefined]);
});

it('names the roles that the server gave', () => {
  expect([f.amara, f.ben, f.chloe].map((each) => slotRole(room, each))).toEqual([
    'performer',
    'coach',
    'pupil',
  ]);
});

it('does not wait for reviewers who were released, nor for what the performer says of themself', () => {
  const tables = new Tables();
  tables.apply(
    f.put(
      'feedback',
      f.feedback(501, a, f.ben, { state: 'sealed' }),
      f.feedback(502, a, f.chloe, { state: 'released' }),
      f.feedback(503, a, f.amara),
    ),
  );
  expect(progressOn(tables, a.id)).toMatchObject({ expected: 1, given: 1, writing: [] });
});
