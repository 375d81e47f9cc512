import { describe, expect, test } from 'vitest';
import type { ExemplarMedia, Playback } from '../../protocol.ts';
import { type Act, exactMs, farMs, follow, nearMs, type Playing, passageAt, positionAt } from './follow.ts';

const lengthMs = 40_000;
const playing: Playback = { state: 'playing', position_ms: 5_000, since: 100_000 };
const paused: Playback = { state: 'paused', position_ms: 5_000, since: 100_000 };
const at = (positionMs: number, over: Partial<Playing> = {}): Playing => ({
  positionMs,
  paused: false,
  rate: 1,
  ...over,
});

describe('where everybody is', () => {
  test('moves with the server’s clock from the moment that it begins, and not beyond the end', () => {
    expect(positionAt(playing, 99_800, lengthMs)).toBe(5_000);
    expect(positionAt(playing, 102_500, lengthMs)).toBe(7_500);
    expect(positionAt(playing, 900_000, lengthMs)).toBe(lengthMs);
  });
  test('stands while it is paused', () => {
    expect(positionAt(paused, 900_000, lengthMs)).toBe(5_000);
  });
});

describe('a player that follows', () => {
  test('waits at the place until the common moment has come, and begins there', () => {
    expect(follow(playing, 99_800, at(0, { paused: true }), lengthMs)).toEqual({
      play: false,
      rate: 1,
      seekTo: 5_000,
    });
    expect(follow(playing, 99_900, at(5_000, { paused: true }), lengthMs).seekTo).toBeUndefined();
    expect(follow(playing, 100_010, at(5_000, { paused: true }), lengthMs)).toEqual({
      play: true,
      rate: 1,
      seekTo: undefined,
    });
  });

  test('P2 that comes late begins where everybody is by then, and as much further as getting there takes', () => {
    const late = at(0, { paused: true });
    expect(follow(playing, 110_000, late, lengthMs).seekTo).toBe(15_000);
    expect(follow(playing, 110_000, late, lengthMs, 250)).toEqual({ play: true, rate: 1, seekTo: 15_250 });
  });

  test('is left alone while it is near, corrected gently when it drifts, and moved when it is far', () => {
    const now = 110_000; // everybody is at 15,000
    const act = (positionMs: number): Act => follow(playing, now, at(positionMs), lengthMs);
    expect(act(15_000 - nearMs)).toEqual({ play: true, rate: 1, seekTo: undefined });
    expect(act(15_000 - nearMs - 1)).toEqual({ play: true, rate: 1.05, seekTo: undefined });
    expect(act(15_000 + nearMs + 1)).toEqual({ play: true, rate: 0.95, seekTo: undefined });
    expect(act(15_000 - farMs)).toEqual({ play: true, rate: 1.05, seekTo: undefined });
    expect(act(15_000 - farMs - 1)).toEqual({ play: true, rate: 1, seekTo: 15_000 });
    expect(act(15_000 + farMs + 1)).toEqual({ play: true, rate: 1, seekTo: 15_000 });
  });

  test('is corrected to the end once it is being corrected', () => {
    const now = 110_000;
    expect(follow(playing, now, at(15_000 - nearMs, { rate: 1.05 }), lengthMs).rate).toBe(1.05);
    expect(follow(playing, now, at(15_000 - exactMs, { rate: 1.05 }), lengthMs).rate).toBe(1);
    expect(follow(playing, now, at(15_000 + nearMs, { rate: 1.05 }), lengthMs).rate).toBe(0.95);
  });

  test('comes together from any distance without ever passing the others by more than a breath', () => {
    for (const from of [-900, -300, 300, 900]) {
      let positionMs = 10_000 + from;
      let rate = 1;
      for (let passed = 0; passed < 30_000; passed += 200) {
        const act = follow(playing, 105_000 + passed, at(positionMs, { rate }), lengthMs);
        expect(act.seekTo).toBeUndefined();
        rate = act.rate;
        positionMs += 200 * rate;
      }
      expect(Math.abs(positionMs - 40_000)).toBeLessThanOrEqual(nearMs);
      expect(rate).toBe(1);
    }
  });

  test('stands exactly where everybody stands', () => {
    expect(follow(paused, 200_000, at(5_100), lengthMs)).toEqual({ play: false, rate: 1, seekTo: 5_000 });
    expect(follow(paused, 200_000, at(5_000 + exactMs, { rate: 1.05 }), lengthMs)).toEqual({
      play: false,
      rate: 1,
      seekTo: undefined,
    });
  });

  test('is still at the end, however long ago that was', () => {
    expect(follow(playing, 900_000, at(lengthMs, { paused: true }), lengthMs)).toEqual({
      play: false,
      rate: 1,
      seekTo: undefined,
    });
  });
});

test('the transcript knows which passage is being said', () => {
  const media: ExemplarMedia = {
    kind: 'audio',
    file: 'a.wav',
    captions: 'a.vtt',
    seconds: 40,
    passage_seconds: [2, 10, 21],
  };
  expect([0, 1_999, 2_000, 9_999, 20_999, 21_000, 39_000].map((each) => passageAt(media, each))).toEqual([
    0, 0, 1, 1, 2, 3, 3,
  ]);
  expect(passageAt({ ...media, passage_seconds: [] }, 5_000)).toBe(0);
});
