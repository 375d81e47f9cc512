// The session as a table: each participant, and each room, with attempts, the feedback given and got, and what was said of
// the gap.
import type { Attempt, Feedback, GapVerdict, Judgement, Member, Room } from '../protocol.ts';
import type { Tables } from '../tables/tables.ts';
import { given, isOwn, owed, takesPart } from '../tables/views.ts';
import { sessionRecordWords } from '../words/record.ts';
import { harmless } from './csv.ts';

export interface Counts {
  first: number;
  second: number;
  got: number;
  gave: number;
  owed: number;
  /** What everybody in the room said of the gap, its owner too. */
  closed: number;
  partly: number;
  notYet: number;
}

export interface SessionRow extends Counts {
  member: Member;
  /** The room's number; 0 is the main room. */
  room: number;
}

export interface RoomRow extends Counts {
  room: Room;
  people: number;
}

const none: Counts = { first: 0, second: 0, got: 0, gave: 0, owed: 0, closed: 0, partly: 0, notYet: 0 };

/** The columns of numbers, in their order. */
export const countKeys = Object.keys(none) as (keyof Counts)[];

interface Made {
  attempts: readonly Attempt[];
  got: readonly Feedback[];
  written: readonly Feedback[];
  judged: readonly Judgement[];
}

function countsOf({ attempts, got, written, judged }: Made): Counts {
  const verdicts = (which: GapVerdict): number => judged.filter((each) => each.verdict === which).length;
  return {
    first: attempts.filter((each) => each.answers === 0).length,
    second: attempts.filter((each) => each.answers > 0).length,
    got: got.filter((each) => each.state === 'delivered').length,
    gave: written.filter(given).length,
    owed: written.filter(owed).length,
    closed: verdicts('closed'),
    partly: verdicts('partly'),
    notYet: verdicts('not_yet'),
  };
}

const sharedOf = (tables: Tables): Attempt[] =>
  tables.all('attempt').filter((each) => each.state === 'shared');
const reviewsOf = (tables: Tables): Feedback[] => tables.all('feedback').filter((each) => !isOwn(each));

/** By room, then in the order of turns; whoever has no room comes last. */
export function sessionRows(tables: Tables): SessionRow[] {
  const attempts = sharedOf(tables);
  const feedback = reviewsOf(tables);
  const judgements = tables.all('judgement');
  return tables
    .all('member')
    .filter((each) => each.role === 'participant')
    .map((member) => ({
      member,
      room: tables.get('room', member.room)?.number ?? 0,
      ...countsOf({
        attempts: attempts.filter((each) => each.author === member.id),
        got: feedback.filter((each) => each.receiver === member.id),
        written: feedback.filter((each) => each.reviewer === member.id),
        judged: judgements.filter((each) => each.performer === member.id),
      }),
    }))
    .sort(
      (one, other) =>
        (one.room || Number.MAX_SAFE_INTEGER) - (other.room || Number.MAX_SAFE_INTEGER) ||
        one.member.seat - other.member.seat ||
        one.member.name.localeCompare(other.member.name, 'en-GB'),
    );
}

/** Where an attempt was made is where it counts. Rooms that were merged are there if something was made in them. */
export function roomRows(tables: Tables): RoomRow[] {
  const attempts = sharedOf(tables);
  const feedback = reviewsOf(tables);
  const judgements = tables.all('judgement');
  const people = tables.all('member').filter(takesPart);
  return tables
    .all('room')
    .map((room) => {
      const made = attempts.filter((each) => each.room === room.id);
      const ids = new Set(made.map((each) => each.id));
      const about = feedback.filter((each) => ids.has(each.attempt));
      const judged = judgements.filter((each) => ids.has(each.attempt));
      return {
        room,
        people: people.filter((each) => each.room === room.id).length,
        ...countsOf({ attempts: made, got: about, written: about, judged }),
      };
    })
    .filter((each) => each.room.state === 'open' || each.first > 0)
    .sort((one, other) => one.room.number - other.room.number);
}

export function totalsOf(rows: readonly Counts[]): Counts {
  const totals = { ...none };
  for (const row of rows) {
    for (const key of countKeys) totals[key] += row[key];
  }
  return totals;
}

const cell = (text: string): string => harmless(text).replace(/[\t\n\r]+/g, ' ');

/** Lines of cells parted by tabs, as spreadsheets paste them. */
export function rowsText(rows: readonly SessionRow[]): string {
  const { columns, mainRoom } = sessionRecordWords;
  const head = [columns.name, columns.room, ...countKeys.map((each) => columns[each])];
  const lines = rows.map((row) => [
    cell(row.member.name),
    row.room === 0 ? mainRoom : String(row.room),
    ...countKeys.map((each) => String(row[each])),
  ]);
  return `${[head, ...lines].map((each) => each.join('\t')).join('\n')}\n`;
}
