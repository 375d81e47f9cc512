// A playbook while it is changed: as it is typed, with what is wrong with it, and as the text that is sent.
import { lengthOf } from '../design/text_length.ts';
import { stageSecondsOf, stepSecondsOf, sumOf, typedTime } from '../playbook/timing_fields.tsx';
import { limits, type Playbook, type PlaybookDocumentBody, type Stage } from '../protocol.ts';
import { timingWords } from '../words/console_plan.ts';
import { organiseWords } from '../words/organise.ts';

export interface DraftCriterion {
  /** Stays with the criterion when it moves. */
  id: number;
  title: string;
  looks_like: string;
}

export interface Draft {
  playbook: Playbook;
  criteria: DraftCriterion[];
  /** Of each stage, as typed. */
  minutes: string[];
  /** Of each step, as typed. */
  seconds: string[];
}

/** By the field that the server would name: "title", "stages[2].seconds", "criteria[0].title". */
export type Errors = Record<string, string | undefined>;

export function draftOf({ playbook, criteria }: PlaybookDocumentBody): Draft {
  return {
    playbook,
    criteria: criteria.map(({ id, title, looks_like }) => ({ id, title, looks_like })),
    minutes: playbook.stages.map((each) => typedTime(each.seconds, 60)),
    seconds: playbook.steps.map((each) => typedTime(each.seconds, 1)),
  };
}

/** With the timings as they are typed; what cannot be read counts as no clock. */
export function playbookOf(draft: Draft): Playbook {
  const { playbook } = draft;
  return {
    ...playbook,
    stages: playbook.stages.map((each, at) => ({
      ...each,
      seconds: stageSecondsOf(draft.minutes[at] ?? '') ?? 0,
    })),
    steps: playbook.steps.map((each, at) => ({
      ...each,
      seconds: stepSecondsOf(draft.seconds[at] ?? '') ?? 0,
    })),
  };
}

/** What a file of it holds: ids and numbers follow from the order, and what is not there is left out. */
export function textOf(draft: Draft): string {
  const { id: _, ...playbook } = playbookOf(draft);
  const criteria = draft.criteria.map(({ title, looks_like }) => ({ title, looks_like }));
  return JSON.stringify({ ...playbook, criteria }, (_key, value) => (value === null ? undefined : value), 1);
}

/** A stage without a clock of its own lasts as long as what is done in it: the turns of a rehearsal. */
export function secondsOfStage(playbook: Playbook, stage: Stage): number {
  const own = playbook.stages.find((each) => each.stage === stage)?.seconds ?? 0;
  return own > 0 || stage !== 'rehearse' ? own : playbook.slots * secondsOfTurn(playbook);
}

export const secondsOfTurn = (playbook: Playbook): number =>
  sumOf(playbook.steps.map((each) => each.seconds));

export const secondsInAll = (playbook: Playbook): number =>
  sumOf(playbook.stages.map((each) => secondsOfStage(playbook, each.stage)));

/** What can be said before the server is asked. */
export function errorsOf(draft: Draft): Errors {
  const errors: Errors = {};
  const check = (field: string, text: string, max: number) => {
    if (text.trim() === '') errors[field] = organiseWords.needed;
    else if (lengthOf(text.trim()) > max) errors[field] = organiseWords.tooLong(lengthOf(text.trim()), max);
  };
  check('title', draft.playbook.title, limits.title_chars_max);
  for (const [at, each] of draft.criteria.entries()) {
    check(`criteria[${at}].title`, each.title, limits.title_chars_max);
    check(`criteria[${at}].looks_like`, each.looks_like, limits.passage_chars_max);
    const same = draft.criteria.findIndex((other) => other.title.trim() === each.title.trim());
    if (same < at && each.title.trim() !== '') errors[`criteria[${at}].title`] = organiseWords.twice;
  }
  for (const [at, each] of draft.minutes.entries()) {
    if (stageSecondsOf(each) === undefined) errors[`stages[${at}].seconds`] = timingWords.minutesWrong;
  }
  for (const [at, each] of draft.seconds.entries()) {
    const seconds = stepSecondsOf(each);
    if (seconds === undefined) errors[`steps[${at}].seconds`] = timingWords.secondsWrong;
    else if (seconds === 0 && draft.playbook.pace === 'lockstep')
      errors[`steps[${at}].seconds`] = organiseWords.stepsNeedTime;
  }
  return errors;
}

export function moved(criteria: readonly DraftCriterion[], from: number, to: number): DraftCriterion[] {
  const changed = [...criteria];
  const [one] = changed.splice(from, 1);
  if (one) changed.splice(to, 0, one);
  return changed;
}

export function withOneMore(criteria: readonly DraftCriterion[]): DraftCriterion[] {
  const id = Math.max(0, ...criteria.map((each) => each.id)) + 1;
  return [...criteria, { id, title: '', looks_like: '' }];
}

export const isName = (name: string): boolean =>
  /^[a-z0-9-]+$/.test(name) && name.length <= limits.playbook_key_chars_max && name !== 'check';

/** "Chloë’s Autumn group" becomes "chloes-autumn-group". */
export function nameFrom(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/[\p{M}’']/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()
    .slice(0, limits.playbook_key_chars_max - 4)
    .replace(/^-+|-+$/g, '');
  return plain || 'my-playbook';
}

/** "Line 14: room_size must be ..." in its parts; the line is 0 where none is said. */
export function lineAndWords(detail: string): { line: number; words: string } {
  const found = /^Line (\d+): /.exec(detail);
  return found
    ? { line: Number(found[1]), words: detail.slice(found[0].length) }
    : { line: 0, words: detail };
}
