import { expect, it } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { inOrder, namersOf, shortText } from './features.ts';
import { heatOf } from './heat.ts';

const a = f.attempt(401, f.amara, f.room1, { feedback_open: true });
const b = f.attempt(402, f.amara, f.room1, { answers: 401 });
const other = f.attempt(411, f.dev, f.room2, { feedback_open: true });
const attempts = new Map([a, b, other].map((each) => [each.id, each]));
const rated = (id: number, on: typeof a, reviewer: number, scores: number[]) =>
  f.feedback(id, on, reviewer, { ...f.filled, ratings: f.ratings(scores) });

it('averages what reviewers gave for attempt A, room by room, and nothing else', () => {
  const heat = heatOf(f.criteria, f.rooms(), attempts, [
    rated(501, a, f.ben, [4, 3, 0, 1]),
    rated(502, a, f.chloe, [2, 3, 0, 2]),
    rated(503, a, f.amara, [1, 1, 1, 1]),
    rated(504, b, f.ben, [4, 4, 4, 4]),
    { ...rated(505, other, f.eleri, [1, 1, 1, 1]), state: 'sealed' },
  ]);
  expect(heat.rows.map((each) => each.of.number)).toEqual([1]);
  expect(heat.rows[0]?.cells).toEqual([
    { count: 2, mean: 3 },
    { count: 2, mean: 3 },
    { count: 0, mean: 0 },
    { count: 2, mean: 1.5 },
  ]);
  expect(heat.all.overall).toEqual({ count: 6, mean: 2.5 });
});

const feature = (id: number, author: number, at: number) => ({
  id,
  author,
  passage: 1,
  text: 'Names one pupil',
  criterion: 0,
  anonymous: false,
  shown: false,
  at,
  moment_ms: 0,
});

it('counts who has named as many features as were asked for', () => {
  const all = [feature(1, f.amara, 3), feature(2, f.amara, 1), feature(3, f.ben, 2)];
  expect([...namersOf(all, 2)]).toEqual([f.amara]);
  expect([...namersOf(all, 0)]).toEqual([f.amara, f.ben]);
  expect(inOrder(all).map((each) => each.id)).toEqual([2, 3, 1]);
});

it('shortens a text at a word', () => {
  expect(shortText('short')).toBe('short');
  expect(shortText(`${'word '.repeat(20)}`)).toBe(`${'word '.repeat(12).trim()}…`);
});
