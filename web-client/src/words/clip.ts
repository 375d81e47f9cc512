// The exemplar's clip: what its player says.
import { clockSpoken, clockText } from './format.ts';

/** 1:23, of what has passed: seconds are rounded down. */
export const momentText = (ms: number): string => clockText(Math.floor(ms / 1000) * 1000);
const momentSpoken = (ms: number): string => clockSpoken(Math.floor(ms / 1000) * 1000);

export const clipWords = {
  clip: 'The exemplar’s clip',
  play: 'Play',
  pause: 'Pause',
  playAll: 'Play for everybody',
  pauseAll: 'Pause for everybody',
  position: 'Moment of the clip',
  positionAll: 'Moment of the clip, for everybody',
  at: (ms: number, lengthMs: number) => `${momentText(ms)} of ${momentText(lengthMs)}`,
  spoken: (ms: number, lengthMs: number) => `${momentSpoken(ms)} of ${momentSpoken(lengthMs)}`,
  captions: 'Captions',
  sound: 'Sound',
  own: 'At your own pace.',
  together: 'In step: your facilitator plays it for everybody.',
  togetherPaused: 'In step: your facilitator has paused it for everybody.',
  join: (ms: number) => `Join in at ${momentText(ms)}`,
  joinWhy: 'It is playing for everybody. Your browser wants you to press before it lets you hear anything.',
  failed: 'The clip cannot be played here. Its transcript is below.',
  goTo: (passage: number, ms: number) => `Play from passage ${passage}, ${momentText(ms)}`,
  tag: 'Tag this moment',
  moment: (ms: number) => `at ${momentText(ms)}`,
  withoutMoment: 'Without the moment',

  leadOwn: 'Each at their own pace; what you press here, only you hear.',
  leadTogether: 'In step: play, pause and seek reach everybody.',
  bring: 'Bring everyone to me',
  release: 'Let everyone go at their own pace',
};
