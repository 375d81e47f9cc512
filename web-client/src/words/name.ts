import type { Nearness } from '../name/nearness.ts';
import { clipWords } from './clip.ts';
import { playbookWords } from './playbook.ts';

const features = (count: number): string => (count === 1 ? '1 feature' : `${count} features`);

export const nameWords = {
  title: 'Name what makes it work',
  text: 'Choose a passage of the exemplar and say in one sentence what works there.',
  steps: 'Parts of this stage',
  step: {
    name: 'Name',
    wall: 'The wall',
    criteria: 'The criteria',
    rate: 'Rate the exemplar',
    gap: 'Choose your gap',
  },
  of: (done: number, of: number) => `${done} of ${of}`,
  noGap: 'not chosen yet',
  gapIs: (number: number) => `criterion ${number}`,
  done: 'done',

  exemplar: 'What works in the exemplar?',
  asked: (asked: number, named: number): string => {
    if (asked === 0) return named === 0 ? 'Name as many as you see.' : `You have named ${named}.`;
    if (named === 0) return `${asked} asked for; you have not named one yet.`;
    if (named < asked) return `${asked} asked for; you have named ${named}.`;
    return named === asked
      ? `${asked} asked for; you have named ${named}. More are welcome.`
      : `${asked} asked for; you have named ${named}. Thank you.`;
  },
  privateYet:
    'Your facilitators and observers see what you name. Other participants do not, until it is shown on the wall.',
  shownNow: 'The wall is shown: everybody sees what you name.',
  anonymous: 'Nobody learns who named what.',
  here: 'Name what works here',
  whole: 'Name what works in the whole of it',
  about: (passage: number, moment_ms = 0) =>
    moment_ms > 0
      ? [passage > 0 ? playbookWords.passage(passage) : '', clipWords.moment(moment_ms)]
          .filter(Boolean)
          .join(', ')
      : passage > 0
        ? playbookWords.passage(passage)
        : 'The whole of it',
  tagged: (moment_ms: number) => `Tagged ${clipWords.moment(moment_ms)}.`,
  inPassage: (passage: number) =>
    passage > 0 ? `in ${playbookWords.passage(passage).toLowerCase()}` : 'in the whole',
  label: (passage: number) =>
    passage > 0 ? `What works in passage ${passage}?` : 'What works in the whole of it?',
  hint: 'One sentence: what they say or do, and what it makes possible.',
  where: 'Where',
  add: 'Name it',
  save: 'Save',
  cancel: 'Cancel',
  empty: 'Write what works here first.',
  mine: 'You named',
  edit: 'Edit',
  remove: 'Remove',
  removeSure: 'Remove this?',
  keep: 'Keep it',
  saving: 'Saving…',
  which: (text: string) => `“${text}”`,
  onWall: 'on the wall',
  behind: (number: number) => `in criterion ${number}`,
  enough: 'You have named as many features as one person can. You can still change them.',

  wall: 'The wall',
  wallText: 'What everybody has named, and has not gone into a criterion yet.',
  wallAllGone: 'Everything that was named has gone into a criterion.',
  wallSpoken: (count: number) => `The wall is shown: ${features(count)}.`,
  you: 'You',
  criteria: 'What good looks like',
  criteriaText: 'Your facilitator makes these out of what everybody names. They change while you watch.',
  behindCount: (count: number) => `From ${features(count)}`,
  showAll: (count: number) => `Show all ${count}`,

  rate: 'Rate the exemplar',
  rateText:
    'How strong is it on each criterion? It tells you how you use the form, before you use it for others.',
  rateOf: (number: number, title: string) => `The exemplar on criterion ${number}: ${title}`,
  rateOnlyYou: 'Only you see your ratings, and how near they are to your facilitator’s.',
  theirs: (name: string) => `${name} rated it`,
  nearness: {
    same: 'The same as you',
    one_apart: 'One apart from you',
    further: 'Further apart from you',
  } satisfies Record<Nearness, string>,
  why: {
    same: 'You read this criterion alike.',
    one_apart: 'Close. Which words or actions made the difference?',
    further: 'Ask what they saw that you did not, and tell what you saw.',
  } satisfies Record<Nearness, string>,
  notRated: 'You have not rated this one.',
  shownSpoken: (name: string) => `You can now see how ${name} rated the exemplar.`,

  self: 'Where are you yourself?',
  selfText: 'Rate your own practice as it is today, not as it should be. It helps you to choose your gap.',
  selfOnlyYou: 'Only you see this. Nobody else ever does, your facilitators neither.',
  selfOf: (number: number, title: string) => `You on criterion ${number}: ${title}`,
  gap: 'Choose one gap',
  gapText: 'The one thing that you want to be watched for when you rehearse.',
  gapChosen: 'This is your gap. You plan with it next, and can still change it.',
};
