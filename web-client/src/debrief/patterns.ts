// What the ratings of a whole session say: for each criterion, how often each word was given, to first and second attempts.
// What performers say of themselves is no review.
import type { Attempt, Criterion, Feedback } from '../protocol.ts';

export interface Spread {
  /** How many gave 1, 2, 3, 4. */
  counts: [number, number, number, number];
  total: number;
  /** 0 when nothing was rated. */
  mean: number;
}

export interface Pattern {
  criterion: Criterion;
  first: Spread;
  second: Spread;
}

function spreadOf(scores: readonly number[]): Spread {
  const counts: Spread['counts'] = [0, 0, 0, 0];
  let sum = 0;
  for (const score of scores) {
    counts[score - 1]! += 1;
    sum += score;
  }
  return { counts, total: scores.length, mean: scores.length > 0 ? sum / scores.length : 0 };
}

export function patternsOf(
  criteria: readonly Criterion[],
  attempts: ReadonlyMap<number, Attempt>,
  feedback: readonly Feedback[],
): Pattern[] {
  const scores = (criterion: number, second: boolean): number[] =>
    feedback
      .filter((each) => each.state === 'delivered' && !each.hidden && each.reviewer !== each.receiver)
      .filter((each) => {
        const about = attempts.get(each.attempt);
        return about !== undefined && about.answers > 0 === second;
      })
      .flatMap((each) => each.ratings.filter((one) => one.criterion === criterion && one.score > 0))
      .map((one) => one.score);
  return criteria.map((criterion) => ({
    criterion,
    first: spreadOf(scores(criterion.id, false)),
    second: spreadOf(scores(criterion.id, true)),
  }));
}
