import { expect, test } from 'vitest';
import * as f from '../stories/fixtures.ts';
import { Tables } from '../tables/tables.ts';
import { fileNameOf } from './keep_file.ts';
import { recordText } from './record_text.ts';

const a = f.attempt(401, f.amara, f.room1, { feedback_open: true });
const b = f.attempt(402, f.amara, f.room1, { answers: 401, text: f.secondText });
const bens = f.attempt(403, f.ben, f.room1);
const got = f.feedback(501, a, f.ben, f.filled);

function tables(): Tables {
  const made = new Tables();
  made.apply(
    f.lesson(
      { now: 'ended' },
      f.everybody(true),
      f.put('attempt', a, b, bens),
      f.put(
        'feedback',
        got,
        f.feedback(502, bens, f.amara, f.filledToo),
        f.feedback(503, b, f.ben, { state: 'sealed', strength: '', action_step: '' }),
      ),
      f.put('announcement', { id: 901, sender: 101, room: 0, text: 'Two minutes left.', at: f.started }),
    ),
  );
  return made;
}

test('P3 holds, in the order of events, the attempts, what was got and what was given', () => {
  const text = recordText(tables(), f.amara, got);
  const order = [
    'The record of Amara Okafor',
    f.filled.action_step!,
    f.attemptText,
    'Feedback from Ben Whitcombe',
    f.filled.strength!,
    f.secondText,
    'To Ben Whitcombe, on attempt A',
    f.filledToo.strength!,
    f.criteria[0]!.looks_like,
    'Two minutes left.',
  ].map((each) => text.indexOf(each));
  expect(order.every((at) => at >= 0)).toBe(true);
  expect(order).toEqual([...order].sort((one, other) => one - other));
});

test('gives ratings as words, with their evidence; what was not rated is left out', () => {
  const text = recordText(tables(), f.amara);
  expect(text).toContain(`1. ${f.criteria[0]!.title}: Strong (${f.filled.ratings![0]!.evidence})`);
  expect(text).toContain(`4. ${f.criteria[3]!.title}: Not yet\n`);
  expect(text).not.toContain('Undecided');
});

test('P7 says nothing of feedback that is still sealed', () => {
  expect(recordText(tables(), f.amara).match(/Feedback from Ben Whitcombe/g)).toHaveLength(1);
});

test('is an honest record of somebody who did nothing', () => {
  const text = recordText(tables(), f.chloe);
  expect(text).toContain('You have not shared an attempt.');
  expect(text).toContain('You have not given feedback.');
});

test.each([
  ['Ada Lovelace', 'ada-lovelace'],
  ['Chloë Fitzgerald-Montague', 'chloe-fitzgerald-montague'],
  ['../../etc/passwd', 'etc-passwd'],
  ['日本語', 'me'],
  ['  ', 'me'],
])('the file of %j is named %s', (name, file) => {
  expect(fileNameOf(name)).toBe(file);
});
