import { expect, test } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { Tables } from '../tables/tables.ts';
import { rowsText, sessionRows, totalsOf } from './session_rows.ts';

const a = f.attempt(401, f.amara, f.room1, { feedback_open: true });
const b = f.attempt(402, f.amara, f.room1, { answers: 401 });
const withdrawn = f.attempt(403, f.ben, f.room1, { state: 'withdrawn' });
const draft = f.attempt(404, f.chloe, f.room1, { state: 'draft' });

function session(...people: Parameters<typeof f.put<'member'>>[1][]): Tables {
  const tables = new Tables();
  tables.apply(
    f.lesson(
      { now: 'ended' },
      [...f.everybody(true), ...people],
      f.put('room', ...f.rooms()),
      f.put('attempt', a, b, withdrawn, draft),
      f.put(
        'feedback',
        f.feedback(501, a, f.ben, f.filled),
        f.feedback(502, a, f.chloe, { state: 'draft' }),
        f.feedback(503, b, f.ben, { state: 'sealed' }),
        f.feedback(504, b, f.chloe, { state: 'released' }),
        f.feedback(505, a, f.amara, f.filled), // of themself, which counts for nobody
      ),
    ),
  );
  return tables;
}

test('P9 counts what each made, gave, got and still owes', () => {
  const rows = new Map(sessionRows(session()).map((each) => [each.member.id, each]));
  expect(rows.get(f.amara)).toMatchObject({ room: 1, first: 1, second: 1, got: 1, gave: 0, owed: 0 });
  expect(rows.get(f.ben)).toMatchObject({ room: 1, first: 0, second: 0, got: 0, gave: 2, owed: 0 });
  expect(rows.get(f.chloe)).toMatchObject({ first: 0, gave: 0, owed: 1 });
  expect(totalsOf([...rows.values()])).toMatchObject({ first: 1, second: 1, got: 1, gave: 2, owed: 1 });
});

test('lists participants only, room by room in the order of turns, those without a room last', () => {
  const rows = sessionRows(session(f.member(150, 'Aaron')));
  expect(rows.map((each) => [each.room, each.member.seat])).toEqual([
    [1, 1],
    [1, 2],
    [1, 3],
    [2, 1],
    [2, 2],
    [3, 1],
    [3, 2],
    [0, 0],
  ]);
  expect(rows.some((each) => each.member.id === f.facilitator.id)).toBe(false);
});

test('those who left are still in it', () => {
  const rows = sessionRows(session(f.member(f.ben, 'Ben', f.room1, 2, { attendance: 'left' })));
  expect(rows.find((each) => each.member.id === f.ben)?.gave).toBe(2);
});

test('pastes into a spreadsheet: one line each, as many cells in every line', () => {
  const lines = rowsText(sessionRows(session())).trimEnd().split('\n');
  expect(lines).toHaveLength(8);
  expect(new Set(lines.map((each) => each.split('\t').length))).toEqual(new Set([10]));
  expect(lines[1]).toBe('Amara Okafor\t1\t1\t1\t1\t0\t0\t0\t0\t0');
});

test.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)'])(
  'a name like %s is no formula there',
  (name) => {
    const text = rowsText(sessionRows(session(f.member(150, name))));
    expect(text).toContain(`\n'${name}\t`);
  },
);

test('a name cannot begin a cell or a line of its own', () => {
  const lines = rowsText(sessionRows(session(f.member(150, 'A\tB\nC'))));
  expect(lines).toContain('\nA B C\t');
});
