// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { Tables } from '../tables/tables.ts';
import { stepsFor, takenStep, takeStep } from './taken_step.ts';

const a = f.attempt(401, f.amara, f.room1, { feedback_open: true });
const b = f.attempt(402, f.amara, f.room1, { answers: 401 });

function steps(...changes: Parameters<typeof f.put<'feedback'>>[1][]) {
  return stepsWith(a, ...changes);
}
function stepsWith(first: typeof a, ...changes: Parameters<typeof f.put<'feedback'>>[1][]) {
  const tables = new Tables();
  tables.apply([...f.put('attempt', first, b), ...f.put('feedback', ...changes)]);
  return stepsFor(tables, f.amara);
}
const onA = f.feedback(501, a, f.ben, f.filled);
const alsoOnA = f.feedback(502, a, f.chloe, f.filledToo);
const onB = f.feedback(503, b, f.ben, f.filledToo);

let count = 0;
let session: string;
beforeEach(() => {
  localStorage.clear();
  count += 1;
  session = `s${count}`; // what was chosen lives as long as the page
});

test('P14 only what was delivered to this member can be chosen, the newest attempt first', () => {
  const found = steps(
    onA,
    alsoOnA,
    onB,
    f.feedback(504, b, f.chloe, { ...f.filled, state: 'sealed' }),
    f.feedback(505, { ...a, author: f.ben }, f.amara, f.filled),
    f.feedback(506, a, f.dev, { ...f.filled, hidden: true, strength: '', action_step: '', ratings: [] }),
  );
  expect(found.map((each) => each.feedback.id)).toEqual([503, 501, 502]);
});

test('nothing is chosen for anybody where there is a choice', () => {
  expect(takenStep(session, steps(onA, alsoOnA))).toBeUndefined();
});

test('the only step there is needs no choosing', () => {
  expect(takenStep(session, steps(onA))?.id).toBe(501);
});

test('else it is the one that was worked on, until another is taken', () => {
  expect(takenStep(session, stepsWith({ ...a, chosen: 502 }, onA, alsoOnA, onB))?.id).toBe(502);
  takeStep(session, 503);
  expect(takenStep(session, steps(onA, alsoOnA, onB))?.id).toBe(503);
});

test('what one wrote about oneself is among them only if one works on it', () => {
  const own = f.feedback(507, a, f.amara, f.filled);
  expect(steps(onA, own).map((each) => each.feedback.id)).toEqual([501]);
  expect(takenStep(session, stepsWith({ ...a, chosen: 507 }, onA, own))?.id).toBe(507);
});

test('a choice outlives the page, and belongs to its session', () => {
  takeStep(session, 503);
  expect(localStorage.length).toBe(1);
  expect(takenStep('another', steps(onA, onB))).toBeUndefined();
});

test('a step that a facilitator hid since is not taken along', () => {
  takeStep(session, 502);
  const hidden = { ...alsoOnA, hidden: true, strength: '', action_step: '', ratings: [] };
  expect(takenStep(session, steps(onA, hidden, onB))).toBeUndefined();
});
