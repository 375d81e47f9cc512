// In step: what a player has to do so that it is where everybody is. Pure; follower.ts does it.
import type { ExemplarMedia, Playback } from '../../protocol.ts';

/** Nearer than this is together: nobody hears or sees a difference. */
export const nearMs = 80;
/** Once it is being corrected, it is corrected down to this, so that it does not begin again at once. */
export const exactMs = 20;
/** Farther than this is not made good by playing a little faster, but by going there. */
export const farMs = 1_000;
const gently = 0.05;

/** What a player is doing. */
export interface Playing {
  positionMs: number;
  paused: boolean;
  rate: number;
}

export interface Act {
  play: boolean;
  rate: number;
  /** Go there first; undefined: it need not go anywhere. */
  seekTo: number | undefined;
}

/** Where the clip is for everybody. */
export function positionAt(playback: Playback, now: number, lengthMs: number): number {
  const moved = playback.state === 'playing' ? Math.max(0, now - playback.since) : 0;
  return Math.min(lengthMs, playback.position_ms + moved);
}

/** `aheadMs`: how long going somewhere takes on this device; where it goes to has moved on by then. */
export function follow(playback: Playback, now: number, player: Playing, lengthMs: number, aheadMs = 0): Act {
  const target = positionAt(playback, now, lengthMs);
  const behind = target - player.positionMs;
  const apart = Math.abs(behind);
  if (playback.state !== 'playing' || now < playback.since || target >= lengthMs) {
    return { play: false, rate: 1, seekTo: apart > exactMs ? target : undefined };
  }
  const there = Math.min(lengthMs, target + aheadMs);
  // Nobody hears it yet, so that a jump is not heard either.
  if (player.paused) return { play: true, rate: 1, seekTo: apart > nearMs ? there : undefined };
  if (apart > farMs) return { play: true, rate: 1, seekTo: there };
  const correcting = player.rate !== 1;
  const enough = correcting ? exactMs : nearMs;
  if (apart <= enough) return { play: true, rate: 1, seekTo: undefined };
  return { play: true, rate: behind > 0 ? 1 + gently : 1 - gently, seekTo: undefined };
}

/** The passage of the transcript that is being said; 0: none, or nobody has said when they begin. */
export function passageAt(media: ExemplarMedia, positionMs: number): number {
  return media.passage_seconds.filter((each) => each * 1000 <= positionMs).length;
}
