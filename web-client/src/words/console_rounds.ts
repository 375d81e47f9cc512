// What the console says of the rounds: where the rooms are, and what a facilitator can do about it.
import type { Step } from '../protocol.ts';
import { lengthOfTime, listOf } from './format.ts';

const doing: Record<Step, [one: string, many: string]> = {
  waiting: ['has not begun', 'have not begun'],
  frame: ['says what to watch for', 'say what to watch for'],
  attempt_a: ['performs attempt A', 'perform attempt A'],
  write: ['writes feedback', 'write feedback'],
  deliver: ['delivers feedback', 'deliver feedback'],
  commit: ['commits to the fix', 'commit to the fix'],
  attempt_b: ['performs attempt B', 'perform attempt B'],
  close: ['closes the turn', 'close the turn'],
  done: ['is done', 'are done'],
};

const rooms = (count: number): string => (count === 1 ? '1 room' : `${count} rooms`);

export const steeringWords = {
  step: {
    waiting: 'Not begun',
    frame: 'Watch me for',
    attempt_a: 'Attempt A',
    write: 'Write feedback',
    deliver: 'Deliver feedback',
    commit: 'Commit to the fix',
    attempt_b: 'Attempt B',
    close: 'Close the turn',
    done: 'All turns done',
  } satisfies Record<Step, string>,

  timeline: 'Plan of the session',
  timelineNow: 'now',
  timelineNext: 'next',
  planned: (seconds: number) => lengthOfTime(seconds),
  endsAt: (time: string) => `about ${time}`,
  endsAbout: (time: string) => `By the plan the session ends at about ${time}.`,
  left: (clock: string) => `${clock} left`,
  over: 'time is up',

  everywhere: 'All rooms',
  elsewhere: 'elsewhere',
  rooms,
  turn: (slot: number, of: number) => (slot > of ? `Turn ${slot}, one more` : `Turn ${slot} of ${of}`),
  where: (turn: string, step: string) => `${turn} · ${step}`,
  next: (step: string, seconds: number) =>
    seconds > 0 ? `Next: ${step}, ${lengthOfTime(seconds)}` : `Next: ${step}`,
  nextTurn: (slot: number) => `Next: turn ${slot}`,
  nextDone: 'Next: all turns are done',
  allDone: 'All turns are done',
  allDoneText: 'The rooms can talk until you go on to the debrief.',
  ready: (count: number, of: number) => `${count} of ${of} ready`,
  readyHint: 'When everybody is ready, all rooms go on at once.',
  /** "98 rooms write feedback, 2 still perform attempt A (rooms 4 and 17)." */
  apart: (groups: { step: Step; count: number; when: 'most' | 'behind' | 'ahead'; numbers: number[] }[]) => {
    const said = groups.map(({ step, count, when, numbers }, at) => {
      const adverb = { most: '', behind: 'still ', ahead: 'already ' }[when];
      const noun = at === 0 ? rooms(count) : String(count);
      const what = doing[step][count === 1 ? 0 : 1];
      const verb = step === 'waiting' || step === 'done' ? what : `${adverb}${what}`;
      const which =
        at > 0 && numbers.length > 0
          ? ` (${numbers.length === 1 ? 'room' : 'rooms'} ${listOf(numbers.map(String))})`
          : '';
      return `${noun} ${verb}${which}`;
    });
    return `${said.join(', ')}.`;
  },

  steer: {
    room: (number: number) => `Steer room ${number}`,
    pause: 'Pause',
    resume: 'Go on',
    extend30: '30 seconds more',
    extend60: 'One minute more',
    skip: 'Next step',
    back: 'Step back',
    repeat: 'Again from the start',
    short30: '+30 s',
    short60: '+1 min',
  },
  find: 'Find a room or a name',
  onlyNeedy: 'Only those in need',
  shownOf: (shown: number, all: number) => `${shown} of ${rooms(all)}`,
  given: (given: number, expected: number) => `${given} of ${expected} have given feedback`,
  feedbackOf: (given: number, expected: number) => `${given} of ${expected} given`,
  performedAloud: 'performed aloud',
  stillWriting: (names: readonly string[]) => `Still to give feedback: ${listOf(names)}`,
  held: 'The coach has stopped the performance',
  heldShort: 'held',
  paused: 'paused',
  watchesFor: (title: string) => `Watch for: ${title}`,
  isReady: 'is ready',
  hasGiven: 'has given feedback',
};
