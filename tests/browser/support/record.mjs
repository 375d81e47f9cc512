// The record that a person takes home: downloaded as they would, and what it ought to hold.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { words } from './words.mjs';

const { ratingWords, recordWords } = words;

export async function downloadRecord({ page }) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: recordWords.download }).click(),
  ]);
  return JSON.parse(await readFile(await download.path(), 'utf8'));
}

// A review as the record tells it, without the time.
function told(review, criteria) {
  return {
    ratings: review.ratings.map(([score, evidence], at) => ({
      criterion: criteria[at],
      score,
      word: ratingWords.scale[score],
      evidence,
    })),
    strength: review.strength,
    action_step: review.action_step,
  };
}

// {did: [{turn, a, b?}], gave: [...]} in the lesson's own terms: an attempt is {text, by: [[reviewer, review], ...]},
// what was given is [receiver, "attempt_a" or "attempt_b", review].
export function expectedRecord(name, { did = [], gave = [] }, criteria) {
  const attempt = ({ text, by }) => ({
    text,
    revision: 1,
    feedback: by.map(([from, review]) => ({ from, ...told(review, criteria) })),
  });
  return {
    name,
    did: did.map(({ turn, a, b }) => ({ turn, attempt_a: attempt(a), attempt_b: b ? attempt(b) : null })),
    gave: gave.map(([to, on, review]) => ({ to, on, ...told(review, criteria) })),
    not_shared: [],
  };
}

// Without what a clock decided, which is checked on its own: every time must be there and be a time of this lesson.
export function withoutTimes(record, since) {
  const { session, ...rest } = record;
  const checked = (value) => {
    const at = Date.parse(value);
    assert.ok(at >= since - 60_000 && at <= Date.now() + 60_000, `a time of this lesson: ${value}`);
  };
  checked(session.opened_at);
  return JSON.parse(
    JSON.stringify(rest, (key, value) => {
      if (key !== 'given_at' && key !== 'shared_at') return value;
      checked(value);
      return undefined;
    }),
  );
}
