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

// {did: [{turn, watch_for, a, own, worked_on, fix, b, gap}], gave: [...], gap_task} in the lesson's own terms: an attempt is
// {text, by: [[reviewer, review], ...]}, `own` the performer's own rating, `gap` who found what of it, what was given is
// [receiver, review].
export function expectedRecord(name, { did = [], gave = [], gap_task = null }, criteria) {
  const attempt = ({ text, by = [] }) => ({
    kind: 'text',
    text,
    revision: 1,
    feedback: by.map(([from, review]) => ({ from, ...told(review, criteria) })),
  });
  return {
    name,
    did: did.map(({ turn, watch_for = null, a, own, worked_on = null, fix = '', b, gap = [] }) => ({
      turn,
      watch_for,
      attempt_a: attempt(a),
      self_rating: own ? told(own, criteria) : null,
      worked_on,
      fix,
      attempt_b: b ? attempt(b) : null,
      gap: gap.map(([judged_by, verdict, why]) => ({ judged_by, verdict, why })),
    })),
    gave: gave.map(([to, review]) => ({ to, on: 'attempt_a', ...told(review, criteria) })),
    gap_task,
    prepared: null,
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
      if (!['given_at', 'shared_at', 'saved_at'].includes(key)) return value;
      checked(value);
      return undefined;
    }),
  );
}
