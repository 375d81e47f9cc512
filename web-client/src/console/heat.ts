// Criteria against rooms: what reviewers gave for attempt A, on average. Pure.
import type { Attempt, Criterion, Feedback, Room } from '../protocol.ts';
import { isReview } from './rounds.ts';

export interface Cell {
  count: number;
  /** 0 when nothing was rated. */
  mean: number;
}

export interface HeatRow {
  room: Room;
  cells: Cell[];
  overall: Cell;
}

export interface Heat {
  all: Omit<HeatRow, 'room'>;
  rows: HeatRow[];
}

function cellOf(scores: readonly number[]): Cell {
  const sum = scores.reduce((before, each) => before + each, 0);
  return { count: scores.length, mean: scores.length > 0 ? sum / scores.length : 0 };
}

/** Only rooms in which something was rated; merged ones too: what they made is kept. */
export function heatOf(
  criteria: readonly Criterion[],
  rooms: readonly Room[],
  attempts: ReadonlyMap<number, Attempt>,
  feedback: readonly Feedback[],
): Heat {
  const scores = new Map<number, Map<number, number[]>>();
  for (const each of feedback) {
    if (each.state !== 'delivered' || each.hidden || !isReview(each)) continue;
    const about = attempts.get(each.attempt);
    if (!about || about.answers > 0) continue;
    const row = scores.get(about.room) ?? new Map<number, number[]>();
    scores.set(about.room, row);
    for (const rating of each.ratings) {
      if (rating.score > 0) row.set(rating.criterion, [...(row.get(rating.criterion) ?? []), rating.score]);
    }
  }
  const rowOf = (of: ReadonlyMap<number, number[]>[]): Omit<HeatRow, 'room'> => {
    const each = criteria.map((criterion) => of.flatMap((row) => row.get(criterion.id) ?? []));
    return { cells: each.map(cellOf), overall: cellOf(each.flat()) };
  };
  const rows = [...rooms]
    .sort((one, other) => one.number - other.number)
    .map((room) => ({ room, ...rowOf([scores.get(room.id) ?? new Map()]) }))
    .filter((each) => each.overall.count > 0);
  return { all: rowOf([...scores.values()]), rows };
}
