import { expect, it } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { Tables } from '../tables/tables.ts';
import { owedBy, recordOf } from './my_record.ts';
import { recordFile } from './record_file.ts';

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

it('P4: knows what is still waited for', () => {
  expect(owedBy(lesson(), f.chloe).map((each) => each.feedback.id)).toEqual([504]);
  expect(owedBy(lesson(), f.ben)).toEqual([]);
});
