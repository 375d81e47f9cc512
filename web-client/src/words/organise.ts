// What a facilitator reads where playbooks are chosen, changed and sessions are opened.
import type { Step } from '../protocol.ts';
import { steeringWords } from './console_rounds.ts';
import { lengthOfTime } from './format.ts';

/** The lists of a playbook that can be added to, shortened and put in another order. */
export type ListName =
  | 'criteria'
  | 'passages'
  | 'strength_starters'
  | 'action_step_starters'
  | 'gap_task_prompts';

const nouns: Record<ListName, { one: string; many: string; add: string }> = {
  criteria: { one: 'criterion', many: 'criteria', add: 'Add a criterion' },
  passages: { one: 'passage', many: 'passages', add: 'Add a passage' },
  strength_starters: { one: 'strength starter', many: 'strength starters', add: 'Add a strength starter' },
  action_step_starters: {
    one: 'action step starter',
    many: 'action step starters',
    add: 'Add an action step starter',
  },
  gap_task_prompts: { one: 'question', many: 'questions', add: 'Add a question' },
};

const large = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
const small = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

export const organiseWords = {
  skip: 'Skip to the playbooks',
  joinInstead: 'Join a session',
  keyTitle: 'Organise a session',
  keyText: 'Choose a playbook, change it so that it fits your people, and open a session from it.',
  key: 'Organiser’s key',
  keyHint:
    'Whoever runs this server has it: it is in the file organiser.key of its data folder. It is kept in this tab only.',
  keyGo: 'Go on',
  keyNeeded: 'Type the organiser’s key.',
  keyWrong: 'This is not the organiser’s key of this server. Compare it with the file, letter by letter.',
  keyAgain: 'The server does not take this key any more. Give it again.',
  forget: 'Forget the key',

  noServer: 'The server could not be reached. Check your connection and try again.',
  other: 'This did not work. Try again in a moment.',
  again: 'Try again',
  loading: 'Fetching…',

  title: 'Playbooks',
  text: 'A playbook is one session: an exemplar, what good looks like, a case to rehearse, and timings.',
  shipped: 'Comes with Reprise',
  own: 'Your own',
  minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
  none: 'There is no playbook here. Bring one in as a file.',
  gone: 'There is no such playbook here any more.',
  all: 'All playbooks',

  importTitle: 'Bring in a file',
  importHint:
    'A playbook as YAML or JSON, yours or a colleague’s. It is checked, and you see it before it is saved.',
  importChoose: 'Choose a file',
  importing: 'Checking the file…',
  importTooLarge: 'This file is too large to be a playbook.',
  importUnreadable: 'This file could not be read. Choose it again.',
  importWrong: (file: string) => `${file} cannot be used yet. Mend this and choose it again:`,
  importLine: (line: number) => `Line ${line}`,

  timings: 'The session in time',
  inAll: (seconds: number) => (seconds > 0 ? `${lengthOfTime(seconds)} in all` : 'No clock'),
  noClock: 'no clock',
  turns: (slots: number, seconds: number) =>
    `${slots === 1 ? '1 turn' : `${slots} turns`}${seconds > 0 ? ` of ${lengthOfTime(seconds)}` : ''}`,
  stepIn: (step: Step, seconds: number) =>
    seconds > 0 ? `${steeringWords.step[step]} ${lengthOfTime(seconds)}` : steeringWords.step[step],
  roomSize: 'People in a room',
  featuresAsked: (count: number) =>
    count === 0
      ? 'Everybody names what they notice'
      : `Everybody names ${count} ${count === 1 ? 'thing' : 'things'}`,
  briefs: 'Briefs',
  form: 'The feedback form',
  formParts: {
    evidence: 'Evidence',
    strength: 'Strength',
    action_step: 'Action step',
    strength_starters: 'Ways to begin a strength',
    action_step_starters: 'Ways to begin an action step',
  },
  gapTasks: 'Questions for the gap task',

  open: 'Open a session',
  follows:
    'This is the next session of a group that has met here before. Whoever was there finds what they promised in the lobby.',
  openTitle: 'Open a session from this playbook',
  sessionTitle: 'Title of the session',
  sessionTitleHint: 'Everybody sees it. Leave it as it is, or name your group and the date.',
  yourName: 'Your name',
  yourNameHint: 'Everybody in the session sees it.',
  groups: 'Groups',
  groupsNow: (mode: string, size: string) => `${mode}, ${size.toLowerCase()}`,
  openGo: 'Open the session',
  openTitleLong: 'Use at most 120 characters.',
  yourNameLong: 'Use at most 60 characters.',
  opened: 'The session is open',
  openedText:
    'Give your people the code or their link. Keep yours to yourself: whoever has it leads the session.',
  joinCode: 'Join code',
  forEverybody: 'Link for everybody',
  forYou: 'Link for you, the facilitator',
  copyOf: (what: string) => `Copy: ${what}`,
  copied: (what: string) => `Copied: ${what}`,
  notCopied: 'Copying is not allowed here. Select the text and copy it.',
  toConsole: 'Go to the console',

  change: 'Change',
  download: 'Download',
  changeTitle: (title: string) => `Change: ${title}`,
  importedTitle: (title: string) => `Look at it and save it: ${title}`,
  playbookTitle: 'Title',
  criteria: 'What good looks like',
  criteriaHint: 'Peers rate every attempt against each of these, in this order.',
  criterion: (number: number) => `Criterion ${number}`,
  criterionTitle: (number: number) => `Criterion ${number}, title`,
  criterionText: (number: number) => `Criterion ${number}, what one would see or hear`,
  nth: (list: ListName, number: number) => `${large(nouns[list].one)} ${number}`,
  up: (which: string) => `Move ${small(which)} up`,
  down: (which: string) => `Move ${small(which)} down`,
  remove: (which: string) => `Remove ${small(which)}`,
  movedTo: (which: string) => `Now ${small(which)}.`,
  removed: (list: ListName) => `The ${nouns[list].one} is removed.`,
  add: (list: ListName) => nouns[list].add,
  upToMany: (list: ListName, max: number, chars?: number) =>
    `Up to ${max} ${nouns[list].many}${chars ? `, each ${organiseWords.upTo(chars)}` : ''}.`,
  enough: (list: ListName, count: number) => `There are ${count} ${nouns[list].many}; no more fit.`,
  countOf: (list: ListName, count: number) => `${count} ${count === 1 ? nouns[list].one : nouns[list].many}`,
  upTo: (max: number): string => `up to ${max.toLocaleString('en-GB')} characters`,
  toMend: (count: number) => (count === 1 ? '1 to mend' : `${count} to mend`),

  about: 'What it is for',
  npq: 'NPQ',
  audience: 'Who it is for',
  purpose: 'What it is for, in one or two sentences',
  timingsSection: 'Timings and rooms',
  exemplarSection: 'The exemplar',
  exemplarTitle: 'Title of the exemplar',
  exemplarContext: 'Context: who, where, and what came before',
  passages: 'Passages',
  passagesHint: 'People read them one by one, and say of which passage they have noticed something.',
  passagesOfClip:
    'They are the transcript of the clip. The clip itself stays as it is; only a file can name another.',
  begins: (which: string) => `${which} begins at second`,
  beginsHint: 'Say it for every passage, or for none.',
  beginsAll: 'Say when each passage begins, or leave all of these empty.',
  beginsWrong: (max: number) => `Use whole seconds, from 0 to ${max}.`,
  beginsOrder: 'This is not later than the passage before it.',
  scenarioSection: 'The scenario and its briefs',
  scenarioTitle: 'Title of the scenario',
  situation: 'Situation, which everybody reads',
  briefOf: {
    performer: 'Brief of the performer',
    coach: 'Brief of the coach',
    pupil: 'Brief of the pupil',
  },
  harder: 'The harder variation',
  harderHint: 'For those who perform a second time. It may stay empty.',
  formSection: 'The feedback form',
  prompts: {
    evidence: 'What the form asks for as evidence',
    strength: 'What it asks for as a strength',
    action_step: 'What it asks for as an action step',
  },
  startersHint: 'Reviewers see them beside the field and begin with one if they like.',
  namingSection: 'Naming features, and the gap task',
  featuresEach: 'Features that each is asked to name',
  featuresEachOf: (count: number) => (count === 0 ? 'As many as they like' : String(count)),
  anonymousWall: 'The wall of features is anonymous',
  anonymousWallHint: 'Nobody learns who named which feature, facilitators neither.',
  gapTasksHint: 'They are asked at the end, where everybody writes what they will do in school.',

  unsaved: 'You go on where you were: what you changed here before is not saved yet.',
  throwAway: 'Throw my changes away',
  thrownAway: 'Your changes are thrown away.',
  giveUpTitle: 'Throw your changes away?',
  giveUpText: (title: string) => `What you changed in “${title}” is not saved, and cannot be brought back.`,
  goOnChanging: 'Go on changing it',
  saveAs: 'Save as your own',
  saveName: 'Name of the file',
  saveNameHint: 'Lower-case letters, digits and hyphens, such as autumn-cohort-2.',
  saveNameWrong: 'Use lower-case letters, digits and hyphens only, at most 60 of them.',
  saveNameShipped: 'A playbook that comes with Reprise has this name. Take another.',
  saveOver: 'You have a playbook of this name. Saving takes its place.',
  saveForeign: 'This name is taken by a playbook that was saved in another browser.',
  saveCopy: (name: string) => `Save mine as ${name}`,
  fixed: 'On this server nobody saves or removes playbooks. Whoever runs it can add some.',
  takeAway: 'Remove',
  takeAwayTitle: (title: string) => `Remove “${title}”?`,
  takeAwayText:
    'It is gone for everybody on this server, and nobody can bring it back. Download it first if it may be wanted again. Sessions that were opened from it stay.',
  takenAway: 'The playbook is removed.',
  saved: 'The playbook is saved.',
  needed: 'Write something here.',
  tooLong: (count: number, max: number) => `This has ${count} characters; at most ${max} fit.`,
  twice: 'Another criterion has this title; people could not tell them apart.',
  stepsNeedTime: 'When all rooms go on together, every step needs a time.',
  look: 'Some fields need another look.',
};
