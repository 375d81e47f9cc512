import { expect, it } from 'vitest';
import { clockSpoken, clockText, lasting, lengthOfTime, listOf, people } from './format.ts';

it.each([
  [0, '0:00'],
  [1, '0:01'],
  [59_001, '1:00'],
  [61_000, '1:01'],
  [600_000, '10:00'],
  [3_725_000, '1:02:05'],
])('shows %d ms as %s', (ms, text) => {
  expect(clockText(ms)).toBe(text);
});

it.each([
  [0, '0 seconds'],
  [1_000, '1 second'],
  [60_000, '1 minute'],
  [425_000, '7 minutes 5 seconds'],
  [3_600_000, '1 hour'],
])('says %d ms as %s', (ms, text) => {
  expect(clockSpoken(ms)).toBe(text);
});

it('counts and lists as people do', () => {
  expect(people(1)).toBe('1 person');
  expect(people(7)).toBe('7 people');
  expect(listOf(['Ada'])).toBe('Ada');
  expect(listOf(['Ada', 'Ben', 'Cleo'])).toBe('Ada, Ben and Cleo');
  expect(lasting(20_000)).toBe('just now');
  expect(lasting(4 * 60_000 + 59_000)).toBe('4 min');
  expect(lasting(70 * 60_000)).toBe('1 h 10 min');
  expect(lengthOfTime(90)).toBe('1 min 30 s');
  expect(lengthOfTime(30)).toBe('30 s');
});
