import { expect, it } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { scores } from '../stories/stage_fixtures.ts';
import { Tables } from '../tables/tables.ts';
import { owedBy, recordOf } from './my_record.ts';
import { recordFile } from './record_file.ts';
import { recordText } from './record_text.ts';

const a = f.attempt(401, f.amara, f.room1, { feedback_open: true });
const b = f.attempt(402, f.amara, f.room1, { answers: 401, text: f.secondText });
const other = f.attempt(403, f.ben, f.room1);

function lesson(): Tables {
  const tables = new Tables();
  tables.apply(
    f.lesson(
      { now: 'ended' },
      f.everybody(true),
      f.put(
        'attempt',
        a,
        b,
        other,
        f.attempt(404, f.amara, f.room1, { state: 'draft', text: '', draft: 'Half a line' }),
      ),
      f.put(
        'feedback',
        f.feedback(501, a, f.ben, f.filled),
        f.feedback(502, b, f.ben, { ...f.filledToo, state: 'sealed' }),
        f.feedback(503, other, f.amara, { ...f.filledToo, state: 'sealed' }),
        f.feedback(504, other, f.chloe),
      ),
    ),
  );
  return tables;
}

it('P3: holds what one did, got and gave, attempt B with its attempt A', () => {
  const record = recordOf(lesson(), f.amara);
  expect(record.did).toHaveLength(1);
  expect(record.did[0]).toMatchObject({ a: { id: 401 }, b: { id: 402 } });
  expect(record.did[0]?.onA.map((each) => each.id)).toEqual([501]);
  expect(record.did[0]?.onB).toEqual([]); // sealed: not delivered yet
  expect(record.gave.map((each) => each.id)).toEqual([503]);
  expect(record.drafts.map((each) => each.draft)).toEqual(['Half a line']);
});

it('is a file that can be read without this program', () => {
  const file = JSON.parse(JSON.stringify(recordFile(lesson(), f.amara)));
  expect(file.name).toBe('Amara Okafor');
  expect(file.did[0].attempt_a.text).toBe(f.attemptText);
  expect(file.did[0].attempt_b.text).toBe(f.secondText);
  expect(file.did[0].attempt_a.feedback[0]).toMatchObject({
    from: 'Ben Whitcombe',
    strength: f.filled.strength,
    action_step: f.filled.action_step,
  });
  expect(file.did[0].attempt_a.feedback[0].ratings[0]).toMatchObject({
    criterion: f.criteria[0]?.title,
    score: 4,
    word: 'Strong',
  });
  expect(file.gave[0]).toMatchObject({ to: 'Ben Whitcombe', on: 'attempt_a' });
  expect(JSON.stringify(file)).not.toContain('"id"');
});

it('holds what they made of it: their own rating apart, the fix, and how the gap was judged', () => {
  const tables = lesson();
  tables.apply([
    ...f.put('attempt', { ...a, chosen: 501, fix: 'I stand up first.' }),
    ...f.put(
      'feedback',
      f.feedback(500, a, f.amara, f.filledToo),
      f.feedback(510, f.attempt(410, f.amara, f.room1), f.amara),
    ),
    ...f.put('judgement', {
      id: 941,
      attempt: 401,
      judge: f.ben,
      performer: f.amara,
      verdict: 'closed',
      why: 'You stood up.',
      at: f.started,
    }),
  ]);
  const record = recordOf(tables, f.amara);
  expect(record.did[0]?.onA.map((each) => each.id)).toEqual([501]);
  expect(record.did[0]?.self?.id).toBe(500);
  expect(record.gave.map((each) => each.id)).toEqual([503]);
  expect(owedBy(tables, f.amara)).toEqual([]);
  const file = JSON.parse(JSON.stringify(recordFile(tables, f.amara)));
  expect(file.did[0]).toMatchObject({
    self_rating: { strength: f.filledToo.strength },
    worked_on: f.filled.action_step,
    fix: 'I stand up first.',
    gap: [{ judged_by: 'Ben Whitcombe', verdict: 'closed', why: 'You stood up.' }],
  });
  const text = recordText(tables, f.amara);
  expect(text).toContain('I stand up first.');
  expect(text).toContain('Ben Whitcombe: Closed (You stood up.)');
});

it('P4: knows what is still waited for', () => {
  expect(owedBy(lesson(), f.chloe).map((each) => each.feedback.id)).toEqual([504]);
  expect(owedBy(lesson(), f.ben)).toEqual([]);
});

it('P3: holds the gap task and what was prepared, with words instead of ids; nothing when nothing was written', () => {
  const tables = lesson();
  const none = JSON.parse(JSON.stringify(recordFile(tables, f.amara)));
  expect(none.gap_task).toBeNull();
  expect(none.prepared).toBeNull();
  const task = { what: 'Visit Sam.', with_whom: 'Sam', by_when: 'Thursday', evidence: 'My first sentence.' };
  tables.apply([
    ...f.put('gap_task', { id: 1, member: f.amara, ...task, at: f.started }),
    ...f.put('gap_task', { id: 2, member: f.ben, ...task, what: 'Another’s', at: f.started }),
    ...f.put('preparation', {
      id: 3,
      member: f.amara,
      scores: scores([0, 2]),
      gap: f.criteria[2]!.id,
      words: 'Jo, one thing first.',
      moves: '',
    }),
  ]);
  const file = JSON.parse(JSON.stringify(recordFile(tables, f.amara)));
  expect(file.gap_task).toMatchObject(task);
  expect(file.prepared).toMatchObject({
    gap: f.criteria[2]!.title,
    words: 'Jo, one thing first.',
    self_rating: [{ criterion: f.criteria[1]!.title, score: 2, word: 'Beginning' }],
  });
  expect(JSON.stringify(file)).not.toContain('"id"');
  const text = recordText(tables, f.amara);
  for (const each of [...Object.values(task), 'Jo, one thing first.', `3. ${f.criteria[2]!.title}`]) {
    expect(text).toContain(each);
  }
  expect(text).not.toContain('Another’s');
});
