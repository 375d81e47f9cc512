import { expect, it } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { Tables } from '../tables/tables.ts';
import { progressOn, slotRole, turnOf } from './turn.ts';

const room = f.room(f.room1, 1, { performer: f.amara, coach: f.ben });
const a = f.attempt(401, f.amara, f.room1);
const b = f.attempt(402, f.amara, f.room1, { answers: 401 });

function phaseWith(...attempts: Parameters<typeof f.put<'attempt'>>[1][]): string {
  const tables = new Tables();
  tables.apply([...f.put('member', ...f.everybody(true)), ...f.put('attempt', ...attempts)]);
  return turnOf(tables, room).phase;
}

it('goes from attempt A to the close, by what was shared and opened', () => {
  expect(phaseWith()).toBe('attempt_a');
  expect(phaseWith({ ...a, state: 'draft' })).toBe('attempt_a');
  expect(phaseWith(a)).toBe('feedback_a');
  expect(phaseWith({ ...a, feedback_open: true })).toBe('open_a');
  expect(phaseWith({ ...a, feedback_open: true }, b)).toBe('feedback_b');
  expect(phaseWith({ ...a, feedback_open: true }, { ...b, feedback_open: true })).toBe('close');
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
  expect(phaseWith({ ...a, slot: 0 })).toBe('attempt_a');
  expect(phaseWith(f.attempt(403, f.ben, f.room1))).toBe('attempt_a');
  expect(phaseWith({ ...a, state: 'withdrawn' })).toBe('attempt_a');
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
