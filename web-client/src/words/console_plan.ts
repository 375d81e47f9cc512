// What the console says where the timings and the pace are changed.
import type { Pace } from '../protocol.ts';
import { lengthOfTime } from './format.ts';

export const timingWords = {
  title: 'Timings and pace',
  text: 'What has begun keeps the time it began with; the rest follows this plan.',
  change: 'Change the timings',
  stages: 'Minutes for each stage',
  stagesHint: 'Leave a stage empty to give it no clock.',
  steps: 'Seconds for each step of a turn',
  stepsHint:
    'Leave a step empty to give it no clock. When all rooms go on together, every step needs a time.',
  minutesOf: (stage: string) => `${stage}, minutes`,
  secondsOf: (step: string) => `${step}, seconds`,
  pace: 'How rooms go on',
  paces: { lockstep: 'All rooms together', own: 'Each room at its own pace' } satisfies Record<Pace, string>,
  paceTexts: {
    lockstep: 'The clock takes all rooms from step to step; when everybody is ready they go on sooner.',
    own: 'A room goes on when it is ready. Its clock only tells the time.',
  } satisfies Record<Pace, string>,
  slots: 'Turns',
  slotsOf: (count: number) => (count === 1 ? '1 turn' : `${count} turns`),
  minutesWrong: 'Give minutes from 0 to 240, such as 6 or 1.5.',
  secondsWrong: 'Give whole seconds from 0 to 14400.',
  turnLasts: (seconds: number) => `One turn takes ${lengthOfTime(seconds)}.`,
  inAll: (seconds: number) => `In all ${lengthOfTime(seconds)}.`,
  save: 'Save the timings',
  saved: 'The timings are saved.',
};
