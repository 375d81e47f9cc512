import { expect, test } from 'vitest';
import { ServerClock } from './server_clock.ts';

test('is not off before anything was heard', () => {
  expect(new ServerClock().offset).toBe(0);
});

test('takes the welcome at its word until it can measure', () => {
  const clock = new ServerClock();
  clock.roughly(10_000, 4_000);
  expect(clock.offset).toBe(6_000);
});

test('reckons half of the way there and back', () => {
  const clock = new ServerClock();
  clock.measured(1_000, 6_100, 1_200);
  expect(clock.offset).toBe(5_000);
});

test('believes the answer that was quickest', () => {
  const clock = new ServerClock();
  clock.measured(0, 5_000, 2_000); // slow on the way back: 4,000
  clock.measured(10_000, 15_010, 10_020); // 5,000
  clock.measured(20_000, 26_000, 20_900); // 5,550
  expect(clock.offset).toBe(5_000);
});

test('forgets the quickest answer after a while, as clocks drift', () => {
  const clock = new ServerClock();
  clock.measured(0, 5_000, 10);
  for (let turn = 1; turn <= 8; turn += 1) {
    const at = turn * 10_000;
    clock.measured(at, at + 5_250, at + 100);
  }
  expect(clock.offset).toBe(5_200);
});

test('passes over an answer from before the device’s clock was set back', () => {
  const clock = new ServerClock();
  clock.roughly(10_000, 5_000);
  clock.measured(9_000, 1_000, 4_000);
  expect(clock.offset).toBe(5_000);
});

test('begins anew when a welcome says that the device’s clock has jumped', () => {
  const clock = new ServerClock();
  clock.measured(0, 5_000, 10);
  clock.roughly(100_000, 160_000);
  expect(clock.offset).toBe(-60_000);
});

test('keeps what it measured when a welcome agrees, more or less', () => {
  const clock = new ServerClock();
  clock.measured(0, 5_000, 10);
  clock.roughly(105_500, 100_000);
  expect(clock.offset).toBe(4_995);
});
