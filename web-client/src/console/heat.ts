// Criteria against rooms or people: what reviewers gave for attempt A, on average. Pure.
import type { Attempt, Criterion, Feedback, Room } from '../protocol.ts';
import { isReview } from './rounds.ts';

export interface Cell {
  count: number;
  /** 0 when nothing was rated. */
  mean: number;
}

export interface HeatLine {
  /** One for each criterion. */
  cells: Cell[];
  overall: Cell;
}

export interface HeatRow<Of> extends HeatLine {
  of: Of;
}

export interface Heat<Of> {
  all: HeatLine;
  rows: HeatRow<Of>[];
}

function cellOf(scores: readonly number[]): Cell {
  const sum = scores.reduce((before, each) => before + each, 0);
  return { count: scores.length, mean: scores.length > 0 ? sum / scores.length : 0 };
}

/** Only rows in which something was rated. `keyOf`: the id of the row in which reviews of this attempt count. */
export function heatBy<Of extends { id: number }>(
  criteria: readonly Criterion[],
  things: readonly Of[],
  attempts: ReadonlyMap<number, Attempt>,
  feedback: readonly Feedback[],
  keyOf: (attempt: Attempt) => number,
): Heat<Of> {
  const scores = new Map<number, Map<number, number[]>>();
  for (const each of feedback) {
    if (each.state !== 'delivered' || each.hidden || !isReview(each)) continue;
    const about = attempts.get(each.attempt);
    if (!about || about.answers > 0) continue;
    const row = scores.get(keyOf(about)) ?? new Map<number, number[]>();
    scores.set(keyOf(about), row);
    for (const rating of each.ratings) {
      if (rating.score > 0) row.set(rating.criterion, [...(row.get(rating.criterion) ?? []), rating.score]);
    }
  }
  const lineOf = (of: ReadonlyMap<number, number[]>[]): HeatLine => {
    const each = criteria.map((criterion) => of.flatMap((row) => row.get(criterion.id) ?? []));
    return { cells: each.map(cellOf), overall: cellOf(each.flat()) };
  };
  const rows = things
    .map((of) => ({ of, ...lineOf([scores.get(of.id) ?? new Map()]) }))
    .filter((each) => each.overall.count > 0);
  return { all: lineOf([...scores.values()]), rows };
}

/** Room by room; merged ones too: what they made is kept. */
export function heatOf(
  criteria: readonly Criterion[],
  rooms: readonly Room[],
  attempts: ReadonlyMap<number, Attempt>,
  feedback: readonly Feedback[],
): Heat<Room> {
  const inOrder = [...rooms].sort((one, other) => one.number - other.number);
  return heatBy(criteria, inOrder, attempts, feedback, (each) => each.room);
}

/** As it is shown, in words and in colour: one digit after the point. */
export const shownMean = (cell: Cell): number => Math.round(cell.mean * 10) / 10;
