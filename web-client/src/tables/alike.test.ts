import { describe, expect, test } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { alike, keepAlike } from './alike.ts';

describe('what says the same', () => {
  const ada = f.member(7, 'Ada');

  test.each([
    [ada, { ...ada }],
    [
      [ada, 3, undefined],
      [{ ...ada }, 3, undefined],
    ],
    [{ all: [] }, { all: [] }],
    [Number.NaN, Number.NaN],
  ])('is alike: %j', (one, other) => {
    expect(alike(one, other)).toBe(true);
    expect(alike(other, one)).toBe(true);
  });

  test.each([
    [ada, { ...ada, name: 'Ada L' }],
    [
      [1, 2],
      [1, 2, 3],
    ],
    [[1], { 0: 1 }],
    [{ a: undefined }, {}],
    [{ a: undefined }, { b: undefined }],
    [null, {}],
    [new Map(), new Map([[1, 2]])],
    [0, ''],
  ])('is not: %j and %j', (one, other) => {
    expect(alike(one, other)).toBe(false);
    expect(alike(other, one)).toBe(false);
  });
});

test('what has not changed stays the same object, wherever it stands now', () => {
  const before = [f.member(7, 'Ada'), f.member(8, 'Ben'), f.member(9, 'Cleo')];
  const now = keepAlike(
    before,
    [f.member(9, 'Cleo'), f.member(8, 'Benjamin'), f.member(10, 'Dev')],
    (each) => each.id,
  );
  expect(now.map((each) => each.name)).toEqual(['Cleo', 'Benjamin', 'Dev']);
  expect(now[0]).toBe(before[2]);
  expect(now[1]).not.toBe(before[1]);
  expect(
    keepAlike(
      now,
      now.map((each) => ({ ...each })),
      (each) => each.id,
    ),
  ).toBe(now);
});
