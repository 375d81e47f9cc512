import { expect, test } from 'vitest';
import type { Change } from '../protocol.ts';
import * as f from '../stories/fixtures.ts';
import { scores } from '../stories/stage_fixtures.ts';
import { Tables } from '../tables/tables.ts';
import { readCsv, readRows } from './read_csv.ts';
import { recordColumns, recordCsv } from './record_csv.ts';

const a = f.attempt(401, f.amara, f.room1, {
  feedback_open: true,
  chosen: 501,
  fix: 'I stand up first.',
  watch_for: f.criteria[2]!.id,
});
const b = f.attempt(402, f.amara, f.room1, { answers: 401, text: f.secondText });
const bens = f.attempt(403, f.ben, f.room1);

const earlier = {
  id: 1701,
  member: f.amara,
  what: 'Visit Sam.',
  with_whom: 'Sam',
  by_when: 'Thursday',
  evidence: 'A note.',
  promised_at: f.started - 1_000,
  outcome: 'partly' as const,
  words: 'Once, of two.',
  at: f.started,
};

function lesson(...more: Change[][]): Tables {
  const tables = new Tables();
  tables.apply(
    f.lesson(
      { now: 'ended' },
      f.everybody(true),
      f.put(
        'attempt',
        a,
        b,
        bens,
        f.attempt(404, f.amara, f.room1, { state: 'draft', draft: 'Half a line' }),
      ),
      f.put(
        'feedback',
        f.feedback(500, a, f.amara, f.filledToo),
        f.feedback(501, a, f.ben, f.filled),
        f.feedback(502, b, f.ben, { ...f.filledToo, state: 'sealed' }),
        f.feedback(503, bens, f.amara, f.filledToo),
      ),
      f.put('judgement', {
        id: 941,
        attempt: 401,
        judge: f.ben,
        performer: f.amara,
        verdict: 'closed',
        why: 'You stood up.',
        at: f.started,
      }),
      f.put('gap_task', {
        id: 1,
        member: f.amara,
        what: 'Visit 9B, "period 1".',
        with_whom: 'Jo',
        by_when: 'Friday',
        evidence: 'A photo',
        at: f.started,
      }),
      f.put('earlier_task', earlier),
      f.put('preparation', f.preparation(f.amara, { scores: scores([0, 2]) })),
      f.put('announcement', { id: 901, sender: 101, room: 0, text: 'Two minutes left.', at: f.started }),
      ...more,
    ),
  );
  return tables;
}

const rows = (tables = lesson()) => readRows(recordCsv(tables, f.amara));
const those = (thing: string) => rows().filter((each) => each.thing === thing);

test('P3 holds everything that one did, got, gave and promised, each thing in a row of its own', () => {
  expect(those('attempt')).toMatchObject([
    { turn: '1', attempt: 'A', from: 'Amara Okafor', text: f.attemptText, result: 'text' },
    { turn: '1', attempt: 'B', text: f.secondText },
  ]);
  expect(those('watch_for')).toMatchObject([{ attempt: 'A', criterion: f.criteria[2]!.title }]);
  expect(those('feedback_received')).toMatchObject([
    {
      attempt: 'A',
      from: 'Ben Whitcombe',
      to: 'Amara Okafor',
      strength: f.filled.strength,
      action_step: f.filled.action_step,
    },
  ]);
  expect(those('feedback_received_rating').map((each) => [each.criterion, each.score, each.result])).toEqual(
    f.criteria.map((each, at) => [
      each.title,
      String(4 - at),
      ['Strong', 'Secure', 'Beginning', 'Not yet'][at],
    ]),
  );
  expect(those('feedback_received_rating')[0]?.evidence).toBe(f.filled.ratings![0]!.evidence);
  expect(those('self_rating')).toMatchObject([{ strength: f.filledToo.strength }]);
  expect(those('worked_on')).toMatchObject([{ from: 'Ben Whitcombe', action_step: f.filled.action_step }]);
  expect(those('fix')).toMatchObject([{ text: 'I stand up first.' }]);
  expect(those('gap_verdict')).toMatchObject([
    { from: 'Ben Whitcombe', result: 'closed', text: 'You stood up.' },
  ]);
  expect(those('feedback_given')).toMatchObject([{ to: 'Ben Whitcombe', strength: f.filledToo.strength }]);
  expect(those('gap_task')).toMatchObject([
    { text: 'Visit 9B, "period 1".', with_whom: 'Jo', by_when: 'Friday', evidence: 'A photo' },
  ]);
  expect(those('earlier_task')).toMatchObject([{ text: 'Visit Sam.', evidence: 'A note.' }]);
  expect(those('earlier_task_outcome')).toMatchObject([{ result: 'partly', text: 'Once, of two.' }]);
  expect(those('prepared_gap')).toMatchObject([{ criterion: f.criteria[2]!.title }]);
  expect(those('prepared_rating')).toMatchObject([{ criterion: f.criteria[1]!.title, score: '2' }]);
  expect(those('prepared_words')).toHaveLength(1);
  expect(those('prepared_moves')).toHaveLength(1);
  expect(those('not_shared')).toMatchObject([{ text: 'Half a line' }]);
  expect(those('announcement')).toMatchObject([{ text: 'Two minutes left.' }]);
  expect(those('criterion')).toHaveLength(f.criteria.length);
});

test('P7 sealed feedback is not in it', () => {
  expect(those('feedback_received').some((each) => each.attempt === 'B')).toBe(false);
});

test('the header is the same for somebody who did nothing, and all rows are as wide', () => {
  const csv = recordCsv(lesson(), f.dev);
  expect(readCsv(csv)[0]).toEqual(recordColumns);
  expect(readCsv(recordCsv(lesson(), f.amara))[0]).toEqual(recordColumns);
  expect(new Set(readCsv(csv).map((each) => each.length))).toEqual(new Set([recordColumns.length]));
  expect(readRows(csv).filter((each) => /attempt|feedback|task|prepared/.test(each.thing ?? ''))).toEqual([]);
});

test('times are such that every program reads them', () => {
  for (const each of rows()) {
    if (each.at) expect(new Date(each.at).toISOString()).toBe(each.at);
  }
  expect(those('feedback_received')[0]?.at).toBe(new Date(f.filled.given_at!).toISOString());
});

test.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', "=cmd|' /C calc'!A0"])(
  'nothing that anybody typed is a formula: %s',
  (nasty) => {
    const tables = lesson(
      f.put('member', f.member(f.ben, nasty, f.room1, 2)),
      f.put('attempt', { ...b, text: nasty }),
      f.put(
        'feedback',
        f.feedback(501, a, f.ben, {
          ...f.filled,
          strength: nasty,
          action_step: nasty,
          ratings: f.ratings([1], [nasty]),
        }),
      ),
    );
    const cells = readCsv(recordCsv(tables, f.amara)).flat();
    expect(cells.filter((each) => each === `'${nasty}`).length).toBeGreaterThanOrEqual(5);
    expect(cells.filter((each) => /^[=+\-@\t\r]/.test(each))).toEqual([]);
  },
);

test('quotes, commas and lines of whatever was typed come back as they were', () => {
  const nasty = '"quoted", and, a\nsecond line\n\n…"';
  const tables = lesson(f.put('attempt', { ...b, text: nasty }));
  expect(rows(tables).find((each) => each.thing === 'attempt' && each.attempt === 'B')?.text).toBe(nasty);
});
