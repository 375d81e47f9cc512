import type { GapVerdict, Step, Worth } from '../protocol.ts';
import type { SlotRole } from '../room/turn.ts';
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
  stepName: {
    waiting: 'Not begun',
    frame: 'Watch for',
    attempt_a: 'Attempt A',
    write: 'Write',
    deliver: 'Deliver',
    commit: 'Commit',
    attempt_b: 'Attempt B',
    close: 'Close',
    done: 'Done',
  } satisfies Record<Step, string>,
  alone: {
    title: 'You are the first in this room',
    text: 'As soon as somebody joins you, you begin. You can already write your attempt.',
  },
  notBegun: {
    title: 'Ready to begin',
    text: 'Read your brief. Begin the first turn when everybody is ready.',
  },
  beginTogether: {
    title: 'Ready to begin',
    text: 'Read your brief. All rooms begin together.',
  },
  nowYouAre: (role: string) => `You are ${role.toLowerCase()} now.`,

  people: 'In this room',
  ask: 'Ask for help',
  begin: 'Begin the first turn',
  nextTurn: 'Hand on the turn',
  performsNext: (name: string) => `${name} performs next.`,
  oneMore: 'One more turn, with the harder variation',
  oneMoreText: 'If you have time, somebody performs once more.',
  goOn: {
    waiting: 'Go on',
    frame: 'Go on',
    attempt_a: 'Go on to attempt A',
    write: 'Go on to writing feedback',
    deliver: 'Go on to the feedback',
    commit: 'Go on to the fix',
    attempt_b: 'Go on to attempt B',
    close: 'Go on to the close',
    done: 'Finish the round',
  } satisfies Record<Step, string>,
  goOnText: 'Anybody in the room can press this, for all of you.',
  ready: 'I am ready',
  notReady: 'Not yet',
  isReady: 'ready',
  readyCount: (ready: number, people: number) => `${ready} of ${people} ready here.`,
  readyText: 'All rooms go on together when everybody everywhere is ready, or when the time is up.',

  watchLegend: 'Which criterion should they watch?',
  watchNothing: 'Nothing in particular',
  watchYourGap: 'the gap you chose',
  watchWords: 'Watch me for …',
  watchWordsHint: 'In a few words, if you like. They see it as you write.',
  watchSay: 'Ask them to watch for this',
  watchSaid: 'They have been asked.',
  asksToWatch: (name: string) => `${name} asks you to watch for`,
  youAskThem: 'You ask them to watch for',
  asksSoon: (name: string) => `${name} is choosing what you should watch for.`,
  watchedFor: (criterion: string) => `Watched for: ${criterion}`,
  pass: 'Let somebody else go first',
  passTitle: 'Let somebody else go first?',
  passText: 'That is fine, and you need not say why. Somebody else performs now. Your draft stays yours.',
  passKeep: 'I will perform',

  plan: 'What you planned',
  planWords: 'Your words',
  planMoves: 'Your moves',
  harder: 'Harder this time',
  aloud: 'Perform it aloud',
  aloudText: 'Perform it now, with your room. Press this when you have come to the end.',
  aloudWith: 'The words you have written are shared with it.',
  finished: 'I have finished',
  inWriting: 'Or write it',
  typedCounts: 'What you have typed is shared when the time is up.',
  typedCountsOwn: 'What you have typed is shared when your room goes on.',
  performedAloud: 'Performed aloud.',
  noAttemptNow: 'There is no attempt to work on in this turn.',
  noAttemptText: {
    lockstep: 'Talk it through. All rooms go on when the time is up.',
    own: 'Talk it through, then hand on the turn.',
  },

  coaching: 'You are the coach',
  hold: 'Stop for a moment',
  goAgain: 'Go on',
  rewindFrom: 'Again from …',
  rewindHint: 'The words to begin with.',
  rewind: 'Ask for it again',
  rewindEmpty: 'Write the words to begin with.',
  isHeld: (name: string) => `${name} has stopped the performance for a moment.`,
  again: (name: string, from: string) => `${name}: again from “${from}”`,

  fix: 'In your own words: what will you do differently?',
  fixHint: 'When …, I say or do … Your room sees it as you write.',
  fixOf: (name: string) => `What ${name} changes`,
  fixMine: 'What you change',
  fixSoon: (name: string) => `${name} is putting it into words.`,
  fixNone: 'Choose an action step below, and put it into your own words.',

  verdict: {
    closed: 'Closed',
    partly: 'Partly',
    not_yet: 'Not yet',
  } satisfies Record<GapVerdict, string>,
  judge: 'Is the gap closed?',
  judgeLater: 'Judge it now: is the gap closed?',
  judgeAgain: 'Judge it again',
  judgeHint: 'Compare attempt A and attempt B.',
  judgeWhy: 'What makes you say so?',
  judgeWhyHint: 'One thing you saw or heard. Your room can read it.',
  judgements: 'How your room judges it',

  worth: {
    not_useful: 'Not useful',
    useful: 'Useful',
    very_useful: 'Very useful',
  } satisfies Record<Worth, string>,
  worthOf: (name: string) => `How useful was the feedback from ${name}?`,
  worthTitle: 'Was their feedback useful?',
  worthText: 'Each of them learns only what you say about their own. Nobody else does.',
  worthWas: (name: string, worth: Worth) =>
    `${name} found this ${worth === 'very_useful' ? 'very useful' : worth === 'useful' ? 'useful' : 'not useful this time'}.`,

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
  moreThanShared: 'You have written more than your room can see. Nothing of it is lost.',
  seeRevision: 'Look at it and share it',
  moreThanSharedLate:
    'Your attempt was shared as it was when the time was up. What you wrote after that is here.',
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

  actionStepOnView: 'Your action step',
  chooseStep: 'Work on this one',
  chosenStep: 'You work on this',
  chooseFirst: 'Choose the action step that you work on, then do it again.',

  who: 'Who has given feedback',
  given: 'given',
  notBegunYet: 'not begun',
  writing: 'writing',
  open: 'Open the feedback together',
  openEarly: 'Open what is there',
  openWaits: (names: readonly string[]) => `Still writing: ${and(names)}.`,
  youToo: 'you',
  openReady: 'Everybody has given theirs.',
  openByClock: 'Everybody has given theirs. It opens when the time is up, or when all rooms are ready.',
  sealedText: 'Sealed: nobody can read it before you open it together.',
  noFeedback: 'No feedback has been given.',
  from: (name: string) => `From ${name}`,
  strength: 'One strength',
  actionStep: 'One action step',

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

  fishbowl: 'Fishbowl',
  fishbowlGoOn: 'Your room goes on when all of you are ready, or when the time is up.',
  fishbowlOver: {
    title: 'You have shown your rehearsal',
    text: 'Thank you. Talk it through until your facilitator goes on. It was an extra turn: yours in the rehearsal are still to come.',
  },
};

/** What the instruction depends on besides the step and the role. */
export interface Standing {
  owes: boolean;
  waitsFor: readonly string[];
  allGiven: boolean;
  /** The attempt of this step is shared. */
  shared: boolean;
  lockstep: boolean;
  /** Whoever performs this turn is not in the room any more; it goes on without them, with the other rooms. */
  left?: boolean;
}

/** What do I do now? One title, one or two sentences, for each step and role. */
export function instructionFor(step: Step, role: SlotRole, who: string, me: Standing): Instruction {
  if (me.left && (step === 'commit' || step === 'attempt_b' || step === 'close')) {
    return {
      title: `${who} has left`,
      text: 'Talk through what you saw. All rooms go on together, when the time is up or everybody is ready.',
    };
  }
  return role === 'performer' ? forPerformer(step, me) : forOthers(step, role, who, me);
}

const done = (lockstep: boolean): Instruction => ({
  title: 'All turns are over',
  text: lockstep
    ? 'Read, talk, wait for the debrief. Feedback that is still to come can be given now.'
    : 'Read, talk, wait for the debrief. Or take one more turn if there is time.',
});

function forPerformer(step: Step, me: Standing): Instruction {
  switch (step) {
    case 'waiting':
      return me.lockstep ? roomWords.beginTogether : roomWords.notBegun;
    case 'frame':
      return {
        title: 'Your turn: what should they watch for?',
        text: 'Choose one criterion and say it aloud: “Watch me for …”.',
      };
    case 'attempt_a':
      return me.shared
        ? { title: 'Attempt A is shared', text: shared(me.lockstep) }
        : { title: 'Your turn: attempt A', text: 'Perform it aloud now, or write it. Both count the same.' };
    case 'write':
      if (me.allGiven && !(me.lockstep && me.owes)) {
        return {
          title: 'All feedback is in',
          text: me.lockstep
            ? 'It opens for all of you when the time is up, or when everybody is ready.'
            : 'Open it together, and listen: one strength, one action step from each.',
        };
      }
      return me.owes
        ? {
            title: 'Rate your own attempt',
            text: 'On the same form as the others. It all stays sealed until it opens together.',
          }
        : { title: 'Your room is writing feedback', text: 'It stays sealed until it opens together.' };
    case 'deliver':
      return {
        title: 'Read your feedback, and listen',
        text: 'Each says one strength and one action step aloud. Choose the step that you work on.',
      };
    case 'commit':
      return {
        title: 'Say what you will change',
        text: 'Put the step into your own words. In attempt B you do it.',
      };
    case 'attempt_b':
      return me.shared
        ? { title: 'You did it again', text: shared(me.lockstep) }
        : { title: 'Your turn: attempt B', text: 'The same moment again, with the one thing changed.' };
    case 'close':
      return {
        title: 'Is your gap closed?',
        text: 'Judge it yourself, and hear how the others judge it. Then say how useful their feedback was.',
      };
    case 'done':
      return done(me.lockstep);
  }
}

const shared = (lockstep: boolean): string =>
  lockstep
    ? 'All rooms go on together, when the time is up or everybody is ready.'
    : 'Your room goes on with it.';

function forOthers(step: Step, role: SlotRole, who: string, me: Standing): Instruction {
  const coach = role === 'coach';
  switch (step) {
    case 'waiting':
      return me.lockstep ? roomWords.beginTogether : roomWords.notBegun;
    case 'frame':
      return {
        title: `${who} says what to watch for`,
        text: coach
          ? 'Listen, and read your brief: you coach this turn.'
          : 'Listen, and read your brief: you play your part in a moment.',
      };
    case 'attempt_a':
      if (me.shared) {
        return me.owes
          ? { title: `Write feedback for ${who}`, text: 'Attempt A is done. You can begin to write.' }
          : { title: `${who} has done attempt A`, text: shared(me.lockstep) };
      }
      return {
        title: `${who} performs attempt A`,
        text: coach
          ? 'Watch and listen against the criteria. Note the very words: you will need them as evidence.'
          : 'Play your part from the brief. Afterwards you write feedback.',
      };
    case 'write':
      if (me.owes) {
        return {
          title: `Write feedback for ${who}`,
          text: 'Rate attempt A against the criteria, name one strength and one action step.',
        };
      }
      if (!me.allGiven) {
        return {
          title: 'Your feedback is sealed',
          text: `You can still change it. Waiting for ${and(me.waitsFor)}.`,
        };
      }
      return {
        title: 'All feedback is in',
        text: me.lockstep
          ? 'It opens for all of you when the time is up, or when everybody is ready.'
          : `Open it together with ${who}.`,
      };
    case 'deliver':
      return {
        title: `Tell ${who} what you saw`,
        text: 'Say your strength and your action step aloud, one of you after the other.',
      };
    case 'commit':
      return {
        title: `${who} says what will change`,
        text: 'Listen, and keep it in mind: attempt B is about this one thing.',
      };
    case 'attempt_b':
      return me.shared
        ? { title: `${who} has done it again`, text: shared(me.lockstep) }
        : {
            title: `${who} does it again`,
            text: coach
              ? 'Watch for the one thing that changes. You may stop the performance for a moment.'
              : 'Play your part as before, and watch for the one thing that changes.',
          };
    case 'close':
      return {
        title: `Is the gap closed for ${who}?`,
        text: 'Say what changed between A and B, and judge it.',
      };
    case 'done':
      return done(me.lockstep);
  }
}
