import { describe, expect, it } from 'vitest';
import type { PlaybookDocumentBody } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { timingWords } from '../words/console_plan.ts';
import { organiseWords } from '../words/organise.ts';
import {
  type DraftCriterion,
  draftOf,
  errorsOf,
  freeName,
  isName,
  lineAndWords,
  moved,
  nameFrom,
  playbookOf,
  secondsInAll,
  secondsOfTurn,
  textOf,
  withOneMore,
} from './draft.ts';

const document: PlaybookDocumentBody = { key: 'ltd', own: false, playbook: f.playbook, criteria: f.criteria };

describe('a draft', () => {
  it('gives back the playbook that it was made from', () => {
    const { id: _, ...plain } = f.playbook;
    const sent = JSON.parse(textOf(draftOf(document)));
    expect(sent).toEqual({
      ...plain,
      criteria: f.criteria.map(({ title, looks_like }) => ({ title, looks_like })),
    });
  });

  it('sends no ids, no numbers and nothing that is not there', () => {
    const playbook = { ...f.playbook, exemplar: { ...f.playbook.exemplar, media: null } };
    const text = textOf(draftOf({ ...document, playbook }));
    expect(text).not.toMatch(/"(id|number|media)":/);
  });

  it('takes timings as they are typed', () => {
    const draft = draftOf(document);
    const at = f.playbook.stages.findIndex((each) => each.stage === 'see');
    const changed = { ...draft, minutes: draft.minutes.map((each, index) => (index === at ? '1,5' : each)) };
    expect(playbookOf(changed).stages[at]?.seconds).toBe(90);
  });

  it('knows how long it takes: its stages, and all turns of the rehearsal', () => {
    const playbook = {
      ...f.playbook,
      slots: 3,
      stages: [
        { stage: 'see' as const, seconds: 300 },
        { stage: 'rehearse' as const, seconds: 0 },
      ],
      steps: [
        { step: 'attempt_a' as const, seconds: 120 },
        { step: 'write' as const, seconds: 60 },
      ],
    };
    expect(secondsOfTurn(playbook)).toBe(180);
    expect(secondsInAll(playbook)).toBe(300 + 3 * 180);
  });
});

describe('what is wrong with a draft', () => {
  const draft = draftOf(document);
  it('is nothing for one that ships', () => {
    expect(errorsOf(draft)).toEqual({});
  });

  it('is said at the field that the server would name', () => {
    const [first, ...others] = draft.criteria;
    const wrong = {
      ...draft,
      playbook: { ...draft.playbook, title: ' ', pace: 'lockstep' as const },
      criteria: [
        first!,
        { id: 70, title: first!.title, looks_like: '' },
        { id: 71, title: 'x'.repeat(121), looks_like: 'y' },
        ...others,
      ],
      minutes: draft.minutes.map((each, at) => (at === 1 ? 'soon' : each)),
      seconds: draft.seconds.map((each, at) => (at === 0 ? '' : at === 1 ? '1.5' : each)),
    };
    expect(errorsOf(wrong)).toEqual({
      title: organiseWords.needed,
      'criteria[1].title': organiseWords.twice,
      'criteria[1].looks_like': organiseWords.needed,
      'criteria[2].title': organiseWords.tooLong(121, 120),
      'stages[1].seconds': timingWords.minutesWrong,
      'steps[0].seconds': organiseWords.stepsNeedTime,
      'steps[1].seconds': timingWords.secondsWrong,
    });
  });
});

describe('criteria', () => {
  const { criteria } = draftOf(document);
  const titles = (all: typeof criteria) => all.map((each) => each.title);
  const [a, b, c, ...rest] = titles(criteria);

  it('move up and down and keep who they are', () => {
    expect(titles(moved(criteria, 1, 0))).toEqual([b, a, c, ...rest]);
    expect(titles(moved(criteria, 1, 2))).toEqual([a, c, b, ...rest]);
    expect(moved(criteria, 1, 0)[0]?.id).toBe(criteria[1]?.id);
  });

  it('that are added have an id of their own', () => {
    const empty = { title: '', looks_like: '' };
    const more = withOneMore(withOneMore(criteria, empty), empty);
    expect(new Set(more.map((each) => each.id)).size).toBe(criteria.length + 2);
    expect(withOneMore<DraftCriterion>([], empty)).toEqual([{ id: 1, title: '', looks_like: '' }]);
  });
});

describe('the passages of a clip', () => {
  const media = {
    kind: 'video' as const,
    file: 'a.mp4',
    captions: 'a.vtt',
    seconds: 90,
    passage_seconds: [0, 20, 40],
  };
  const exemplar = { title: 'A drop-in', context: 'Monday.', passages: ['One.', 'Two.', 'Three.'], media };
  const draft = draftOf({ ...document, playbook: { ...f.playbook, exemplar } });
  const begun = (...begins: string[]) => ({
    ...draft,
    passages: draft.passages.map((each, at) => ({ ...each, begins: begins[at] ?? '' })),
  });

  it('keep the moments that they begin at when they are moved and taken out', () => {
    const { exemplar: changed } = playbookOf({ ...draft, passages: draft.passages.slice(1) });
    expect(changed.passages).toEqual(['Two.', 'Three.']);
    expect(changed.media?.passage_seconds).toEqual([20, 40]);
    expect(playbookOf(begun()).exemplar.media?.passage_seconds).toEqual([]);
  });

  it.each([
    [['0', '20', '40'], {}],
    [['', '', ''], {}],
    [['0', '', '40'], { 1: organiseWords.beginsAll }],
    [['0', '20', '20'], { 2: organiseWords.beginsOrder }],
    [['0', '1.5', '90'], { 1: organiseWords.beginsWrong(89), 2: organiseWords.beginsWrong(89) }],
  ])('that begin at %j are said to be wrong where they are', (begins, wrong) => {
    expect(errorsOf(begun(...begins))).toEqual(
      Object.fromEntries(
        Object.entries(wrong).map(([at, why]) => [`exemplar.media.passage_seconds[${at}]`, why]),
      ),
    );
  });
});

describe('the texts of a draft', () => {
  const draft = draftOf(document);
  const long = (count: number) => 'x'.repeat(count);

  it('are checked against their bounds, each at its field', () => {
    const wrong = {
      ...draft,
      playbook: {
        ...draft.playbook,
        audience: long(501),
        exemplar: { ...draft.playbook.exemplar, context: '' },
        scenario: { ...draft.playbook.scenario, coach: long(3001), harder: '' },
        form: { ...draft.playbook.form, evidence: ' ' },
      },
      passages: [{ id: 9, text: long(3001), begins: '' }],
      strength_starters: [{ id: 1, text: long(501) }],
      gap_task_prompts: [
        { id: 1, text: 'Who?' },
        { id: 2, text: '' },
      ],
    };
    expect(errorsOf(wrong)).toEqual({
      audience: organiseWords.tooLong(501, 500),
      'exemplar.context': organiseWords.needed,
      'exemplar.passages[0]': organiseWords.tooLong(3001, 3000),
      'scenario.coach': organiseWords.tooLong(3001, 3000),
      'form.evidence': organiseWords.needed,
      'form.strength_starters[0]': organiseWords.tooLong(501, 500),
      'gap_task_prompts[1]': organiseWords.needed,
    });
  });

  it('are sent as they are typed', () => {
    const sent = JSON.parse(
      textOf({
        ...draft,
        passages: [{ id: 1, text: 'Only this.', begins: '' }],
        action_step_starters: [],
        gap_task_prompts: [{ id: 3, text: 'Whose lesson?' }],
      }),
    );
    expect(sent.exemplar.passages).toEqual(['Only this.']);
    expect(sent.form.action_step_starters).toEqual([]);
    expect(sent.form.strength_starters).toEqual(f.playbook.form.strength_starters);
    expect(sent.gap_task_prompts).toEqual(['Whose lesson?']);
  });
});

describe('the name of a playbook', () => {
  it('is the first that is free', () => {
    expect(freeName('autumn', [])).toBe('autumn');
    expect(freeName('autumn', ['autumn', 'autumn-2'])).toBe('autumn-3');
    expect(freeName('autumn-2', ['autumn-2'])).toBe('autumn-3');
    expect(isName(freeName('x'.repeat(60), ['x'.repeat(60)]))).toBe(true);
  });

  it.each([
    ['Chloë’s Autumn group', 'chloes-autumn-group'],
    ['  --  ', 'my-playbook'],
    ['课', 'my-playbook'],
    ['x'.repeat(100), 'x'.repeat(56)],
  ])('from "%s" is one that the server takes', (title, name) => {
    expect(nameFrom(title)).toBe(name);
    expect(isName(nameFrom(title))).toBe(true);
  });

  it.each(['', 'Mine', 'a b', 'a.b', '../x', 'check', 'x'.repeat(61)])('"%s" is none', (name) => {
    expect(isName(name)).toBe(false);
  });
});

it('the line is told apart from the words', () => {
  expect(lineAndWords('Line 14: room_size must be 2.')).toEqual({ line: 14, words: 'room_size must be 2.' });
  expect(lineAndWords('The server is busy.')).toEqual({ line: 0, words: 'The server is busy.' });
});
