import { describe, expect, it } from 'vitest';
import type { PlaybookDocumentBody } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { timingWords } from '../words/console_plan.ts';
import { organiseWords } from '../words/organise.ts';
import {
  draftOf,
  errorsOf,
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
    const more = withOneMore(withOneMore(criteria));
    expect(new Set(more.map((each) => each.id)).size).toBe(criteria.length + 2);
    expect(withOneMore([])).toEqual([{ id: 1, title: '', looks_like: '' }]);
  });
});

describe('the name of a playbook', () => {
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
