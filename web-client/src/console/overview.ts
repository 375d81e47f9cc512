// What a facilitator has to know of each room at a glance, and which rooms need them first. Pure: tables in, a list out.
import type { Attempt, Feedback, HelpRequest, Member, Room, Visit } from '../protocol.ts';
import { hasBegun, type Progress, progressOn, type Turn, turnOf } from '../room/turn.ts';
import type { Tables } from '../tables/tables.ts';
import { feedbackOn, openRooms, owed, peopleIn } from '../tables/views.ts';

export type Reason =
  | 'help'
  | 'waits_for_you'
  | 'everybody_away'
  | 'alone'
  | 'nobody_writes'
  | 'not_started'
  | 'not_opened'
  | 'stalled'
  | 'no_second'
  | 'no_evidence';

export interface Attention {
  reason: Reason;
  /** When it began, by the server's clock. */
  since: number;
  urgent: boolean;
}

export interface RoomOverview {
  room: Room;
  people: Member[];
  turn: Turn;
  /** On the attempt that waits for feedback now, if one does. */
  progress: Progress | undefined;
  begun: boolean;
  helps: HelpRequest[];
  visits: Visit[];
  attention: Attention[];
}

// How long each may last before somebody should look, in milliseconds.
const notStartedAfter = 2 * 60_000;
const nobodyWritesAfter = 2 * 60_000;
const notOpenedAfter = 90_000;
const stalledAfter = 5 * 60_000;
const noSecondAfter = 4 * 60_000;

// Which reason comes first where several rooms need somebody; each minute of waiting adds one.
const weight: Record<Reason, number> = {
  help: 100,
  waits_for_you: 90,
  everybody_away: 80,
  alone: 75,
  nobody_writes: 60,
  not_started: 50,
  not_opened: 45,
  stalled: 40,
  no_second: 35,
  no_evidence: 30,
};
const urgent: ReadonlySet<Reason> = new Set(['help', 'waits_for_you', 'everybody_away', 'alone']);

export function overviewOf(
  tables: Tables,
  room: Room,
  isHere: (member: Member) => boolean,
  viewer: number,
  now: number,
): RoomOverview {
  const people = peopleIn(tables, room.id);
  const turn = turnOf(tables, room);
  const waiting = turn.current && !turn.current.feedback_open ? turn.current : undefined;
  const progress = waiting && progressOn(tables, waiting.id);
  const begun = hasBegun(tables, turn);
  const helps = tables
    .all('help_request')
    .filter((each) => each.state === 'waiting' && each.room === room.id);
  const visits = tables.all('visit').filter((each) => each.room === room.id);
  const attention: Attention[] = [];
  const note = (reason: Reason, since: number) =>
    attention.push({ reason, since, urgent: urgent.has(reason) });

  for (const each of helps) note('help', each.asked_at);
  for (const each of owedBy(tables, viewer, room)) note('waits_for_you', each.asked_at);
  const here = people.filter(isHere);
  if (people.length > 0 && here.length === 0)
    note('everybody_away', Math.max(...people.map((each) => each.since)));
  else if (people.length === 1) note('alone', Math.max(room.slot_since, people[0]!.since));
  else if (people.length > 1) noteProgress(tables, turn, waiting, progress, begun, now, note);
  attention.sort((one, other) => rank(other, now) - rank(one, now));
  return { room, people, turn, progress, begun, helps, visits, attention };
}

function noteProgress(
  tables: Tables,
  turn: Turn,
  waiting: Attempt | undefined,
  progress: Progress | undefined,
  begun: boolean,
  now: number,
  note: (reason: Reason, since: number) => void,
): void {
  const { room, phase, a, b } = turn;
  if (phase === 'attempt_a' && room.slot > 0 && !begun && now - room.slot_since > notStartedAfter) {
    note('not_started', room.slot_since);
  }
  if (waiting && progress) {
    const lasted = now - waiting.shared_at;
    const nobody = progress.given === 0 && progress.writing.every((each) => each.state === 'asked');
    const all = progress.writing.length === 0 && progress.given > 0;
    if (nobody && lasted > nobodyWritesAfter) note('nobody_writes', waiting.shared_at);
    else if (all && now - lastGiven(tables, waiting) > notOpenedAfter)
      note('not_opened', lastGiven(tables, waiting));
    else if (!all && lasted > stalledAfter) note('stalled', waiting.shared_at);
  }
  if (phase === 'open_a' && a && !begun && now - lastGiven(tables, a) > noSecondAfter) {
    note('no_second', lastGiven(tables, a));
  }
  const opened = [a, b].filter((each): each is Attempt => each?.feedback_open === true);
  for (const each of opened) {
    const delivered = feedbackOn(tables, each.id).filter((one) => one.state === 'delivered');
    if (
      delivered.length > 0 &&
      delivered.every((one) => one.ratings.every((rating) => rating.evidence === ''))
    ) {
      note('no_evidence', lastGiven(tables, each));
    }
  }
}

function lastGiven(tables: Tables, attempt: Attempt): number {
  return Math.max(attempt.shared_at, ...feedbackOn(tables, attempt.id).map((each) => each.given_at));
}

function owedBy(tables: Tables, member: number, room: Room): Feedback[] {
  return tables
    .all('feedback')
    .filter((each) => each.reviewer === member && owed(each))
    .filter((each) => {
      const about = tables.get('attempt', each.attempt);
      return about?.room === room.id && about.state === 'shared' && !about.feedback_open;
    });
}

function rank(of: Attention, now: number): number {
  return weight[of.reason] + (now - of.since) / 60_000;
}

export function overviews(
  tables: Tables,
  isHere: (member: Member) => boolean,
  viewer: number,
  now: number,
): RoomOverview[] {
  return openRooms(tables)
    .map((room) => overviewOf(tables, room, isHere, viewer, now))
    .filter((each) => each.people.length > 0);
}

/** One line for each room that needs somebody, the most pressing first. */
export function ranked(all: readonly RoomOverview[], now: number): { of: RoomOverview; first: Attention }[] {
  return all
    .flatMap((of) => (of.attention[0] ? [{ of, first: of.attention[0] }] : []))
    .sort((one, other) => rank(other.first, now) - rank(one.first, now));
}
