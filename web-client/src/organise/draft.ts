// A playbook while it is changed: as it is typed, with what is wrong with it, and as the text that is sent.
import { lengthOf } from '../design/text_length.ts';
import { stageSecondsOf, stepSecondsOf, sumOf, typedTime } from '../playbook/timing_fields.tsx';
import { limits, type Playbook, type PlaybookDocumentBody, type Stage } from '../protocol.ts';
import { timingWords } from '../words/console_plan.ts';
import { organiseWords } from '../words/organise.ts';

/** One of a list. The id stays with it when it moves. */
export interface Row {
  id: number;
}

export interface TextRow extends Row {
  text: string;
}

export interface PassageRow extends TextRow {
  /** The second of the clip, as typed; "": nobody has said. */
  begins: string;
}

export interface DraftCriterion extends Row {
  title: string;
  looks_like: string;
}

export interface Draft {
  playbook: Playbook;
  criteria: DraftCriterion[];
  passages: PassageRow[];
  strength_starters: TextRow[];
  action_step_starters: TextRow[];
  gap_task_prompts: TextRow[];
  /** Of each stage, as typed. */
  minutes: string[];
  /** Of each step, as typed. */
  seconds: string[];
}

/** By the field that the server would name: "title", "stages[2].seconds", "criteria[0].title"; "" where it is no one field. */
export type Errors = Record<string, string | undefined>;

/** How many characters each text may have, by the field that the server would name, without numbers. */
export const charsMax = {
  title: limits.title_chars_max,
  npq: limits.title_chars_max,
  audience: limits.message_chars_max,
  purpose: limits.message_chars_max,
  'exemplar.title': limits.title_chars_max,
  'exemplar.context': limits.passage_chars_max,
  'exemplar.passages': limits.passage_chars_max,
  'criteria.title': limits.title_chars_max,
  'criteria.looks_like': limits.passage_chars_max,
  'scenario.title': limits.title_chars_max,
  'scenario.situation': limits.passage_chars_max,
  'scenario.performer': limits.passage_chars_max,
  'scenario.coach': limits.passage_chars_max,
  'scenario.pupil': limits.passage_chars_max,
  'scenario.harder': limits.passage_chars_max,
  'form.evidence': limits.message_chars_max,
  'form.strength': limits.message_chars_max,
  'form.action_step': limits.message_chars_max,
  'form.strength_starters': limits.message_chars_max,
  'form.action_step_starters': limits.message_chars_max,
  gap_task_prompts: limits.message_chars_max,
} as const;

export const boundOf = (field: string): number =>
  charsMax[field.replace(/\[\d+\]/g, '') as keyof typeof charsMax];

const rowsOf = (texts: readonly string[]): TextRow[] => texts.map((text, at) => ({ id: at + 1, text }));
const textsOf = (rows: readonly TextRow[]): string[] => rows.map((each) => each.text);

export function draftOf({ playbook, criteria }: PlaybookDocumentBody): Draft {
  const begins = playbook.exemplar.media?.passage_seconds ?? [];
  return {
    playbook,
    criteria: criteria.map(({ id, title, looks_like }) => ({ id, title, looks_like })),
    passages: rowsOf(playbook.exemplar.passages).map((row, at) => ({
      ...row,
      begins: String(begins[at] ?? ''),
    })),
    strength_starters: rowsOf(playbook.form.strength_starters),
    action_step_starters: rowsOf(playbook.form.action_step_starters),
    gap_task_prompts: rowsOf(playbook.gap_task_prompts),
    minutes: playbook.stages.map((each) => typedTime(each.seconds, 60)),
    seconds: playbook.steps.map((each) => typedTime(each.seconds, 1)),
  };
}

/** With what is typed in its lists and timings; what cannot be read counts as no clock. */
export function playbookOf(draft: Draft): Playbook {
  const { playbook, passages } = draft;
  const { media } = playbook.exemplar;
  const timed = passages.some((each) => each.begins.trim() !== '');
  return {
    ...playbook,
    exemplar: {
      ...playbook.exemplar,
      passages: textsOf(passages),
      ...(media && {
        media: { ...media, passage_seconds: timed ? passages.map((each) => Number(each.begins)) : [] },
      }),
    },
    form: {
      ...playbook.form,
      strength_starters: textsOf(draft.strength_starters),
      action_step_starters: textsOf(draft.action_step_starters),
    },
    gap_task_prompts: textsOf(draft.gap_task_prompts),
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
  return { ...errorsOfTexts(draft), ...errorsOfTimings(draft), ...errorsOfMoments(draft) };
}

function errorsOfTexts({ playbook, ...lists }: Draft): Errors {
  const errors: Errors = {};
  const check = (field: string, text: string) => {
    const chars = lengthOf(text.trim());
    const max = boundOf(field);
    if (chars === 0 && field !== 'scenario.harder') errors[field] = organiseWords.needed;
    else if (chars > max) errors[field] = organiseWords.tooLong(chars, max);
  };
  const checkRows = (field: string, rows: readonly TextRow[]) =>
    rows.forEach((each, at) => {
      check(`${field}[${at}]`, each.text);
    });
  const { exemplar, scenario, form } = playbook;
  for (const each of ['title', 'npq', 'audience', 'purpose'] as const) check(each, playbook[each]);
  for (const each of ['title', 'context'] as const) check(`exemplar.${each}`, exemplar[each]);
  for (const each of ['title', 'situation', 'performer', 'coach', 'pupil', 'harder'] as const)
    check(`scenario.${each}`, scenario[each]);
  for (const each of ['evidence', 'strength', 'action_step'] as const) check(`form.${each}`, form[each]);
  checkRows('exemplar.passages', lists.passages);
  checkRows('form.strength_starters', lists.strength_starters);
  checkRows('form.action_step_starters', lists.action_step_starters);
  checkRows('gap_task_prompts', lists.gap_task_prompts);
  for (const [at, each] of lists.criteria.entries()) {
    check(`criteria[${at}].title`, each.title);
    check(`criteria[${at}].looks_like`, each.looks_like);
    const same = lists.criteria.findIndex((other) => other.title.trim() === each.title.trim());
    if (same < at && each.title.trim() !== '') errors[`criteria[${at}].title`] = organiseWords.twice;
  }
  return errors;
}

function errorsOfTimings(draft: Draft): Errors {
  const errors: Errors = {};
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

/** When the passages of a clip begin: each later than the one before, or none of them said. */
function errorsOfMoments({ playbook, passages }: Draft): Errors {
  const errors: Errors = {};
  const { media } = playbook.exemplar;
  if (!media || passages.every((each) => each.begins.trim() === '')) return errors;
  let before = -1;
  for (const [at, each] of passages.entries()) {
    const typed = each.begins.trim();
    const field = `exemplar.media.passage_seconds[${at}]`;
    const second = Number(typed);
    if (typed === '') errors[field] = organiseWords.beginsAll;
    else if (!/^\d+$/.test(typed) || second >= media.seconds)
      errors[field] = organiseWords.beginsWrong(media.seconds - 1);
    else if (second <= before) errors[field] = organiseWords.beginsOrder;
    else before = second;
  }
  return errors;
}

export function moved<Each>(all: readonly Each[], from: number, to: number): Each[] {
  const changed = [...all];
  const [one] = changed.splice(from, 1);
  if (one !== undefined) changed.splice(to, 0, one);
  return changed;
}

/** With one more at the end, which has an id of its own. */
export function withOneMore<Each extends Row>(all: readonly Each[], empty: Omit<Each, 'id'>): Each[] {
  const id = Math.max(0, ...all.map((each) => each.id)) + 1;
  return [...all, { ...empty, id } as Each];
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

/** The name, or the first of name-2, name-3, ... that nothing has yet. */
export function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  const stem = name.replace(/-\d+$/, '').slice(0, limits.playbook_key_chars_max - 4);
  let number = 2;
  while (taken.includes(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

/** "Line 14: room_size must be ..." in its parts; the line is 0 where none is said. */
export function lineAndWords(detail: string): { line: number; words: string } {
  const found = /^Line (\d+): /.exec(detail);
  return found
    ? { line: Number(found[1]), words: detail.slice(found[0].length) }
    : { line: 0, words: detail };
}
