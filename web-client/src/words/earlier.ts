import type { TaskOutcome } from '../protocol.ts';

/** What was promised in the session before this one, and what became of it. */
export const earlierWords = {
  eyebrow: 'From your last session',
  title: 'Last time you promised',
  promisedOn: (date: string) => `You wrote this on ${date}.`,
  who: 'Your facilitators and observers can read this and what you say about it. No other participant can.',
  how: 'How did it go?',
  outcome: {
    none: 'Not said yet',
    done: 'Done',
    partly: 'Partly',
    not_yet: 'Not yet',
  } satisfies Record<TaskOutcome, string>,
  words: 'What is there to show or to tell?',
  wordsHint: 'If you like: what happened, what you brought, or what got in the way.',
  change: 'Say how it went',

  inRecord: 'What you promised last time',
  inReport: 'What was promised last time',
  went: 'How it went',

  console: 'Promised last time',
  told: (count: number, all: number) => `${count} of ${all} have said how it went`,
  consoleText: 'Only you and the person who wrote it can read this.',
};

export const nextSessionWords = {
  title: 'The next session with this group',
  text: 'Open it as one that follows this session: whoever joins it in the same browser as today finds their gap task at the start. You need the organiser’s key.',
  open: 'Open the next session',
};
