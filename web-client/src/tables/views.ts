// Questions that several screens ask the tables. Each is asked of plain rows; nothing is kept between.
import type {
  Attempt,
  Criterion,
  Feedback,
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

export function peopleIn(tables: Tables, room: number): Member[] {
  if (room === 0) return [];
  return tables
    .all('member')
    .filter((each) => each.room === room && takesPart(each))
    .sort((one, other) => one.seat - other.seat);
}

export function participants(tables: Tables): Member[] {
  return tables
    .all('member')
    .filter(takesPart)
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
}

export function facilitators(tables: Tables): Member[] {
  return tables.all('member').filter((each) => leads(each) && each.attendance !== 'removed');
}

export function openRooms(tables: Tables): Room[] {
  return tables
    .all('room')
    .filter((each) => each.state === 'open')
    .sort((one, other) => one.number - other.number);
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
