// Questions about what is seen, named, planned and promised. Like those in views.ts, they are asked of plain rows.
import type { Calibration, EarlierTask, Feature, GapTask, Preparation } from '../protocol.ts';
import type { Tables } from './tables.ts';

const oldestFirst = <Row extends { at: number; id: number }>(one: Row, other: Row): number =>
  one.at - other.at || one.id - other.id;

/** What this member has named, in the order of the exemplar; the whole of it first. */
export function featuresBy(tables: Tables, author: number): Feature[] {
  return tables
    .all('feature')
    .filter((each) => each.author === author)
    .sort((one, other) => one.passage - other.passage || oldestFirst(one, other));
}

/** What stands on the wall: shown to everybody, and not put behind a criterion yet. */
export function featuresOnWall(tables: Tables): Feature[] {
  return tables
    .all('feature')
    .filter((each) => each.shown && each.criterion === 0)
    .sort((one, other) => one.passage - other.passage || oldestFirst(one, other));
}

export function featuresBehind(tables: Tables, criterion: number): Feature[] {
  return tables
    .all('feature')
    .filter((each) => each.criterion === criterion)
    .sort(oldestFirst);
}

export function calibrationBy(tables: Tables, rater: number): Calibration | undefined {
  return tables.all('calibration').find((each) => each.rater === rater);
}

/** How whoever leads rated the exemplar, once they show it. */
export function shownReference(tables: Tables): Calibration | undefined {
  return tables.all('calibration').find((each) => each.reference && each.shown);
}

export function preparationOf(tables: Tables, member: number): Preparation | undefined {
  return tables.all('preparation').find((each) => each.member === member);
}

export function gapTaskOf(tables: Tables, member: number): GapTask | undefined {
  return tables.all('gap_task').find((each) => each.member === member);
}

/** What this member promised in the session before this one. */
export function earlierTaskOf(tables: Tables, member: number): EarlierTask | undefined {
  return tables.all('earlier_task').find((each) => each.member === member);
}

/** Those that this viewer may see, by the names of whose they are. */
export function earlierTasks(tables: Tables): EarlierTask[] {
  const name = (of: EarlierTask): string => tables.get('member', of.member)?.name ?? '';
  return tables
    .all('earlier_task')
    .sort((one, other) => name(one).localeCompare(name(other), 'en-GB') || one.id - other.id);
}
