import type { Phase, SlotRole } from '../room/turn.ts';
import { listOf } from './format.ts';

export interface Instruction {
  title: string;
  text: string;
}

const and = (names: readonly string[]): string => (names.length > 0 ? listOf(names) : 'nobody else yet');

export const roomWords = {
  room: (number: number) => `Room ${number}`,
  turn: (slot: number) => `Turn ${slot}`,
  spoken: (number: number, others: readonly string[]) => `You are in room ${number} with ${and(others)}.`,
  title: (number: number, what: string) => `${what} · Room ${number}`,
  youAre: 'You are',
  steps: 'Steps of this turn',
  step: (at: number, of: number, what: string) => `Step ${at} of ${of}: ${what}`,
  phase: {
    attempt_a: 'Attempt A',
    feedback_a: 'Feedback',
    open_a: 'Attempt B',
    feedback_b: 'Feedback on B',
    close: 'Close',
  } satisfies Record<Phase, string>,
  alone: {
    title: 'You are the first in this room',
    text: 'As soon as somebody joins you, you begin. You can already write your attempt.',
  },
  notBegun: {
    title: 'Ready to begin',
    text: 'Read your brief. Begin the first turn when everybody is ready.',
  },

  people: 'In this room',
  ask: 'Ask for help',
  begin: 'Begin the first turn',
  nextTurn: 'Hand on the turn',
  performsNext: (name: string) => `${name} performs next.`,

  attemptA: 'Attempt A',
  attemptB: 'Attempt B',
  by: (what: string, name: string) => `${what} by ${name}`,
  mine: (what: string) => `Your ${what.charAt(0).toLowerCase()}${what.slice(1)}`,
  writeA: 'What you say and do',
  writeAHint:
    'Write the words that you would say, and what you do between them. Or say it aloud, and note here what you said.',
  writeBHint: 'The same moment again, with the one thing changed.',
  shareA: 'Share attempt A',
  shareB: 'Share attempt B',
  shareHint: 'Your room sees it as soon as you share it, and writes feedback.',
  revise: 'Revise',
  saveRevision: 'Share the revision',
  revised: (times: number) => (times === 1 ? 'revised once' : `revised ${times} times`),
  withdraw: 'Withdraw',
  withdrawTitle: 'Withdraw this attempt?',
  withdrawText: 'Nobody else can read it any more, and nobody is asked for feedback on it.',
  keep: 'Keep it',
  hidden: 'A facilitator has hidden this.',
  hiddenBecause: (reason: string) => `A facilitator has hidden this. Reason: ${reason}`,
  notForEmpty: 'Write something first.',
  prepare: 'Prepare your own turn',
  prepareText: 'Your words are saved as you type. Nobody sees them until you share them in your turn.',
  shareNowToo: 'Share now, out of turn',
  earlier: 'Earlier turns',
  noB: 'No attempt B this time?',

  actionStepOnView: 'Your action step',
  chooseStep: 'Work on this one',
  chosenStep: 'You work on this',
  chooseFirst: 'Choose the action step that you work on, then do it again.',

  who: 'Who has given feedback',
  given: 'given',
  asked: 'writing',
  notBegunYet: 'not begun',
  writing: 'writing',
  open: 'Open the feedback together',
  openEarly: 'Open what is there',
  openWaits: (names: readonly string[]) => `Still writing: ${and(names)}.`,
  youToo: 'you',
  openReady: 'Everybody has given theirs.',
  sealedText: 'Sealed: nobody can read it before you open it together.',
  delivered: 'Feedback',
  noFeedback: 'No feedback has been given.',
  from: (name: string) => `From ${name}`,
  strength: 'One strength',
  actionStep: 'One action step',
  evidence: 'Evidence',

  announcement: (name: string) => `${name} says`,
  knocks: (name: string) => `${name} is at the door and would like to drop in.`,
  inside: (name: string) => `${name} is in your room.`,
  closing: 'The rooms are closing. Finish your sentence; what you have typed is kept.',
  helpTitle: 'Ask for help',
  helpText: 'What do you need? (You may leave this empty.)',
  helpSend: 'Ask the facilitator',
  helpWaiting: 'Your facilitator has been asked and will come.',
  helpWaitingOf: (name: string) => `${name} has asked the facilitator for help.`,
  helpTakeBack: 'No longer needed',
  dismiss: 'Got it',
};

/** What do I do now? One title, one or two sentences, for each step and role. */
export function instructionFor(
  phase: Phase,
  role: SlotRole,
  who: string,
  me: { owes: boolean; waitsFor: readonly string[]; allGiven: boolean },
): Instruction {
  const mine = role === 'performer';
  switch (phase) {
    case 'attempt_a':
      return mine
        ? {
            title: 'Your turn: attempt A',
            text: 'Say what you want to be watched for. Then perform it, or write it, and share it.',
          }
        : {
            title: `${who} is preparing attempt A`,
            text:
              role === 'coach'
                ? 'Watch and listen against the criteria. Note the very words: you will need them as evidence.'
                : 'Play your part from the brief. Afterwards you write feedback.',
          };
    case 'feedback_a':
    case 'feedback_b': {
      const what = phase === 'feedback_a' ? 'attempt A' : 'attempt B';
      if (mine) {
        return me.allGiven
          ? {
              title: 'All feedback is in',
              text: 'Open it together, and listen: one strength, one action step from each.',
            }
          : { title: 'Your room is writing feedback', text: 'It stays sealed until you open it together.' };
      }
      if (me.owes) {
        return {
          title: `Write feedback for ${who}`,
          text: `Read ${what}, rate it against the criteria, name one strength and one action step.`,
        };
      }
      return me.allGiven
        ? { title: 'All feedback is in', text: `Open it together with ${who}.` }
        : {
            title: 'Your feedback is sealed',
            text: `You can still change it. Waiting for ${and(me.waitsFor)}.`,
          };
    }
    case 'open_a':
      return mine
        ? {
            title: 'Read your feedback, then do it again',
            text: 'Choose one action step. Attempt B is the same moment with that one thing changed.',
          }
        : {
            title: `${who} does it again`,
            text: 'Say your strength and your action step aloud. Then watch for the one thing that changes.',
          };
    case 'close':
      return mine
        ? { title: 'You did it again', text: 'Compare A and B. Is the gap closed? Then hand on the turn.' }
        : {
            title: `Is the gap closed for ${who}?`,
            text: 'Say what changed between A and B. Then the next person performs.',
          };
  }
}
