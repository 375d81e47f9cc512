// Questions that several screens ask the tables. Each is asked of plain rows; nothing is kept between.
import type {
  Attempt,
  Criterion,
  Feedback,
  GapVerdict,
  Judgement,
  Member,
  Playbook,
  Room,
  Session,
  Stage,
  Step,
  Timer,
  Usefulness,
} from '../protocol.ts';
import type { Tables } from './tables.ts';

export const leads = (of: Member | undefined): boolean =>
  of?.role === 'facilitator' || of?.role === 'co_facilitator';

/** Participants who take part: here, or away with their place kept. */
export const takesPart = (of: Member): boolean =>
  of.role === 'participant' && (of.attendance === 'here' || of.attendance === 'away');

export const owed = (of: Feedback): boolean => of.state === 'asked' || of.state === 'draft';
export const given = (of: Feedback): boolean => of.state === 'sealed' || of.state === 'delivered';

/** The performer's rating of themself, on the same form. It never counts as a review. */
export const isOwn = (of: Feedback): boolean => of.reviewer === of.receiver;

export function theSession(tables: Tables): Session | undefined {
  return tables.only('session');
}

export function thePlaybook(tables: Tables): Playbook | undefined {
  return tables.only('playbook');
}

/** The stages of this session in their order, from the lobby to the end. */
export function stagesOf(playbook: Playbook | undefined): Stage[] {
  const planned = (playbook?.stages ?? []).map((each) => each.stage).filter((each) => each !== 'lobby');
  return ['lobby', ...planned, 'ended'];
}

/** The steps of every slot, in their order. */
export function stepsOf(playbook: Playbook | undefined): Step[] {
  return (playbook?.steps ?? []).map((each) => each.step);
}

/** Whether the clock moves all rooms on together; else each goes on by itself. */
export const inLockstep = (tables: Tables): boolean => thePlaybook(tables)?.pace === 'lockstep';

export function criteriaOf(tables: Tables): Criterion[] {
  return tables.all('criterion').sort((one, other) => one.number - other.number);
}

/** The rows by what they belong to, in their order. */
export function grouped<Row>(rows: readonly Row[], key: (row: Row) => number): Map<number, Row[]> {
  const found = new Map<number, Row[]>();
  for (const each of rows) {
    const known = found.get(key(each));
    if (known) known.push(each);
    else found.set(key(each), [each]);
  }
  return found;
}

const peopleByRoom = (tables: Tables): ReadonlyMap<number, readonly Member[]> =>
  grouped(
    tables
      .all('member')
      .filter((each) => each.room !== 0 && takesPart(each))
      .sort((one, other) => one.seat - other.seat),
    (each) => each.room,
  );

/** In the order of their seats; nobody in "room" 0. */
export function peopleIn(tables: Tables, room: number): readonly Member[] {
  return tables.derived(peopleByRoom).get(room) ?? [];
}

// Comparing by the rules of a language is slow where the rules are looked up for each two names.
const byName = new Intl.Collator('en-GB').compare;

const participantsByName = (tables: Tables): readonly Member[] =>
  tables
    .all('member')
    .filter(takesPart)
    .sort((one, other) => byName(one.name, other.name));

export function participants(tables: Tables): readonly Member[] {
  return tables.derived(participantsByName);
}

export function facilitators(tables: Tables): Member[] {
  return tables.all('member').filter((each) => leads(each) && each.attendance !== 'removed');
}

const openRoomsByNumber = (tables: Tables): readonly Room[] =>
  tables
    .all('room')
    .filter((each) => each.state === 'open')
    .sort((one, other) => one.number - other.number);

export function openRooms(tables: Tables): readonly Room[] {
  return tables.derived(openRoomsByNumber);
}

export function nameOf(tables: Tables, member: number, nobody = ''): string {
  return tables.get('member', member)?.name ?? nobody;
}

/** What was shared in a room, oldest first. */
export function sharedIn(tables: Tables, room: number): Attempt[] {
  return tables
    .all('attempt')
    .filter((each) => each.room === room && each.state === 'shared')
    .sort((one, other) => one.shared_at - other.shared_at || one.id - other.id);
}

export function attemptsBy(tables: Tables, author: number): Attempt[] {
  return tables
    .all('attempt')
    .filter((each) => each.author === author)
    .sort((one, other) => one.id - other.id);
}

export function feedbackOn(tables: Tables, attempt: number): Feedback[] {
  return tables
    .all('feedback')
    .filter((each) => each.attempt === attempt)
    .sort((one, other) => one.id - other.id);
}

/** What others wrote, or are asked to write: not the performer's rating of themself. */
export function reviewsOn(tables: Tables, attempt: number): Feedback[] {
  return feedbackOn(tables, attempt).filter((each) => !isOwn(each));
}

/** What the room says of the gap, on attempt A. */
export function judgementsOn(tables: Tables, attempt: number): Judgement[] {
  return tables
    .all('judgement')
    .filter((each) => each.attempt === attempt)
    .sort((one, other) => one.at - other.at || one.id - other.id);
}

export function usefulnessOf(tables: Tables, feedback: number): Usefulness | undefined {
  return tables.all('usefulness').find((each) => each.feedback === feedback);
}

/** Attempt A of which this is attempt B, or itself. */
export function firstOf(tables: Tables, attempt: Attempt): Attempt {
  return (attempt.answers && tables.get('attempt', attempt.answers)) || attempt;
}

export function draftBy(tables: Tables, author: number, answers: number): Attempt | undefined {
  return tables
    .all('attempt')
    .find((each) => each.author === author && each.state === 'draft' && each.answers === answers);
}

/** What became of the gap of each attempt A: by the word of whoever performed, else by that of most in the room. */
export function gapVerdicts(tables: Tables): Map<number, GapVerdict> {
  const order: readonly GapVerdict[] = ['not_yet', 'partly', 'closed'];
  const all = tables.all('judgement');
  const verdicts = new Map<number, GapVerdict>();
  for (const attempt of new Set(all.map((each) => each.attempt))) {
    const about = all.filter((each) => each.attempt === attempt);
    const count = (verdict: GapVerdict) => about.filter((each) => each.verdict === verdict).length;
    const own = about.find((each) => each.judge === each.performer);
    // Of two that as many say, the more careful one.
    const most = [...order].sort((one, other) => count(other) - count(one))[0]!;
    verdicts.set(attempt, own?.verdict ?? most);
  }
  return verdicts;
}

/** The timer to show here: the closing of the rooms before one's own room's (its step's first), and that before everybody's. */
export function timerFor(tables: Tables, room: number): Timer | undefined {
  const all = tables.all('timer').filter((each) => each.room === 0 || each.room === room);
  const rank = (each: Timer): number =>
    (each.purpose === 'close_rooms' ? 16 : 0) +
    (each.state === 'finished' ? 0 : 8) +
    (each.room === 0 ? 0 : 4) +
    (each.purpose === 'step' ? 2 : 0) +
    (each.purpose === 'work' ? 1 : 0);
  return all.sort((one, other) => rank(other) - rank(one))[0];
}

/** One that a facilitator started besides: while a step's clock runs it is shown too, and smaller. */
export function timerBesides(tables: Tables, room: number, shown: Timer | undefined): Timer | undefined {
  const all = tables.all('timer').filter((each) => each.room === 0 || each.room === room);
  return all.find((each) => each.purpose === 'work' && each.state !== 'finished' && each.id !== shown?.id);
}

/** Milliseconds left at `now` (the server's clock); never below 0. */
export function timeLeft(timer: Timer, now: number): number {
  switch (timer.state) {
    case 'running':
      return Math.max(0, timer.ends_at - now);
    case 'paused':
      return timer.remaining_ms;
    case 'finished':
      return 0;
  }
}
