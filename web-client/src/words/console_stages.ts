// What the console says while people see, name, plan and commit.
import { clipWords } from './clip.ts';
import { listOf } from './format.ts';

export const stagePanelWords = {
  counts: 'How far people are',
  of: (done: number, all: number) => `${done} of ${all}`,
  named: (asked: number) =>
    asked > 1
      ? `have named ${asked} or more`
      : asked === 1
        ? 'have named one or more'
        : 'have named something',
  namedInAll: (count: number) => (count === 1 ? '1 feature named' : `${count} features named`),
  rated: 'have rated the exemplar',
  prepared: 'have begun to prepare',
  committedBegun: 'have begun a gap task',
  committed: 'have written a gap task',
  everybody: 'Everybody has.',
  waitingFor: (names: readonly string[], more: number) =>
    more > 0 ? `Not yet: ${names.join(', ')} and ${more} more.` : `Not yet: ${listOf(names)}.`,

  seeTitle: 'The exemplar, passage by passage',
  seeOwn: 'Each at their own pace',
  seeAt: (number: number) => `Everybody is at passage ${number}`,
  seeClip: 'Everybody is in step with the clip',
  seeMove: 'Move everybody through the exemplar',
  seePrevious: 'Previous passage',
  seeNext: 'Next passage',
  bring: 'Bring everybody here',
  bringTo: (number: number) => `Bring everybody here: passage ${number}`,
  passage: (number: number) => `Passage ${number}`,
  wholeExemplar: 'The whole exemplar',
  where: (passage: number, moment_ms: number): string => {
    const place = passage > 0 ? `Passage ${passage}` : 'The whole exemplar';
    return moment_ms > 0 ? `${place}, ${clipWords.moment(moment_ms)}` : place;
  },
  namedHere: (count: number) => (count === 1 ? '1 named here' : `${count} named here`),

  features: 'Named so far',
  featuresText: 'Put each behind the criterion it speaks of: with the menu, or by dragging it there.',
  featuresNone: 'Nobody has named anything yet. What people name appears here as it comes.',
  featuresSorted: 'Everything that was named stands behind a criterion.',
  featuresMore: (count: number) => `Show ${count} more`,
  unsorted: (count: number) => `${count} to sort`,
  anonymous: 'Anonymous',
  putBehindOf: (text: string) => `Put behind a criterion: ${text}`,
  move: (text: string) => `Move: ${text}`,
  behind: (number: number, title: string) => `${number}. ${title}`,
  behindNew: 'A new criterion',
  behindNone: 'None: take it out',
  removeFeature: 'Remove it',
  removeFeatureTitle: 'Remove this feature?',
  removeFeatureText: (text: string) => `“${text}” is gone for everybody, its author too.`,
  putThere: (number: number) => `Put behind criterion ${number}.`,
  takenOut: 'Taken out.',

  criteria: 'Criteria',
  criteriaText: 'The form that peers use follows at once. Three to five are best.',
  newCriterion: 'New criterion',
  optionsCriterion: (number: number) => `Options for criterion ${number}`,
  word: 'Change the words',
  merge: 'Merge into another',
  remove: 'Remove',
  featuresBehind: (count: number) => (count === 1 ? '1 feature behind it' : `${count} features behind it`),
  wordTitle: (number: number) => `Criterion ${number}`,
  titleLabel: 'Title',
  looksLikeLabel: 'What it looks like',
  titleNeeded: 'Give it a title.',
  looksLikeNeeded: 'Say what it looks like.',
  saveCriterion: 'Save the criterion',
  mergeTitle: (number: number) => `Merge criterion ${number} into`,
  mergeText: 'What stands behind it goes along, and its own words are gone.',
  removeTitle: (number: number) => `Remove criterion ${number}?`,
  removeText: 'What stands behind it comes back to be sorted.',

  showWall: 'Show the wall',
  hideWall: 'Hide the wall',
  wallShown: 'Everybody sees what others have named.',
  wallHidden: 'People see only what they have named themselves.',

  reference: 'The reference',
  referenceText: 'Rate the exemplar yourself; people compare their own rating with yours when you show it.',
  referenceBy: (name: string) => `Rated by ${name}`,
  showReference: 'Show the reference',
  hideReference: 'Hide the reference',
  referenceShown: 'Everybody sees how you rated the exemplar.',
  referenceHidden: 'Nobody else sees it yet.',
  rateCriterion: (title: string) => `Rate the exemplar: ${title}`,

  planTitle: 'While they plan',
  planText:
    'What people prepare is theirs alone: you see that they have begun, and not what they write. Go on when most have.',
  commitTitle: 'Gap tasks',
  commitNone: 'Nobody has written a gap task yet.',
  withWhom: (who: string) => `With ${who}`,
  byWhen: (when: string) => `By ${when}`,
  evidence: (what: string) => `Evidence: ${what}`,
};
