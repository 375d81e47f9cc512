// Questions that several screens ask the tables. Each is asked of plain rows; nothing is kept between.
import type { Attempt, Criterion, Feedback, Member, Playbook, Room, Session, Timer } from '../protocol.ts';
import type { Tables } from './tables.ts';

export const leads = (of: Member | undefined): boolean =>
  of?.role === 'facilitator' || of?.role === 'co_facilitator';

/** Participants who take part: here, or away with their place kept. */
export const takesPart = (of: Member): boolean =>
  of.role === 'participant' && (of.attendance === 'here' || of.attendance === 'away');

export const owed = (of: Feedback): boolean => of.state === 'asked' || of.state === 'draft';
export const given = (of: Feedback): boolean => of.state === 'sealed' || of.state === 'delivered';

export function theSession(tables: Tables): Session | undefined {
  return tables.only('session');
}

export function thePlaybook(tables: Tables): Playbook | undefined {
  return tables.only('playbook');
}

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

/** Attempt A of which this is attempt B, or itself. */
export function firstOf(tables: Tables, attempt: Attempt): Attempt {
  return (attempt.answers && tables.get('attempt', attempt.answers)) || attempt;
}

export function draftBy(tables: Tables, author: number, answers: number): Attempt | undefined {
  return tables
    .all('attempt')
    .find((each) => each.author === author && each.state === 'draft' && each.answers === answers);
}

/** The timer to show here: the closing of the rooms before one's own room's, and that before everybody's. */
export function timerFor(tables: Tables, room: number): Timer | undefined {
  const all = tables.all('timer').filter((each) => each.room === 0 || each.room === room);
  const rank = (each: Timer): number =>
    (each.purpose === 'close_rooms' ? 4 : 0) +
    (each.state === 'finished' ? 0 : 2) +
    (each.room === 0 ? 0 : 1);
  return all.sort((one, other) => rank(other) - rank(one))[0];
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
