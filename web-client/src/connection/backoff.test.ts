import { describe, expect, test } from 'vitest';
import { pauseAfter, pauseMsFirst, pauseMsMax, pauseWithin } from './backoff.ts';

describe('the pause before the next try', () => {
  test('is never shorter than half the first one, so that a server is not hammered', () => {
    for (let failures = 1; failures < 40; failures += 1) {
      expect(pauseAfter(failures, () => 0)).toBe(pauseMsFirst / 2);
    }
  });

  test('grows with the failures, up to its bound', () => {
    const longest = [1, 2, 3, 4, 5, 6, 30, 2_000].map((failures) => pauseAfter(failures, () => 1));
    expect(longest).toEqual([800, 1_600, 3_200, 6_400, 12_000, 12_000, 12_000, 12_000]);
    expect(Math.max(...longest)).toBe(pauseMsMax);
  });

  test('spreads those who were cut at the same moment over the whole range', () => {
    const pauses = Array.from({ length: 100 }, (_, at) => pauseAfter(5, () => at / 100));
    expect(new Set(pauses).size).toBe(100);
    expect(Math.max(...pauses) - Math.min(...pauses)).toBeGreaterThan(10_000);
  });
});

describe('a pause drawn from the range of a bye', () => {
  test('has both ends of it', () => {
    expect(pauseWithin(500, 5_000, () => 0)).toBe(500);
    expect(pauseWithin(500, 5_000, () => 1)).toBe(5_000);
    expect(pauseWithin(500, 5_000, () => 0.5)).toBe(2_750);
  });

  test('is the lower end when the range is upside down', () => {
    expect(pauseWithin(5_000, 500, () => 0.9)).toBe(5_000);
  });
});
