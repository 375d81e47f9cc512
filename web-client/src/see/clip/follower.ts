// Keeps a media element where everybody is, as follow.ts says.
import type { Playback } from '../../protocol.ts';
import { follow } from './follow.ts';

const lookEveryMs = 200;
/** Going somewhere is never taken to need longer than this; what takes longer is the network. */
const aheadMsMax = 600;

export interface Follower {
  /** Somebody has pressed: now the browser lets it play. */
  join(): void;
  stop(): void;
}

export interface FollowerOptions {
  playback: Playback;
  lengthMs: number;
  now: () => number;
  /** The browser wants a press before anything may be heard, or no longer does. */
  onWaitsForPress: (waits: boolean) => void;
}

export function followWith(element: HTMLMediaElement, options: FollowerOptions): Follower {
  const { playback, lengthMs, now, onWaitsForPress } = options;
  let waitsForPress = false;
  let stopped = false;
  let wentAt: number | undefined;
  let aheadMs = 0;

  const waits = (yes: boolean) => {
    if (stopped || waitsForPress === yes) return;
    waitsForPress = yes;
    onWaitsForPress(yes);
  };

  const play = async () => {
    try {
      await element.play();
      waits(false);
    } catch (why) {
      // Anything else (the clip was moved or stopped meanwhile) is put right at the next look.
      if (why instanceof DOMException && why.name === 'NotAllowedError') waits(true);
    }
  };

  const look = () => {
    if (element.seeking || waitsForPress) return;
    const { paused, playbackRate } = element;
    const player = { positionMs: element.currentTime * 1000, paused, rate: playbackRate };
    // The file may be a little shorter than its playbook says; an element that is played at its end begins again.
    const endMs = Math.min(lengthMs, element.duration > 0 ? element.duration * 1000 : lengthMs);
    const act = follow(playback, now(), player, endMs, aheadMs);
    if (act.seekTo !== undefined) {
      wentAt = now();
      element.currentTime = act.seekTo / 1000;
    }
    if (playbackRate !== act.rate) element.playbackRate = act.rate;
    if (act.play && paused) void play();
    if (!act.play && !paused) element.pause();
  };

  const arrived = () => {
    if (wentAt !== undefined && playback.state === 'playing') aheadMs = Math.min(aheadMsMax, now() - wentAt);
    wentAt = undefined;
    look();
  };

  element.addEventListener('seeked', arrived);
  element.addEventListener('loadedmetadata', look);
  const timer = setInterval(look, lookEveryMs);
  const untilItBegins = playback.since - now();
  const begin = untilItBegins > 0 ? setTimeout(look, untilItBegins) : undefined;
  look();

  return {
    join() {
      waits(false);
      look();
    },
    stop() {
      waits(false);
      stopped = true;
      clearInterval(timer);
      clearTimeout(begin);
      element.removeEventListener('seeked', arrived);
      element.removeEventListener('loadedmetadata', look);
      element.playbackRate = 1;
    },
  };
}
