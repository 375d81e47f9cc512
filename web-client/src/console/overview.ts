// What a facilitator has to know of each room at a glance, and which rooms need them first. Pure: tables in, a list out.
import type {
  Attempt,
  Feedback,
  HelpRequest,
  Judgement,
  Member,
  Pace,
  Room,
  Step,
  Timer,
  Visit,
} from '../protocol.ts';
import type { Tables } from '../tables/tables.ts';
import { grouped, openRooms, owed, peopleIn, thePlaybook, timeLeft } from '../tables/views.ts';
import { isReview, type Reviews, reviewsOf } from './rounds.ts';

export type Reason =
  | 'help'
  | 'waits_for_you'
  | 'everybody_away'
  | 'alone'
  | 'performer_away'
  | 'nobody_writes'
  | 'not_started'
  | 'not_opened'
  | 'stalled'
  | 'gap_open'
  | 'no_second'
  | 'ran_out'
  | 'no_evidence'
  | 'paused'
  | 'done_early'
  | 'running_out';

/** The one thing that helps. */
export type Remedy =
  | 'visit'
  | 'answer'
  | 'look'
  | 'write'
  | 'merge'
  | 'begin'
  | 'hand_on'
  | 'remind_write'
  | 'remind_evidence'
  | 'open'
  | 'next_step'
  | 'more_time'
  | 'resume'
  | 'once_more'
  | 'again';

export interface Attention {
  reason: Reason;
  /** When it began, by the server's clock. */
  since: number;
  urgent: boolean;
  remedy: Remedy;
}

export interface RoomOverview {
  room: Room;
  people: readonly Member[];
  performer: Member | undefined;
  coach: Member | undefined;
  /** Attempt A of this turn, once it is shared; feedback is written on it. */
  attempt: Attempt | undefined;
  feedback: readonly Feedback[];
  reviews: Reviews;
  clock: Timer | undefined;
  /** One that was started by hand. */
  timer: Timer | undefined;
  helps: readonly HelpRequest[];
  visits: readonly Visit[];
  attention: Attention[];
}

// How long each may last before somebody should look, in milliseconds. Where a step has a clock, its time says so.
const notStartedAfter = 2 * 60_000;
const nobodyWritesAfter = 60_000;
const notOpenedAfter = 90_000;
const stalledAfter = 5 * 60_000;
const noSecondAfter = 4 * 60_000;
const runningOutBefore = 20_000;

// Which reason comes first where several rooms need somebody; each minute of waiting adds one.
const weight: Record<Reason, number> = {
  help: 100,
  waits_for_you: 90,
  everybody_away: 80,
  alone: 75,
  performer_away: 70,
  nobody_writes: 60,
  not_started: 50,
  not_opened: 45,
  stalled: 40,
  gap_open: 38,
  no_second: 35,
  ran_out: 33,
  no_evidence: 30,
  paused: 20,
  done_early: 15,
  running_out: 5,
};
const urgent: ReadonlySet<Reason> = new Set([
  'help',
  'waits_for_you',
  'everybody_away',
  'alone',
  'performer_away',
]);

// The rows that belong to each room and each attempt, found once for all rooms, and again only when rows of their kind have
// changed: there may be a hundred rooms, and fifty changes a second.

const helpsByRoom = (tables: Tables): ReadonlyMap<number, readonly HelpRequest[]> =>
  grouped(
    tables
      .all('help_request')
      .filter((each) => each.state === 'waiting')
      .sort((one, other) => one.asked_at - other.asked_at),
    (each) => each.room,
  );

const visitsByRoom = (tables: Tables): ReadonlyMap<number, readonly Visit[]> =>
  grouped(tables.all('visit'), (each) => each.room);

const startedTimers = (tables: Tables): ReadonlyMap<number, readonly Timer[]> =>
  grouped(
    tables.all('timer').filter((each) => each.purpose === 'work'),
    (each) => each.room,
  );

const feedbackByAttempt = (tables: Tables): ReadonlyMap<number, readonly Feedback[]> =>
  grouped(
    tables.all('feedback').sort((one, other) => one.id - other.id),
    (each) => each.attempt,
  );

const judgementsByAttempt = (tables: Tables): ReadonlyMap<number, readonly Judgement[]> =>
  grouped(tables.all('judgement'), (each) => each.attempt);

/** "author answers" of each draft. */
const begunDrafts = (tables: Tables): ReadonlySet<string> =>
  new Set(
    tables
      .all('attempt')
      .filter((each) => each.state === 'draft')
      .map((each) => `${each.author} ${each.answers}`),
  );

/** Rooms with somebody in them. */
export const roomsInUse = (tables: Tables): readonly Room[] =>
  openRooms(tables).filter((each) => peopleIn(tables, each.id).length > 0);

interface Index {
  pace: Pace;
  feedback: ReadonlyMap<number, readonly Feedback[]>;
  judgements: ReadonlyMap<number, readonly Judgement[]>;
  begun: ReadonlySet<string>;
  owedByViewer: ReadonlyMap<number, readonly Feedback[]>;
  somebodyIsBusy: boolean;
  everybodyIsPaused: boolean;
}

function indexOf(tables: Tables, rooms: readonly Room[], viewer: number): Index {
  const clocks = rooms.map((each) => tables.get('timer', each.clock)).filter((each) => each !== undefined);
  return {
    pace: thePlaybook(tables)?.pace ?? 'own',
    feedback: tables.derived(feedbackByAttempt),
    judgements: tables.derived(judgementsByAttempt),
    begun: tables.derived(begunDrafts),
    owedByViewer: grouped(
      tables.all('feedback').filter((each) => each.reviewer === viewer && isReview(each) && owed(each)),
      (each) => {
        const about = tables.get('attempt', each.attempt);
        return about?.state === 'shared' && !about.feedback_open ? about.room : 0;
      },
    ),
    somebodyIsBusy: rooms.some((each) => each.step !== 'done'),
    everybodyIsPaused: clocks.length > 0 && clocks.every((each) => each.state === 'paused'),
  };
}

function overviewOf(
  tables: Tables,
  index: Index,
  room: Room,
  isHere: (member: Member) => boolean,
  viewer: number,
  now: number,
): RoomOverview {
  const people = peopleIn(tables, room.id);
  const attempt = tables.get('attempt', room.attempt_a);
  const feedback = (attempt && index.feedback.get(attempt.id)) ?? [];
  const reviews = reviewsOf(feedback);
  const helps = tables.derived(helpsByRoom).get(room.id) ?? [];
  const visits = tables.derived(visitsByRoom).get(room.id) ?? [];
  const timer = tables.derived(startedTimers).get(room.id)?.[0];
  const clock = tables.get('timer', room.clock);
  const performer = tables.get('member', room.performer);
  const all: Attention[] = [];
  const note = (reason: Reason, since: number, remedy: Remedy) =>
    all.push({ reason, since, remedy, urgent: urgent.has(reason) });

  const inside = visits.some((each) => each.visitor === viewer && each.state === 'inside');
  for (const each of helps) note('help', each.asked_at, inside ? 'answer' : 'visit');
  for (const each of index.owedByViewer.get(room.id) ?? []) note('waits_for_you', each.asked_at, 'write');
  const here = people.filter(isHere);
  if (people.length > 0 && here.length === 0) {
    note('everybody_away', Math.max(...people.map((each) => each.since)), 'look');
  } else if (people.length === 1) {
    note('alone', Math.max(room.slot_since, people[0]!.since), 'merge');
  } else if (people.length > 1) {
    if (performer && stepsOfThePerformer.has(room.step) && !isHere(performer)) {
      const since = Math.max(performer.since, room.step_since);
      note('performer_away', since, index.pace === 'own' && !room.attempt_a ? 'hand_on' : 'visit');
    }
    noteFeedback(index, { room, attempt, feedback, reviews, clock }, now, note);
    noteClock(index, { room, attempt, clock }, now, note);
  }
  const attention = all.sort((one, other) => rank(other, now) - rank(one, now));
  const coach = tables.get('member', room.coach);
  return {
    room,
    people,
    performer,
    coach,
    attempt,
    feedback,
    reviews,
    clock,
    timer,
    helps,
    visits,
    attention,
  };
}

const stepsOfThePerformer: ReadonlySet<Step> = new Set(['frame', 'attempt_a', 'attempt_b']);

type Note = (reason: Reason, since: number, remedy: Remedy) => void;

function noteFeedback(
  index: Index,
  of: Pick<RoomOverview, 'room' | 'attempt' | 'feedback' | 'reviews' | 'clock'>,
  now: number,
  note: Note,
): void {
  const { room, attempt, feedback, reviews, clock } = of;
  if (!attempt) return;
  if (room.step === 'write' && !attempt.feedback_open && reviews.expected > 0) {
    const lasted = now - room.step_since;
    const late = clock ? timeLeft(clock, now) <= clock.total_ms / 2 : lasted > nobodyWritesAfter;
    const lastGiven = Math.max(room.step_since, ...feedback.map((each) => each.given_at));
    const all = reviews.writing.length === 0;
    if (reviews.untouched && late) note('nobody_writes', room.step_since, 'remind_write');
    // In lockstep the clock opens what was given, and moves on whoever still writes.
    else if (all && index.pace === 'own' && now - lastGiven > notOpenedAfter) {
      note('not_opened', lastGiven, 'open');
    } else if (!all && !clock && lasted > stalledAfter) note('stalled', room.step_since, 'remind_write');
  }
  const delivered = feedback.filter((each) => isReview(each) && each.state === 'delivered');
  const bare = delivered.every((each) => each.ratings.every((rating) => rating.evidence === ''));
  if (attempt.feedback_open && delivered.length > 0 && bare) {
    note('no_evidence', Math.max(...delivered.map((each) => each.given_at)), 'remind_evidence');
  }
  const own = (index.judgements.get(attempt.id) ?? []).find((each) => each.judge === attempt.author);
  if (own?.verdict === 'not_yet') note('gap_open', own.at, room.step === 'close' ? 'again' : 'visit');
}

function noteClock(
  index: Index,
  of: Pick<RoomOverview, 'room' | 'attempt' | 'clock'>,
  now: number,
  note: Note,
): void {
  const { room, attempt, clock } = of;
  if (room.step === 'done') {
    if (index.somebodyIsBusy) note('done_early', room.step_since, 'once_more');
    return;
  }
  if (clock?.state === 'paused' && !room.held && !index.everybodyIsPaused) {
    note('paused', room.step_since, 'resume');
  }
  // In lockstep the clock moves the room on by itself.
  if (index.pace === 'lockstep') return;
  if (room.step === 'waiting' && now - room.step_since > notStartedAfter) {
    note('not_started', room.step_since, 'begin');
  }
  if (clock && clock.state !== 'paused') {
    const left = timeLeft(clock, now);
    if (left === 0) note('ran_out', clock.ends_at, 'next_step');
    else if (left <= runningOutBefore) note('running_out', now, 'more_time');
    return;
  }
  if (clock) return;
  const lasted = now - room.step_since;
  const begun = index.begun.has(`${room.performer} ${attempt?.id ?? 0}`);
  if (room.step === 'attempt_a' && !attempt && !begun && lasted > notStartedAfter) {
    note('not_started', room.step_since, 'visit');
  }
  if (room.step === 'attempt_b' && !room.attempt_b && !begun && lasted > noSecondAfter) {
    note('no_second', room.step_since, 'visit');
  }
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
  const rooms = tables.derived(roomsInUse);
  const index = indexOf(tables, rooms, viewer);
  return rooms.map((room) => overviewOf(tables, index, room, isHere, viewer, now));
}

/** One line for each room that needs somebody, the most pressing first. */
export function ranked(all: readonly RoomOverview[], now: number): { of: RoomOverview; first: Attention }[] {
  return all
    .flatMap((of) => (of.attention[0] ? [{ of, first: of.attention[0] }] : []))
    .sort((one, other) => rank(other.first, now) - rank(one.first, now));
}
